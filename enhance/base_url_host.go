package enhance

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// hostProfile turns international names into what DNS and TLS use. Underscores
// are let through, since resolvers and the web take them in host names.
var hostProfile = idna.New(
	idna.MapForLookup(), idna.BidiRule(), idna.Transitional(false), idna.StrictDomainName(false), idna.VerifyDNSLength(true),
)

// setHost takes host and port, canonical. The error is a [*URLError].
func (b *BaseURL) setHost(parsed *url.URL) error {
	hostname := strings.TrimSuffix(parsed.Hostname(), ".")
	if hostname == "" {
		return &URLError{Reason: URLNoHost}
	}
	canonical, ok := canonicalHost(hostname)
	if !ok || (strings.HasPrefix(parsed.Host, "[") && !strings.Contains(canonical, ":")) {
		return &URLError{Reason: URLMalformed}
	}
	b.hostname = canonical
	port := parsed.Port()
	if port == "" {
		if strings.HasSuffix(parsed.Host, ":") {
			return &URLError{Reason: URLMalformed}
		}
		return nil
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil || number == 0 {
		return &URLError{Reason: URLMalformed}
	}
	if (b.scheme == "https" && number == 443) || (b.scheme == "http" && number == 80) {
		return nil
	}
	b.port = strconv.FormatUint(number, 10)
	return nil
}

// canonicalHost returns an address in its shortest form, or a name in lower-case ASCII.
func canonicalHost(hostname string) (string, bool) {
	if address, err := netip.ParseAddr(hostname); err == nil {
		return address.Unmap().String(), address.Zone() == ""
	}
	name, err := hostProfile.ToASCII(hostname)
	if err != nil || strings.ContainsFunc(name, func(r rune) bool { return !isHostCharacter(r) }) {
		return "", false
	}
	// A last label of digits is an IPv4 address to some resolvers, whatever
	// it looks like ("127.1"), and no name at all to the others.
	last := name[strings.LastIndexByte(name, '.')+1:]
	_, err = strconv.ParseUint(last, 0, 64)
	return name, err != nil
}

func isHostCharacter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.' || r == '_'
}
