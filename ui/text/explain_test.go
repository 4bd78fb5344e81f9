package text

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"enhance-wizard/wizard"
	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/safefile"
)

func TestAFailedWriteSaysWhatTheFilesHold(t *testing.T) {
	failed := func(outcome safefile.Outcome, err error) error {
		return &safefile.FailedError{Op: "writing the temporary file", Path: "/srv/wp-config.php", Outcome: outcome, Err: err}
	}
	full := &fs.PathError{Op: "write", Path: "/srv/.wp-config.x.php", Err: syscall.ENOSPC}
	for name, test := range map[string]struct {
		err        error
		what, next string
	}{
		"the disk is full": {
			failed(safefile.OutcomeOld, full),
			"There is no space left on the disk (or the user's quota is used up). Every file has its old content.",
			`Make space, then run the command again. "df -h" and "df -i" show what is full.`,
		},
		"putting back failed too": {
			failed(safefile.OutcomeUnrepaired, full),
			"There is no space left on the disk (or the user's quota is used up). Putting the old content back failed too. The backup is kept.",
			Say("failed.unrepaired.next"),
		},
		"PHP does not accept it": {
			failed(safefile.OutcomeOld, fmt.Errorf("checking: %w", &wizard.SyntaxError{Path: "/srv/wp-config.php", Line: 7, Message: "unexpected token"})),
			"PHP does not accept /srv/wp-config.php, line 7: unexpected token Every file has its old content.",
			"Correct that line in wp-config.php, then run the command again.",
		},
		"an error that nobody knows": {
			failed(safefile.OutcomeNew, errors.New("odd")),
			"This step failed: writing the temporary file /srv/wp-config.php (odd). Every file has its new content; only what comes after that failed.",
			Say("failed.new.next"),
		},
		"no error": {
			failed(safefile.OutcomeOld, nil),
			"This step failed: writing the temporary file /srv/wp-config.php. Every file has its old content.",
			Say("failed.step.next"),
		},
	} {
		if got := Explain(test.err); got.What != test.what || got.Next != test.next {
			t.Errorf("%s:\n%q\n%q\nwant\n%q\n%q", name, got.What, got.Next, test.what, test.next)
		}
	}
}

func TestARefusalNamesTheLine(t *testing.T) {
	got := Explain(&wpconfig.Refusal{Path: "/srv/wp-config.php", Line: 12, Name: "WU_ENHANCE_API_URL", Reason: wpconfig.ReasonConditional})
	if want := "WU_ENHANCE_API_URL is set only under a condition: /srv/wp-config.php, line 12."; got.What != want {
		t.Errorf("%q, want %q", got.What, want)
	}
	got = Explain(&wpconfig.Refusal{Path: "/srv/wp-config.php", Reason: wpconfig.ReasonEmpty})
	if want := "/srv/wp-config.php is empty."; got.What != want {
		t.Errorf("%q, want %q", got.What, want)
	}
}

func TestAnIncompleteStepSaysWhatIsMissing(t *testing.T) {
	for _, test := range []struct {
		err  *wizard.IncompleteError
		what string
	}{
		{&wizard.IncompleteError{Missing: wizard.Missing{Fields: []wizard.Field{wizard.URL, wizard.Token}}}, Label(wizard.Token)},
		{&wizard.IncompleteError{Missing: wizard.Missing{Either: [][]wizard.Field{{wizard.Server}, {wizard.Org, wizard.Website}}}}, "the server, or the website"},
		{&wizard.IncompleteError{Fields: []wizard.Field{wizard.Org}, Running: true}, Label(wizard.Org)},
		{&wizard.IncompleteError{Running: true}, Say("incomplete.running")},
		{&wizard.IncompleteError{Step: wizard.Connection}, "The connection test has not passed."},
		{&wizard.IncompleteError{Step: wizard.Reviewing}, "Nothing has been written yet."},
		{&wizard.IncompleteError{Step: wizard.Finished}, "This set-up is finished."},
	} {
		got := Explain(test.err)
		if !strings.Contains(got.What, test.what) || got.Next == "" {
			t.Errorf("%+v: %q, %q; want %q in it", *test.err, got.What, got.Next, test.what)
		}
	}
	if got := Explain(wizard.ErrNothingReviewed); got != Explain(&wizard.IncompleteError{Step: wizard.Reviewing}) {
		t.Errorf("nothing reviewed: %+v", got)
	}
}

