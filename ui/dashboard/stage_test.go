package dashboard_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/dashboard"
	"enhance-wizard/ui/style"
	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig/network"
)

// desk is a panel whose answers the test makes. The real one is asked in the
// tests of the whole program.
type desk struct {
	mu      sync.Mutex
	calls   []string
	err     error
	cert    enhance.StoredCertificate
	ends    time.Time
	steps   []inventory.IssueStep
	release chan struct{} // nil: answers at once
}

func (d *desk) answer(ctx context.Context, call string) error {
	d.mu.Lock()
	d.calls = append(d.calls, call)
	release, err := d.release, d.err
	d.mu.Unlock()
	if release != nil {
		select {
		case <-release:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return err
}

func (d *desk) Add(ctx context.Context, name string) error    { return d.answer(ctx, "add "+name) }
func (d *desk) Remove(ctx context.Context, name string) error { return d.answer(ctx, "remove "+name) }

func (d *desk) Look(ctx context.Context, name, id string) error {
	return d.answer(ctx, "look "+name+" "+id)
}
func (d *desk) TokenEnds(context.Context) time.Time { return d.ends }

func (d *desk) Issue(ctx context.Context, name string, told func(inventory.IssueStep)) (enhance.StoredCertificate, error) {
	for _, step := range d.steps {
		told(step)
	}
	return d.cert, d.answer(ctx, "issue "+name)
}

// asked are the changes that were asked for.
func (d *desk) asked() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.calls)
}

// shelf is a log that the test writes.
type shelf struct {
	tail network.LogTail
	err  error
}

func (s shelf) Tail() (network.LogTail, error) { return s.tail, s.err }

// patience is how long anything waited for may take.
const patience = time.Minute

// play is a dashboard whose commands run as the program runs them: beside the
// keys, each bringing a message some time.
type play struct {
	*board
	messages chan tea.Msg
	taken    map[string]int // how many so far, by their type
	clock    time.Time
	leave    context.CancelFunc // ends what is under way, as a signal does
}

// stage makes a dashboard with a panel and a log, nil for none.
func stage(t testing.TB, panel dashboard.Panel, log dashboard.Log) *play {
	t.Helper()
	return stageOf(t, panel, log, 80, 24)
}

func stageOf(t testing.TB, panel dashboard.Panel, log dashboard.Log, width, height int) *play {
	t.Helper()
	p := &play{messages: make(chan tea.Msg, 100), taken: map[string]int{}, clock: noon}
	ctx, cancel := context.WithCancel(context.Background())
	w := &wire{updates: make(chan monitor.Batch, 1)}
	t.Cleanup(func() { cancel(); close(w.updates) })
	p.leave = cancel
	m := dashboard.New(dashboard.Config{
		Context: ctx, Monitor: w, Panel: panel, Log: log, Theme: style.New(style.Options{Unicode: true}), Site: "network.example",
		Expected: []netip.Addr{netip.MustParseAddr("203.0.113.10"), netip.MustParseAddr("2001:db8::10")},
		Now:      func() time.Time { return p.clock },
	})
	m.SetSize(width, height)
	p.board = &board{m, w, t}
	p.run(m.Init())
	return p
}

// run starts a command, and those that it brings.
func (p *play) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, cmd := range msg {
				p.run(cmd)
			}
		default:
			p.messages <- msg
		}
	}()
}

// hits presses keys without waiting for what they ask for.
func (p *play) hits(names ...string) {
	for _, name := range names {
		p.run(p.Update(keyOf(name)))
	}
}

// types types a text letter by letter.
func (p *play) types(s string) {
	for _, letter := range s {
		p.hits(string(letter))
	}
}

// brings sends a batch, and waits until it was taken.
func (p *play) brings(batch monitor.Batch) {
	p.t.Helper()
	before := p.taken["dashboard.batchMsg"]
	p.wire.updates <- batch
	p.until("the batch is taken", func() bool { return p.taken["dashboard.batchMsg"] > before })
}

// sees waits until texts are shown.
func (p *play) sees(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		p.until(text+" is shown", func() bool { return strings.Contains(flat(p.View()), text) })
	}
}

func (p *play) seesNot(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		p.until(text+" is gone", func() bool { return !strings.Contains(flat(p.View()), text) })
	}
}

// flat undoes the wrapping of sentences.
func flat(view string) string { return strings.Join(strings.Fields(view), " ") }

// until gives the dashboard its messages until something holds.
func (p *play) until(what string, holds func() bool) {
	p.t.Helper()
	deadline := time.After(patience)
	for !holds() {
		select {
		case msg := <-p.messages:
			p.taken[fmt.Sprintf("%T", msg)]++
			p.run(p.Update(msg))
		case <-time.After(5 * time.Millisecond):
		case <-deadline:
			p.t.Fatalf("in vain until %s:\n%s", what, p.View())
		}
	}
}

func keyOf(name string) tea.KeyMsg {
	named := map[string]tea.KeyType{
		"enter": tea.KeyEnter, "esc": tea.KeyEsc, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome, "end": tea.KeyEnd,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "backspace": tea.KeyBackspace,
	}
	if kind, ok := named[name]; ok {
		return tea.KeyMsg{Type: kind}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// decoded is the text of a sequence for the clipboard (OSC 52).
func decoded(t *testing.T, raw string) string {
	t.Helper()
	encoded, ok := strings.CutPrefix(raw, "\x1b]52;c;")
	encoded, ended := strings.CutSuffix(encoded, "\a")
	content, err := base64.StdEncoding.DecodeString(encoded)
	if !ok || !ended || err != nil {
		t.Fatalf("no sequence for the clipboard: %q, %v", raw, err)
	}
	return string(content)
}
