package terminal

import (
	"strings"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"
)

// shell is the root around every model: it keeps panics from bubbletea, ends
// the program on ctrl+c, suspends it on ctrl+z, and holds the first frame back
// until the size is known.
type shell struct {
	model  tea.Model
	end    func(error)
	pause  *suspension
	height int  // 0 until known
	failed bool // after a panic the model is not asked again
}

func newShell(model tea.Model, end func(error), pause *suspension) *shell {
	return &shell{model: model, end: end, pause: pause}
}

// Init implements tea.Model.
func (s *shell) Init() (cmd tea.Cmd) {
	defer s.catch()
	return Guard(s.model.Init())
}

// Update implements tea.Model.
func (s *shell) Update(msg tea.Msg) (model tea.Model, cmd tea.Cmd) {
	model = s
	if s.failed {
		return s, nil
	}
	defer s.catch()
	switch msg := msg.(type) {
	case CrashMsg:
		s.end(msg.Err)
		return s, nil
	case tea.WindowSizeMsg:
		s.height = msg.Height
	case tea.KeyMsg:
		if msg.Type == tea.KeyCtrlC {
			s.end(&SignalError{Signal: syscall.SIGINT})
			return s, nil
		}
		if msg.Type == tea.KeyCtrlZ {
			return s, s.pause.start()
		}
		return s, s.press(msg)
	}
	s.model, cmd = s.model.Update(msg)
	return s, Guard(cmd)
}

// press gives the model the keys that a message stands for.
func (s *shell) press(msg tea.KeyMsg) tea.Cmd {
	keys := apart(msg)
	cmds := make([]tea.Cmd, len(keys))
	for i, key := range keys {
		s.model, cmds[i] = s.model.Update(key)
	}
	return Guard(tea.Batch(cmds...))
}

// View implements tea.Model. bubbletea drops lines from the top when there are
// too many; what is at the top matters more, so the rest is cut here.
func (s *shell) View() (view string) {
	if s.height == 0 || s.failed {
		return ""
	}
	defer s.catch()
	view = s.model.View()
	if strings.Count(view, "\n") < s.height {
		return view
	}
	return strings.Join(strings.SplitN(view, "\n", s.height+1)[:s.height], "\n")
}

func (s *shell) catch() {
	if value := recover(); value != nil {
		s.failed = true
		s.end(recovered(value))
	}
}
