package setup

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// choices is the list of extras, several of which can be on.
type choices struct {
	theme         style.Theme
	options       []huh.Option[wizard.Extra]
	chosen        []wizard.Extra
	form          *huh.Form
	width, height int
}

func newChoices(theme style.Theme, session *wizard.Session) *choices {
	c := &choices{theme: theme}
	for _, e := range wizard.Extras() {
		if session.Advice(e) == wizard.Impossible {
			continue
		}
		c.options = append(c.options, huh.NewOption(text.ExtraName(session, e), e))
		if session.Chosen(e) {
			c.chosen = append(c.chosen, e)
		}
	}
	c.build()
	return c
}

// build makes the form, with what is chosen so far switched on.
func (c *choices) build() {
	question := huh.NewMultiSelect[wizard.Extra]().Title(text.Say("review.extras.choose")).
		Options(slices.Clone(c.options)...).Value(&c.chosen).Filterable(false)
	c.form = huh.NewForm(huh.NewGroup(question)).WithShowHelp(false).WithTheme(look(c.theme))
}

func (c *choices) update(msg tea.Msg) tea.Cmd {
	next, cmd := c.form.Update(msg)
	c.form, _ = next.(*huh.Form)
	return cmd
}

// view draws the list anew for another size, as that of a menu does.
func (c *choices) view(width, height int) string {
	if width != c.width || height != c.height {
		c.width, c.height = width, height
		c.build()
		c.form.Init()
		c.form = c.form.WithWidth(width).WithHeight(height)
		c.update(nil)
	}
	return c.form.View()
}

func (p *review) openExtras() tea.Cmd {
	p.choices = newChoices(p.config.Theme, p.config.Session)
	p.overlay = choosing
	return p.choices.form.Init()
}

// passChoices gives a message to the list and plans anew once it is answered.
func (p *review) passChoices(msg tea.Msg) tea.Cmd {
	cmd := p.choices.update(msg)
	if p.choices.form.State != huh.StateCompleted {
		return cmd
	}
	session := p.config.Session
	for _, e := range wizard.Extras() {
		session.Choose(e, slices.Contains(p.choices.chosen, e))
	}
	return p.enter()
}
