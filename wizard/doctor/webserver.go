package doctor

import (
	"context"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"enhance-wizard/wizard"
)

// How a web server goes by .htaccess. Enhance documents Apache and LiteSpeed Enterprise for its integration.
const (
	goesByRules   = "goes by them"
	goesPastRules = "goes past them"
	mayGoByRules  = "cannot be told"
)

// software is a web server by a word of its Server header, or by the name of its process.
type software struct {
	word, name, rules string
}

// knownServers has the special ones before the general. OpenLiteSpeed calls itself LiteSpeed in its header.
func knownServers() []software {
	return []software{
		{"openlitespeed", "OpenLiteSpeed", goesPastRules},
		{"litespeed", "LiteSpeed", mayGoByRules},
		{"lshttpd", "LiteSpeed", mayGoByRules},
		{"openresty", "OpenResty", goesPastRules},
		{"nginx", "nginx", goesPastRules},
		{"caddy", "Caddy", goesPastRules},
		{"apache", "Apache", goesByRules},
		{"httpd", "Apache", goesByRules},
	}
}

func serverCalled(said string) (software, bool) {
	said = strings.ToLower(said)
	servers := knownServers()
	i := slices.IndexFunc(servers, func(s software) bool { return strings.Contains(said, s.word) })
	if i < 0 {
		return software{}, false
	}
	return servers[i], true
}

// webServer finds out which software serves the site, since not all of it goes by .htaccess: what answers on this
// machine's own addresses, else what runs here, else what answered when the main domain was checked.
func (e examination) webServer(ctx context.Context) []Finding {
	if e.Found.File == nil {
		return []Finding{notChecked(WebServer, ReasonNoWordPress)}
	}
	for _, look := range []func(context.Context) string{e.ownAnswer, e.running, e.domainAnswer} {
		found, known := serverCalled(look(ctx))
		if !known {
			continue
		}
		if found.rules == mayGoByRules {
			found = e.edition(found)
		}
		switch found.rules {
		case goesByRules:
			return []Finding{ok(WebServer, "name", found.name)}
		case goesPastRules:
			return []Finding{warning(WebServerNoRules, "name", found.name)}
		default:
			return []Finding{notChecked(WebServer, ReasonEdition, "name", found.name)}
		}
	}
	if reason := ended(ctx); reason != "" {
		return []Finding{notChecked(WebServer, reason)}
	}
	return []Finding{notChecked(WebServer, ReasonUnseen)}
}

// edition tells the two servers of LiteSpeed apart by what their installers leave (/usr/local/lsws).
func (e examination) edition(found software) software {
	exists := func(name string) bool {
		_, err := fs.Stat(e.System, path.Join("usr/local/lsws", name))
		return err == nil
	}
	switch {
	case exists("bin/openlitespeed"):
		return software{name: "OpenLiteSpeed", rules: goesPastRules}
	case exists("conf/license.key"), exists("conf/trial.key"), exists("conf/serial.no"):
		return software{name: "LiteSpeed Enterprise", rules: goesByRules}
	default:
		return found
	}
}

// running names the web servers among the processes that this user may see.
func (e examination) running(context.Context) string {
	processes, _ := fs.Glob(e.System, "proc/[0-9]*/comm") // the pattern is a good one
	var names []string
	for _, process := range processes {
		name, err := fs.ReadFile(e.System, process)
		if err != nil {
			continue // it has ended
		}
		words := strings.Fields(strings.ToLower(string(name)))
		if len(words) > 0 && slices.ContainsFunc(knownServers(), func(s software) bool {
			return words[0] == s.word || words[0] == s.word+"2"
		}) {
			names = append(names, words[0])
		}
	}
	if slices.Contains(names, "apache2") || slices.Contains(names, "httpd") {
		return "apache" // whatever else runs passes on to it, or serves something else
	}
	return strings.Join(names, " ")
}

// domainAnswer is what the check of the domains saw of the network's main domain.
func (e examination) domainAnswer(ctx context.Context) string {
	if e.noDomains(ctx).Reason != "" {
		return ""
	}
	for _, row := range e.rows().value {
		if answer := row.Verdict.Answer; answer != nil && asASCII(row.Name) == asASCII(e.Found.Multisite.MainDomain) {
			return answer.Server
		}
	}
	return ""
}

// visitTime bounds the request to one of this machine's own addresses, visitsTime those to all: a machine may have many,
// and a firewall that drops.
var (
	visitTime  = 2 * time.Second
	visitsTime = 8 * time.Second
)

// ownAnswer asks this machine's own web server for the main domain.
func (e examination) ownAnswer(ctx context.Context) string {
	domain := e.Found.Multisite.MainDomain
	if e.Wizard.Offline || domain == "" {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, visitsTime)
	defer cancel()
	for _, server := range e.Wizard.WebServers {
		within, cancel := context.WithTimeout(ctx, visitTime)
		answer, err := wizard.VisitSite(within, http.MethodHead, server, domain)
		cancel()
		if err == nil && answer.Server != "" {
			return answer.Server
		}
	}
	return ""
}
