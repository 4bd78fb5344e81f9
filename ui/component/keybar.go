package component

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
)

// KeyBar draws the keys that do something, in one line of at most width cells.
// Keys that do not fit are left out whole.
func KeyBar(theme style.Theme, keys []key.Binding, width int) string {
	const gap = "  "
	var b strings.Builder
	used := 0
	for _, binding := range keys {
		if !binding.Enabled() || binding.Help().Key == "" {
			continue
		}
		name, does := text.Clean(binding.Help().Key), text.Clean(binding.Help().Desc)
		needs := ansi.StringWidth(name) + 1 + ansi.StringWidth(does)
		if used > 0 {
			needs += len(gap)
		}
		if used+needs > width {
			break
		}
		if used > 0 {
			b.WriteString(gap)
		}
		b.WriteString(theme.Key.Render(name) + " " + theme.Dim.Render(does))
		used += needs
	}
	return b.String()
}
