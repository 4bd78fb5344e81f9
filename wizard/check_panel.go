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
	if !s.answers[URL].Given() || s.malformed[URL] != nil {
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

// client gives the client for the URL that is answered now. A zero token is
// never sent. The clients of one URL share their connections and their limits on
// requests.
func (s *Session) client(token enhance.Token) *enhance.Client {
	bare := clientKey{url: s.base.String()}
	if s.clients[bare] == nil {
		s.clients[bare] = enhance.New(enhance.Options{
			BaseURL: s.base, RootCAs: s.options.RootCAs, Pins: s.pins(), Logger: s.options.Logger,
		})
	}
	key := clientKey{url: s.base.String(), token: token.Reveal()}
	if s.clients[key] == nil {
		s.clients[key] = s.clients[bare].WithToken(token)
	}
	return s.clients[key]
}

type clientKey struct{ url, token string }

// dropClients lets go of the clients of earlier answers. What is under way
// with one of them still ends.
func (s *Session) dropClients() {
	for _, c := range s.clients {
		c.Close()
	}
	clear(s.clients)
}

// token is the answered token; zero when it is missing or malformed.
func (s *Session) token() enhance.Token {
	token, err := enhance.ParseToken(s.answers[Token].value)
	if err != nil {
		return enhance.Token{}
	}
	return token
}

// id is a field's well-formed id, or empty.
func (s *Session) id(f Field) enhance.ID {
	if s.malformed[f] != nil {
		return ""
	}
	return enhance.ID(s.answers[f].value)
}

func (s *Session) judgeURL() Verdict {
	if v, settled := s.judgeForm(URL); settled {
		return v
	}
	check := s.checks[CheckPanel]
	switch {
	case check.progress == running:
		return Verdict{State: Checking}
	case check.progress == idle:
		return Verdict{State: Waiting}
	case check.err != nil:
		return Verdict{State: Problem, Err: check.err}
	}
	v := Verdict{State: OK, Notes: []Note{note(NotePanel, "version", s.panel.Version, "host", s.base.Host())}}
	for _, fix := range s.base.Fixes() {
		v.Notes = append(v.Notes, note(noteOfFix(fix), "url", s.base.String()))
	}
	if key := s.Key(); key != nil {
		v.Notes = append(v.Notes, note(NotePinned, "pin", key.Pin))
	}
	switch {
	case s.panel.Status != enhance.StatusReady:
		v.State, v.Err = Warning, &NotReadyError{Status: s.panel.Status}
	case s.panel.IsOld():
		v.State, v.Err = Warning, concern(ConcernOldPanel, "version", s.panel.Version)
	case s.panel.ByPin:
		v.State, v.Err = Warning, concern(ConcernPinOnly, "host", s.base.Host())
	}
	return v
}

func noteOfFix(fix enhance.URLFix) NoteKind {
	switch fix {
	case enhance.AddedScheme:
		return NoteAddedScheme
	case enhance.DroppedPath:
		return NoteDroppedPath
	default:
		return NoteAddedAPI
	}
}

// Client makes a client of the answered panel with the answered token.
func (s *Session) Client() *enhance.Client { return s.client(s.token()) }
