package enhance

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

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
	if err != nil || !utf8.ValidString(hostname) || strings.HasSuffix(name, ".") || strings.ContainsFunc(name, isForeignToHosts) {
		return "", false
	}
	// A name that is not its own ASCII form would change when it is read back.
	if again, err := hostProfile.ToASCII(name); err != nil || again != name {
		return "", false
	}
	// A last label of digits is an IPv4 address to some resolvers, whatever
	// it looks like ("127.1"), and no name at all to the others.
	_, err = strconv.ParseUint(name[strings.LastIndexByte(name, '.')+1:], 0, 64)
	return name, err != nil
}

func isForeignToHosts(r rune) bool {
	return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("-._", r)
}
