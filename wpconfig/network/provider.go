package network

import (
	"bytes"
	"path/filepath"
	"slices"
	"syscall"
)

// The provider files that hold the Enhance integration, by generation.
var (
	storedFiles = []string{
		"inc/integrations/providers/enhance/class-enhance-integration.php",
		"inc/integrations/providers/enhance/class-enhance-domain-mapping.php",
	}
	hostFile = "inc/integrations/host-providers/class-enhance-host-provider.php"
)

// providerBytes bounds the read of a provider file; the real ones have about 12 KiB.
const providerBytes = 256 << 10

// errNotDirectory is what a path gives that leads through a file.
var errNotDirectory error = syscall.ENOTDIR

// readProvider tells the generation of the plugin in folder by the constant names in its provider files. The header's
// version does not matter here: the files are what the code reads.
func readProvider(folder string) (Generation, []string, error) {
	names, found, err := namesIn(folder, storedFiles...)
	if err != nil {
		return GenerationUnknown, names, err
	}
	if found {
		if byWebsite(names) {
			return GenerationStored, names, nil
		}
		return GenerationUnknown, names, nil
	}
	names, found, err = namesIn(folder, hostFile)
	switch {
	case err != nil:
		return GenerationUnknown, names, err
	case !found:
		return GenerationNone, nil, nil
	case byWebsite(names):
		return GenerationWebsite, names, nil
	case slices.Contains(names, ConstantServerID):
		return GenerationServer, names, nil
	default:
		return GenerationUnknown, names, nil
	}
}

func byWebsite(names []string) bool {
	return slices.Contains(names, ConstantOrgID) && slices.Contains(names, ConstantWebsiteID)
}

// namesIn collects the constant names of those files that exist, sorted; found is false when none exists.
func namesIn(folder string, files ...string) (names []string, found bool, err error) {
	for _, file := range files {
		source, err := readHead(filepath.Join(folder, filepath.FromSlash(file)), providerBytes)
		if absent(err) {
			continue
		}
		if err != nil {
			return names, found, err
		}
		found = true
		names = append(names, constantNames(source)...)
	}
	slices.Sort(names)
	return slices.Compact(names), found, nil
}

// constantNames finds the words that begin with WU_ENHANCE_.
func constantNames(source []byte) []string {
	const prefix = "WU_ENHANCE_"
	var names []string
	for from := 0; ; {
		at := bytes.Index(source[from:], []byte(prefix))
		if at < 0 {
			return names
		}
		start := from + at
		end := start + len(prefix)
		for end < len(source) && wordByte(source[end]) {
			end++
		}
		if start == 0 || !wordByte(source[start-1]) {
			names = append(names, string(source[start:end]))
		}
		from = end
	}
}

// wordByte reports whether PHP takes a byte for part of a name.
func wordByte(b byte) bool {
	return b == '_' || b >= 0x80 || '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
}
