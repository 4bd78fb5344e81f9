package wizard

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"enhance-wizard/wpconfig"
)

// Extra is something that a set-up can do beside the constants, each off until
// it is chosen.
type Extra string

// The extras.
const (
	// CookieConstants take the cookies' domain from the request. The plugin does
	// so itself unless wp-config.php fixes it (its pull requests 261 and 387).
	CookieConstants Extra = "cookie_constants"
	// DebugLog makes WordPress write a log, and show nothing to visitors.
	DebugLog Extra = "debug_log"
	// HTAccess puts the rewrite rules of a network into .htaccess.
	HTAccess Extra = "htaccess"
)

// Extras lists all extras.
func Extras() []Extra { return []Extra{CookieConstants, DebugLog, HTAccess} }

// Advice says whether an extra is worth choosing here.
type Advice string

// The advices.
const (
	// Optional: for those who need it.
	Optional Advice = "optional"
	// Advised: something was found that it puts right.
	Advised Advice = "advised"
	// Impossible: there is no network here that it could serve.
	Impossible Advice = "impossible"
)

// Chosen tells whether an extra is on.
func (s *Session) Chosen(e Extra) bool { return slices.Contains(s.extras, e) }

// Choose switches an extra on or off. One that is impossible stays off.
func (s *Session) Choose(e Extra, on bool) {
	s.extras = slices.DeleteFunc(s.extras, func(known Extra) bool { return known == e })
	if on && s.Advice(e) != Impossible {
		s.extras = append(s.extras, e)
	}
	s.review = nil
	s.choices++
}

// Advice says whether an extra is worth choosing here.
func (s *Session) Advice(e Extra) Advice {
	switch {
	case s.found.File == nil:
		return Impossible
	case e == DebugLog:
		return Optional
	case !s.found.Multisite.Enabled:
		return Impossible
	case e == CookieConstants && fixedCookieDomain(s.found.File):
		return Advised
	default:
		return Optional
	}
}

// fixedCookieDomain tells whether wp-config.php pins all sites' cookies to one
// domain, or to none: then logins on mapped domains fail, and the plugin keeps
// its hands off.
func fixedCookieDomain(file *wpconfig.File) bool {
	c, ok := file.Constant("COOKIE_DOMAIN")
	return ok && c.Value.Kind() != wpconfig.KindExpression
}

// extraSettings are the constants of the chosen extras.
func (s *Session) extraSettings() []wpconfig.Setting {
	var settings []wpconfig.Setting
	set := func(name string, value wpconfig.Value) {
		settings = append(settings, wpconfig.Setting{Name: name, Value: value})
	}
	if s.Chosen(CookieConstants) {
		// WP-CLI and cron have no request, hence the fallback.
		set("COOKIE_DOMAIN", wpconfig.Expression(`$_SERVER['HTTP_HOST'] ?? ''`))
		set("COOKIEPATH", wpconfig.String("/"))
		set("ADMIN_COOKIE_PATH", wpconfig.String("/"))
	}
	if s.Chosen(DebugLog) {
		set("WP_DEBUG", wpconfig.Bool(true))
		set("WP_DEBUG_LOG", debugLog(s.found.Location))
		set("WP_DEBUG_DISPLAY", wpconfig.Bool(false))
	}
	return settings
}

// debugLog is where the log goes: beside the document root where the site's
// user owns that folder, so that nobody can fetch it; else WordPress' own place,
// wp-content/debug.log.
func debugLog(l wpconfig.Location) wpconfig.Value {
	beside := filepath.Dir(l.Root)
	owner, ok := ownerOf(l.Config)
	folder, known := ownerOf(beside)
	if !ok || !known || owner != folder {
		return wpconfig.Bool(true)
	}
	return wpconfig.String(filepath.Join(beside, "wp-debug.log"))
}

func ownerOf(path string) (uint32, bool) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, false
	}
	status, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, false
	}
	return status.Uid, true
}
