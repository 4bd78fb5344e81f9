package doctor

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

const cookieDomain = "COOKIE_DOMAIN"

// cookies looks at COOKIE_DOMAIN: the plugin sets it for each domain, unless wp-config.php has done so
// (its pull requests 261 and 387).
func (e examination) cookies(context.Context) []Finding {
	if e.Found.File == nil {
		return []Finding{notChecked(CookieDomain, ReasonNoWordPress)}
	}
	return append(e.cookiePaths(), e.cookieDomain())
}

func (e examination) cookieDomain() Finding {
	constant, defined := e.Found.File.Constant(cookieDomain)
	place := fmt.Sprintf("%s:%d", constant.Path, constant.Line)
	value, isText := e.Found.File.Resolve(cookieDomain)
	truth, known := constant.Value.Truth()
	switch {
	case !defined:
		return ok(CookieDomain)
	case !constant.Effective:
		return unsure(CookieDomain, cookieDomain)
	case isText && value != "":
		return warning(CookieDomainFixed, "place", place, "value", value)
	case known && !truth && e.Found.Multisite.Subdomains:
		return warning(CookieDomainFalse, "place", place)
	case known && !truth, strings.Contains(constant.Value.Code(), "HTTP_HOST"):
		return ok(CookieDomain)
	default:
		return unsure(CookieDomain, cookieDomain)
	}
}

// cookiePaths looks for paths that a mapped domain, whose site lies at /, does not have.
func (e examination) cookiePaths() []Finding {
	root := strings.TrimSuffix(e.Found.Multisite.Path, "/") + "/"
	var places []string
	for _, c := range []struct {
		name string
		fits []string
	}{
		{"COOKIEPATH", []string{"/", root}},
		{"SITECOOKIEPATH", []string{"/", root}},
		{"ADMIN_COOKIE_PATH", []string{"/", "/wp-admin", root, root + "wp-admin"}},
	} {
		constant, defined := e.Found.File.Constant(c.name)
		value, isText := e.Found.File.Resolve(c.name)
		if defined && constant.Effective && isText && value != "" && !slices.Contains(c.fits, value) {
			places = append(places, fmt.Sprintf("%s %s:%d", c.name, constant.Path, constant.Line))
		}
	}
	if len(places) == 0 {
		return nil
	}
	return []Finding{warning(CookiePath, "places", places)}
}

func unsure(id ID, constants ...string) Finding {
	return notChecked(id, ReasonUnsure, "constants", constants)
}
