package text

import (
	"net/netip"
	"strings"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
)

// Stranger says, a line each, what is known of a panel that nobody vouches for.
func Stranger(s wizard.Stranger) []string {
	c := s.Certificate
	issuer := Say("vouch.issuer", "issuer", c.Issuer)
	if c.Issuer == c.Subject {
		issuer = Say("vouch.self")
	}
	return []string{
		Say("vouch.why", "host", s.Base.Host()),
		Say("vouch.subject", "subject", c.Subject),
		issuer,
		Say("vouch.names", "names", listed(c.Names)),
		Say("vouch.dates", "from", c.NotBefore, "until", c.NotAfter),
		Say("vouch.pin", "pin", c.Pin.String()),
	}
}

// PanelKey says which key the panel is held to, and who said so.
func PanelKey(key wizard.PanelKey) string {
	return Say("review.key", "pin", key.Pin, "source", Source(key.Source, 0))
}

// FingerprintCommand is what prints the fingerprint of a panel's key when it is
// typed on the panel's own server, in lines of at most width columns that a
// shell takes as one command; only a host longer than that makes a longer line.
// The host needs no quotes: it holds letters, digits, dots, hyphens and
// underscores only.
func FingerprintCommand(panel enhance.BaseURL, width int) []string {
	connect := "openssl s_client -connect localhost:" + panel.Port()
	if _, err := netip.ParseAddr(panel.Hostname()); err != nil { // an address is no server name
		connect += " -servername " + panel.Hostname()
	}
	return shellLines(width,
		connect+" </dev/null 2>/dev/null |",
		"openssl x509 -noout -pubkey |",
		"openssl pkey -pubin -outform der |",
		"openssl sha256")
}

// shellLines joins the commands of a pipe, each but the last with its | at the
// end. A line that ends within a command goes on behind a backslash.
func shellLines(width int, commands ...string) []string {
	var lines []string
	line := ""
	for _, command := range commands {
		if line != "" && len(line)+1+len(command) > width {
			lines, line = append(lines, line), ""
		}
		for _, word := range strings.Fields(command) {
			if line != "" && len(line)+1+len(word) > width-len(` \`) {
				lines, line = append(lines, line+` \`), ""
			}
			line = strings.TrimPrefix(line+" "+word, " ")
		}
	}
	return append(lines, line)
}

// PanelPage says where in the panel the answer to a field is found, with the
// page's address; empty as long as no panel has answered, and for the URL. Of
// the panel's pages only the first has an address that is certain.
func PanelPage(s *wizard.Session, f wizard.Field) (sentence, address string) {
	panel := s.Panel()
	if panel == nil || f == wizard.URL {
		return "", ""
	}
	address = panel.Page()
	return Say("page."+string(f), "page", address), address
}