func TestChangesOfDomainsAreExplained(t *testing.T) {
	for _, test := range []struct {
		err  error
		what string
	}{
		{&inventory.NotMappedError{Name: "shop.example"}, "The panel does not have shop.example."},
		{&inventory.PrimaryError{Name: "shop.example"}, "shop.example is the primary domain of the website, which cannot be removed."},
		{fmt.Errorf("adding: %w", inventory.ErrWebsiteNeeded), "A domain is added to a website, and only a server is known here."},
	} {
		if got := Explain(test.err); got.What != test.what || got.Next == "" {
			t.Errorf("%v: %+v, want %q", test.err, got, test.what)
		}
	}
}

// stopped is what the screens' own error for a signal looks like from here.
type stopped struct{ code int }

func (s stopped) Error() string { return "ended by a signal" }
func (s stopped) ExitCode() int { return s.code }

func TestTheEndBySignalOrContextIsWorded(t *testing.T) {
	said := map[string]string{}
	for name, err := range map[string]error{
		"INT": stopped{130}, "HUP": stopped{129}, "TERM": stopped{143}, "PIPE": stopped{141},
		"cancelled": fmt.Errorf("asking: %w", context.Canceled), "late": fmt.Errorf("asking: %w", context.DeadlineExceeded),
	} {
		got := Explain(err)
		if first, twice := said[got.What]; twice || strings.Contains(got.What, err.Error()) || got.Next == "" {
			t.Errorf("%s: %+v (%s)", name, got, first)
		}
		said[got.What] = name
	}
	if got := Explain(stopped{131}); got != Explain(stopped{143}) {
		t.Errorf("QUIT: %+v", got)
	}
	if got := Explain(stopped{1}); !strings.Contains(got.What, "ended by a signal") {
		t.Errorf("an exit code that no signal gives: %+v", got)
	}
}

func TestErrorsOfTheSystemNameTheFile(t *testing.T) {
	_, missing := os.Open("/nowhere/at/all")
	for _, test := range []struct {
		err  error
		what string
	}{
		{fmt.Errorf("reading the token: %w", missing), "There is no file or folder /nowhere/at/all."},
		{fs.ErrNotExist, "A file or folder that is needed is not there."},
		{&fs.PathError{Op: "open", Path: "/root/t", Err: syscall.EACCES}, "This user may not use /root/t."},
		{&fs.PathError{Op: "open", Path: "/t", Err: syscall.EROFS}, "The file system of /t is mounted read-only."},
		{&fs.PathError{Op: "open", Path: "/t", Err: syscall.EEXIST}, "/t is there already."},
		{&fs.PathError{Op: "read", Path: "/t", Err: syscall.EIO}, "The disk reports an error while reading or writing /t."},
		{&fs.PathError{Op: "open", Path: "/t", Err: syscall.EMFILE}, "This process may not open more files."},
		{syscall.EDQUOT, "There is no space left on the disk (or the user's quota is used up)."},
	} {
		if got := Explain(test.err); got.What != test.what || got.Next == "" {
			t.Errorf("%v: %+v, want %q", test.err, got, test.what)
		}
	}
}

func TestAnUnknownErrorIsPassedOn(t *testing.T) {
	got := Explain(errors.New("odd \x1b[2Jthing"))
	if got.What != "This did not work: odd \uFFFD[2Jthing" || got.Next != "Run the command again. If it stays, report it with this text." {
		t.Errorf("%+v", got)
	}
	if got := Explain(nil); got != (Explanation{}) {
		t.Errorf("nil: %+v", got)
	}
}
