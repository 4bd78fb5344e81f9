package main

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance/paneltest"
)

// What a hostile panel may cost. A call ends by itself after 20 s; a command
// whose first call does that ends soon after, and the rest is room for a busy
// machine. Without the client's limits none of the cases below would end.
const (
	hostileTime   = 75 * time.Second
	hostileMemory = 100 << 20
)

// codes are the exit codes of the commands that are run against a panel.
type codes struct{ setup, list, doctor int }

var (
	refused     = codes{exitCredentials, exitCredentials, exitProblems}
	unreachable = codes{exitUnreachable, exitUnreachable, exitProblems}
)

// TestHostilePanels runs the whole program against each thing that a panel, or
// what pretends to be one, can do to it.
func TestHostilePanels(t *testing.T) {
	t.Parallel()
	elsewhere := strangerTo(t)
	redirect := func(to string) paneltest.Fault { return paneltest.Redirect(http.StatusFound, to) }

	for _, c := range []struct {
		name  string
		fault paneltest.Fault
		// calls are all that are answered so; "" is every path, and the public
		// ones are answered rightly otherwise.
		calls string
		want  codes
	}{
		{"401", paneltest.Unauthorized(), "private", refused},
		{"403", paneltest.Forbidden(), "private", refused},
		{"a page with 200", paneltest.HTML(200), "all", unreachable},
		{"a page with 200 behind the first contact", paneltest.HTML(200), "private", unreachable},
		{"a redirect to another host", redirect(elsewhere.host + "api/servers"), "all", unreachable},
		{"a redirect to another host behind the first contact", redirect(elsewhere.host + "api/servers"), "private", unreachable},
		{"a redirect to http", redirect(elsewhere.http + "api/servers"), "private", unreachable},
		{"a redirect to another port", redirect(elsewhere.port + "api/servers"), "private", unreachable},
		{"a byte a second", paneltest.Drip(time.Second), "private", unreachable},
		{"an endless body", paneltest.Endless(), "all", unreachable},
		{"an endless body behind the first contact", paneltest.Endless(), "private", unreachable},
		{"200 MB", paneltest.Huge(200 << 20), "private", unreachable},
		{"a gzip bomb", paneltest.GzipBomb(1 << 10), "private", unreachable},
		{"wrong types", paneltest.WrongTypes(), "private", unreachable},
		{"nested 100,000 deep", paneltest.Nested(100_000), "private", unreachable},
		{"an echo of the Authorization header, 401", paneltest.EchoAuthorization(401), "private", refused},
		{"an echo of the Authorization header, 403", paneltest.EchoAuthorization(403), "private", refused},
		{"an echo of the Authorization header, 500", paneltest.EchoAuthorization(500), "private", unreachable},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.panel.Fault(paneltest.Match{}, c.fault)
			if c.calls == "private" {
				for _, path := range []string{"/version", "/status", "/client_ip"} {
					s.panel.Fault(paneltest.Match{Path: path}, paneltest.Right())
				}
			}
			s.withstands(t, c.want)
		})
	}
	elsewhere.wasNeverAsked(t)
}

