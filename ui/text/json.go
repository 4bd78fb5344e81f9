package text

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// JSONWriter escapes, in JSON on its way to w, what encoding/json leaves as it
// is and a terminal may obey: C1 controls, DEL and characters that reorder or
// hide text. The JSON means the same.
func JSONWriter(w io.Writer) io.Writer { return jsonWriter{w} }

type jsonWriter struct{ w io.Writer }

// Write takes whole values, as json.Encoder gives them.
func (j jsonWriter) Write(p []byte) (int, error) {
	escaped := make([]byte, 0, len(p))
	for i := 0; i < len(p); {
		r, size := utf8.DecodeRune(p[i:])
		if r != '\n' && r != '\r' && r != '\t' && forbidden(r, size) {
			escaped = fmt.Appendf(escaped, "\\u%04x", r)
		} else {
			escaped = append(escaped, p[i:i+size]...)
		}
		i += size
	}
	if _, err := j.w.Write(escaped); err != nil {
		return 0, err
	}
	return len(p), nil
}
