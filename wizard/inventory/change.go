package inventory

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/wizard"
)

// Name is one domain as `domains list` shows it.
type Name struct {
	ID        enhance.ID
	Name      string
	Kind      string
	WebsiteID enhance.ID
}

// Names lists the panel's domains of the website, or the server's host names.
func (p *Panel) Names(ctx context.Context) ([]Name, error) {
	if p.Org == "" || p.Website == "" {
		return p.serverNames(ctx)
	}
	mappings, err := p.Client.Mappings(ctx, p.Org, p.Website)
	if err != nil {
		return nil, err
	}
	names := make([]Name, len(mappings))
	for i, m := range mappings {
		names[i] = Name{ID: m.ID, Name: m.Name, Kind: string(m.Kind), WebsiteID: p.Website}
	}
	return names, nil
}

func (p *Panel) serverNames(ctx context.Context) ([]Name, error) {
	hostnames, err := p.Client.ServerDomains(ctx, p.Server)
	if err != nil {
		return nil, err
	}
	names := make([]Name, len(hostnames.Names))
	for i, n := range hostnames.Names {
		names[i] = Name{ID: n.ID, Name: n.Name, Kind: "hostname", WebsiteID: hostnames.WebsiteID}
	}
	return names, nil
}

// Add maps a domain to the website. A name that is there already is no error:
// a create whose answer is lost may have worked, so the panel is read again
// instead of being asked twice (seen on panels of 12.25).
func (p *Panel) Add(ctx context.Context, name string) error {
	if _, listed, err := p.find(ctx, name); err != nil || listed {
		return err
	}
	if p.Org == "" || p.Website == "" {
		return ErrWebsiteNeeded
	}
	_, err := p.Client.AddMapping(ctx, p.Org, p.Website, name)
	if isLost(err) || enhance.HasCause(err, enhance.Conflict) {
		if _, listed, findErr := p.find(ctx, name); findErr == nil && listed {
			return nil
		}
	}
	return wizard.LacksRight(p.taken(ctx, name, err)) // it could read the list
}

// isLost tells whether the panel may have done what it was asked for, although
// it did not say so.
func isLost(err error) bool {
	return enhance.HasCause(err, enhance.Timeout, enhance.ConnectionFailed, enhance.ServerError, enhance.HTML)
}

// taken finds out whether a domain was refused because somebody else has it: the answer to the refused call does not
// say who (POST /orgs/{org_id}/domains/check).
func (p *Panel) taken(ctx context.Context, name string, refusal error) error {
	if !enhance.HasCause(refusal, enhance.Conflict, enhance.InvalidRequest) {
		return refusal
	}
	use, _, err := p.Client.CheckDomain(ctx, p.Org, name)
	if err != nil || !slices.Contains(enhance.DomainUses(), use) || use == enhance.DomainNotInUse {
		return refusal
	}
	return &TakenError{Name: name, Use: use, Err: refusal}
}

// TakenError says that the panel cannot add a name, and who has it.
type TakenError struct {
	Name string
	// Use is none of those of a free name.
	Use enhance.DomainUse
	// Err is the panel's refusal.
	Err error
}

func (e *TakenError) Error() string { return fmt.Sprintf("adding %s: %s: %v", e.Name, e.Use, e.Err) }

func (e *TakenError) Unwrap() error { return e.Err }

// Remove takes a domain from the website. The panel keeps its certificate. When
// the answer is lost, the panel is read again to see what became of it.
func (p *Panel) Remove(ctx context.Context, name string) error {
	found, listed, err := p.find(ctx, name)
	switch {
	case err != nil:
		return err
	case !listed:
		return &NotMappedError{Name: name}
	case found.Kind == string(enhance.MappingPrimary):
		return &PrimaryError{Name: name}
	case p.Org == "" || p.Website == "":
		err = p.Client.RemoveServerDomain(ctx, p.Server, found.ID)
	default:
		err = p.Client.RemoveMapping(ctx, p.Org, p.Website, found.ID)
	}
	if isLost(err) || enhance.HasCause(err, enhance.NotFound) {
		if _, listed, findErr := p.find(ctx, name); findErr == nil && !listed {
			return nil
		}
	}
	return wizard.LacksRight(err)
}

func (p *Panel) find(ctx context.Context, name string) (Name, bool, error) {
	names, err := p.Names(ctx)
	if err != nil {
		return Name{}, false, err
	}
	for _, n := range names {
		if strings.EqualFold(n.Name, name) {
			return n, true, nil
		}
	}
	return Name{}, false, nil
}

// ErrWebsiteNeeded says that a domain is added to a website, and only a server
// is known: a name added there would be served by the server's own host name
// site (specification of POST /servers/{server_id}/domains).
var ErrWebsiteNeeded = errors.New("the website's id is needed to add a domain")

// NotMappedError says that the panel does not have the name.
type NotMappedError struct{ Name string }

func (e *NotMappedError) Error() string { return e.Name + " is not mapped at the panel" }

// PrimaryError says that the name is the website's primary domain, which cannot
// be removed.
type PrimaryError struct{ Name string }

func (e *PrimaryError) Error() string { return e.Name + " is the primary domain" }

// ParseName gives a domain name in its ASCII form, in lower case, without a
// trailing dot: one that can be looked up, of two labels or more.
func ParseName(raw string) (string, error) {
	_, name, fault := probe.Canonical(raw)
	if fault != "" || !strings.Contains(name, ".") {
		return "", errors.New("not a domain name")
	}
	return name, nil
}
