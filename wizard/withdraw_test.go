package wizard_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/safefile"
)

// edit changes the file in place, as a person with an editor does: its owner stays.
func (s *stage) edit(change func(string) string) {
	s.t.Helper()
	source := change(string(s.read()))
	file, err := os.OpenFile(s.config(), os.O_WRONLY|os.O_TRUNC, 0)
	if err == nil {
		_, err = file.WriteString(source)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

func TestWithdrawalKeepsEditsAndGivesOldValuesBack(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.prepend("define( 'WU_ENHANCE_API_URL', 'https://old.example/api/' );\n")
	s.handOver()
	before := s.read()
	o := s.withPHP()
	session, _ := s.reviewed(o)
	receipt := apply(t, session)
	const added, token = "\n// added by hand\n", "WU_ENHANCE_API_TOKEN"
	s.edit(func(source string) string { return source + added })

	vault, err := safefile.OpenVault(s.state)
	if err != nil {
		t.Fatal(err)
	}
	entry, files, err := vault.UndoPlan(receipt.Undo, safefile.UndoOptions{})
	if err != nil {
		t.Fatal(err)
	}
	err = wizard.Conflict(entry, files)
	if conflict, ok := errors.AsType[*wizard.UndoConflictError](err); !ok || conflict.ID != receipt.Undo || conflict.Path != s.config() {
		t.Errorf("conflict: %v", err)
	}
	if !errors.As(err, new(*safefile.ChangedError)) {
		t.Error("the conflict is not known as a file that changed")
	}

	w, err := wizard.PlanWithdrawal(vault, receipt.Undo, safefile.UndoOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if !w.Changes() {
		t.Fatal("nothing to take out")
	}
	for _, line := range w.Diff {
		if strings.Contains(line.Text, goodToken) {
			t.Errorf("the diff shows the token: %s", line.Text)
		}
	}
	taken, err := w.Apply(t.Context(), vault, o.PHP, false)
	if err != nil {
		t.Fatal(err)
	}
	if want := slices.Concat(before, []byte(added)); !bytes.Equal(s.read(), want) {
		t.Errorf("got\n%s\nwant\n%s", s.read(), want)
	}
	again, err := wizard.PlanWithdrawal(vault, receipt.Undo, safefile.UndoOptions{})
	if err != nil || again.Changes() {
		t.Errorf("a second time: %v, changes %v", err, again.Changes())
	}
	if _, err := vault.Undo(t.Context(), taken.ID, safefile.UndoOptions{}); err != nil || !strings.Contains(string(s.read()), token) {
		t.Errorf("undoing the withdrawal: %v", err)
	}
}

// One constant whose removal is not certain refuses the whole.
func TestWithdrawalRefusesRatherThanGuess(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session, _ := s.reviewed(s.options())
	receipt := apply(t, session)
	s.edit(func(source string) string {
		return strings.Replace(source, "define( 'WU_ENHANCE_SERVER_ID'", "if ( getenv( 'X' ) ) define( 'WU_ENHANCE_SERVER_ID'", 1)
	})
	vault, err := safefile.OpenVault(s.state)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := wizard.PlanWithdrawal(vault, receipt.Undo, safefile.UndoOptions{}); !errors.As(err, new(*wpconfig.Refusal)) {
		t.Errorf("got %v, want a refusal", err)
	}
}
