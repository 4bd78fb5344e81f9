package setup

import (
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"enhance-wizard/ui/style"
)

// menu is one question with a few answers. It has no validation that could
// fail, and the step catches esc before it: both would leave a form stuck.
type menu struct {
	form          *huh.Form
	answer        *string
	width, height int
}

func newMenu(theme style.Theme, title, description string, options ...huh.Option[string]) *menu {
	answer := new(string)
	question := huh.NewSelect[string]().Options(options...).Value(answer).Title(title)
	if description != "" {
		question = question.Description(description)
	}
	form := huh.NewForm(huh.NewGroup(question)).WithShowHelp(false).WithTheme(look(theme))
	return &menu{form: form, answer: answer}
}

func (m *menu) init() tea.Cmd { return m.form.Init() }

// update gives the answer once it was chosen.
func (m *menu) update(msg tea.Msg) (answer string, cmd tea.Cmd) {
	next, cmd := m.form.Update(msg)
	m.form, _ = next.(*huh.Form)
	if m.form.State == huh.StateCompleted {
		return *m.answer, nil
	}
	return "", cmd
}

func (m *menu) view(width, height int) string {
	if width != m.width || height != m.height {
		m.width, m.height = width, height
		m.form = m.form.WithWidth(width).WithHeight(height)
	}
	return m.form.View()
}

// look gives huh the program's own theme; its stock ones use colours beyond
// the terminal's sixteen.
func look(theme style.Theme) *huh.Theme {
	t := huh.ThemeBase()
	for _, state := range []*huh.FieldStyles{&t.Focused, &t.Blurred} {
		state.Base = theme.Text
		state.Title = theme.Title
		state.Description = theme.Dim
		state.SelectSelector = theme.Accent.SetString(theme.Marks.Selected + " ")
		state.Option = theme.Text
		state.SelectedOption = theme.Accent
	}
	return t
}
