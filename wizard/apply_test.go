package wizard_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/safefile"
)

func TestConnectionTestPassesAndTellsEachCheck(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	settle(t, session)
	_ = session.Next()
	if err := session.Next(); err != nil {
		t.Fatal(err)
	}
	report := runTest(t, session)
	if !report.Passed() {
		t.Fatalf("%+v", report.Results)
	}
	want := slices.DeleteFunc(wizard.TestIDs(), func(id wizard.TestID) bool { return id == wizard.TestPHP }) // the stage has none
	var got []wizard.TestID
	for _, r := range report.Results {
		got = append(got, r.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("checks %v, want %v", got, want)
	}
}

func TestConnectionTestNamesTheFieldAndStops(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]struct {
		id    wizard.TestID
		field wizard.Field
	}{
		"/version":   {wizard.TestPanel, wizard.URL},
		"/servers":   {wizard.TestToken, wizard.Token},
		"/servers/*": {wizard.TestServer, wizard.Server},
	} {
		t.Run(string(want.id), func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			session := s.session()
			settle(t, session)
			_ = session.Next()
			if err := session.Next(); err != nil {
				t.Fatal(err)
			}
			s.panel.Fault(paneltest.Match{Path: path}, paneltest.ServerError(500))
			report := runTest(t, session)
			failure, failed := report.Failure()
			if !failed || failure.ID != want.id || failure.Field() != want.field {
				t.Errorf("failed at %s (%v), want %s", failure.ID, failure.Err, want.id)
			}
			after := false
			for _, r := range report.Results {
				if after && r.State != wizard.Unchecked {
					t.Errorf("%s after the failure is %s", r.ID, r.State)
				}
				after = after || r.ID == failure.ID
			}
			if session.Next() == nil {
				t.Error("a failed test could be passed over")
			}
		})
	}
}

