package doctor

import (
	"context"
	"fmt"
	"strings"
)

const cookieDomain = "COOKIE_DOMAIN"

// cookies looks at COOKIE_DOMAIN: the plugin sets it for each domain, unless wp-config.php has done so
// (its pull requests 261 and 387).
func (e examination) cookies(context.Context) []Finding {
	if e.Found.File == nil {
		return []Finding{notChecked(CookieDomain, ReasonNoWordPress)}
	}
	constant, defined := e.Found.File.Constant(cookieDomain)
	place := fmt.Sprintf("%s:%d", constant.Path, constant.Line)
	value, isText := e.Found.File.Resolve(cookieDomain)
	truth, known := constant.Value.Truth()
	switch {
	case !defined:
		return []Finding{ok(CookieDomain)}
	case !constant.Effective:
		return []Finding{unsure(CookieDomain, cookieDomain)}
	case isText && value != "":
		return []Finding{warning(CookieDomainFixed, "place", place, "value", value)}
	case known && !truth && e.Found.Multisite.Subdomains:
		return []Finding{warning(CookieDomainFalse, "place", place)}
	case known && !truth, strings.Contains(constant.Value.Code(), "HTTP_HOST"):
		return []Finding{ok(CookieDomain)}
	default:
		return []Finding{unsure(CookieDomain, cookieDomain)}
	}
}

func unsure(id ID, constants ...string) Finding {
	return notChecked(id, ReasonUnsure, "constants", constants)
}
