package wizard_test

import (
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
)

// withBundle gives WordPress its list of authorities, where every user can read it.
func (s *stage) withBundle(authorities []byte) {
	s.t.Helper()
	folder := filepath.Join(s.root, "wp-includes", "certificates")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "ca-bundle.crt"), authorities, 0o644); err != nil {
		s.t.Fatal(err)
	}
	for dir := s.root; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			s.t.Fatal(err)
		}
	}
}

func phpCommand(t *testing.T) string {
	t.Helper()
	php, err := exec.LookPath("php")
	if err != nil {
		t.Skip("needs the php command")
	}
	return php
}

func TestPHPReachesThePanelAsWordPressWould(t *testing.T) {
	t.Parallel()
	php := phpCommand(t)
	stranger, err := paneltest.NewAuthority("Another authority")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		bundle  func(*stage) []byte
		concern wizard.ConcernKind
	}{
		"its authority is known": {bundle: func(s *stage) []byte { return s.panel.CAPEM() }},
		"it is not":              {bundle: func(*stage) []byte { return stranger.PEM() }, concern: wizard.ConcernPHPNoTrust},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.withBundle(c.bundle(s))
			o := s.options()
			o.PHP = php
			session := wizard.New(o, s.found())
			session.Type(wizard.URL, s.panel.URL())
			session.Type(wizard.Token, goodToken)
			advance(t, session)
			result := resultOf(t, session.Report(), wizard.TestPHP)
			if c.concern != "" {
				wantConcern(t, wizard.Verdict{State: result.State, Err: result.Err}, c.concern)
				return
			}
			noteOf(t, wizard.Verdict{Notes: result.Notes}, wizard.NotePHPReaches)
			if result.State != wizard.OK || result.Took <= 0 {
				t.Errorf("%+v", result)
			}
		})
	}
}

// A pin is no trouble for WordPress where its own list knows the certificate.
func TestAPinnedPanelThatWordPressTrustsIsOfNoConcern(t *testing.T) {
	t.Parallel()
	php := phpCommand(t)
	s := newStage(t)
	shown, err := paneltest.SelfSigned(paneltest.CertificateRequest{Names: here})
	if err != nil {
		t.Fatal(err)
	}
	s.roots = nil
	s.start(paneltest.Options{Certificate: &shown})
	s.withBundle(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: shown.Certificate[0]}))
	o := s.options()
	o.PHP = php
	session := wizard.New(o, s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	settle(t, session)
	stranger, ok := session.Stranger()
	if !ok {
		t.Fatal("the panel is no stranger")
	}
	if err := session.Vouch(stranger.Certificate.Pin.String()); err != nil {
		t.Fatal(err)
	}
	advance(t, session)
	for _, id := range []wizard.TestID{wizard.TestPlugin, wizard.TestPHP} {
		if result := resultOf(t, session.Report(), id); result.State != wizard.OK {
			t.Errorf("%s: %s with %v", id, result.State, result.Err)
		}
	}
	review := plan(t, session)
	if review.Key == nil || review.Key.Only || len(review.Cautions) != 0 {
		t.Errorf("key %+v, cautions %+v", review.Key, review.Cautions)
	}
}

// A machine without WordPress' own files has nothing to say for it.
func TestPHPIsNotAskedWithoutWordPress(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	o := s.options()
	o.PHP = "/usr/bin/php"
	session := wizard.New(o, s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	settle(t, session)
	for _, id := range session.Test().IDs() {
		if id == wizard.TestPHP {
			t.Error("PHP is asked")
		}
	}
}

// What does not answer as PHP does is not taken for it, and stops nobody.
func TestAPHPThatCannotBeAskedStopsNobody(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.withBundle(s.panel.CAPEM())
	o := s.options()
	o.PHP = "/bin/true"
	session := wizard.New(o, s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	settle(t, session)
	for session.Step() != wizard.Connection {
		if err := session.Next(); err != nil {
			t.Fatal(err)
		}
	}
	report := runTest(t, session)
	result := resultOf(t, report, wizard.TestPHP)
	noteOf(t, wizard.Verdict{Notes: result.Notes}, wizard.NotePHPUnasked)
	if result.State != wizard.Unchecked || !report.Passed() {
		t.Errorf("%+v, passed %t", result, report.Passed())
	}
	if err := session.Next(); err != nil {
		t.Error(err)
	}
}
