package wizard

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"enhance-wizard/enhance"
)

// preselect answers a field with what the panel told, without any consequence
// for the checks: it is a result of theirs.
func (s *Session) preselect(f Field, id enhance.ID, why Note) {
	s.store(f, Answer{value: string(id), Source: FromPanel})
	s.reasons[f] = why
}

func (s *Session) dropPreselected(fields ...Field) {
	for _, f := range fields {
		if s.answers[f].Source == FromPanel {
			s.store(f, Answer{})
			delete(s.reasons, f)
		}
	}
}

// preselectServer answers with the server that this machine is, or with the
// only one there is. Two candidates are a doubt, and left to a person.
func (s *Session) preselectServer() {
	if s.answers[Server].Given() {
		return
	}
	if server, address, ok := s.ownServer(); ok {
		s.preselect(Server, server.ID, note(NoteThisMachine, "name", server.Name, "address", address))
		return
	}
	if len(s.access.Servers) == 1 {
		only := s.access.Servers[0]
		s.preselect(Server, only.ID, note(NoteOnlyOne, "name", only.Name))
	}
}

func (s *Session) ownServer() (enhance.Server, netip.Addr, bool) {
	var match enhance.Server
	var address netip.Addr
	matches := 0
	for _, server := range s.access.Servers {
		i := slices.IndexFunc(server.IPs, s.ownAddress)
		if i >= 0 {
			match, address = server, server.IPs[i]
			matches++
		}
	}
	return match, address, matches == 1
}

func (s *Session) ownAddress(a netip.Addr) bool {
	return slices.Contains(s.options.Addresses, a) || a == s.panel.SeenAs
}

// preselectWebsite answers with the website that this WordPress is. Enhance
// keeps a site under its website's id, so the path tells; else the network's
// main domain does. Several candidates are a doubt, and left to a person.
func (s *Session) preselectWebsite() {
	if s.answers[Website].Given() {
		return
	}
	path, domain := strings.ToLower(s.found.Location.Config), s.found.Multisite.MainDomain
	if w, ok := s.only(func(w enhance.Website) bool { return strings.Contains(path, string(w.ID)) }); ok {
		s.preselect(Website, w.ID, note(NoteInPath, "name", w.Domain))
		return
	}
	if domain != "" {
		if w, ok := s.only(func(w enhance.Website) bool { return serves(w, domain) }); ok {
			s.preselect(Website, w.ID, note(NoteMainDomain, "name", domain))
		}
		return
	}
	if w, ok := s.only(func(enhance.Website) bool { return true }); ok {
		s.preselect(Website, w.ID, note(NoteOnlyOne, "name", w.Domain))
	}
}

func (s *Session) only(match func(enhance.Website) bool) (enhance.Website, bool) {
	var found enhance.Website
	matches := 0
	for _, w := range s.websites {
		if match(w) {
			found = w
			matches++
		}
	}
	return found, matches == 1
}

func serves(w enhance.Website, domain string) bool {
	return strings.EqualFold(w.Domain, domain) ||
		slices.ContainsFunc(w.Aliases, func(alias string) bool { return strings.EqualFold(alias, domain) })
}

// bringOrganisation fills in what a chosen website tells about itself: its
// organisation, and its server where that is still open.
func (s *Session) bringOrganisation() {
	w, ok := s.website()
	if !ok {
		return
	}
	if source := s.answers[Org].Source; w.OrgID != "" && (source == Unanswered || source == FromPanel) {
		s.preselect(Org, w.OrgID, note(NoteOrgOfWebsite, "name", w.Domain))
	}
	if w.ServerID != "" && (!s.answers[Server].Given() || s.followsWebsite()) {
		s.preselect(Server, w.ServerID, note(NoteServerOf, "name", s.serverName(w), "website", w.Domain))
	}
}

// followsWebsite tells whether the server was brought along by a website, so
// that another one brings its own.
func (s *Session) followsWebsite() bool {
	return s.answers[Server].Source == FromPanel && s.reasons[Server].Kind == NoteServerOf
}

// serverName is what the website's server is called, its id where nobody tells.
func (s *Session) serverName(w enhance.Website) string {
	if s.access != nil {
		i := slices.IndexFunc(s.access.Servers, func(server enhance.Server) bool { return server.ID == w.ServerID })
		if i >= 0 && s.access.Servers[i].Name != "" {
			return s.access.Servers[i].Name
		}
	}
	return cmp.Or(w.ServerName, string(w.ServerID))
}
