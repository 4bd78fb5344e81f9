package wizard_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
)

// showing starts the stage's panel anew with a self-signed certificate, on a
// machine that knows no authority of it, and gives the pin of its key.
func (s *stage) showing(request paneltest.CertificateRequest) (pin string) {
	s.t.Helper()
	shown, err := paneltest.SelfSigned(request)
	if err != nil {
		s.t.Fatal(err)
	}
	s.roots = nil
	s.start(paneltest.Options{Certificate: &shown})
	sum := sha256.Sum256(shown.Leaf.RawSubjectPublicKeyInfo)
	return "sha256:" + hex.EncodeToString(sum[:])
}

var here = []string{"127.0.0.1"}

func TestAPanelThatNobodyVouchesForIsPinnedAfterAPersonComparedItsKey(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	pin := s.showing(paneltest.CertificateRequest{Names: here})
	session := s.session()
	settle(t, session)
	stranger, ok := session.Stranger()
	if !ok || stranger.Certificate.Pin.String() != pin || stranger.Base.String() != s.panel.URL() {
		t.Fatalf("stranger %+v, %t", stranger, ok)
	}
	digits := strings.TrimPrefix(pin, "sha256:")
	for given, reason := range map[string]wizard.DigitsReason{
		"": wizard.DigitsShort, digits[:7]: wizard.DigitsShort, "yes yes yes": wizard.DigitsShort, digits + "0": wizard.DigitsShort,
		flip(digits)[:8]: wizard.DigitsDiffer, digits[:63] + flip(digits)[63:]: wizard.DigitsDiffer,
	} {
		var wrong *wizard.DigitsError
		if err := session.Vouch(given); !errors.As(err, &wrong) || wrong.Reason != reason {
			t.Errorf("%q: %v, want %s", given, err, reason)
		}
	}
	settle(t, session)
	if v := session.Verdict(wizard.URL); v.State != wizard.Problem || len(s.panel.Requests()) != 0 {
		t.Fatalf("%+v before the key was compared, %d requests", v, len(s.panel.Requests()))
	}

	if err := session.Vouch(" SHA256:" + strings.ToUpper(digits[:4]) + ":" + digits[4:8] + "\n"); err != nil {
		t.Fatal(err)
	}
	settle(t, session)
	if _, still := session.Stranger(); still {
		t.Error("the panel is still a stranger")
	}
	wantConcern(t, session.Verdict(wizard.URL), wizard.ConcernPinOnly)
	noteOf(t, session.Verdict(wizard.URL), wizard.NotePinned)
	advance(t, session)
	plugin := resultOf(t, session.Report(), wizard.TestPlugin)
	wantConcern(t, wizard.Verdict{State: plugin.State, Err: plugin.Err}, wizard.ConcernPinOnly)
	if plugin.Field() != wizard.URL {
		t.Errorf("it leads to %s", plugin.Field())
	}

	review := plan(t, session)
	want := wizard.PanelKey{Pin: pin, Only: true, Source: wizard.FromTyping}
	if review.Key == nil || *review.Key != want {
		t.Errorf("the review has %+v", review.Key)
	}
	if !slices.ContainsFunc(review.Cautions, func(c wizard.Caution) bool { return c.Kind == wizard.CautionPinOnly }) {
		t.Errorf("no caution about WordPress: %+v", review.Cautions)
	}
}

// flip makes other digits of digits, each of them.
func flip(digits string) string {
	return strings.Map(func(r rune) rune {
		if r == '0' {
			return '1'
		}
		return '0'
	}, digits)
}

func wantConcern(t *testing.T, v wizard.Verdict, kind wizard.ConcernKind) {
	t.Helper()
	var worry *wizard.Concern
	if v.State != wizard.Warning || !errors.As(v.Err, &worry) || worry.Kind != kind {
		t.Errorf("%s with %v, want a warning about %s", v.State, v.Err, kind)
	}
}

func resultOf(t *testing.T, report *wizard.Report, id wizard.TestID) wizard.Result {
	t.Helper()
	i := slices.IndexFunc(report.Results, func(r wizard.Result) bool { return r.ID == id })
	if i < 0 {
		t.Fatalf("the test has no check %s", id)
	}
	return report.Results[i]
}

