package enhance

import "bytes"

// Limits of the shape of an answer. Real answers have a depth below 10 and a
// few dozen values for each item.
const (
	maxDepth       = 64
	maxItems       = 10_100 // ten thousand domains, and those that the panel adds to a website: the primary one, a preview
	maxValues      = 2_000_000
	maxStringBytes = 1 << 20
)

// structureGuard watches JSON go by and stops what would cost much to decode: deep
// nesting, endless lists, endless strings. It does not check the syntax.
type structureGuard struct {
	begun             bool
	inString, escaped bool
	stringBytes       int
	depth, values     int
	// separators counts the commas in each container that is open.
	separators [maxDepth + 1]int
}

// Write judges the next bytes; its error ends the reading.
func (g *structureGuard) Write(p []byte) (int, error) {
	for i := 0; i < len(p); {
		if g.inString {
			i += g.skipString(p[i:])
			if g.stringBytes > maxStringBytes {
				return i, errTooLarge
			}
			continue
		}
		if err := g.plainByte(p[i]); err != nil {
			return i, err
		}
		i++
	}
	return len(p), nil
}

// skipString goes to the end of the string, or of p, and says how far that was.
func (g *structureGuard) skipString(p []byte) int {
	for i := 0; i < len(p); i++ {
		if g.escaped {
			g.escaped = false
			continue
		}
		next := bytes.IndexAny(p[i:], `"\\`)
		if next < 0 {
			break
		}
		i += next
		if p[i] == '"' {
			g.inString = false
			g.stringBytes += i
			return i + 1
		}
		g.escaped = true
	}
	g.stringBytes += len(p)
	return len(p)
}

func (g *structureGuard) plainByte(b byte) error {
	switch b {
	case ' ', '\t', '\r', '\n', 0xEF, 0xBB, 0xBF: // blanks, and the byte order mark
		return nil
	case '<':
		if !g.begun {
			return errHTML
		}
	case '"':
		g.inString, g.escaped, g.stringBytes = true, false, 0
	case '[', '{':
		if g.depth == maxDepth {
			return errTooDeep
		}
		g.depth++
		g.separators[g.depth] = 0
		return g.count()
	case ']', '}':
		g.depth = max(0, g.depth-1)
	case ',':
		g.separators[g.depth]++
		if g.separators[g.depth] >= maxItems {
			return errTooLarge
		}
		return g.count()
	}
	g.begun = true
	return nil
}

func (g *structureGuard) count() error {
	g.begun = true
	g.values++
	if g.values > maxValues {
		return errTooLarge
	}
	return nil
}
