package wizard

import (
	"context"
	"net/netip"
	"strings"

	"enhance-wizard/enhance"
)

// PanelFacts is what the panel tells anyone who asks, without a token.
type PanelFacts struct {
	Base    enhance.BaseURL
	Version string
	Status  enhance.PanelStatus
	// SeenAs is the address that the panel sees this machine by; invalid when
	// it did not say.
	SeenAs netip.Addr
	// Key is the pinned key that it showed, nil when none is pinned. ByPin says
	// that nothing but the pin vouches for it.
	Key   *enhance.Pin
	ByPin bool
}

// IsOld tells whether the panel is of the generation that can only be looked
// at: from the next one on its calls are the same until today.
func (p PanelFacts) IsOld() bool { return enhance.GenerationOf(p.Version) == enhance.GenerationOld }

// Page is the address of the panel's first page in a browser.
func (p PanelFacts) Page() string { return strings.TrimSuffix(p.Base.String(), "api/") }

func (s *Session) preparePanel() work {
	if !s.WellFormed(URL) {
		return nil
	}
	client, base, pinned := s.client(enhance.Token{}), s.base, len(s.pins()) > 0
	return func(ctx context.Context) (func(*Session), error) {
		facts, err := askPanel(ctx, client)
		if err == nil && pinned {
			err = facts.see(ctx, client)
		}
		if err != nil {
			return nil, err
		}
		facts.Base = base
		return func(s *Session) { s.panel = &facts }, nil
	}
}

func askPanel(ctx context.Context, client *enhance.Client) (PanelFacts, error) {
	var facts PanelFacts
	var err error
	if facts.Version, err = client.Version(ctx); err != nil {
		return facts, err
	}
	if facts.Status, err = client.Status(ctx); err != nil {
		return facts, err
	}
	facts.SeenAs, _ = client.ClientIP(ctx) // worth telling, not worth failing for
	return facts, nil
}

// see looks at the key that the panel shows.
func (p *PanelFacts) see(ctx context.Context, client *enhance.Client) error {
	contact, err := client.Contact(ctx)
	if err == nil && contact.Certificate != nil {
		p.Key, p.ByPin = &contact.Certificate.Pin, contact.ByPin
	}
	return err
}
