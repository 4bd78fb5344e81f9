// Package setup shows the four steps of the wizard on the screen, one file per
// step. It draws what the wizard's Session knows and hands it what the person
// does; every decision is the Session's.
package setup

import (
	"context"
	"strings"
	"sync"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/style"
	_ "enhance-wizard/ui/terminal/quiet" // before charm asks the terminal
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// Config is what a set-up screen works with.
type Config struct {
	// Context ends every check and request of the screen.
	Context context.Context
	Session *wizard.Session
	Theme   style.Theme
}

// Model is the set-up screen. It implements component.Page.
type Model struct {
	config        Config
	pages         map[wizard.Step]page
	width, height int
	writing       *sync.WaitGroup
}

// page is one step on the screen.
type page interface {
	// enter is called whenever the step is shown.
	enter() tea.Cmd
	// leave ends what runs for the step alone.
	leave()
	update(msg tea.Msg) tea.Cmd
	// back closes what the step has opened over itself; false when there is
	// nothing, so that the step itself is left.
	back() bool
	view(width, height int) string
	keys() []key.Binding
}

// New makes the screen of a session.
func New(c Config) *Model {
	m := &Model{config: c, writing: &sync.WaitGroup{}}
	m.pages = map[wizard.Step]page{
		wizard.Intro:       newIntro(c),
		wizard.Credentials: newCredentials(c),
		wizard.Connection:  newConnection(c),
		wizard.Reviewing:   newReview(c, m.writing),
		wizard.Finished:    newFinished(c),
	}
	return m
}

// Wait returns when a write that is under way has ended: whatever ended the
// screen, the file is not left to chance.
func (m *Model) Wait() { m.writing.Wait() }

// Init implements component.Page.
func (m *Model) Init() tea.Cmd { return m.page().enter() }

// SetSize implements component.Page.
func (m *Model) SetSize(width, height int) { m.width, m.height = width, height }

// Keys implements component.Page.
func (m *Model) Keys() []key.Binding { return m.page().keys() }

func (m *Model) page() page { return m.pages[m.config.Session.Step()] }

// Update implements component.Page.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nextMsg:
		return m.next()
	case fixMsg:
		return m.fix(msg.field)
	case finishedMsg:
		m.page().leave()
		m.config.Session.TakeReceipt(msg.receipt)
		return m.page().enter()
	case tea.KeyMsg:
		if key.Matches(msg, keys.back) {
			return m.back()
		}
		return m.page().update(msg)
	default: // answers of checks belong to the step that asked, shown or not
		cmds := make([]tea.Cmd, 0, len(m.pages))
		for _, p := range m.pages {
			cmds = append(cmds, p.update(msg))
		}
		return tea.Batch(cmds...)
	}
}

func (m *Model) next() tea.Cmd {
	from := m.page()
	if err := m.config.Session.Next(); err != nil {
		return from.update(incompleteMsg{err})
	}
	from.leave()
	return m.page().enter()
}

func (m *Model) back() tea.Cmd {
	from := m.page()
	if from.back() {
		return nil
	}
	if !m.config.Session.Back() {
		return nil
	}
	from.leave()
	return m.page().enter()
}

// fix goes back to the field that a failed test questions.
func (m *Model) fix(f wizard.Field) tea.Cmd {
	m.page().leave()
	m.config.Session.Return()
	m.config.Session.Doubt(f)
	return tea.Batch(m.page().enter(), m.page().update(focusMsg{f}))
}

// View implements component.Page: the header, the step, and its keys in the
// last line.
func (m *Model) View() string {
	if m.width < minWidth || m.height < minHeight {
		return text.Say("screen.small", "width", m.width, "height", m.height, "minwidth", minWidth, "minheight", minHeight)
	}
	width := m.width - margin
	header := component.Header(m.config.Theme, m.header(), width)
	room := m.height - component.HeaderHeight - 1
	body := strings.Split(m.page().view(width, room), "\n")
	if len(body) > room {
		body = body[:room]
	}
	for len(body) < room {
		body = append(body, "")
	}
	return header + "\n" + strings.Join(body, "\n") + "\n" + component.KeyBar(m.config.Theme, m.Keys(), width)
}

const (
	minWidth, minHeight = 30, 8
	// margin keeps the last column free: some terminals wrap there.
	margin = 1
)

func (m *Model) header() component.HeaderOptions {
	o := component.HeaderOptions{Title: text.Say("screen.title"), Step: int(m.config.Session.Step())}
	for _, step := range wizard.Steps() {
		o.Steps = append(o.Steps, text.Step(step))
	}
	return o
}
