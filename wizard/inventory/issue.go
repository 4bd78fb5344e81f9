package inventory

import (
	"context"
	"errors"
	"fmt"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
)

// IssueStep is what is under way while a certificate is issued.
type IssueStep string

// The steps, in their order.
const (
	IssuePreflight IssueStep = "preflight" // the panel looks whether it can get one
	IssueRequest   IssueStep = "request"   // it gets one, which takes up to two minutes
	IssueReadBack  IssueStep = "read_back" // what it stores now is read
)

// Issue lets the panel get a certificate for one of its domains and gives the one that the panel stores then. Told is
// called when a step begins. A panel that is only read is refused before anything else. The request is sent once: when
// its answer is lost, the certificate is read again to see what became of it (specification of POST
// /v2/domains/{domain_id}/letsencrypt).
func (p *Panel) Issue(ctx context.Context, name string, told func(IssueStep)) (enhance.StoredCertificate, error) {
	none := enhance.StoredCertificate{}
	if err := p.Client.Writable(ctx); err != nil {
		return none, err
	}
	domain, listed, err := p.find(ctx, name)
	if err != nil {
		return none, err
	}
	if !listed {
		return none, &NotMappedError{Name: name}
	}
	told(IssuePreflight)
	before, err := p.Client.Certificate(ctx, domain.ID)
	if err != nil {
		return none, wizard.LacksRight(err) // the token could read the list
	}
	said, err := p.Client.Preflight(ctx, domain.ID)
	if err != nil {
		return none, wizard.LacksRight(err)
	}
	if !said.CanIssue {
		return none, &CannotIssueError{Name: name, Reason: said.Reason}
	}
	told(IssueRequest)
	lost, err := unanswered(name, p.Client.IssueCertificate(ctx, domain.ID))
	if err != nil {
		return none, wizard.LacksRight(err)
	}
	told(IssueReadBack)
	after, err := p.Client.Certificate(ctx, domain.ID)
	switch {
	case err != nil && lost != nil:
		return none, lost
	case err != nil:
		return none, fmt.Errorf("reading the certificate back: %w", err)
	case after == nil, after.Placeholder, lost != nil && isSame(before, after):
		return none, &NotIssuedError{Name: name, Err: lost}
	}
	return *after, nil
}

// unanswered tells what a failed request says: lost, when the panel may have done it all the same, and err, when it
// has not.
func unanswered(name string, failed error) (lost, err error) {
	var e *enhance.Error
	switch {
	case failed == nil:
		return nil, nil
	case isLost(failed):
		return failed, nil
	case errors.As(failed, &e) && e.Cause == enhance.InvalidRequest && e.Message != "":
		return nil, &CannotIssueError{Name: name, Reason: e.Message}
	default:
		return nil, failed
	}
}

func isSame(before, after *enhance.StoredCertificate) bool {
	return before != nil && before.NotBefore.Equal(after.NotBefore) && before.NotAfter.Equal(after.NotAfter)
}

// CannotIssueError says that the panel will not get a certificate.
type CannotIssueError struct {
	Name string
	// Reason is the panel's own text, which may be empty. It comes from outside.
	Reason string
}

func (e *CannotIssueError) Error() string {
	return fmt.Sprintf("the panel cannot issue a certificate for %s: %q", e.Name, e.Reason)
}

// NotIssuedError says that the request was sent, and that the panel stores no new certificate, or not yet.
type NotIssuedError struct {
	Name string
	// Err is why there is no answer, nil when the panel said that it was done.
	Err error
}

func (e *NotIssuedError) Error() string {
	return fmt.Sprintf("no new certificate for %s is there after the request: %v", e.Name, e.Err)
}

func (e *NotIssuedError) Unwrap() error { return e.Err }
