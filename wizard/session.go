package wizard

import (
	"crypto/x509"
	"log/slog"
	"net/netip"

	"enhance-wizard/enhance"
)

// Options is what the command line settled before the set-up begins.
type Options struct {
	// AllowHTTP admits plain http to loopback.
	AllowHTTP bool
	// RootCAs are added to the system's; nil means the system's alone.
	RootCAs *x509.CertPool
	// CACert is the file they came from, to be remembered for the next run.
	CACert string
	// Pins, if any, are the keys of which the panel's must be one, and PinHost
	// the host[:port] that they are remembered of; empty for pins that were given.
	Pins    []enhance.Pin
	PinHost string
	// Timeouts bound the calls to the panel; where zero, they are those of
	// [enhance.DefaultTimeouts].
	Timeouts enhance.Timeouts
	// Offline contacts no panel: answers are taken as given.
	Offline bool
	// InPlace consents to writing in place where a rename cannot work.
	InPlace bool
	// StateDir keeps backups and the journal.
	StateDir string
	// PHP is the path of the php command, empty when there is none.
	PHP string
	// Flags, Variables and Memory hold values from before the set-up started:
	// given ones, and ids that the panel told.
	Flags, Variables, Memory map[Field]string
	// Addresses are this machine's own, to recognise its server in the panel.
	Addresses []netip.Addr
	// Extras are chosen from the start.
	Extras []Extra
	// WebServers are the ways to this machine's web server, see [WebServers];
	// without any the site is not visited.
	WebServers []string
	// Logger, when set, is told each request to the panel: call, status and time,
	// never a header or a body.
	Logger *slog.Logger
	// Remember, when set, is called with what the next run should know.
	Remember func(Memory) error
}

// Session is one set-up: its step, its answers and what is known about them.
type Session struct {
	options Options
	found   Found
	step    Step

	answers map[Field]Answer
	// malformed holds, for an answer that cannot be right, why.
	malformed map[Field]error
	checks    map[CheckKind]*checkState

	base     enhance.BaseURL
	clients  map[clientKey]*enhance.Client
	panel    *PanelFacts
	access   *Access
	websites []enhance.Website
	// vouched are the keys that a person compared in this set-up, by host[:port].
	vouched map[string]enhance.Pin
	// confirmed is a website that the panel knows though no list shows it.
	confirmed *enhance.Website
	// reasons say why a field was answered with what the panel told.
	reasons map[Field]Note

	// revision rises with every change of an answer: what was worked out from
	// an older one is not taken.
	revision int
	// choices does the same for the extras, which no check depends on.
	choices int
	extras  []Extra
	report  *Report
	review  *Review
	receipt *Receipt
}

// New starts a session with what was found on this machine and the answers that
// were given beforehand, each with its source.
func New(options Options, found Found) *Session {
	s := &Session{
		options:   options,
		found:     found,
		answers:   map[Field]Answer{},
		malformed: map[Field]error{},
		checks:    newChecks(),
		reasons:   map[Field]Note{},
		clients:   map[clientKey]*enhance.Client{},
		vouched:   map[string]enhance.Pin{},
	}
	for _, f := range Fields() {
		a := s.given(f)
		if a.Given() {
			s.put(f, a)
		}
	}
	for _, e := range options.Extras {
		s.Choose(e, true)
	}
	return s
}

// given finds a field's first answer in the order of precedence.
func (s *Session) given(f Field) Answer {
	if v := s.options.Flags[f]; v != "" {
		return Answer{value: v, Source: FromFlag}
	}
	if v := s.options.Variables[f]; v != "" {
		return Answer{value: v, Source: FromVariable}
	}
	if c, ok := s.found.Constants[f]; ok && c.Value != "" && !c.Leftover {
		return Answer{value: c.Value, Source: FromConfig, Line: c.Line}
	}
	if v := s.options.Memory[f]; v != "" {
		return Answer{value: v, Source: FromMemory}
	}
	return Answer{}
}

// Found is what was found on this machine.
func (s *Session) Found() Found { return s.found }

// Offline tells whether the panel is left alone.
func (s *Session) Offline() bool { return s.options.Offline }

// Answer is the field's answer; the zero Answer when there is none.
func (s *Session) Answer(f Field) Answer { return s.answers[f] }

// Fits tells whether a value has the form that the field's answer must have.
func (s *Session) Fits(f Field, value string) bool {
	a, err := s.canonical(f, Answer{value: value})
	return a.Given() && err == nil
}

// WellFormed tells whether there is an answer in the form that the field has.
func (s *Session) WellFormed(f Field) bool { return s.answers[f].Given() && s.malformed[f] == nil }

// Panel is what the panel told without the token, nil until its check passed.
func (s *Session) Panel() *PanelFacts { return s.panel }

// Access is what the token may see, nil until its check passed.
func (s *Session) Access() *Access { return s.access }

// Type takes what a person typed. An empty value takes the answer away; the
// value that is there already changes nothing, its source included.
func (s *Session) Type(f Field, value string) {
	a, _ := s.canonical(f, Answer{value: value, Source: FromTyping})
	if a.value != s.answers[f].value {
		s.put(f, a)
	}
}

// Pick takes a choice from a list. A website brings its organisation along.
func (s *Session) Pick(f Field, id string) {
	if id == s.answers[f].value {
		return
	}
	s.put(f, Answer{value: id, Source: FromPick})
}

// put stores an answer, judges its form at once and makes everything that was
// found out by the old one start anew.
func (s *Session) put(f Field, a Answer) {
	s.store(f, a)
	switch f {
	case URL:
		s.reset(CheckPanel)
	case Token:
		s.reset(CheckAccess)
	case Org:
		// An organisation may be what the token can see, and where it stands.
		if s.checks[CheckAccess].err != nil || s.isTokenUntold() {
			s.reset(CheckAccess)
		} else {
			s.reset(CheckWebsites)
		}
	case Server:
		s.reset(CheckWebsites)
	case Website:
		s.reset(CheckWebsite)
		s.bringOrganisation()
	}
}

// store writes an answer without consequences for the checks.
func (s *Session) store(f Field, a Answer) {
	a.secret = f.Secret()
	a, s.malformed[f] = s.canonical(f, a)
	s.answers[f] = a
	if f == URL {
		s.base, _ = s.parseURL(a.value)
	}
	if f == URL || f == Token {
		s.dropClients()
	}
	s.report, s.review = nil, nil
	s.revision++
}

func (s *Session) parseURL(raw string) (enhance.BaseURL, error) {
	return enhance.ParseBaseURL(raw, enhance.URLOptions{AllowHTTP: s.options.AllowHTTP})
}

// canonical gives the answer in the form it is written in, and what is wrong
// with it when it has no such form.
func (s *Session) canonical(f Field, a Answer) (Answer, error) {
	if a.value == "" {
		return Answer{}, nil
	}
	switch f {
	case URL:
		_, err := s.parseURL(a.value)
		return a, err
	case Token:
		token, err := enhance.ParseToken(a.value)
		if err == nil {
			a.value = token.Reveal()
		}
		return a, err
	default:
		id, err := enhance.ParseID(a.value)
		if err == nil {
			a.value = string(id)
		}
		return a, err
	}
}
