package probe

import (
	"net/netip"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// lookupProfile is that of browsers (UTS 46), but for underscores, which DNS knows though certificates do not.
// Two hyphens in a row are nothing to them: r3---sn.example is in use.
var lookupProfile = idna.New(
	idna.MapForLookup(), idna.BidiRule(), idna.StrictDomainName(false), idna.Transitional(false), idna.CheckHyphens(false),
)

// Canonical returns a name in lower case without the dot at its end, and its form on the wire (punycode).
func Canonical(raw string) (name, ascii string, fault NameFault) {
	name = strings.ToLower(strings.TrimSuffix(strings.TrimSpace(raw), "."))
	if _, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return name, "", NameAddress
	}
	if strings.HasPrefix(name, "*.") {
		return name, "", NameWildcard
	}
	ascii, err := lookupProfile.ToASCII(name)
	if err != nil || !isHostName(ascii) {
		return name, "", NameMalformed
	}
	return name, ascii, ""
}

// isHostName follows RFC 1123, and lets underscores pass.
func isHostName(name string) bool {
	if name == "" || len(name) > 253 {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		if strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			return false
		}
	}
	return true
}

// Registered returns the domain that was registered: the last label before the public suffix, and what follows.
func Registered(ascii string) string {
	domain, err := publicsuffix.EffectiveTLDPlusOne(ascii)
	if err != nil {
		return ascii // a public suffix itself
	}
	return domain
}

func parentOf(name string) string {
	_, parent, _ := strings.Cut(name, ".")
	return parent
}
