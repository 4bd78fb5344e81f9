package main

import (
	"bytes"
	"encoding/base64"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/probetest"
)

// watched is a stage whose domains can be looked at as well: a farm answers
// for them, in DNS and over HTTPS.
type watched struct {
	*stage
	farm *probetest.Farm
}

// newWatched makes a stage with domains beside those that every stage has.
func newWatched(t testing.TB, domains map[string]probetest.Kind, change ...func(*paneltest.Panel)) *watched {
	t.Helper()
	farm, err := probetest.Start(probetest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(farm.Close)
	for _, name := range []string{"network.example", "shop.example", "club.example"} {
		farm.Add(name, probetest.Healthy)
	}
	s := newStage(t, append([]func(*paneltest.Panel){func(panel *paneltest.Panel) {
		for _, name := range []string{"shop.example", "club.example"} { // with the certificates that are served
			panel.RemoveMapping(stageWebsite, name)
			panel.AddMapping(stageWebsite, paneltest.Mapping{Domain: name, Certificate: &paneltest.Certificate{
				CommonName: name, Issuer: "Let's Encrypt", Names: []string{name}, NotAfter: farm.NotAfter(name),
			}})
		}
		for name := range domains {
			panel.AddMapping(stageWebsite, paneltest.Mapping{Domain: name, NoCertificate: true})
		}
	}}, change...)...)
	for name, kind := range domains {
		if !farm.Add(name, kind) {
			t.Fatalf("no kind %q", kind)
		}
	}
	authorities := strings.Join([]string{string(s.panel.CAPEM()), string(farm.CAPEM())}, "\n")
	if err := os.WriteFile(s.ca, []byte(authorities), 0o600); err != nil {
		t.Fatal(err)
	}
	return &watched{s, farm}
}

// probing are the flags that lead the checks to the farm.
func (w *watched) probing() []string {
	flags := []string{
		"--resolver", w.farm.Resolver().String(),
		"--https-port", strconv.Itoa(int(w.farm.HTTPSPort())), "--http-port", strconv.Itoa(int(w.farm.HTTPPort())),
	}
	for _, address := range w.farm.Expected() {
		flags = append(flags, "--expect-ip", netip.Addr.String(address))
	}
	return flags
}

// starts starts the dashboard.
func (w *watched) starts(t testing.TB, width, height int, more ...string) *person {
	t.Helper()
	arguments := append([]string{"dashboard", "--org-id", stageOrg, "--website-id", stageWebsite}, w.probing()...)
	return sit(t, w.given(w.command(append(arguments, more...)...)), width, height)
}

// opens starts it and waits for the end of the first round.
func (w *watched) opens(t testing.TB, width, height int, more ...string) *person {
	t.Helper()
	p := w.starts(t, width, height, more...)
	p.sees("next check")
	return p
}

// finds leaves one row in the table.
func (p *person) finds(name string) {
	p.t.Helper()
	p.presses("/")
	p.types(name)
	p.sees("1 of ")
	p.presses("enter")
	p.Until(p.t, name+" is selected", func() bool {
		for line := range strings.Lines(p.Screen()) {
			if strings.HasPrefix(line, ">") && strings.Contains(line, name) {
				return true
			}
		}
		return false
	})
}

// selected tells whether the cursor is on a domain.
func (p *person) selected(name string) bool {
	for line := range strings.Lines(p.Screen()) {
		if strings.HasPrefix(line, ">") && strings.Contains(line, " "+name+" ") {
			return true
		}
	}
	return false
}

// flat is the screen with wrapped sentences made whole again.
func (p *person) flat() string { return strings.Join(strings.Fields(p.Screen()), " ") }

// reads waits for sentences that may be wrapped.
func (p *person) reads(sentences ...string) {
	p.t.Helper()
	for _, sentence := range sentences {
		p.Until(p.t, sentence+" is said", func() bool { return strings.Contains(p.flat(), sentence) })
	}
}

// insists presses a key again and again until something holds: the program is
// polite to the panel, and puts off what is asked for too often.
func (p *person) insists(key, what string, holds func() bool) {
	p.t.Helper()
	next := time.Time{}
	p.Until(p.t, what, func() bool {
		if time.Now().After(next) {
			p.presses(key)
			next = time.Now().Add(2 * time.Second)
		}
		return holds()
	})
}

// asked counts the requests that reached the panel.
func (s *stage) asked(method, ending string) int {
	n := 0
	for _, request := range s.panel.Requests() {
		if request.Method == method && strings.HasSuffix(request.Path, ending) {
			n++
		}
	}
	return n
}

// has tells whether the panel maps a domain to the website.
func (s *stage) has(name string) bool {
	for _, mapping := range s.panel.Mappings(stageWebsite) {
		if mapping.Domain == name {
			return true
		}
	}
	return false
}

// logs writes the integration's log, and gives its place.
func (s *stage) logs(t testing.TB, lines ...string) string {
	t.Helper()
	path := filepath.Join(s.root, "wp-content", "uploads", "wu-logs", "integration-enhance.log")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	for _, line := range lines {
		log.WriteString("[2026-11-23 10:00:00] [INFO] " + line + "\n")
	}
	if err := os.WriteFile(path, []byte(log.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// clipboard is the text that was sent to the terminal's clipboard last.
func clipboard(raw []byte) string {
	at := bytes.LastIndex(raw, []byte("\x1b]52;c;"))
	if at < 0 {
		return ""
	}
	encoded, _, _ := bytes.Cut(raw[at+len("\x1b]52;c;"):], []byte("\a"))
	content, _ := base64.StdEncoding.DecodeString(string(encoded))
	return string(content)
}
