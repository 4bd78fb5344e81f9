package doctor

import (
	"context"
	"slices"

	"enhance-wizard/wpconfig/network"
)

// networkConstants are those that the plugin's own set-up of a network writes (wp-admin/includes/network.php).
func networkConstants() []string {
	return []string{
		"SUBDOMAIN_INSTALL", "DOMAIN_CURRENT_SITE", "PATH_CURRENT_SITE", "SITE_ID_CURRENT_SITE", "BLOG_ID_CURRENT_SITE",
	}
}

// multisite looks at what domain mapping needs in files (WordPress and the plugin's sunrise.php).
func (e examination) multisite(context.Context) []Finding {
	if e.Found.File == nil {
		return allNotChecked([]ID{MultisiteEnabled, MultisiteConstants, SunriseConstant, SunriseFile}, ReasonNoWordPress)
	}
	sunrise := network.FindSunrise(e.Found.Multisite.Dirs)
	findings := []Finding{
		e.truth(MultisiteEnabled, "MULTISITE", e.Found.Multisite.Enabled),
		e.networkConstants(),
		e.truth(SunriseConstant, "SUNRISE", e.Found.Multisite.Sunrise),
		sunriseFile(sunrise),
	}
	if bundled := e.Found.Plugin.Sunrise(); sunrise.Ours && bundled.Version != "" && bundled.Version != sunrise.Version {
		findings = append(findings, warning(SunriseOutdated, "path", sunrise.Path, "version", sunrise.Version,
			"newer", bundled.Version, "source", bundled.Path))
	}
	return findings
}

// truth judges a constant that has to be true.
func (e examination) truth(id ID, constant string, holds bool) Finding {
	if !holds && slices.Contains(e.Found.Multisite.Unsure, constant) {
		return notChecked(id, ReasonUnsure, "constants", []string{constant})
	}
	return yes(id, holds)
}

func (e examination) networkConstants() Finding {
	if !e.Found.Multisite.Enabled {
		return notChecked(MultisiteConstants, ReasonEarlier, "id", string(MultisiteEnabled))
	}
	var missing []string
	for _, name := range networkConstants() {
		if c, defined := e.Found.File.Constant(name); !defined || !c.Effective {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return warning(MultisiteConstants, "missing", missing)
	}
	return ok(MultisiteConstants)
}

func sunriseFile(s network.Sunrise) Finding {
	switch {
	case !s.Present:
		return problem(SunriseMissing, "path", s.Path)
	case s.Err != nil:
		return notChecked(SunriseFile, ReasonUnreadable).because(s.Err)
	case !s.Ours:
		return problem(SunriseForeign, "path", s.Path)
	default:
		return ok(SunriseFile, "path", s.Path, "version", s.Version)
	}
}
