package paneltest

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"time"
)

// serverState is a server with its own host names.
type serverState struct {
	Server
	created time.Time
	// hostnameWebsite is the special website that serves the names.
	hostnameWebsite string
	hostnames       []*mappingState
}

type websiteState struct {
	Website
	created  time.Time
	mappings []*mappingState
	// restarts counts those of its PHP.
	restarts int
}

type mappingState struct {
	Mapping
	// issued is when the panel got a certificate by itself, zero before.
	issued time.Time
}

// newID makes a random UUID (RFC 9562, version 4).
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func orNewID(id string) string {
	if id == "" {
		return newID()
	}
	return id
}

// AddOrg adds an organisation and returns its id.
func (p *Panel) AddOrg(o Org) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	o.ID = orNewID(o.ID)
	p.orgs = append(p.orgs, o)
	return o.ID
}

// AddServer adds a server and returns its id.
func (p *Panel) AddServer(s Server) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	s.ID = orNewID(s.ID)
	state := &serverState{Server: s, created: p.options.Now(), hostnameWebsite: newID()}
	state.hostnames = []*mappingState{p.newMapping(Mapping{ID: s.HostnameID, Domain: s.Hostname, Kind: kindPrimary})}
	p.servers = append(p.servers, state)
	return s.ID
}

// AddWebsite adds a website with its primary domain and returns its id.
func (p *Panel) AddWebsite(w Website) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	w.ID = orNewID(w.ID)
	if w.Kind == "" {
		w.Kind = "normal"
	}
	if w.Status == "" {
		w.Status = "active"
	}
	state := &websiteState{Website: w, created: p.options.Now()}
	state.mappings = []*mappingState{p.newMapping(Mapping{Domain: w.Domain, Kind: kindPrimary, Certificate: w.Certificate})}
	if w.Preview != "" {
		preview := p.newMapping(Mapping{Domain: w.Preview, Kind: kindPreview, NoCertificate: true})
		state.mappings = append(state.mappings, preview)
	}
	p.websites = append(p.websites, state)
	return w.ID
}

// RemoveWebsite takes a website away with its domains, as if somebody else had
// done it in the panel.
func (p *Panel) RemoveWebsite(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.websites = slices.DeleteFunc(p.websites, func(w *websiteState) bool { return w.ID == id })
}

// Websites returns the ids of all websites, in the order in which they were
// added.
func (p *Panel) Websites() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	ids := make([]string, 0, len(p.websites))
	for _, website := range p.websites {
		ids = append(ids, website.ID)
	}
	return ids
}

// AddMapping adds a domain to a website and returns the domain's id. It panics
// when there is no such website.
func (p *Panel) AddMapping(websiteID string, m Mapping) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	website := p.website(websiteID)
	if website == nil {
		panic("paneltest: no website " + websiteID)
	}
	mapping := p.newMapping(m)
	website.mappings = append(website.mappings, mapping)
	return mapping.ID
}

// newMapping fills in what was left out. The lock is held.
func (p *Panel) newMapping(m Mapping) *mappingState {
	m.ID = orNewID(m.ID)
	m.Domain = strings.ToLower(m.Domain)
	if m.Kind == "" {
		m.Kind = kindAlias
	}
	if m.Cloudflare == "" {
		m.Cloudflare = "Disconnected"
	}
	if m.DNSStatus == "" {
		m.DNSStatus = "Resolved"
	}
	if m.Added.IsZero() {
		m.Added = p.options.Now()
	}
	return &mappingState{Mapping: m}
}

// RemoveMapping takes a domain from a website by its name, as if somebody else
// had done it in the panel.
func (p *Panel) RemoveMapping(websiteID, domain string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if website := p.website(websiteID); website != nil {
		website.mappings = slices.DeleteFunc(website.mappings, func(m *mappingState) bool { return m.Domain == domain })
	}
}

// Mappings returns the domains of a website.
func (p *Panel) Mappings(websiteID string) []Mapping {
	p.mu.Lock()
	defer p.mu.Unlock()
	var mappings []Mapping
	if website := p.website(websiteID); website != nil {
		for _, mapping := range website.mappings {
			mappings = append(mappings, mapping.Mapping)
		}
	}
	return mappings
}

// AddToken adds an access token.
func (p *Panel) AddToken(t Token) {
	p.mu.Lock()
	defer p.mu.Unlock()
	t.member = newID()
	t.Also = slices.Clone(t.Also)
	for i := range t.Also {
		t.Also[i].id = newID()
	}
	p.tokens[t.Value] = t
}

// RevokeToken takes an access token away.
func (p *Panel) RevokeToken(value string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.tokens, value)
}

// The methods below look things up. The lock is held.

func (p *Panel) org(id string) (Org, bool) {
	i := slices.IndexFunc(p.orgs, func(o Org) bool { return o.ID == id })
	if i < 0 {
		return Org{}, false
	}
	return p.orgs[i], true
}

func (p *Panel) serverByID(id string) *serverState {
	i := slices.IndexFunc(p.servers, func(s *serverState) bool { return s.ID == id })
	if i < 0 {
		return nil
	}
	return p.servers[i]
}

func (p *Panel) website(id string) *websiteState {
	i := slices.IndexFunc(p.websites, func(w *websiteState) bool { return w.ID == id })
	if i < 0 {
		return nil
	}
	return p.websites[i]
}

// isWithin reports whether org is ancestor or lies below it.
func (p *Panel) isWithin(org, ancestor string) bool {
	for range len(p.orgs) + 1 {
		if org == ancestor {
			return true
		}
		found, ok := p.org(org)
		if !ok || found.ParentID == "" {
			return false
		}
		org = found.ParentID
	}
	return false
}

// mappingOf is a domain of a website by its id, nil when it is not one of them.
func mappingOf(website *websiteState, id string) *mappingState {
	i := slices.IndexFunc(website.mappings, func(m *mappingState) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return website.mappings[i]
}

// websiteOf is the website that has a name, nil when none has.
func (p *Panel) websiteOf(domain string) *websiteState {
	i := slices.IndexFunc(p.websites, func(w *websiteState) bool {
		return slices.ContainsFunc(w.mappings, func(m *mappingState) bool { return strings.EqualFold(m.Domain, domain) })
	})
	if i < 0 {
		return nil
	}
	return p.websites[i]
}

// inUse reports whether a name is taken anywhere on the panel.
func (p *Panel) inUse(domain string) bool {
	is := func(m *mappingState) bool { return strings.EqualFold(m.Domain, domain) }
	return p.websiteOf(domain) != nil ||
		slices.ContainsFunc(p.servers, func(s *serverState) bool { return slices.ContainsFunc(s.hostnames, is) })
}
