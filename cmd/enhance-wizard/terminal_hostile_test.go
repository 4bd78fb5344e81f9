package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"enhance-wizard/enhance/paneltest"
)

// payloads are texts that would drive the terminal.
var payloads = []string{
	"\x1b]0;title\a", "\x1b]52;c;ZXZpbA==\a", "\x1b]52;c;ZXZpbA==\x1b\\", "\x1b]8;;https://evil.example\x1b\\", "\x1b]1337;File=:AA\a",
	"\x1b[6n", "\x1b[3J", "\x1b[8;1;1t", "\x1b[38;5;201;5;8m", "\x1b[?1000h", "\x1b[>c", "\x1bc", "\x1b(0", "\x1b#8",
	"\x1bP$q q\x1b\\", "\x1bP1$r0m\x1b\\", "\x1b_Gi=1\x1b\\", "\x1b^pm\x1b\\", "\x1bXsos\x1b\\", "\x1b",
	"\u009b31m", "\u009d0;t\u009c", "\u0090q\u009c", "\u0085", "\a", "\b\b\b", "\r", "\n", "\x00", "\x7f", "\x0e", "\x0f", "\v", "\f",
	"\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u2028", "\u2029", "\ufeff",
}

// hostile are names that together hold every payload. Each begins and ends
// with a word that has to arrive, so that no test passes because nothing was
// shown.
func hostile(word string) []string {
	var names []string
	for chunk := range slices.Chunk(payloads, 5) {
		names = append(names, fmt.Sprintf("%s%d%s.", word, len(names), strings.Join(chunk, "-")))
	}
	return names
}

// foreign finds what is not the program's own: anything that is neither plain
// text nor one of the few sequences that the screen is drawn with.
func foreign(raw []byte) []string {
	own := regexp.MustCompile(`\x1b\[(?:` +
		`[0-9]*[ABCDGJK]|[0-9]*;?[0-9]*H|` + // moving and erasing
		`\?(?:25|1049|2004|1002|1003|1006)[hl]|` + // cursor, screen, paste, mouse off
		`(?:[0-79]|3[0-79]|4[0-79]|9[0-7]|10[0-7])?(?:;(?:[0-79]|3[0-79]|4[0-79]|9[0-7]|10[0-7]))*m)`) // sixteen colours
	var found []string
	rest := own.ReplaceAll(raw, nil)
	for len(rest) > 0 {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == '\r' || r == '\n':
		case r == utf8.RuneError && size == 1, unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			found = append(found, fmt.Sprintf("%q", rest[:min(12, len(rest))]))
		}
		rest = rest[size:]
	}
	return found
}

func (p *person) drawsOnlyItsOwn() {
	p.t.Helper()
	raw := p.Raw()
	if bad := foreign(raw); len(bad) > 0 {
		p.t.Errorf("%d bytes that are not the program's own, such as %s", len(bad), bad[:min(5, len(bad))])
	}
	if regexp.MustCompile(`\x1b\[(?:[0-9;]*;)?(?:5|8|38)(?:;[0-9;]*)?m|\x1b\[3J`).Match(raw) {
		p.t.Error("a foreign colour or an erased history came through")
	}
}

// TestForeignFindsEveryPayload keeps the judge of these tests honest.
func TestForeignFindsEveryPayload(t *testing.T) {
	t.Parallel()
	for _, payload := range payloads {
		if payload == "\r" || payload == "\n" || payload == "\x1b[3J" {
			continue // the first two are the screen's own, the third is looked for by itself
		}
		if len(foreign([]byte("a"+payload+"b"))) == 0 {
			t.Errorf("%q is taken for the program's own", payload)
		}
	}
}