func TestApplyWritesVerifiesAndCanBeUndone(t *testing.T) {
	t.Parallel()
	php, err := exec.LookPath("php")
	if err != nil {
		t.Skip("php is not installed")
	}
	s := newStage(t)
	before := s.read()
	o := s.options()
	o.PHP = php
	session := wizard.New(o, s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	advance(t, session)
	review := plan(t, session)
	if !review.Changes() || review.Refusal != nil || len(review.Rows) != 5 {
		t.Fatalf("review: %+v", review)
	}
	receipt := apply(t, session)
	if !receipt.Changed || len(receipt.Verified) != 4 || receipt.Verified[1].State != wizard.OK {
		t.Errorf("receipt: %+v", receipt)
	}
	if session.Step() != wizard.Finished || session.Back() {
		t.Error("the set-up did not end")
	}
	for name, want := range map[string]string{
		"WU_ENHANCE_API_TOKEN": goodToken, "WU_ENHANCE_API_URL": s.panel.URL(), "WU_ENHANCE_SERVER_ID": s.server,
		"WU_ENHANCE_ORG_ID": s.org, "WU_ENHANCE_WEBSITE_ID": s.website,
	} {
		if got := s.evaluate(php, name); got != want {
			t.Errorf("PHP sees %s as %q, want %q", name, got, want)
		}
	}
	vault, err := safefile.OpenVault(s.state)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Undo(t.Context(), receipt.Undo, safefile.UndoOptions{}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(s.read(), before) {
		t.Error("undo did not give the old bytes back")
	}
}

func TestSecondSetUpChangesNoByte(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	advance(t, session)
	plan(t, session)
	apply(t, session)
	written := s.read()

	again := wizard.New(s.options(), s.found())
	advance(t, again)
	if review := plan(t, again); review.Changes() {
		t.Errorf("the second plan changes something: %+v", review.Files)
	}
	if receipt := apply(t, again); receipt.Changed || receipt.Undo != "" {
		t.Errorf("receipt: %+v", receipt)
	}
	if !bytes.Equal(s.read(), written) {
		t.Error("the second set-up changed the file")
	}
}

func TestFileThatChangedSinceTheReviewIsLeftAlone(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	advance(t, session)
	plan(t, session)
	edited := append(s.read(), []byte("\n// somebody else was here\n")...)
	if err := os.WriteFile(s.config(), edited, 0o644); err != nil {
		t.Fatal(err)
	}
	applier, err := session.Applier()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := applier.Run(t.Context()); !errors.As(err, new(*safefile.ChangedError)) {
		t.Errorf("applying gave %v", err)
	}
	if !bytes.Equal(s.read(), edited) {
		t.Error("the other edit was lost")
	}
}

func TestRefusedFileStillOffersTheConstants(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	if err := os.WriteFile(s.config(), []byte("<?php\n$table_prefix = 'wp_';\nrequire __DIR__ . '/other.php';\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	session := s.session()
	settle(t, session)
	review := plan(t, session)
	if review.Refusal == nil {
		t.Fatal("a file that never loads wp-settings.php was planned for")
	}
	if _, err := session.Applier(); err == nil {
		t.Error("a refused plan could be applied")
	}
	if !strings.Contains(session.Snippet(), "WU_ENHANCE_API_URL") {
		t.Error("no constants to paste")
	}
}

func TestCancelledApplyLeavesTheFile(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	advance(t, session)
	plan(t, session)
	before := s.read()
	applier, err := session.Applier()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := applier.Run(ctx); err == nil {
		t.Error("a cancelled write reported success")
	}
	if !bytes.Equal(s.read(), before) {
		t.Error("the file changed")
	}
}

func TestOfflineTakesWhatItWasGivenAndAsksNobody(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	o := s.options()
	o.Offline = true
	o.Flags = map[wizard.Field]string{
		wizard.URL: "panel.example", wizard.Token: goodToken, wizard.Org: s.org, wizard.Website: s.website,
	}
	session := wizard.New(o, s.found())
	_ = session.Next()
	if err := session.Next(); err != nil {
		t.Fatal(err)
	}
	if session.Step() != wizard.Reviewing {
		t.Fatalf("step %d", session.Step())
	}
	if v := session.Verdict(wizard.Token); v.State != wizard.Unchecked {
		t.Errorf("the token is %s", v.State)
	}
	plan(t, session)
	if receipt := apply(t, session); !receipt.Offline || !receipt.Changed {
		t.Errorf("receipt: %+v", receipt)
	}
	if !strings.Contains(string(s.read()), "'https://panel.example/api/'") {
		t.Error("the URL was not written normalised")
	}
	if n := len(s.panel.Requests()); n != 0 {
		t.Errorf("%d requests reached the panel", n)
	}
}

func TestMemoryServesTheNextRunAndHoldsNoToken(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	o := s.options()
	o.CACert = "/etc/panel-ca.pem"
	o.Remember = func(m wizard.Memory) error { return wizard.Remember(s.state, m) }
	session := wizard.New(o, s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	advance(t, session)
	plan(t, session)
	apply(t, session)
	m := wizard.Recall(s.state, s.found().Location.Config)
	if m.CACert != o.CACert {
		t.Errorf("remembered %+v", m)
	}
	err := filepath.WalkDir(s.state, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.Contains(path, "backups") {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(goodToken)) {
			t.Errorf("%s holds the token", path)
		}
		if bytes.Contains(content, []byte(s.server)) {
			t.Errorf("%s holds an id that wp-config.php has", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func apply(t *testing.T, session *wizard.Session) wizard.Receipt {
	t.Helper()
	applier, err := session.Applier()
	if err != nil {
		t.Fatal(err)
	}
	receipt, err := applier.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	session.TakeReceipt(receipt)
	return receipt
}

func (s *stage) config() string { return filepath.Join(s.root, "wp-config.php") }

func (s *stage) read() []byte {
	s.t.Helper()
	content, err := os.ReadFile(s.config())
	if err != nil {
		s.t.Fatal(err)
	}
	return content
}

// evaluate runs the file in PHP, with its own wp-settings.php, and asks for a constant.
func (s *stage) evaluate(php, name string) string {
	s.t.Helper()
	script := "require $argv[1]; echo defined($argv[2]) ? constant($argv[2]) : '(undefined)';"
	out, err := exec.CommandContext(s.t.Context(), php, "-n", "-r", script, s.config(), name).CombinedOutput()
	if err != nil {
		s.t.Fatalf("php: %v: %s", err, out)
	}
	return string(out)
}
