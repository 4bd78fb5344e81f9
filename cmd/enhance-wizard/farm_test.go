package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/creack/pty"
	"github.com/rogpeppe/go-internal/testscript"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/probetest"
	"enhance-wizard/ui/terminal/terminaltest"
)

// farmKey leads to the *farm of a script.
type farmKey struct{}

// farm is the one that the script started.
type farm struct{ *probetest.Farm }

func farmOf(ts *testscript.TestScript) *farm { return ts.Value(farmKey{}).(*farm) }

// startFarm starts real DNS and web servers for domains of known truth, one of each kind that is named: farm KIND...
// A domain is called KIND.test. $RESOLVER, $HTTPS_PORT, $HTTP_PORT, $IP1 and $IP2 say where they are, names.txt lists
// them, and ca.pem holds their authority beside the panel's.
func startFarm(ts *testscript.TestScript, _ bool, args []string) {
	farm := farmOf(ts)
	var err error
	farm.Farm, err = probetest.Start(probetest.Options{})
	ts.Check(err)
	ts.Defer(farm.Close)
	var names strings.Builder
	for _, kind := range args {
		setKind(ts, false, []string{kind + ".test", kind})
		names.WriteString(kind + ".test\n")
	}
	ts.Setenv("RESOLVER", farm.Resolver().String())
	ts.Setenv("HTTPS_PORT", strconv.Itoa(int(farm.HTTPSPort())))
	ts.Setenv("HTTP_PORT", strconv.Itoa(int(farm.HTTPPort())))
	ts.Setenv("IP1", farm.Expected()[0].String())
	ts.Setenv("IP2", farm.Expected()[1].String())
	ts.Check(os.WriteFile(ts.MkAbs("names.txt"), []byte(names.String()), 0o600))
	authorities := append([]byte(ts.ReadFile("ca.pem")+"\n"), farm.CAPEM()...)
	ts.Check(os.WriteFile(ts.MkAbs("ca.pem"), authorities, 0o600))
}

// setKind lets a domain of the farm fall ill or recover: kind NAME KIND.
func setKind(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 || !farmOf(ts).Set(args[0], probetest.Kind(args[1])) {
		ts.Fatalf("usage: kind NAME KIND, after farm; got %v", args)
	}
}

// resolving switches the farm's DNS server off and on: resolving on|off.
func resolving(ts *testscript.TestScript, _ bool, args []string) {
	farmOf(ts).SetResolving(args[0] == "on")
}

// mapNames gives the panel's website more domains, without certificates: mapped NAME...
func mapNames(ts *testscript.TestScript, _ bool, args []string) {
	panel := ts.Value(panelKey{}).(*paneltest.Panel)
	for _, name := range args {
		panel.AddMapping(scriptWebsite, paneltest.Mapping{Domain: name, NoCertificate: true})
	}
}

// appears waits until something in a file matches, as grep would: appears PATTERN FILE.
func appears(ts *testscript.TestScript, _ bool, args []string) {
	pattern := regexp.MustCompile("(?m)" + args[0])
	for deadline := time.Now().Add(2 * terminaltest.Patience); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		content, err := os.ReadFile(ts.MkAbs(args[1]))
		if err == nil && pattern.Match(content) {
			return
		}
	}
	ts.Fatalf("%s does not appear in %s:\n%s", args[0], args[1], ts.ReadFile(args[1]))
}

// withTerminal runs the program with standard error on a terminal, and keeps what came out there and on standard output
// in files: onterminal STDOUT STDERR ARG...
func withTerminal(ts *testscript.TestScript, _ bool, args []string) {
	us, terminal, err := pty.Open()
	ts.Check(err)
	defer us.Close()
	stdout, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer stdout.Close()
	binary := ""
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if path := filepath.Join(dir, "enhance-wizard"); binary == "" && isFile(path) {
			binary = path
		}
	}
	command := exec.Command(binary, args[2:]...)
	command.Dir, command.Stdout, command.Stderr = ts.MkAbs("."), stdout, terminal
	for _, name := range []string{"PATH", "HOME", "TERM", "XDG_STATE_HOME", "GOCOVERDIR"} {
		command.Env = append(command.Env, name+"="+ts.Getenv(name))
	}
	err = command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		ts.Check(err)
	}
	ts.Check(terminal.Close())
	var seen bytes.Buffer
	_, _ = seen.ReadFrom(us) // ends with EIO, as the other end is closed
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), seen.Bytes(), 0o600))
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// sameSince holds that two answers in JSON say the same about since when a domain is as it is: since NAME FILE FILE.
func sameSince(ts *testscript.TestScript, _ bool, args []string) {
	since := func(file string) string {
		var answer struct {
			Domains []struct{ Name, Since string }
		}
		ts.Check(json.Unmarshal([]byte(ts.ReadFile(file)), &answer))
		for _, d := range answer.Domains {
			if d.Name == args[0] {
				return d.Since
			}
		}
		ts.Fatalf("%s has no %s", file, args[0])
		return ""
	}
	if first, second := since(args[1]), since(args[2]); first != second || first == "" {
		ts.Fatalf("since %q, and then since %q", first, second)
	}
}
