package paneltest

import (
	"encoding/json"
	"net/http"
)

// forceSSL takes a bare true or false.
func (p *Panel) forceSSL(r *http.Request, m *mappingState) reply {
	var on bool
	if err := json.NewDecoder(r.Body).Decode(&on); err != nil {
		return notDeserialized(err)
	}
	m.ForceHTTPS = on
	return reply{status: http.StatusOK}
}

// restartPHP knows no 404: the specification declares none for it.
func (p *Panel) restartPHP(r *http.Request, who Token) reply {
	website := p.website(r.PathValue("website"))
	if website == nil || !p.maySee(who, website) {
		return *unauthorized()
	}
	website.restarts++
	return reply{status: http.StatusOK}
}

// Restarts is how often the PHP of a website was restarted.
func (p *Panel) Restarts(websiteID string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if website := p.website(websiteID); website != nil {
		return website.restarts
	}
	return 0
}
