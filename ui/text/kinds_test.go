package text

import (
	"strings"
	"testing"

	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/safefile"
)

// keysOf prefixes every member of a list of kinds.
func keysOf[K ~string](prefix string, kinds []K, ends ...string) []string {
	if len(ends) == 0 {
		ends = []string{""}
	}
	var keys []string
	for _, kind := range kinds {
		for _, end := range ends {
			keys = append(keys, prefix+string(kind)+end)
		}
	}
	return keys
}

func TestEveryKindThatIsShownHasItsWords(t *testing.T) {
	t.Parallel()
	for _, keys := range [][]string{
		keysOf("note.", wizard.NoteKinds()),
		keysOf("field.", wizard.Fields(), "", ".where"),
		keysOf("test.", wizard.TestIDs()),
		keysOf("extra.", wizard.Extras()),
		keysOf("warning.", wpconfig.WarningKinds(), ".what", ".next"),
		keysOf("warning.", wizard.CautionKinds(), ".what", ".next"),
		keysOf("concern.", wizard.ConcernKinds(), ".what", ".next"),
		keysOf("digits.", wizard.DigitsReasons(), ".what", ".next"),
		keysOf("undo.state.", safefile.EntryStates()),
		keysOf("recovered.", safefile.Recoveries()),
	} {
		for _, key := range keys {
			if !Has(key) {
				t.Errorf("%s has no words", key)
			}
		}
	}
	for _, kind := range wpconfig.ActionKinds() {
		if Action(kind) == "" {
			t.Errorf("what happens to a constant that is %s has no word", kind)
		}
	}
}

func TestListOfNotesIsWhole(t *testing.T) {
	t.Parallel()
	listed := map[string]bool{}
	for _, kind := range wizard.NoteKinds() {
		listed[string(kind)] = true
	}
	for key := range english {
		if kind, isNote := strings.CutPrefix(key, "note."); isNote && !listed[kind] {
			t.Errorf("%s is worded and not in the list", key)
		}
	}
}
