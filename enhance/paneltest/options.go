package paneltest

import (
	"crypto/tls"
	"net/http"
	"time"
)

// Options are what a [Panel] is made from. The zero Options are usable.
type Options struct {
	// Names are further names on the panel's certificate, beside 127.0.0.1,
	// ::1 and localhost.
	Names []string
	// Authority signs the panel's certificate; nil makes a new one.
	Authority *Authority
	// Certificate is shown in place of one that the authority signs, as a panel
	// does that has a self-signed one.
	Certificate *tls.Certificate
	// HTTP2 lets the panel speak it beside HTTP/1.1, as real ones do. Go's server
	// hangs up on a client whose first frame does not come within two seconds, as
	// happens where the machine stands still for a moment.
	HTTP2 bool
	// Version is what GET /version answers, "12.23.0" when empty.
	Version string
	// Old lets the panel answer as those up to 9.4.0 do. Its answers are not those
	// of the published specification then, and Version is "9.4.0" when empty.
	Old bool
	// Now is the panel's clock, time.Now when nil. Neither it nor MayIssue may
	// call the panel.
	Now func() time.Time
	// IssueAfter is how long after a domain was added its certificate is there.
	IssueAfter time.Duration
	// MayIssue decides whether a domain gets a certificate at all; nil says yes.
	MayIssue func(domain string) bool
	// SysadminManagesWebsites lets the role Sysadmin use the calls below
	// /orgs. The specification asks for SuperAdmin and does not say.
	SysadminManagesWebsites bool
	// DuplicateStatus is the answer to a domain that is already there: 400
	// when zero, or 409. The specification declares only the first.
	DuplicateStatus int
	// Check sees every request with its answer before the answer is sent. It
	// is called from many goroutines.
	Check func(Exchange)
}

// Exchange is one request with its answer.
type Exchange struct {
	Request     *http.Request
	RequestBody []byte
	// Status, Header and Body are those of the answer, zero when Faulted.
	Status int
	Header http.Header
	Body   []byte
	// Faulted says that a [Fault] answered, so that the answer is not held to
	// the specification.
	Faulted bool
}
