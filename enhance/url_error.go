package enhance

import "fmt"

// URLReason says why a text cannot be the address of a panel.
type URLReason string

// The reasons of a [URLError].
const (
	URLEmpty           URLReason = "empty"
	URLMalformed       URLReason = "malformed"
	URLHTTP            URLReason = "http"
	URLHTTPNotLoopback URLReason = "http_not_loopback"
	URLScheme          URLReason = "scheme"
	URLUserInfo        URLReason = "user_info"
	URLQueryOrFragment URLReason = "query_or_fragment"
	URLNoHost          URLReason = "no_host"
)

// URLReasons lists every [URLReason].
func URLReasons() []URLReason {
	return []URLReason{
		URLEmpty, URLMalformed, URLHTTP, URLHTTPNotLoopback, URLScheme, URLUserInfo, URLQueryOrFragment, URLNoHost,
	}
}

// URLError says that a text cannot be the address of a panel. It does not hold
// the text, which may contain a password.
type URLError struct {
	Reason URLReason
	// Suggestion is an address that would be taken, "" when there is no good guess.
	Suggestion string
}

func (e *URLError) Error() string {
	if e.Suggestion == "" {
		return "parsing the panel's address: " + string(e.Reason)
	}
	return fmt.Sprintf("parsing the panel's address: %s (perhaps %s)", e.Reason, e.Suggestion)
}

// URLFix is something that [ParseBaseURL] changed about what was typed.
type URLFix string

// The fixes of [BaseURL.Fixes].
const (
	AddedScheme URLFix = "added_scheme"
	AddedAPI    URLFix = "added_api"
	DroppedPath URLFix = "dropped_path"
)

// URLFixes lists every [URLFix].
func URLFixes() []URLFix { return []URLFix{AddedScheme, AddedAPI, DroppedPath} }

// fixSet holds fixes as bits, so that a BaseURL stays comparable.
type fixSet uint8

func fixBit(fix URLFix) fixSet {
	for i, known := range URLFixes() {
		if known == fix {
			return 1 << i
		}
	}
	return 0
}

func (s fixSet) list() []URLFix {
	var fixes []URLFix
	for _, fix := range URLFixes() {
		if s&fixBit(fix) != 0 {
			fixes = append(fixes, fix)
		}
	}
	return fixes
}
