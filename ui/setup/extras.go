package setup

import (
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"enhance-wizard/ui/style"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// choices is the list of extras, several of which can be on.
type choices struct {
	form          *huh.Form
	chosen        *[]wizard.Extra
	width, height int
}

func newChoices(theme style.Theme, session *wizard.Session) *choices {
	c := &choices{chosen: new([]wizard.Extra)}
	var options []huh.Option[wizard.Extra]
	for _, e := range wizard.Extras() {
		if session.Advice(e) != wizard.Impossible {
			options = append(options, huh.NewOption(text.ExtraName(session, e), e).Selected(session.Chosen(e)))
		}
	}
	question := huh.NewMultiSelect[wizard.Extra]().Title(text.Say("review.extras.choose")).
		Options(options...).Value(c.chosen)
	c.form = huh.NewForm(huh.NewGroup(question)).WithShowHelp(false).WithTheme(look(theme))
	return c
}

func (c *choices) view(width, height int) string {
	if width != c.width || height != c.height {
		c.width, c.height = width, height
		c.form = c.form.WithWidth(width).WithHeight(height)
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
	next, cmd := p.choices.form.Update(msg)
	p.choices.form, _ = next.(*huh.Form)
	if p.choices.form.State != huh.StateCompleted {
		return cmd
	}
	session := p.config.Session
	for _, e := range wizard.Extras() {
		on := false
		for _, chosen := range *p.choices.chosen {
			on = on || chosen == e
		}
		session.Choose(e, on)
	}
	return p.enter()
}
