package paneltest

import (
	"encoding/pem"
	"net/http"
)

// forDomain lets in who may see the website of the domain in the path. Paths
// that begin with /v2 name neither website nor organisation.
func (p *Panel) forDomain(answer func(*http.Request, *mappingState) reply) handle {
	return func(r *http.Request, who Token) reply {
		id := r.PathValue("domain")
		for _, website := range p.websites {
			switch mapping := mappingOf(website, id); {
			case mapping == nil:
			case !p.maySee(who, website):
				return *unauthorized()
			default:
				return answer(r, mapping)
			}
		}
		return refuse(http.StatusNotFound, "not_found", "domain", "")
	}
}

// obstacle is the panel's own text of why a domain gets no certificate, "" when
// it gets one. The lock is held.
func (p *Panel) obstacle(m *mappingState) string {
	switch {
	case m.Obstacle != "":
		return m.Obstacle
	case !p.options.MayIssue(m.Domain):
		return "The domain does not resolve to this server"
	default:
		return ""
	}
}

func (p *Panel) preflight(m *mappingState) reply {
	if obstacle := p.obstacle(m); obstacle != "" {
		return ok(map[string]any{"canIssue": false, "error": obstacle})
	}
	return ok(map[string]any{"canIssue": true})
}

// issue gets a certificate in place of the one that the panel has. The answer
// has no body.
func (p *Panel) issue(m *mappingState) reply {
	if obstacle := p.obstacle(m); obstacle != "" {
		return refuse(http.StatusBadRequest, "invalid_argument", "letsencrypt", obstacle)
	}
	m.issued, m.Certificate, m.NoCertificate = p.options.Now(), nil, false
	return reply{status: http.StatusCreated}
}

// certificateDataBody is the schema DomainSslCertWithData. It requires
// force_https, and gives the property another name: real answers have the latter,
// and both are here, so that the answers satisfy it.
type certificateDataBody struct {
	certificateBody
	ForceHTTPSRequired bool   `json:"force_https"`
	Cert               string `json:"cert"`
	Key                string `json:"key"`
}

// PrivateKey stands in GET /v2/domains/{id}/ssl where a real panel has the
// domain's private key, so that a test can look for it where it must not be.
const PrivateKey = "the-private-key-of-the-domain"

func (p *Panel) showCertificate(m *mappingState) reply {
	stored := p.storedCertificate(m)
	if stored == nil {
		return refuse(http.StatusNotFound, "not_found", "ssl", "")
	}
	return ok(certificateDataBody{
		certificateBody: *stored,
		Cert:            string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte("the certificate of " + m.Domain)})),
		Key:             string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Headers: map[string]string{"Is": PrivateKey}})),
	})
}

func (p *Panel) showDNSStatus(r *http.Request, _ Token) reply {
	mapping := mappingOf(p.website(r.PathValue("website")), r.PathValue("domain"))
	if mapping == nil {
		return refuse(http.StatusNotFound, "not_found", "domain", "")
	}
	return ok(mapping.DNSStatus)
}
