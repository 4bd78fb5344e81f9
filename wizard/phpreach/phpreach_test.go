package phpreach_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard/phpreach"
)

func TestOnlyAPanelsVersionCountsAsReached(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		said phpreach.Result
		want bool
	}{
		{phpreach.Result{Stage: phpreach.Answered, Status: "200", Detail: "\"12.23.0\"\n"}, true},
		{phpreach.Result{Stage: phpreach.Answered, Status: "200", Detail: "12.23.0"}, true},
		{phpreach.Result{Stage: phpreach.Answered, Status: "200", Detail: "<html>"}, false},
		{phpreach.Result{Stage: phpreach.Answered, Status: "200"}, false},
		{phpreach.Result{Stage: phpreach.Answered, Status: "403", Detail: `"12.23.0"`}, false},
		{phpreach.Result{Stage: phpreach.NoTrust, Status: "200", Detail: `"12.23.0"`}, false},
	} {
		if got := c.said.Reached(); got != c.want {
			t.Errorf("%+v: %t", c.said, got)
		}
	}
}

func TestPHPTellsHowFarItCame(t *testing.T) {
	t.Parallel()
	php, err := exec.LookPath("php")
	if err != nil {
		t.Skip("needs the php command")
	}
	panel := paneltest.New(paneltest.Options{})
	if err := panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(panel.Close)
	root := t.TempDir()
	for dir := root; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) { // as root, PHP runs as another user
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	ask := func(address string) phpreach.Result {
		t.Helper()
		base, err := enhance.ParseBaseURL(address, enhance.URLOptions{})
		if err != nil {
			t.Fatal(err)
		}
		said, err := phpreach.Run(t.Context(), phpreach.Request{PHP: php, Base: base, Root: root, Owned: root})
		if err != nil {
			t.Fatal(err)
		}
		return said
	}
	if said := ask(panel.URL()); said.Stage != phpreach.NoTrust || said.OtherAuthorities || said.Version == "" {
		t.Errorf("an unknown authority: %+v", said)
	}
	if said := ask("https://127.0.0.1:1"); said.Stage != phpreach.NoConnection {
		t.Errorf("nobody there: %+v", said)
	}
	bundle := phpreach.Request{Root: root}.Bundle()
	if err := os.MkdirAll(filepath.Dir(bundle), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bundle, panel.CAPEM(), 0o644); err != nil {
		t.Fatal(err)
	}
	if said := ask(panel.URL()); !said.Reached() {
		t.Errorf("with WordPress' own authorities: %+v", said)
	}
	for _, request := range panel.Requests() {
		if request.Authorized {
			t.Errorf("%s %s carried a token", request.Method, request.Path)
		}
	}
}

func TestWhatIsNotPHPIsAnError(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"/bin/true", "/bin/false", "/nonexistent"} {
		if said, err := phpreach.Run(t.Context(), phpreach.Request{PHP: command}); err == nil {
			t.Errorf("%s: %+v", command, said)
		}
	}
}
