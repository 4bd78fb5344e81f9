package setup

import (
	"strings"
	"sync"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/terminal"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// The answers of the review's menus.
const (
	inject = "inject"
	show   = "print"
	clip   = "copy"
	save   = "save"
	extras = "extras"
	yes    = "yes"
	no     = "no"
)

// review shows every constant and the exact change, and asks what to do.
type review struct {
	config  Config
	area    *component.Scroll
	diff    *component.DiffView
	overlay overlay
	menu    *menu
	asked   string
	path    *component.Field
	notice  []string
	failure error
	choices *choices
	writing bool
	active  *sync.WaitGroup
}

// overlay is what is open over the review.
type overlay int

const (
	nothing overlay = iota
	confirming
	wholeDiff
	snippet
	saving
	choosing
)

func newReview(c Config, active *sync.WaitGroup) *review {
	return &review{
		config: c, active: active,
		area: component.NewScroll(c.Theme), diff: component.NewDiffView(c.Theme),
		path: component.NewField(c.Theme, component.FieldOptions{
			ID: save, Label: text.Say("save.path"), Placeholder: text.Say("save.path.hint"),
		}),
	}
}

func (p *review) enter() tea.Cmd {
	p.overlay, p.notice, p.failure, p.menu = nothing, nil, nil, nil
	planner, ctx := p.config.Session.Planner(), p.config.Context
	return func() tea.Msg { return reviewMsg{planner, planner.Run(ctx)} }
}

func (p *review) leave() { p.notice = nil }

func (p *review) back() bool {
	if p.writing {
		return true // there is no way back from the middle of a write
	}
	if p.overlay == nothing {
		return false
	}
	p.overlay, p.notice = nothing, nil
	p.ask()
	return true
}

func (p *review) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reviewMsg:
		if p.config.Session.TakeReview(msg.planner, msg.review) {
			p.diff.SetLines(diffLines(msg.review))
			return p.ask()
		}
		return nil
	case failedMsg:
		p.writing, p.failure = false, msg.err
		return p.ask()
	case savedMsg:
		return p.saved(msg)
	case terminal.SentMsg:
		p.notice = []string{text.Say("copy.sent")}
		return nil
	case tea.KeyMsg:
		return p.key(msg)
	default:
		return p.pass(msg)
	}
}

func (p *review) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case p.writing || p.config.Session.Review() == nil:
		return nil
	case p.overlay == wholeDiff:
		return p.diff.Update(msg)
	case p.overlay == snippet:
		return p.area.Update(msg)
	case p.overlay == saving:
		if typed(msg, keys.next) {
			return p.write(p.path.Value())
		}
		return p.path.Update(msg)
	case p.overlay == nothing && typed(msg, keys.diff) && p.config.Session.Review().Changes():
		p.overlay = wholeDiff
		return nil
	case !p.area.Fits() && typed(msg, keys.scroll):
		return p.area.Update(msg)
	default:
		return p.pass(msg)
	}
}

// pass gives a message to the open menu and acts on its answer.
func (p *review) pass(msg tea.Msg) tea.Cmd {
	if p.overlay == choosing {
		return p.passChoices(msg)
	}
	if p.menu == nil || p.overlay != nothing && p.overlay != confirming {
		return nil
	}
	answer, cmd := p.menu.update(msg)
	if answer == "" {
		return cmd
	}
	if p.overlay == confirming {
		return p.confirmed(answer)
	}
	return p.chosen(answer)
}

// ask opens the menu of what can be done.
func (p *review) ask() tea.Cmd {
	r := p.config.Session.Review()
	if r == nil {
		return nil
	}
	var options []huh.Option[string]
	if r.Refusal == nil {
		word := "review.inject"
		if !r.Changes() {
			word = "review.inject.same"
		}
		options = append(options, huh.NewOption(text.Say(word), inject))
	}
	options = append(options,
		huh.NewOption(text.Say("review.print"), show),
		huh.NewOption(text.Say("review.copy"), clip),
		huh.NewOption(text.Say("review.save"), save),
		huh.NewOption(text.Say("review.extras"), extras))
	p.menu = newMenu(p.config.Theme, text.Say("review.question"), "", options...)
	return p.menu.init()
}

func (p *review) chosen(answer string) tea.Cmd {
	p.failure = nil
	switch answer {
	case inject:
		return p.apply()
	case save:
		p.overlay = saving
		return p.path.Focus()
	case extras:
		return p.openExtras()
	default:
		p.asked, p.overlay = answer, confirming
		p.menu = newMenu(p.config.Theme, text.Say("confirm."+answer), text.Say("confirm."+answer+".detail"),
			huh.NewOption(text.Say("confirm.no"), no), huh.NewOption(text.Say("confirm.yes"), yes))
		return p.menu.init()
	}
}

// confirmed shows the text with the token, after a yes to just that.
func (p *review) confirmed(answer string) tea.Cmd {
	if answer != yes {
		p.overlay = nothing
		return p.ask()
	}
	p.overlay = snippet
	p.area.SetLines(nil)
	if p.asked == clip {
		return terminal.Copy(p.config.Session.Snippet())
	}
	return nil
}

// apply writes the file. The person cannot take it back half-way, and neither
// can the end of the program: Model.Wait waits for it.
func (p *review) apply() tea.Cmd {
	applier, err := p.config.Session.Applier()
	if err != nil {
		return send(failedMsg{err})
	}
	p.writing = true
	p.active.Add(1)
	ctx, active := p.config.Context, p.active
	return func() tea.Msg {
		defer active.Done()
		receipt, err := applier.Run(ctx)
		if err != nil {
			return failedMsg{err}
		}
		return finishedMsg{receipt}
	}
}

func (p *review) write(path string) tea.Cmd {
	if strings.TrimSpace(path) == "" {
		p.path.SetStatus(component.Problem, text.Say("save.path.needed"), "")
		return nil
	}
	snippet := p.config.Session.Snippet()
	return func() tea.Msg {
		saved, err := wizard.SaveSnippet(path, snippet)
		return savedMsg{saved, err}
	}
}

func (p *review) saved(msg savedMsg) tea.Cmd {
	if msg.err != nil {
		explained := text.SaveFailure(msg.path, msg.err)
		p.path.SetStatus(component.Problem, explained.What, explained.Next)
		return nil
	}
	p.overlay = nothing
	p.notice = []string{text.Say("save.done", "path", msg.path)}
	return p.ask()
}

func (p *review) keys() []key.Binding {
	switch {
	case p.writing:
		return nil
	case p.overlay == wholeDiff && p.diff.IsWide():
		return []key.Binding{keys.back, keys.scroll, keys.sideways}
	case p.overlay == wholeDiff, p.overlay == snippet:
		return []key.Binding{keys.back, keys.scroll}
	case p.overlay == choosing:
		return []key.Binding{keys.toggle, keys.choose, keys.back}
	case p.overlay != nothing:
		return []key.Binding{keys.choose, keys.back}
	}
	all := []key.Binding{keys.choose, keys.back, keys.leave}
	if r := p.config.Session.Review(); r != nil && r.Changes() {
		all = append(all, keys.diff)
	}
	if !p.area.Fits() {
		all = append(all, keys.scroll)
	}
	return all
}