// hostileStage is a stage on which everything that the panel names is hostile.
func hostileStage(t *testing.T) *stage {
	t.Helper()
	panel := paneltest.New(paneltest.Options{}) // not held to the specification, which forbids such names
	panel.AddOrg(paneltest.Org{ID: stageOrg, Name: "organisation" + strings.Join(payloads, ".")})
	for i, name := range hostile("server") {
		panel.AddServer(paneltest.Server{
			ID: numbered(stageServer, i), Name: name, Hostname: name + "host", IPs: []string{fmt.Sprintf("203.0.113.%d", 10+i)},
		})
	}
	for i, name := range hostile("website") {
		panel.AddWebsite(paneltest.Website{ID: numbered(stageWebsite, i), OrgID: stageOrg, ServerID: numbered(stageServer, 0), Domain: name})
	}
	for _, name := range hostile("mapping") {
		panel.AddMapping(numbered(stageWebsite, 0), paneltest.Mapping{Domain: name})
	}
	panel.AddToken(paneltest.Token{Value: stageToken, OrgID: stageOrg, Roles: []string{"SuperAdmin"}})
	return stageFor(t, panel)
}

// TestHostileNamesDoNotReachTheTerminal names everything in the panel hostile.
func TestHostileNamesDoNotReachTheTerminal(t *testing.T) {
	t.Parallel()
	s := hostileStage(t)

	p := sit(t, s.given(s.command()), 160, 40)
	p.sees("Found here")
	p.presses("enter")
	p.sees("administrator of the panel", "organisation")
	p.presses("tab", "tab", "ctrl+l")
	p.sees("Choose the server", "server0", "server8")
	p.presses("enter")
	p.sees(onCredentials, "server0", "9 to choose from", "> Website")
	p.presses("enter")
	p.sees("Choose the website", "website0", "website8")
	p.presses("enter")
	p.sees(onCredentials, "website0", stageOrg)
	p.presses("enter")
	p.sees(onConnection, "Everything that the integration needs works.")
	p.presses("enter")
	p.sees("What now?")
	p.presses("enter")
	p.sees("Done: ")
	p.presses("d")
	p.sees("Domains", "mapping0", "mapping8")
	p.presses("enter")
	p.sees("What was found")
	p.presses("q")
	p.leaves(0)
	p.drawsOnlyItsOwn()
}

// numbered is one id of many.
func numbered(id string, n int) string { return fmt.Sprintf("%s%02d", id[:len(id)-2], n) }

// TestHostileAnswersDoNotReachTheTerminal lets the panel fail with hostile texts.
func TestHostileAnswersDoNotReachTheTerminal(t *testing.T) {
	t.Parallel()
	quoted, err := json.Marshal("complaint" + strings.Join(payloads, "-"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		path  string
		fault paneltest.Fault
		says  string
	}{
		{
			"an error message", "/servers",
			paneltest.Answer(http.StatusInternalServerError, "application/json", fmt.Sprintf(`{"code":%s,"message":%s}`, quoted, quoted)),
			"complaint",
		},
		{
			"a refusal", "/servers",
			paneltest.Answer(http.StatusUnauthorized, "application/json", fmt.Sprintf(`{"code":%s,"message":%s}`, quoted, quoted)),
			"complaint",
		},
		{
			"a version", "/version", paneltest.Answer(http.StatusOK, "application/json", string(quoted)), "problem",
		},
		{"a version that is no text", "/version", paneltest.Answer(http.StatusOK, "application/json", "\"12\xff\xfe\x9b31m\""), "12"},
		{"a web page", "/version", paneltest.Answer(http.StatusOK, "text/html", "<title>"+strings.Join(payloads, "-")+"</title>"), "problem"},
		{"a redirect", "/version", paneltest.Redirect(http.StatusFound, "https://evil.example/%1b]0;t%07\u202e"), "problem"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.panel.Fault(paneltest.Match{Path: tt.path}, tt.fault)
			p := sit(t, s.given(s.command()), 160, 40)
			p.sees("Found here")
			p.presses("enter")
			p.sees(onCredentials, tt.says)
			p.presses("ctrl+c")
			p.leaves(130)
			p.drawsOnlyItsOwn()
		})
	}
}
