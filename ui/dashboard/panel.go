package dashboard

import (
	"context"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig/network"
)

// Panel makes changes; *inventory.Panel is the one.
type Panel interface {
	Add(ctx context.Context, name string) error
	Remove(ctx context.Context, name string) error
	// Issue tells what it is about to do, and gives the certificate that the panel has then.
	Issue(ctx context.Context, name string, told func(inventory.IssueStep)) (enhance.StoredCertificate, error)
	// Look asks how the panel sees the DNS of a domain, which the list tells then.
	Look(ctx context.Context, name, id string) error
	// TokenEnds is zero when the token lasts, or when the panel does not tell.
	TokenEnds(ctx context.Context) time.Time
}

// Log is the log of the integration; network.Log is the one.
type Log interface {
	Tail() (network.LogTail, error)
}

// change is what can be done to a domain at the panel.
type change string

const (
	adding   change = "add"
	removing change = "remove"
	issuing  change = "issue"
)

// obstacle says why a change cannot be asked for, nothing when it can.
func (m *Model) obstacle(kind change, r *row) string {
	switch {
	case m.config.Panel == nil:
		return text.Say("action.no_panel")
	case kind == adding:
		return ""
	case r == nil:
		return text.Say("action.no_row")
	case r.Domain.Panel == nil || !r.Domain.Panel.Mapped:
		return text.Explain(&inventory.NotMappedError{Name: r.shown}).What + " " + text.Say("action.add_first")
	case kind == removing && r.Domain.Panel.Kind == string(enhance.MappingPrimary):
		refusal := text.Explain(&inventory.PrimaryError{Name: r.shown})
		return refusal.What + " " + refusal.Next
	default:
		return ""
	}
}
