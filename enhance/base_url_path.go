package enhance

import (
	"net/url"
	"slices"
	"strings"
)

// panelPages are the first segments of the panel's own pages, which a person
// copies from the browser together with the host.
var panelPages = []string{
	"account", "backups", "billing", "branding", "customers", "dashboard", "databases", "dns", "domains", "email", "emails",
	"index.html", "index.php", "login", "logout", "members", "org", "orgs", "packages", "plans", "profile", "resellers",
	"servers", "settings", "subscriptions", "support", "users", "websites",
}

// setPath keeps what comes before the API or a page of the panel, and makes
// /api/ the end. The error is a [*URLError].
func (b *BaseURL) setPath(parsed *url.URL) error {
	segments := strings.FieldsFunc(parsed.EscapedPath(), func(r rune) bool { return r == '/' })
	kept := make([]string, 0, len(segments)+1)
	hasAPI := false
	for i, segment := range segments {
		name := strings.ToLower(segment)
		if name == "." || name == ".." {
			return &URLError{Reason: URLMalformed}
		}
		hasAPI = name == "api"
		if hasAPI && i+1 < len(segments) || slices.Contains(panelPages, name) {
			b.fixes |= fixBit(DroppedPath)
		}
		if hasAPI || slices.Contains(panelPages, name) {
			break
		}
		kept = append(kept, segment)
	}
	if !hasAPI {
		b.fixes |= fixBit(AddedAPI)
	}
	b.path = "/" + strings.Join(append(kept, "api"), "/") + "/"
	return nil
}
