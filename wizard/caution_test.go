package wizard_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/safefile"
)

func cautions(review wizard.Review) []wizard.CautionKind {
	kinds := []wizard.CautionKind{}
	for _, c := range review.Cautions {
		kinds = append(kinds, c.Kind)
	}
	return kinds
}

func TestReviewCautionsAboutThePlaceOfTheToken(t *testing.T) {
	t.Parallel()
	must := func(t *testing.T, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		change func(*testing.T, *stage)
		want   []wizard.CautionKind
	}{
		"nothing to say": {func(*testing.T, *stage) {}, []wizard.CautionKind{}},
		"repository": {
			func(t *testing.T, s *stage) { must(t, os.Mkdir(filepath.Join(s.root, ".git"), 0o755)) },
			[]wizard.CautionKind{wizard.CautionGit},
		},
		"work tree above": {
			func(t *testing.T, s *stage) {
				must(t, os.WriteFile(filepath.Join(filepath.Dir(s.root), ".git"), []byte("gitdir: x\n"), 0o644))
			},
			[]wizard.CautionKind{wizard.CautionGit},
		},
		"readable": {
			func(t *testing.T, s *stage) { must(t, os.Chmod(s.config(), 0o644)) },
			[]wizard.CautionKind{wizard.CautionReadable},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			c.change(t, s)
			if _, review := s.reviewed(s.options()); !slices.Equal(cautions(review), c.want) {
				t.Errorf("got %v, want %v", cautions(review), c.want)
			}
		})
	}
}

// A file that cannot be exchanged is written only after consent, and the review
// says so before anybody is asked.
func TestConsentInPlaceFromReviewToUndo(t *testing.T) {
	t.Parallel()
	ways := map[string]func(*testing.T, *stage){"single mounted file": mountOnItself}
	if os.Geteuid() != 0 {
		ways = map[string]func(*testing.T, *stage){"folder that is not writable": forbidNewFiles}
	}
	for name, change := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			change(t, s)
			before := s.read()
			session, review := s.reviewed(s.options())
			if refused, ok := errors.AsType[*safefile.RefusedError](review.Refusal); !ok || refused.Reason != safefile.ReasonNeedsInPlace {
				t.Fatalf("without consent: %v", review.Refusal)
			}
			if _, err := session.Applier(); err == nil {
				t.Fatal("it could be applied without consent")
			}
			o := s.withPHP()
			o.InPlace = true
			session, review = s.reviewed(o)
			if review.Refusal != nil || !slices.Contains(cautions(review), wizard.CautionInPlace) {
				t.Fatalf("with consent: %v, %v", review.Refusal, cautions(review))
			}
			receipt := apply(t, session)
			if got := proof(t, receipt, wizard.ProofEvaluate); got.State != wizard.OK {
				t.Errorf("evaluation: %+v", got)
			}
			if string(s.read()) == string(before) {
				t.Fatal("nothing was written")
			}
			vault, err := safefile.OpenVault(s.state)
			if err != nil {
				t.Fatal(err)
			}
			var refused *safefile.RefusedError
			if _, err := vault.Undo(t.Context(), receipt.Undo, safefile.UndoOptions{}); !errors.As(err, &refused) || refused.Reason != safefile.ReasonNeedsInPlace {
				t.Errorf("undo without consent: %v", err)
			}
			if _, err := vault.Undo(t.Context(), receipt.Undo, safefile.UndoOptions{InPlace: true}); err != nil {
				t.Fatal(err)
			}
			if string(s.read()) != string(before) {
				t.Error("undo did not give the old bytes back")
			}
		})
	}
}

func mountOnItself(t *testing.T, s *stage) {
	t.Helper()
	s.handOver()
	if err := unix.Mount(s.config(), s.config(), "", unix.MS_BIND, ""); err != nil {
		t.Skipf("no mount can be made here: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(s.config(), unix.MNT_DETACH) })
}

func forbidNewFiles(t *testing.T, s *stage) {
	t.Helper()
	if err := os.Chmod(s.root, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(s.root, 0o755) })
}
