package wizard_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
)

const siteUser = 65534

// handOver makes the site that of a user who is not root, in a place that this
// user can reach. A user who is not root has such a site already.
func (s *stage) handOver() {
	s.t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	for dir := s.root; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			s.t.Fatal(err)
		}
	}
	err := filepath.WalkDir(s.root, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Chown(path, siteUser, siteUser))
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) withPHP() wizard.Options {
	s.t.Helper()
	php, err := exec.LookPath("php")
	if err != nil {
		s.t.Skip("php is not installed")
	}
	o := s.options()
	o.PHP = php
	return o
}

// reviewed is a set-up that has been reviewed.
func (s *stage) reviewed(o wizard.Options) (*wizard.Session, wizard.Review) {
	s.t.Helper()
	session := wizard.New(o, s.found())
	session.Type(wizard.URL, s.panel.URL())
	session.Type(wizard.Token, goodToken)
	advance(s.t, session)
	return session, plan(s.t, session)
}

func proof(t *testing.T, receipt wizard.Receipt, of wizard.Proof) wizard.Verification {
	t.Helper()
	for _, v := range receipt.Verified {
		if v.Proof == of {
			return v
		}
	}
	t.Fatalf("no %s in %+v", of, receipt.Verified)
	return wizard.Verification{}
}

func TestApplyIsEvaluatedAsTheOwner(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.handOver()
	session, _ := s.reviewed(s.withPHP())
	if got := proof(t, apply(t, session), wizard.ProofEvaluate); got.State != wizard.OK || got.Reason != "" {
		t.Errorf("evaluation: %+v", got)
	}
}

func TestApplySaysWhyItWasNotEvaluated(t *testing.T) {
	t.Parallel()
	for want, change := range map[wpconfig.EvaluateReason]func(*stage, *wizard.Options){
		wpconfig.EvaluateNoPHP:     func(_ *stage, o *wizard.Options) { o.PHP = "" },
		wpconfig.EvaluateRootOwned: func(*stage, *wizard.Options) {},
		wpconfig.EvaluateEndsEarly: func(s *stage, _ *wizard.Options) {
			s.handOver()
			s.prepend("if ( PHP_SAPI === 'cli' ) { exit; }")
		},
	} {
		t.Run(string(want), func(t *testing.T) {
			t.Parallel()
			if want == wpconfig.EvaluateRootOwned && os.Geteuid() != 0 {
				t.Skip("not root: there is no file of root's to write")
			}
			s := newStage(t)
			o := s.withPHP()
			change(s, &o)
			session, _ := s.reviewed(o)
			if got := proof(t, apply(t, session), wizard.ProofEvaluate); got.State != wizard.Unchecked || got.Reason != want {
				t.Errorf("evaluation: %+v", got)
			}
		})
	}
}

// prepend puts code at the top of wp-config.php.
func (s *stage) prepend(code string) {
	s.t.Helper()
	s.edit(func(source string) string { return strings.Replace(source, "<?php", "<?php\n"+code, 1) })
}

// Only running the file shows that the token would not be in effect.
func TestFailedEvaluationWritesNothing(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.prepend("define( 'WU_ENHANCE_' . strtoupper( 'api_token' ), 'somebody-elses-0123456789' );")
	s.handOver()
	session, review := s.reviewed(s.withPHP())
	if review.Refusal != nil {
		t.Fatalf("refused before: %v", review.Refusal)
	}
	before := s.read()
	applier, err := session.Applier()
	if err != nil {
		t.Fatal(err)
	}
	_, err = applier.Run(t.Context())
	failed, ok := errors.AsType[*wizard.EvaluationError](err)
	want := wpconfig.Difference{Kind: wpconfig.DifferenceNotInEffect, Name: "WU_ENHANCE_API_TOKEN"}
	if !ok || failed.Difference != want {
		t.Errorf("got %v", err)
	}
	if err != nil && strings.Contains(err.Error(), goodToken) {
		t.Error("the error holds the token")
	}
	if !bytes.Equal(s.read(), before) {
		t.Error("the file was changed")
	}
}
