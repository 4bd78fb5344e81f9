package setup

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// vouching shows the certificate of a panel that nobody vouches for, and takes
// the digits by which a person does. An enter alone pins nothing.
type vouching struct {
	config   Config
	stranger wizard.Stranger
	digits   *component.Field
	area     *component.Scroll
}

// digitsID is no field of the wizard.
const digitsID = "digits"

func newVouching(c Config, stranger wizard.Stranger) *vouching {
	v := &vouching{
		config: c, stranger: stranger, area: component.NewScroll(c.Theme),
		digits: component.NewField(c.Theme, component.FieldOptions{
			ID: digitsID, Label: text.Say("vouch.field"), Placeholder: text.Say("vouch.hint"),
		}),
	}
	v.digits.Focus()
	return v
}

// update is true once the key was vouched for.
func (v *vouching) update(msg tea.KeyMsg) (done bool, cmd tea.Cmd) {
	switch {
	case typed(msg, keys.scroll):
		return false, v.area.Update(msg)
	case !typed(msg, keys.accept):
		return false, v.digits.Update(msg)
	}
	if err := v.config.Session.Vouch(v.digits.Value()); err != nil {
		explained := text.Explain(err)
		v.digits.SetStatus(component.Problem, explained.What, explained.Next)
		return false, nil
	}
	return true, nil
}

func (v *vouching) keys() []key.Binding {
	all := []key.Binding{keys.accept, keys.back}
	if !v.area.Fits() {
		all = append(all, keys.scroll)
	}
	return all
}

// view keeps the question in sight, and gives the rest of the room to what it
// is about.
func (v *vouching) view(width, height int) string {
	theme := v.config.Theme
	v.digits.SetSize(width, 0)
	question := v.digits.View()
	lines := []string{theme.Title.Render(component.Cut(text.Say("vouch.title"), width, theme.Marks.More))}
	for _, fact := range text.Stranger(v.stranger) {
		lines = append(lines, component.Wrap(fact, width)...)
	}
	lines = append(lines, "")
	lines = append(lines, component.Wrap(text.Say("vouch.compare"), width)...)
	for _, line := range text.FingerprintCommand(v.stranger.Base, width-2) {
		for _, part := range component.Wrap(line, width-2) {
			lines = append(lines, "  "+theme.Accent.Render(part))
		}
	}
	lines = append(lines, "")
	for _, line := range component.Wrap(text.Say("vouch.means", "host", v.stranger.Base.Host()), width) {
		lines = append(lines, theme.Warning.Render(line))
	}
	gap := "\n"
	if room := height - strings.Count(question, "\n") - 1; len(lines) < room {
		gap = "\n\n"
	}
	v.area.SetSize(width, height-strings.Count(gap+question, "\n"))
	v.area.SetLines(lines)
	return v.area.View() + gap + question
}
