package paneltest

import "time"

// certificateBody is the schema DomainSslCert.
type certificateBody struct {
	CN         string   `json:"cn"`
	Issuer     string   `json:"issuer"`
	Issued     string   `json:"issued"`
	Expires    string   `json:"expires"`
	SANs       []string `json:"sans"`
	ForceHTTPS bool     `json:"forceHttps"`
}

// lifetime is that of the certificates the panel gets by itself.
const lifetime = 90 * 24 * time.Hour

// storedCertificate is what the panel tells about a domain's certificate: the
// one that was given to it, the one it got, or the placeholder until then. The
// lock is held.
func (p *Panel) storedCertificate(m *mappingState) *certificateBody {
	c, found := p.currentCertificate(m)
	if !found {
		return nil
	}
	body := certificateOf(c)
	body.ForceHTTPS = m.ForceHTTPS
	return body
}

// currentCertificate is the certificate that a domain has now, if any. The lock
// is held.
func (p *Panel) currentCertificate(m *mappingState) (Certificate, bool) {
	now := p.options.Now()
	due := m.Added.Add(p.options.IssueAfter)
	if m.issued.IsZero() && !now.Before(due) && p.obstacle(m) == "" {
		m.issued = due
	}
	switch {
	case m.NoCertificate:
		return Certificate{}, false
	case m.Certificate != nil:
		return *m.Certificate, true
	case m.issued.IsZero():
		return placeholder(m.Domain), true
	default:
		return Certificate{
			CommonName: m.Domain, Issuer: "Let's Encrypt", Names: []string{m.Domain, "www." + m.Domain},
			NotBefore: m.issued, NotAfter: m.issued.Add(lifetime),
		}, true
	}
}

// placeholder is what a panel serves before it has a certificate.
func placeholder(domain string) Certificate {
	return Certificate{
		CommonName: domain, Issuer: domain, Names: []string{domain, "www." + domain},
		NotBefore: time.Date(1975, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(4096, 1, 1, 0, 0, 0, 0, time.UTC),
	}
}

func certificateOf(c Certificate) *certificateBody {
	const layout = "2006-01-02 15:04:05 UTC"
	return &certificateBody{
		CN: c.CommonName, Issuer: c.Issuer, SANs: append([]string{}, c.Names...),
		Issued: c.NotBefore.UTC().Format(layout), Expires: c.NotAfter.UTC().Format(layout),
	}
}
