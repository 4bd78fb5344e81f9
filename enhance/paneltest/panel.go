package paneltest

// Panel is a running or startable panel. Its methods are safe for concurrent use.
type Panel struct {
	options Options
}

// New returns a panel with no organisations.
func New(o Options) *Panel { return &Panel{options: o} }

// Start listens on addr, as in "127.0.0.1:0".
func (p *Panel) Start(addr string) error { return nil }

// Close stops the panel and cuts what is under way.
func (p *Panel) Close() {}

// URL is the base of the API: "https://127.0.0.1:PORT/api/".
func (p *Panel) URL() string { return "" }

// CAPEM is the certificate of the panel's authority.
func (p *Panel) CAPEM() []byte { return nil }

// AddOrg adds an organisation and returns its id.
func (p *Panel) AddOrg(o Org) string { return "" }

// AddServer adds a server and returns its id.
func (p *Panel) AddServer(s Server) string { return "" }

// AddWebsite adds a website with its primary domain and returns its id.
func (p *Panel) AddWebsite(w Website) string { return "" }

// AddMapping adds a domain to a website and returns the domain's id.
func (p *Panel) AddMapping(websiteID string, m Mapping) string { return "" }

// RemoveMapping takes a domain away by its name.
func (p *Panel) RemoveMapping(websiteID, domain string) {}

// Mappings returns the domains of a website.
func (p *Panel) Mappings(websiteID string) []Mapping { return nil }

// AddToken adds an access token.
func (p *Panel) AddToken(t Token) {}

// RevokeToken takes an access token away.
func (p *Panel) RevokeToken(value string) {}

// SetStatus sets what GET /status answers.
func (p *Panel) SetStatus(status string) {}

// SetVersion sets what GET /version answers.
func (p *Panel) SetVersion(version string) {}

// Fault makes matching requests fail until the returned function is called.
// The fault added last wins.
func (p *Panel) Fault(m Match, f Fault) (remove func()) { return func() {} }

// Requests returns what reached the panel so far, in order.
func (p *Panel) Requests() []Request { return nil }