func TestTheNextRunAsksForTheSameKey(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.address = "127.0.0.2:0" // where no other test takes the port meanwhile
	there := []string{"127.0.0.2"}
	pin := s.showing(paneltest.CertificateRequest{Names: there})
	s.address = hostOf(t, s.panel.URL())
	var kept wizard.Memory
	o := s.options()
	o.Remember = func(m wizard.Memory) error { kept = m; return nil }
	session := wizard.New(o, s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	settle(t, session)
	if err := session.Vouch(pin); err != nil {
		t.Fatal(err)
	}
	advance(t, session)
	plan(t, session)
	receipt := apply(t, session)
	if receipt.Key == nil || receipt.Key.Pin != pin {
		t.Errorf("the receipt has %+v", receipt.Key)
	}
	if !slices.Equal(kept.Pins, []string{pin}) || kept.PinHost != s.address {
		t.Fatalf("remembered %+v", kept)
	}

	again := s.remembering(kept)
	settle(t, again)
	if key := again.Key(); key == nil || key.Source != wizard.FromMemory || !key.Only {
		t.Errorf("the next run knows %+v", key)
	}
	// Another key at the same place is refused, and cannot be vouched for.
	next := s.showing(paneltest.CertificateRequest{Names: there})
	changed := s.remembering(kept)
	changed.Type(wizard.URL, s.panel.URL())
	settle(t, changed)
	var e *enhance.Error
	if err := changed.Verdict(wizard.URL).Err; !errors.As(err, &e) || e.Cause != enhance.TLSPinMismatch || e.Certificate.Pin.String() != next {
		t.Errorf("another key: %v", err)
	}
	if _, ok := changed.Stranger(); ok || len(s.panel.Requests()) != 0 {
		t.Errorf("another key could be vouched for (%t), or something was sent (%d)", ok, len(s.panel.Requests()))
	}
}

// A pin says nothing of a panel elsewhere.
func TestARememberedKeyIsOfItsHost(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.remembering(wizard.Memory{Pins: []string{"sha256:" + strings.Repeat("00", 32)}, PinHost: "elsewhere.example"})
	settle(t, session)
	if v := session.Verdict(wizard.URL); v.State != wizard.OK || session.Key() != nil {
		t.Errorf("%+v, key %+v", v, session.Key())
	}
}

func TestAGivenPinNeedsNobodyToVouch(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	pin, err := enhance.ParsePin(s.showing(paneltest.CertificateRequest{Names: here}))
	if err != nil {
		t.Fatal(err)
	}
	o := s.options()
	o.Pins = []enhance.Pin{pin}
	session := wizard.New(o, s.found())
	session.Type(wizard.URL, s.panel.URL())
	settle(t, session)
	wantConcern(t, session.Verdict(wizard.URL), wizard.ConcernPinOnly)
	if key := session.Key(); key == nil || *key != (wizard.PanelKey{Pin: pin.String(), Only: true, Source: wizard.FromFlag}) {
		t.Errorf("%+v", key)
	}
}

// What is wrong beside the authority is not pinned away.
func TestNobodyCanVouchForAWrongCertificate(t *testing.T) {
	t.Parallel()
	past := time.Now().AddDate(0, -1, 0)
	for name, request := range map[string]paneltest.CertificateRequest{
		"expired":    {Names: here, NotBefore: past.AddDate(0, -1, 0), NotAfter: past},
		"wrong name": {Names: []string{"other.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			pin := s.showing(request)
			session := s.session()
			settle(t, session)
			if _, ok := session.Stranger(); ok {
				t.Error("it could be vouched for")
			}
			if err := session.Vouch(pin); err != nil {
				t.Error(err)
			}
			settle(t, session)
			if v := session.Verdict(wizard.URL); v.State != wizard.Problem || len(s.panel.Requests()) != 0 {
				t.Errorf("%+v, %d requests", v, len(s.panel.Requests()))
			}
		})
	}
}

func TestAVouchedKeyIsNotForAnotherHost(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	pin := s.showing(paneltest.CertificateRequest{Names: []string{"127.0.0.1", "localhost"}})
	session := s.session()
	settle(t, session)
	if err := session.Vouch(pin); err != nil {
		t.Fatal(err)
	}
	session.Type(wizard.URL, strings.Replace(s.panel.URL(), "127.0.0.1", "localhost", 1))
	settle(t, session)
	if _, ok := session.Stranger(); !ok {
		t.Errorf("the same key at another name is no stranger: %+v", session.Verdict(wizard.URL))
	}
}

func hostOf(t *testing.T, address string) string {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Host
}
