package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
	"enhance-wizard/wpconfig/network/networktest"
)

func TestMain(m *testing.M) {
	testscript.Main(terminalTests{m}, map[string]func(){"enhance-wizard": main})
}

// The stage of every script: one panel with a good token, a token of a
// customer, and one website.
const (
	scriptToken    = "script-token-0123456789"
	customerToken  = "customer-token-0123456789"
	scriptServer   = "44444444-4444-4444-8444-444444444444"
	scriptWebsite  = "66666666-6666-4666-8666-666666666666"
	scriptOrg      = "22222222-2222-4222-8222-222222222222"
	scriptCustomer = "33333333-3333-4333-8333-333333333333"
)

// TestScripts runs the whole program, as scripts and people start it. The
// scripts in testdata/script are the documentation of its command line.
func TestScripts(t *testing.T) {
	params := testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Values[farmKey{}] = &farm{}
			return setUpScript(t, env)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "site": makeSite, "perm": permissions, "fault": fault, "panelstatus": panelStatus,
			"farm": startFarm, "kind": setKind, "resolving": resolving, "mapped": mapNames, "appears": appears,
			"onterminal": withTerminal, "since": sameSince,
			"obstacle": obstacle, "answers": answers, "pin": keyPin, "restart": restart, "bindmount": bindMount,
			"oldpanel": oldPanel, "dnsstatus": dnsStatus,
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			_, err := exec.LookPath(cond)
			return err == nil, nil
		},
		RequireExplicitExec: true,
	}
	testscript.Run(t, params)
}

type panelKey struct{}

// populate gives a panel what every script finds there.
func populate(panel *paneltest.Panel) {
	panel.AddOrg(paneltest.Org{ID: scriptOrg, Name: "Example Hosting"})
	panel.AddOrg(paneltest.Org{ID: scriptCustomer, Name: "Customer", ParentID: scriptOrg})
	panel.AddServer(paneltest.Server{ID: scriptServer, Name: "web1", Hostname: "web1.example", IPs: []string{"203.0.113.10"}})
	panel.AddWebsite(paneltest.Website{ID: scriptWebsite, OrgID: scriptOrg, ServerID: scriptServer, Domain: "network.example"})
	panel.AddToken(paneltest.Token{Value: scriptToken, OrgID: scriptOrg, Roles: []string{"SuperAdmin"}})
	panel.AddToken(paneltest.Token{Value: customerToken, OrgID: scriptCustomer, Roles: []string{"SuperAdmin"}})
}

func setUpScript(t *testing.T, env *testscript.Env) error {
	panel := paneltest.New(paneltest.Options{Check: contract.Check(t)})
	populate(panel)
	if err := panel.Start("127.0.0.1:0"); err != nil {
		return err
	}
	env.Defer(panel.Close)
	env.Values[panelKey{}] = panel
	work := env.WorkDir
	for name, content := range map[string]string{
		"token": scriptToken + "\n", "customer-token": customerToken + "\n", "wrong-token": "wrong-" + scriptToken + "\n",
		"ca.pem": string(panel.CAPEM()),
	} {
		if err := os.WriteFile(filepath.Join(work, name), []byte(content), 0o600); err != nil {
			return err
		}
	}
	env.Setenv("PANEL", panel.URL())
	env.Setenv("TOKEN", scriptToken)
	env.Setenv("SERVER", scriptServer)
	env.Setenv("ORG", scriptOrg)
	env.Setenv("WEBSITE", scriptWebsite)
	env.Setenv("XDG_STATE_HOME", filepath.Join(work, "xdg"))
	env.Setenv("HOME", filepath.Join(work, "home"))
	env.Setenv("STATE", filepath.Join(work, "state"))
	env.Setenv("TERM", "xterm-256color")
	return nil
}

// exits runs a command and holds its exit code: exits CODE COMMAND ARG...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("running %s: %v", args[1], err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// makeSite makes a WordPress network: site DIR PLUGIN-VERSION.
func makeSite(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: site DIR PLUGIN-VERSION")
	}
	ts.Check(os.MkdirAll(ts.MkAbs(args[0]), 0o755))
	ts.Check(networktest.Make(ts.MkAbs(args[0]), networktest.Options{Subdomains: true, PluginVersion: args[1]}))
	ts.Check(os.Chmod(filepath.Join(ts.MkAbs(args[0]), "wp-config.php"), 0o640))
}

// bindMount mounts a file on itself, as containers do, so that it cannot be
// replaced: bindmount FILE.
func bindMount(ts *testscript.TestScript, _ bool, args []string) {
	file := ts.MkAbs(args[0])
	ts.Check(unix.Mount(file, file, "", unix.MS_BIND, ""))
	ts.Defer(func() { _ = unix.Unmount(file, unix.MNT_DETACH) })
}

// permissions holds a file's mode: perm 0640 FILE.
func permissions(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	want, err := strconv.ParseUint(args[0], 8, 32)
	ts.Check(err)
	if got := info.Mode().Perm(); got != os.FileMode(want) {
		ts.Fatalf("%s has mode %04o, want %s", args[1], got, args[0])
	}
}

// fault switches a fault of the panel on: fault PATH KIND.
func fault(ts *testscript.TestScript, _ bool, args []string) {
	faults := map[string]paneltest.Fault{
		"html": paneltest.HTML(200), "401": paneltest.Unauthorized(), "403": paneltest.Forbidden(),
		"500": paneltest.ServerError(500), "json": paneltest.BrokenJSON(), "echo": paneltest.EchoAuthorization(403),
		"redirect": paneltest.Redirect(301, "https://elsewhere.example/api/version"),
	}
	if len(args) != 2 || !slices.Contains([]string{"html", "401", "403", "500", "json", "echo", "redirect"}, args[1]) {
		ts.Fatalf("usage: fault PATH KIND")
	}
	ts.Value(panelKey{}).(*paneltest.Panel).Fault(paneltest.Match{Path: args[0]}, faults[args[1]])
}

func panelStatus(ts *testscript.TestScript, _ bool, args []string) {
	ts.Value(panelKey{}).(*paneltest.Panel).SetStatus(args[0])
}
