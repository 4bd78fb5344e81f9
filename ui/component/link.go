package component

import (
	"net/url"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/ui/style"
)

// Link makes address, where it stands in line, something to click on, in
// terminals that are known to have links. The line keeps its width. Only an
// https address of plain letters becomes a link: what a terminal makes of
// others is not certain.
func Link(theme style.Theme, line, address string) string {
	if !theme.Links || !isPlainAddress(address) {
		return line
	}
	before, after, found := strings.Cut(line, address)
	if !found {
		return line
	}
	return before + ansi.SetHyperlink(address) + address + ansi.ResetHyperlink() + after
}

func isPlainAddress(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "https" || parsed.Host == "" || parsed.User != nil || parsed.String() != address {
		return false
	}
	return !strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' || r == ';' || r == '\\' })
}
