package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/enhance/paneltest/contract"
	"enhance-wizard/ui/terminal/terminaltest"
	"enhance-wizard/wpconfig/network/networktest"
)

// The panel of every test on a terminal.
const (
	stageToken   = "stage-token-that-nobody-may-see"
	stageOrg     = "22222222-2222-4222-8222-222222222222"
	stageServer  = "44444444-4444-4444-8444-444444444444"
	otherServer  = "55555555-5555-4555-8555-555555555555"
	stageWebsite = "66666666-6666-4666-8666-666666666666"
	otherWebsite = "77777777-7777-4777-8777-777777777777"
)

// stage is a panel, a WordPress network, and what the program is told about
// them beforehand.
type stage struct {
	panel  *paneltest.Panel
	dir    string // holds everything below
	root   string // of WordPress
	config string // wp-config.php
	state  string // folder of backups, not made yet
	ca     string // the panel's authority

	website string // the id of the network's

	before []byte // wp-config.php at the start
}

// newStage makes a stage whose panel knows this machine as one of two servers,
// and the network's main domain as one of two websites. Change may alter it.
func newStage(t testing.TB, change ...func(*paneltest.Panel)) *stage {
	t.Helper()
	return newStageOf(t, paneltest.Options{}, change...)
}

// newStageOf is newStage with a panel of another kind.
func newStageOf(t testing.TB, o paneltest.Options, change ...func(*paneltest.Panel)) *stage {
	t.Helper()
	o.Check = contract.Check(t)
	panel := paneltest.New(o)
	panel.AddOrg(paneltest.Org{ID: stageOrg, Name: "Example Hosting"})
	panel.AddServer(paneltest.Server{ID: stageServer, Name: "web1", Hostname: "web1.example", IPs: []string{"127.0.0.1"}})
	panel.AddServer(paneltest.Server{ID: otherServer, Name: "mail1", Hostname: "mail1.example", IPs: []string{"203.0.113.20"}})
	panel.AddWebsite(paneltest.Website{ID: stageWebsite, OrgID: stageOrg, ServerID: stageServer, Domain: "network.example"})
	panel.AddWebsite(paneltest.Website{ID: otherWebsite, OrgID: stageOrg, ServerID: stageServer, Domain: "blog.example"})
	panel.AddMapping(stageWebsite, paneltest.Mapping{Domain: "shop.example"})
	panel.AddMapping(stageWebsite, paneltest.Mapping{Domain: "club.example"})
	panel.AddToken(paneltest.Token{Value: stageToken, OrgID: stageOrg, Roles: []string{"SuperAdmin"}})
	for _, f := range change {
		f(panel)
	}
	return stageFor(t, panel)
}

