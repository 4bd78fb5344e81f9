package paneltest

import (
	"net"
	"net/http"
	"regexp"
)

// handle answers one call. The panel's lock is held.
type handle func(r *http.Request, who Token) reply

// routes are the calls of the specification that the panel knows.
func (p *Panel) routes() http.Handler {
	mux := http.NewServeMux()
	for pattern, answer := range map[string]func(*http.Request) reply{
		"GET /api/version":   func(*http.Request) reply { return ok(p.version) },
		"GET /api/status":    func(*http.Request) reply { return ok(p.status) },
		"GET /api/client_ip": func(r *http.Request) reply { return ok(clientAddress(r)) },
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { p.locked(answer, r).write(w) })
	}
	for pattern, answer := range p.calls() {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { p.authenticated(answer, r).write(w) })
	}
	mux.HandleFunc("/api/", func(w http.ResponseWriter, _ *http.Request) { reply{status: http.StatusNotFound}.write(w) })
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { writePage(w, http.StatusOK) })
	return mux
}

// calls are those that need a token.
func (p *Panel) calls() map[string]handle {
	calls := map[string]handle{
		"GET /api/login/memberships": p.listMemberships,

		"GET /api/servers":                              p.forServers(p.listServers),
		"GET /api/servers/{server}":                     p.forServers(p.showServer),
		"GET /api/servers/{server}/status":              p.forServers(p.showServerStatus),
		"GET /api/servers/{server}/domains":             p.forServers(p.listHostnames),
		"POST /api/servers/{server}/domains":            p.forServers(p.addHostname),
		"DELETE /api/servers/{server}/domains/{domain}": p.forServers(p.removeHostname),

		"GET /api/orgs/{org}":                p.forOrgAdmin(p.showOrg),
		"GET /api/orgs/{org}/access_tokens":  p.forOrgAdmin(p.listAccessTokens),
		"POST /api/orgs/{org}/domains/check": p.forOrgAdmin(p.checkDomain),

		"GET /api/orgs/{org}/websites":                                       p.forOrg(p.listWebsites),
		"GET /api/orgs/{org}/websites/{website}":                             p.forWebsite(p.showWebsite),
		"GET /api/orgs/{org}/websites/{website}/domains":                     p.forWebsite(p.listMappings),
		"POST /api/orgs/{org}/websites/{website}/domains":                    p.forWebsite(p.addMapping),
		"DELETE /api/orgs/{org}/websites/{website}/domains/{domain}":         p.forWebsite(p.removeMapping),
		"GET /api/orgs/{org}/websites/{website}/domains/{domain}/dns-status": p.forWebsite(p.showDNSStatus),
	}
	if p.options.Old {
		calls["POST /api/orgs/{org}/websites/{website}/domains/{domain}/letsencrypt"] = p.forWebsite(p.oldIssue)
		return calls
	}
	domain := func(answer func(*mappingState) reply) handle {
		return p.forDomain(func(_ *http.Request, m *mappingState) reply { return answer(m) })
	}
	calls["GET /api/v2/domains/{domain}/ssl"] = domain(p.showCertificate)
	calls["PUT /api/v2/domains/{domain}/ssl/force_ssl"] = p.forDomain(p.forceSSL)
	calls["POST /api/v2/domains/{domain}/letsencrypt"] = domain(p.issue)
	calls["POST /api/v2/domains/{domain}/letsencrypt_preflight"] = domain(p.preflight)
	calls["POST /api/v2/websites/{website}/restart_php"] = p.restartPHP
	return calls
}

func (p *Panel) locked(answer func(*http.Request) reply, r *http.Request) reply {
	p.mu.Lock()
	defer p.mu.Unlock()
	return answer(r)
}

// authenticated answers only requests with a good token and well-formed ids.
func (p *Panel) authenticated(answer handle, r *http.Request) reply {
	p.mu.Lock()
	defer p.mu.Unlock()
	who, refusal := p.authenticate(r)
	if refusal != nil {
		return *refusal
	}
	for _, name := range []string{"org", "server", "website", "domain"} {
		if id := r.PathValue(name); id != "" && !uuidForm.MatchString(id) {
			return reply{status: http.StatusNotFound, text: "UUID parsing failed: invalid character or length"}
		}
	}
	return answer(r, who)
}

var uuidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

func clientAddress(r *http.Request) string {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	return host
}
