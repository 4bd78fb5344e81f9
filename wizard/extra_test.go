package wizard_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/htaccess"
	"enhance-wizard/wpconfig/network/networktest"
	"enhance-wizard/wpconfig/safefile"
)

func TestExtrasAreWrittenInOneTransactionAndUndoneInOne(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	rules := filepath.Join(s.root, ".htaccess")
	before, err := os.ReadFile(rules)
	if err != nil {
		t.Fatal(err)
	}
	config := s.read()
	session := s.session()
	for _, e := range wizard.Extras() {
		session.Choose(e, true)
	}
	advance(t, session)
	review := plan(t, session)
	if review.Refusal != nil || len(review.Files) != 2 || !review.Files[1].Changes {
		t.Fatalf("review: %+v", review)
	}
	receipt := apply(t, session)
	if len(receipt.Files) != 2 {
		t.Errorf("receipt: %+v", receipt.Files)
	}
	written, err := os.ReadFile(rules)
	if err != nil || !htaccess.Has(written, true) {
		t.Errorf("the rules are not there: %v", err)
	}
	for _, want := range []string{
		`define( 'COOKIE_DOMAIN', $_SERVER['HTTP_HOST'] ?? '' );`, `define( 'WP_DEBUG', true );`,
		`define( 'WP_DEBUG_DISPLAY', false );`,
	} {
		if !strings.Contains(string(s.read()), want) {
			t.Errorf("wp-config.php lacks %s:\n%s", want, s.read())
		}
	}

	again := wizard.New(s.options(), s.found())
	for _, e := range wizard.Extras() {
		again.Choose(e, true)
	}
	advance(t, again)
	if review := plan(t, again); review.Changes() {
		t.Errorf("a second set-up would change something: %+v", review.Files)
	}

	vault, err := safefile.OpenVault(s.state)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Undo(t.Context(), "", safefile.UndoOptions{}); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(rules); !bytes.Equal(after, before) || !bytes.Equal(s.read(), config) {
		t.Error("undo did not give both files back")
	}
}

func TestExtrasOfANetworkNeedANetwork(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.makeSite(networktest.Options{Single: true, PluginVersion: "2.4.12"})
	session := s.session()
	for _, e := range wizard.Extras() {
		session.Choose(e, true)
	}
	if session.Chosen(wizard.CookieConstants) || session.Chosen(wizard.HTAccess) || !session.Chosen(wizard.DebugLog) {
		t.Error("an extra of a network was chosen without one")
	}
}

func TestCookieConstantsAreAdvisedWhereTheDomainIsFixed(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	if a := s.session().Advice(wizard.CookieConstants); a != wizard.Optional {
		t.Errorf("without COOKIE_DOMAIN: %s", a)
	}
	s.makeSite(networktest.Options{
		Subdomains: true, PluginVersion: "2.4.12",
		Constants: []networktest.Constant{{Name: "COOKIE_DOMAIN", Value: "network.example"}},
	})
	if a := s.session().Advice(wizard.CookieConstants); a != wizard.Advised {
		t.Errorf("with a fixed COOKIE_DOMAIN: %s", a)
	}
}

func TestChoosingAnExtraKeepsTheConnectionTest(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	session := s.session()
	advance(t, session)
	plan(t, session)
	session.Choose(wizard.DebugLog, true)
	if session.Report() == nil {
		t.Error("the connection test has to be run again for an extra")
	}
	if session.Review() != nil {
		t.Error("the old plan still counts")
	}
}
