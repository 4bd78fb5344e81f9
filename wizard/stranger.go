package wizard

import (
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"enhance-wizard/enhance"
)

// Stranger is a panel whose certificate lacks nothing but an authority that
// this machine knows: a person can compare its key and vouch for it.
type Stranger struct {
	Base        enhance.BaseURL
	Certificate enhance.TLSFacts
}

// Stranger is the answered URL's panel where it waits to be vouched for; false
// where there is nothing to compare. An expired certificate, or one for other
// names, is not mended by a pin.
func (s *Session) Stranger() (Stranger, bool) {
	var e *enhance.Error
	check := s.checks[CheckPanel]
	if check.progress != done || !errors.As(check.err, &e) || !e.Pinnable || e.Certificate == nil {
		return Stranger{}, false
	}
	return Stranger{Base: s.base, Certificate: *e.Certificate}, true
}

// VouchDigits is how many digits of a key's fingerprint a person has to give.
const VouchDigits = 8

// DigitsReason says why digits vouch for nothing.
type DigitsReason string

// The reasons of a [DigitsError].
const (
	// DigitsShort: they are fewer than [VouchDigits], or no hexadecimal digits.
	DigitsShort DigitsReason = "short"
	// DigitsDiffer: they are those of another key.
	DigitsDiffer DigitsReason = "differ"
)

// DigitsReasons lists every [DigitsReason].
func DigitsReasons() []DigitsReason { return []DigitsReason{DigitsShort, DigitsDiffer} }

// DigitsError says that the digits a person gave do not vouch for a key.
type DigitsError struct {
	Reason DigitsReason
	Pin    enhance.Pin
}

func (e *DigitsError) Error() string { return "comparing the key: digits " + string(e.Reason) }

// Vouch pins the stranger's key after a person has compared it. Digits are the
// first of its fingerprint, as the panel's own server prints them; more may be
// given. From then on the panel of this host must show that key. The error is a
// [*DigitsError]; without a stranger nothing happens.
func (s *Session) Vouch(digits string) error {
	stranger, ok := s.Stranger()
	if !ok {
		return nil
	}
	pin := stranger.Certificate.Pin
	given := fingerprintDigits(digits)
	switch {
	case len(given) < VouchDigits || len(given) > hex.EncodedLen(len(pin)) || strings.Trim(given, "0123456789abcdef") != "":
		return &DigitsError{Reason: DigitsShort, Pin: pin}
	case !strings.HasPrefix(hex.EncodeToString(pin[:]), given):
		return &DigitsError{Reason: DigitsDiffer, Pin: pin}
	}
	s.vouched[s.base.Host()] = pin
	s.dropClients()
	s.reset(CheckPanel)
	s.report, s.review = nil, nil
	s.revision++
	return nil
}

// fingerprintDigits drops what tools print around the digits, and between them.
func fingerprintDigits(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), ""))
	return strings.ReplaceAll(strings.TrimPrefix(s, "sha256:"), ":", "")
}

// PinsFor are the keys of which that panel's must be one. Remembered pins are
// those of one host; a panel elsewhere is not held to them.
func (o Options) PinsFor(base enhance.BaseURL) []enhance.Pin {
	if o.PinHost != "" && o.PinHost != base.Host() {
		return nil
	}
	return o.Pins
}

// pins are the keys of which the answered panel's must be one: the one a person
// vouched for just now, else those that were given.
func (s *Session) pins() []enhance.Pin {
	if pin, ok := s.vouched[s.base.Host()]; ok {
		return []enhance.Pin{pin}
	}
	return s.options.PinsFor(s.base)
}

// PanelKey is the pinned key by which the panel is known.
type PanelKey struct {
	// Pin is as [enhance.Pin] prints it.
	Pin string `json:"pin"`
	// Only says that no authority vouches for the key, only the pin, and that PHP
	// did not reach the panel with those of WordPress: WordPress, which knows no
	// pins, refuses the panel then.
	Only bool `json:"only"`
	// Source is FromTyping for a key that a person vouched for in this set-up.
	Source Source `json:"source"`
}

// Key is the pinned key that the panel showed; nil when none is pinned or the
// panel has not shown it yet.
func (s *Session) Key() *PanelKey {
	if s.panel == nil || s.panel.Key == nil {
		return nil
	}
	key := PanelKey{Pin: s.panel.Key.String(), Only: s.panel.ByPin && !s.isReachedByPHP(), Source: FromFlag}
	switch _, vouched := s.vouched[s.base.Host()]; {
	case vouched:
		key.Source = FromTyping
	case s.options.PinHost != "":
		key.Source = FromMemory
	}
	return &key
}

// isReachedByPHP tells whether PHP reached the panel in the connection test.
func (s *Session) isReachedByPHP() bool {
	return s.report != nil && slices.ContainsFunc(s.report.Results, func(r Result) bool { return r.ID == TestPHP && r.State == OK })
}
