package enhance

import (
	"net/netip"
	"net/url"
	"strings"
	"unicode"
)

// maxURLLength is far beyond any panel's address and keeps a pasted page out.
const maxURLLength = 2048

// BaseURL is the address of a panel's API, normalised. The zero BaseURL means
// that there is none. Values can be compared with ==, which also compares
// [BaseURL.Fixes]; compare String for the address alone.
type BaseURL struct {
	scheme, hostname, port, path string
	fixes                        fixSet
}

// URLOptions widens what [ParseBaseURL] takes.
type URLOptions struct {
	// AllowHTTP takes http addresses too, of the loopback interface only.
	AllowHTTP bool
}

// ParseBaseURL reads the address of a panel as a person types or pastes it:
// with or without https://, with or without /api, or copied from a page of the
// panel. The error is a [*URLError].
func ParseBaseURL(raw string, o URLOptions) (BaseURL, error) {
	text := trimURL(raw)
	if text == "" {
		return BaseURL{}, &URLError{Reason: URLEmpty}
	}
	if len(text) > maxURLLength {
		return BaseURL{}, &URLError{Reason: URLMalformed}
	}
	var base BaseURL
	scheme, rest, found := strings.Cut(text, "://")
	if !found || strings.ContainsAny(scheme, "/?#@[") {
		if fixed, ok := missingSlash(text); ok {
			return BaseURL{}, &URLError{Reason: URLMalformed, Suggestion: suggest(fixed)}
		}
		base.fixes |= fixBit(AddedScheme)
		scheme, rest = "https", strings.TrimLeft(text, "/")
	}
	scheme = strings.ToLower(scheme)
	if scheme != "https" && scheme != "http" {
		return BaseURL{}, &URLError{Reason: URLScheme, Suggestion: suggest("https://" + rest)}
	}
	parsed, err := url.Parse(scheme + "://" + rest)
	if err != nil {
		return BaseURL{}, &URLError{Reason: URLMalformed}
	}
	base.scheme = scheme
	if err := base.setHost(parsed); err != nil {
		return BaseURL{}, err
	}
	if err := base.setPath(parsed); err != nil {
		return BaseURL{}, err
	}
	if err := base.refuse(parsed, strings.Contains(rest, "#"), o); err != nil {
		return BaseURL{}, err
	}
	return base, nil
}

// trimURL drops what a paste brings along: blanks, quotes and the brackets of a
// mail around the text, and line breaks, tabs and zero-width characters anywhere.
func trimURL(raw string) string {
	return strings.TrimFunc(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' || isZeroWidth(r) {
			return -1
		}
		return r
	}, raw), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'<>", r) })
}

// missingSlash repairs "https:/host" and "https:host" for a suggestion. Read as
// they are they would name a host called "https".
func missingSlash(text string) (string, bool) {
	for _, scheme := range []string{"https:", "http:"} {
		if len(text) > len(scheme) && strings.EqualFold(text[:len(scheme)], scheme) {
			return "https://" + strings.TrimLeft(text[len(scheme):], "/"), true
		}
	}
	return "", false
}

// suggest returns the normalised form of text if it is acceptable, else "".
func suggest(text string) string {
	base, err := ParseBaseURL(text, URLOptions{})
	if err != nil {
		return ""
	}
	return base.String()
}

// refuse returns what forbids the use of an address that is well formed.
func (b BaseURL) refuse(parsed *url.URL, hasFragment bool, o URLOptions) error {
	reason := URLReason("")
	switch {
	case parsed.User != nil:
		reason = URLUserInfo
	case parsed.RawQuery != "" || parsed.ForceQuery || hasFragment:
		reason = URLQueryOrFragment
	case b.scheme == "http" && !o.AllowHTTP:
		reason = URLHTTP
	case b.scheme == "http" && !b.loopback():
		reason = URLHTTPNotLoopback
	default:
		return nil
	}
	suggestion := BaseURL{scheme: "https", hostname: b.hostname, port: b.port, path: b.path}
	return &URLError{Reason: reason, Suggestion: suggestion.String()}
}

// String returns the address as it is written to wp-config.php:
// "https://host[:port]/api/". The zero BaseURL gives "".
func (b BaseURL) String() string {
	if b.IsZero() {
		return ""
	}
	return b.scheme + "://" + b.Host() + b.path
}

// Host returns host or host:port, an IPv6 address in brackets.
func (b BaseURL) Host() string {
	host := b.hostname
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if b.port != "" {
		host += ":" + b.port
	}
	return host
}

// Hostname returns the host without port and brackets, international names in
// their ASCII form.
func (b BaseURL) Hostname() string { return b.hostname }

// Port returns the port that is connected to, as a number in text.
func (b BaseURL) Port() string {
	switch {
	case b.port != "" || b.IsZero():
		return b.port
	case b.scheme == "http":
		return "80"
	default:
		return "443"
	}
}

// IsZero reports that there is no address.
func (b BaseURL) IsZero() bool { return b.hostname == "" }

// Fixes lists what was changed about the text that was typed.
func (b BaseURL) Fixes() []URLFix { return b.fixes.list() }

// loopback reports whether the host can only be this machine.
func (b BaseURL) loopback() bool {
	if b.hostname == "localhost" || strings.HasSuffix(b.hostname, ".localhost") {
		return true
	}
	address, err := netip.ParseAddr(b.hostname)
	return err == nil && address.IsLoopback()
}
