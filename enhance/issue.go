package enhance

import (
	"context"
	"net/http"
)

const (
	preflightRoute = "/v2/domains/{domain_id}/letsencrypt_preflight"
	issueRoute     = "/v2/domains/{domain_id}/letsencrypt"
	sslRoute       = "/v2/domains/{domain_id}/ssl"
)

// Preflight is what the panel says before it asks for a certificate (schema
// LetsEncryptPreflightResult).
type Preflight struct {
	CanIssue bool
	// Reason is the panel's own text of why it cannot. It comes from outside
	// and must be cleaned before it is shown.
	Reason string
}

// Preflight asks the panel whether it can get a certificate for a domain (POST
// /v2/domains/{domain_id}/letsencrypt_preflight), which issues none. It can take
// as long as [Timeouts.Issue].
func (c *Client) Preflight(ctx context.Context, domain ID) (Preflight, error) {
	patient := c.patient()
	defer patient.Close()
	r := call{method: http.MethodPost, route: preflightRoute, ids: []ID{domain}, harmless: true}
	var answer struct {
		CanIssue *bool       `json:"canIssue"`
		Error    lenientText `json:"error"`
	}
	got, err := patient.do(ctx, r)
	if err != nil {
		return Preflight{}, err
	}
	if err := decode(got.body, &answer); err != nil {
		return Preflight{}, c.bodyError(ctx, r, got.status, err)
	}
	if answer.CanIssue == nil {
		return Preflight{}, c.bodyError(ctx, r, got.status, shapeError("the verdict is missing"))
	}
	return Preflight{CanIssue: *answer.CanIssue, Reason: c.excerpt(string(answer.Error))}, nil
}

// IssueCertificate lets the panel get a certificate from Let's Encrypt for a
// domain and serve it (POST /v2/domains/{domain_id}/letsencrypt). It takes up to
// a minute, and may take [Timeouts.Issue]. The panel may have done it even when
// the error is [Timeout]: read the [Client.Certificate] again, do not repeat, as
// the authority limits how often it may be asked.
func (c *Client) IssueCertificate(ctx context.Context, domain ID) error {
	patient := c.patient()
	defer patient.Close()
	_, err := patient.do(ctx, call{method: http.MethodPost, route: issueRoute, ids: []ID{domain}})
	return err
}

// patient is the client with the limits of calls that take long. It shares
// everything else, the gate with its pauses included.
func (c *Client) patient() *Client {
	patient := *c
	patient.options.Timeouts.Header = c.options.Timeouts.Issue
	patient.options.Timeouts.Total = c.options.Timeouts.Issue
	patient.wire = newWire(patient.options)
	return &patient
}

// Certificate returns what the panel stores for a domain (GET
// /v2/domains/{domain_id}/ssl), nil when it has no certificate for it, or does
// not know the domain. The answer holds the private key, which is read past.
func (c *Client) Certificate(ctx context.Context, domain ID) (*StoredCertificate, error) {
	r := call{method: http.MethodGet, route: sslRoute, ids: []ID{domain}}
	answer, err := read[certificateAnswer](ctx, c, r)
	switch {
	case HasCause(err, NotFound):
		return nil, nil
	case err != nil:
		return nil, err
	case answer.fields == nil:
		return nil, c.bodyError(ctx, r, http.StatusOK, shapeError("a certificate was expected"))
	}
	return answer.fields.certificate(), nil
}