// TestHostileCertificates runs the program against panels that cannot be known.
func TestHostileCertificates(t *testing.T) {
	t.Parallel()
	authority, err := paneltest.NewAuthority("Panel test authority")
	if err != nil {
		t.Fatal(err)
	}
	here := []string{"127.0.0.1"}
	past := paneltest.CertificateRequest{Names: here, NotBefore: time.Now().AddDate(0, -4, 0), NotAfter: time.Now().AddDate(0, -1, 0)}
	for name, make := range map[string]func() (tls.Certificate, error){
		"self-signed": func() (tls.Certificate, error) {
			return paneltest.SelfSigned(paneltest.CertificateRequest{Names: here})
		},
		"expired": func() (tls.Certificate, error) { return authority.Issue(past) },
		"wrong name": func() (tls.Certificate, error) {
			return authority.Issue(paneltest.CertificateRequest{Names: []string{"other.example"}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shown, err := make()
			if err != nil {
				t.Fatal(err)
			}
			panel := paneltest.New(paneltest.Options{Authority: authority, Certificate: &shown})
			s := stageFor(t, panel)
			s.withstands(t, unreachable)
			if requests := panel.Requests(); len(requests) != 0 {
				t.Errorf("it was asked %+v", requests)
			}
		})
	}
}

// TestAPrivatePanel is reached by its key, and by no other.
func TestAPrivatePanel(t *testing.T) {
	t.Parallel()
	shown, err := paneltest.SelfSigned(paneltest.CertificateRequest{Names: []string{"127.0.0.1"}})
	if err != nil {
		t.Fatal(err)
	}
	panel := outsidePanel(paneltest.Options{Certificate: &shown})
	s := stageFor(t, panel)
	key := sha256.Sum256(shown.Leaf.RawSubjectPublicKeyInfo)
	right, wrong := "sha256:"+hex.EncodeToString(key[:]), "sha256:"+strings.Repeat("00", len(key))
	for name, c := range map[string]struct {
		pin  string
		code int
		says string
	}{
		"no pin":      {"", exitUnreachable, right},
		"the key":     {right, exitOK, "network.example"},
		"another key": {wrong, exitUnreachable, "shows another key"},
	} {
		ran := s.measure(t, append(s.list(), "--tls-pin", c.pin)...)
		ran.is(t, c.code)
		if !bytes.Contains(ran.output, []byte(c.says)) {
			t.Errorf("%s: %q is not in\n%s", name, c.says, ran.output)
		}
	}
	if requests := panel.Requests(); len(requests) != 1 {
		t.Errorf("%d requests, and only one key was the right one: %+v", len(requests), requests)
	}
}

// TestHostileStrings lets every string of every answer be one that drives
// terminals.
func TestHostileStrings(t *testing.T) {
	t.Parallel()
	s := hostileStage(t)
	s.website = numbered(stageWebsite, 0)
	s.withstands(t, codes{exitOK, exitOK, exitProblems})
	for _, command := range [][]string{s.list(), s.checkUp(), s.setUp()} {
		p := sit(t, s.given(s.command(command...)), 160, 40)
		p.ExitCode(t)
		p.drawsOnlyItsOwn()
		p.keepsTheToken()
	}
}

// withstands runs the commands that ask a panel, at the same time, and holds what
// they cost and what they give away.
func (s *stage) withstands(t *testing.T, want codes) {
	t.Helper()
	for name, run := range map[string]struct {
		arguments []string
		code      int
	}{
		"setup": {s.setUp(), want.setup}, "domains list": {s.list(), want.list}, "doctor": {s.checkUp(), want.doctor},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s.measure(t, run.arguments...).is(t, run.code)
		})
	}
	if want.setup != exitOK {
		t.Cleanup(func() { s.wroteNothing(t) })
	}
}

// wroteNothing holds that wp-config.php is as it was, and that the token is in no
// other file.
func (s *stage) wroteNothing(t *testing.T) {
	t.Helper()
	if !bytes.Equal(s.file(t), s.before) {
		t.Error("wp-config.php was changed")
	}
	err := filepath.WalkDir(s.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if leak := tokenIn(content); leak != "" {
			t.Errorf("the token is in %s as %q", path, leak)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// The commands, with what the panel is not to be asked for.
func (s *stage) setUp() []string { return append([]string{"setup", "--yes"}, s.ids()...) }
func (s *stage) list() []string  { return append([]string{"domains", "list"}, s.ids()...) }
func (s *stage) checkUp() []string {
	return append([]string{"doctor", "-o", "json", "--resolver", "127.0.0.1:1"}, s.ids()...)
}
func (s *stage) ids() []string { return []string{"--org-id", stageOrg, "--website-id", s.website} }

// stranger is where redirects lead.
type stranger struct {
	host, port, http string
	panel            *paneltest.Panel
	plain            *plainServer
}

func strangerTo(t *testing.T) *stranger {
	t.Helper()
	panel := paneltest.New(paneltest.Options{})
	if err := panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(panel.Close)
	root := strings.TrimSuffix(panel.URL(), "api/")
	plain := newPlainServer(t)
	return &stranger{
		host: strings.Replace(root, "127.0.0.1", "localhost", 1), port: root, http: plain.url, panel: panel, plain: plain,
	}
}

func (s *stranger) wasNeverAsked(t *testing.T) {
	t.Helper()
	t.Cleanup(func() {
		if requests := s.panel.Requests(); len(requests) != 0 {
			t.Errorf("a redirect was followed: %+v", requests)
		}
		if n := s.plain.requests.Load(); n != 0 {
			t.Errorf("%d redirects to http were followed", n)
		}
	})
}
