package network

import (
	"bytes"
	"strings"
)

const (
	// headerBytes is how much of a plugin's main file WordPress itself reads for its header (get_file_data).
	headerBytes = 8 << 10
	// versionBytes bounds what is kept of a version; real ones are shorter than 20 bytes.
	versionBytes = 64
)

// headerVersion finds the "Version:" line of a plugin header the way WordPress does (get_file_data in
// wp-includes/functions.php): at the start of a line, after nothing but blanks and the characters / * # @.
func headerVersion(source []byte) string {
	source = bytes.ReplaceAll(source, []byte("\r"), []byte("\n"))
	for line := range bytes.Lines(source) {
		text := strings.TrimPrefix(strings.TrimLeft(string(line), " \t"), "<?php")
		text = strings.TrimLeft(text, " \t/*#@")
		name, value, found := strings.Cut(text, ":")
		if !found || !strings.EqualFold(name, "version") {
			continue
		}
		value, _, _ = strings.Cut(value, "*/")
		value, _, _ = strings.Cut(value, "?>")
		value = strings.TrimSpace(value)
		return value[:min(len(value), versionBytes)]
	}
	return ""
}
