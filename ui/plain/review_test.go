package plain

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnAnswerThatIsNoneIsSaidToBeNone(t *testing.T) {
	t.Parallel()
	_, said := converse(t, 1, "1", "4", "", "q")
	if n := strings.Count(said, "Type one of the letters in front of the answers."); n != 2 {
		t.Errorf("it is said %d times:\n%s", n, said)
	}
	if !strings.Contains(said, "Nothing was changed.") {
		t.Errorf("q does not end it:\n%s", said)
	}
}

func TestTheFileThatWasSavedIsNamedInFull(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "constants.php")
	_, said := converse(t, 1, "1", "s", ` '`+path+`' `, "q")
	saved, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(saved), plainToken) || !strings.Contains(said, "Saved to "+path+",") {
		t.Errorf("%q, %v:\n%s", saved, err, said)
	}
}