// stageFor starts the panel and makes a network for it.
func stageFor(t testing.TB, panel *paneltest.Panel) *stage {
	t.Helper()
	if err := panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(panel.Close)
	// Not t.TempDir: its long name would fill the narrow screens.
	dir, err := os.MkdirTemp("", "ew")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := &stage{
		panel: panel, dir: dir, root: filepath.Join(dir, "site"), config: filepath.Join(dir, "site", "wp-config.php"),
		state: filepath.Join(dir, "state"), ca: filepath.Join(dir, "ca.pem"), website: stageWebsite,
	}
	if err := networktest.Make(s.root, networktest.Options{Subdomains: true, PluginVersion: "2.4.12"}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.ca, panel.CAPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	s.before = s.file(t)
	return s
}

func (s *stage) file(t testing.TB) []byte {
	t.Helper()
	content, err := os.ReadFile(s.config)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// typedURL is the panel's address as a person would type it.
func (s *stage) typedURL() string { return strings.TrimSuffix(s.panel.URL(), "/api/") }

// globals are the flags that lead to the stage.
func (s *stage) globals() []string {
	return []string{"--wp-path", s.root, "--state-dir", s.state, "--ca-cert", s.ca}
}

// command is the program on this stage. It is found by the name that
// testscript.Main gives the test binary.
func (s *stage) command(arguments ...string) *exec.Cmd {
	command := exec.Command("enhance-wizard", append(s.globals(), arguments...)...)
	command.Dir = s.dir
	command.Env = []string{"HOME=" + s.dir, "XDG_STATE_HOME=" + filepath.Join(s.dir, "xdg")}
	return command
}

// given adds the credentials that a test is not about.
func (s *stage) given(command *exec.Cmd) *exec.Cmd {
	command.Env = append(command.Env, "WU_ENHANCE_API_URL="+s.panel.URL(), "WU_ENHANCE_API_TOKEN="+stageToken)
	return command
}

// person is somebody in front of a terminal with the program.
type person struct {
	*terminaltest.Terminal
	t       testing.TB
	command *exec.Cmd
}

func sit(t testing.TB, command *exec.Cmd, width, height int, options ...terminaltest.Option) *person {
	t.Helper()
	return &person{terminaltest.Start(t, command, width, height, options...), t, command}
}

// openWizard starts the wizard and waits for its first step.
func (s *stage) openWizard(t testing.TB, width, height int) *person {
	t.Helper()
	p := sit(t, s.command(), width, height)
	p.sees("Found here")
	return p
}

// openGiven starts it with the credentials given beforehand.
func (s *stage) openGiven(t testing.TB, width, height int) *person {
	t.Helper()
	p := sit(t, s.given(s.command()), width, height)
	p.sees("Found here")
	return p
}

func (p *person) sees(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		p.WaitFor(p.t, text)
	}
}

func (p *person) seesNoMore(text string) {
	p.t.Helper()
	p.WaitGone(p.t, text)
}

func (p *person) presses(keys ...string) {
	p.t.Helper()
	p.Press(p.t, keys...)
}

func (p *person) types(text string) {
	p.t.Helper()
	p.Type(p.t, text)
}

// seeks presses a key, again and again, until text is in sight.
func (p *person) seeks(text, key string) {
	p.t.Helper()
	for range 20 {
		before := p.Frame(p.t)
		if strings.Contains(before, text) {
			return
		}
		p.presses(key)
		p.Until(p.t, key+" changes the screen", func() bool { return p.Frame(p.t) != before })
	}
	p.t.Fatalf("%s does not lead to %q; the screen:\n%s", key, text, p.Screen())
}

// selects moves the mark down to the row that begins with text.
func (p *person) selects(text string) {
	p.t.Helper()
	for range 20 {
		row := p.marked()
		if strings.HasPrefix(row, "> "+text) {
			return
		}
		p.presses("down")
		p.Until(p.t, "down moves the mark", func() bool { return p.marked() != row })
	}
	p.t.Fatalf("down does not lead to %q; the screen:\n%s", text, p.Screen())
}

// marked is the row that has the mark.
func (p *person) marked() string {
	p.t.Helper()
	for line := range strings.Lines(p.Frame(p.t)) {
		if strings.HasPrefix(line, "> ") {
			return line
		}
	}
	return ""
}

// The screens are told apart by what only they show.
const (
	onIntro       = "[Intro]"
	onCredentials = "[Credentials]"
	onConnection  = "[Test connection]"
	onReview      = "[Review]"
)

// reaches goes from the first screen to another one, with credentials that
// were given beforehand.
func (p *person) reaches(screen string) {
	p.t.Helper()
	for _, step := range []struct{ screen, ready string }{
		{onIntro, "Found here"},
		{onCredentials, "the organisation of network.example"},
		{onConnection, "Everything that the integration needs works."},
		{onReview, "What now?"},
	} {
		p.sees(step.screen, step.ready)
		if step.screen == screen {
			return
		}
		p.presses("enter")
	}
}

// leaves waits for the end and holds the exit code and the state of the terminal.
func (p *person) leaves(code int) {
	p.t.Helper()
	if got := p.ExitCode(p.t); got != code {
		p.t.Errorf("exit code %d, want %d; the screen:\n%s", got, code, p.Screen())
	}
	p.Until(p.t, "the alternate screen is left", func() bool { return !p.AltScreen() })
	p.Until(p.t, "the terminal edits lines again", p.Cooked)
	if p.CursorHidden() {
		p.t.Error("the cursor is still hidden")
	}
	if raw := p.Output(p.t); bytes.LastIndex(raw, []byte("\x1b[?2004l")) < bytes.LastIndex(raw, []byte("\x1b[?2004h")) {
		p.t.Error("bracketed paste is still on")
	}
	p.leavesNobody()
}

// leavesNobody holds that no process of the terminal's session is left. One that
// was ended may be there a moment longer than the terminal.
func (p *person) leavesNobody() {
	p.t.Helper()
	for deadline := time.Now().Add(terminaltest.Patience); ; time.Sleep(5 * time.Millisecond) {
		left := session(p.command.Process.Pid)
		if len(left) == 0 {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("still running: %v", left)
		}
	}
}

// session lists the processes of a session. It is empty where there is no /proc.
func session(leader int) []string {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	var members []string
	for _, path := range stats {
		content, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		// pid (name) state parent group session, and a name may hold anything.
		fields := strings.Fields(string(content[bytes.LastIndexByte(content, ')')+1:]))
		if len(fields) > 3 && fields[3] == strconv.Itoa(leader) {
			members = append(members, string(content))
		}
	}
	return members
}

// farewell is what was written after the alternate screen was left.
func (p *person) farewell() []string {
	raw := p.Raw()
	at := bytes.LastIndex(raw, []byte("\x1b[?1049l"))
	if at < 0 {
		return nil
	}
	var lines []string
	for line := range strings.Lines(ansi.Strip(string(raw[at:]))) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// isUntouched holds that leaving early left nothing behind.
func (s *stage) isUntouched(t testing.TB) {
	t.Helper()
	if !bytes.Equal(s.file(t), s.before) {
		t.Error("wp-config.php was changed")
	}
	for _, path := range []string{s.state, filepath.Join(s.dir, "xdg")} {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s was made", path)
		}
	}
	entries, err := os.ReadDir(s.dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("beside the site and the authority there is more: %v, %v", entries, err)
	}
}

// keepsTheToken holds that the token was never on the screen.
func (p *person) keepsTheToken() {
	p.t.Helper()
	if raw := p.Raw(); bytes.Contains(raw, []byte(stageToken)) || strings.Contains(ansi.Strip(string(raw)), stageToken) {
		p.t.Error("the token was shown")
	}
}

// within runs f and holds how long it took.
func within(t testing.TB, limit time.Duration, f func()) {
	t.Helper()
	began := time.Now()
	f()
	if took := time.Since(began); took > limit {
		t.Errorf("took %s, want at most %s", took, limit)
	}
}
