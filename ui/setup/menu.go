package setup

import (
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"enhance-wizard/ui/style"
)

// menu is one question with a few answers. It has no validation that could
// fail, and the step catches esc before it: both would leave a form stuck.
type menu struct {
	theme              style.Theme
	title, description string
	options            []huh.Option[string]
	answer             string
	form               *huh.Form
	width, height      int
}

func newMenu(theme style.Theme, title, description string, options ...huh.Option[string]) *menu {
	m := &menu{theme: theme, title: title, description: description, options: options}
	m.build()
	return m
}

// build makes the form, with the cursor where it was.
func (m *menu) build() {
	question := huh.NewSelect[string]().Options(m.options...).Value(&m.answer).Title(m.title)
	if m.description != "" {
		question = question.Description(m.description)
	}
	pressed := huh.NewDefaultKeyMap()
	pressed.Select.Filter.SetEnabled(false) // nobody searches among four answers
	m.form = huh.NewForm(huh.NewGroup(question)).WithShowHelp(false).WithTheme(look(m.theme)).WithKeyMap(pressed)
}

func (m *menu) init() tea.Cmd { return m.form.Init() }

// update gives the answer once it was chosen.
func (m *menu) update(msg tea.Msg) (answer string, cmd tea.Cmd) {
	next, cmd := m.form.Update(msg)
	m.form, _ = next.(*huh.Form)
	if m.form.State == huh.StateCompleted {
		return m.answer, nil
	}
	return "", cmd
}

// view draws the menu anew for another size: a form that was small once does
// not grow again, nor does it wrap its words anew.
func (m *menu) view(width, height int) string {
	if width != m.width || height != m.height {
		m.width, m.height = width, height
		m.build()
		m.form.Init()
		m.form = m.form.WithWidth(width).WithHeight(height)
		m.update(nil)
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
		state.MultiSelectSelector = theme.Accent.SetString(theme.Marks.Selected + " ")
		state.UnselectedOption = theme.Text
		state.SelectedPrefix = theme.Accent.SetString("[x] ")
		state.UnselectedPrefix = theme.Text.SetString("[ ] ")
	}
	return t
}
