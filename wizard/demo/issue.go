package demo

import (
	"net/http"
	"slices"
	"strings"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/probetest"
)

// obstacles are what the demo's panel says of domains that get no certificate
// although their DNS leads to the server.
var obstacles = map[string]string{
	"dance-school.example": "CAA record for dance-school.example prevents issuance",
}

var (
	// cured are the kinds that lack a good certificate and nothing else.
	cured = []probetest.Kind{probetest.SelfSigned, probetest.Expiring, probetest.Expired, probetest.WrongHost}
	// reachable are the others that Let's Encrypt would find on the demo's server.
	reachable = []probetest.Kind{probetest.Healthy, probetest.CNAME, probetest.CAABlocks, probetest.Error500}
)

// mayIssue tells the panel whether a domain can get a certificate now.
func (s *Scene) mayIssue(name string) bool {
	kind := s.kind(name)
	return slices.Contains(cured, kind) || slices.Contains(reachable, kind)
}

// kind is what a domain is now, "" when the demo does not have it.
func (s *Scene) kind(name string) probetest.Kind {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kinds[name]
}

// recover lets a domain be well from now on.
func (s *Scene) recover(name string) {
	s.mu.Lock()
	s.kinds[name] = probetest.Healthy
	s.mu.Unlock()
	s.farm.Set(name, probetest.Healthy)
}

// issued serves the certificate that the panel has just got for a domain, as
// the panel's server would. The panel then stores the one that is served.
func (s *Scene) issued(e paneltest.Exchange) {
	path, isIssue := strings.CutSuffix(e.Request.URL.Path, "/letsencrypt")
	if !isIssue || e.Request.Method != http.MethodPost || e.Status != http.StatusCreated {
		return
	}
	id := path[strings.LastIndexByte(path, '/')+1:]
	for _, m := range s.panel.Mappings(websiteID) {
		if m.ID != id || m.Domain == mainDomain {
			continue
		}
		if slices.Contains(cured, s.kind(m.Domain)) {
			s.recover(m.Domain)
		}
		m.Certificate, m.NoCertificate = s.served(m.Domain), false
		s.panel.RemoveMapping(websiteID, m.Domain)
		s.panel.AddMapping(websiteID, m)
	}
}
