package dashboard

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
)

// errandPane shows how far a change at the panel has come, and how it ended.
type errandPane struct {
	scrolled
	m *Model
}

func newErrandPane(m *Model) *errandPane {
	return &errandPane{scrolled{component.NewScroll(m.config.Theme)}, m}
}

func (p *errandPane) title() string { return p.m.errand.what() }

func (p *errandPane) keys() []key.Binding {
	if p.m.errand.underway() {
		return []key.Binding{keys.back, keys.stop, keys.help, keys.quit}
	}
	return []key.Binding{keys.back, keys.help, keys.quit}
}

func (p *errandPane) press(msg tea.KeyMsg) tea.Cmd {
	if e := p.m.errand; pressed(msg, keys.stop) && e.underway() {
		e.stopped = true
		e.cancel()
		return nil
	}
	p.travel(msg)
	return nil
}

func (p *errandPane) draw(width, height int) {
	e, s := p.m.errand, &sheet{theme: p.m.config.Theme, width: width, now: p.m.now}
	if !e.underway() {
		e.seen = true
	}
	s.gap()
	p.ending(s, e)
	p.steps(s, e)
	if e.underway() {
		s.gap()
		s.paragraph(text.Say("action.underway"))
	}
	p.SetLines(s.lines)
	p.SetSize(width, height)
}

// ending says how it ended, before all else.
func (p *errandPane) ending(s *sheet, e *errand) {
	switch {
	case e.underway():
		return
	case e.err == nil:
		s.verdict(s.theme.OK, s.theme.Marks.OK, e.success())
		s.paragraph(text.Say("action.checked_again"))
	default:
		explained := e.failure()
		s.verdict(s.theme.Problem, s.theme.Marks.Problem, explained.What)
		if explained.Next != "" {
			s.step(explained.Next)
		}
	}
	s.gap()
}

// steps lists what is done, being done and to do.
func (p *errandPane) steps(s *sheet, e *errand) {
	marks := s.theme.Marks
	if e.kind != issuing {
		if e.underway() {
			since := text.Say("action.step", "time", second(e.began), "what", text.Say("action.doing."+string(e.kind), "name", e.shown))
			s.verdict(s.theme.Working, marks.Working, since)
		}
		return
	}
	for i, kind := range issueSteps {
		said := text.IssueStep(kind, e.shown)
		switch {
		case i >= len(e.steps):
			s.verdict(s.theme.Dim, marks.NotYet, said)
			continue
		case i < len(e.steps)-1 || !e.underway() && e.err == nil:
			s.verdict(s.theme.OK, marks.OK, text.Say("action.step", "time", second(e.steps[i].at), "what", said))
		case e.underway():
			s.verdict(s.theme.Working, marks.Working, text.Say("action.step", "time", second(e.steps[i].at), "what", said))
		default:
			s.verdict(s.theme.Problem, marks.Problem, text.Say("action.step", "time", second(e.steps[i].at), "what", said))
		}
	}
}

// errandLine is the line above the table that says that a change is under way,
// or how one ended of which that was not seen yet.
func (m *Model) errandLine(width int) []string {
	e, theme := m.errand, m.config.Theme
	if e == nil || e.seen {
		return nil
	}
	if _, shown := m.front().(*errandPane); shown {
		return nil
	}
	mark, look, key, at := theme.Marks.Working, theme.Working, "action.line.underway", e.began
	switch {
	case e.underway():
	case e.err == nil:
		mark, look, key, at = theme.Marks.OK, theme.OK, "action.line.done", e.ended
	case e.stopped && isCancelled(e.err):
		mark, look, key, at = theme.Marks.Warning, theme.Warning, "action.line.stopped", e.ended
	default:
		mark, look, key, at = theme.Marks.Problem, theme.Problem, "action.line.failed", e.ended
	}
	line := mark + " " + text.Say(key, "what", e.what(), "time", clock(at, m.now))
	return []string{look.Render(component.Cut(line, width, theme.Marks.More))}
}
