package wpconfig

import "strings"

// heading is the comment above the lines that were added.
const heading = "/** Enhance integration for Ultimate Multisite: set by enhance-wizard. */"

// Snippet returns the lines that set the constants, for pasting above the line that loads wp-settings.php. Secret
// values stand in it in full.
func Snippet(settings []Setting) string {
	lines := make([]string, 0, len(settings)+2)
	lines = append(lines, heading)
	for _, s := range settings {
		lines = append(lines, s.define(false))
	}
	return strings.Join(append(lines, ""), "\n")
}
