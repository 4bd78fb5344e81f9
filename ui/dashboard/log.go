package dashboard

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
	"enhance-wizard/wpconfig/network"
)

// logPane shows the end of the integration's log: all of it, or what is about
// one domain.
type logPane struct {
	scrolled
	m     *Model
	id    int    // of the reading that is wanted
	name  string // of the domain that was selected, "" when there was none
	only  bool   // only what is about it
	read  bool
	tail  network.LogTail
	err   error
	drawn drawn
}

// drawn is what the lines of the log depend on: wrapping them is dear.
type drawn struct {
	id, width int
	only      bool
}

func newLogPane(m *Model, r *row) *logPane {
	p := &logPane{scrolled: scrolled{component.NewScroll(m.config.Theme)}, m: m}
	if r != nil {
		p.name = r.Name
	}
	return p
}

// start reads the log anew.
func (p *logPane) start() tea.Cmd {
	p.id++
	return readLog(p.m.config.Log, p.id)
}

// take takes in what was read. The newest lines are the ones wanted.
func (p *logPane) take(msg logMsg) {
	if msg.id == p.id {
		p.read, p.tail, p.err, p.drawn = true, msg.tail, msg.err, drawn{}
	}
}

func (p *logPane) title() string {
	if p.only {
		return text.Say("log.title.one", "name", p.m.nameOf(p.name))
	}
	return text.Say("log.title")
}

func (p *logPane) keys() []key.Binding {
	all := []key.Binding{keys.back}
	switch {
	case !p.narrows():
	case p.only:
		all = append(all, keys.all)
	default:
		all = append(all, keys.only)
	}
	return append(all, keys.reread, keys.help, keys.quit)
}

// narrows tells whether there is a domain to keep to, and a log to keep of.
func (p *logPane) narrows() bool { return p.name != "" && p.err == nil }

func (p *logPane) press(msg tea.KeyMsg) tea.Cmd {
	switch {
	case pressed(msg, keys.only) && p.narrows():
		p.only = !p.only
	case pressed(msg, keys.reread):
		return p.start()
	default:
		p.travel(msg)
	}
	return nil
}

func (p *logPane) draw(width, height int) {
	want := drawn{p.id, width, p.only}
	if !p.read {
		want = drawn{}
	}
	anew := want != p.drawn || !p.read
	if anew {
		s := &sheet{theme: p.m.config.Theme, width: width, now: p.m.now}
		p.write(s)
		p.SetLines(s.lines)
		p.drawn = want
	}
	p.SetSize(width, height)
	if anew && p.err == nil {
		p.End()
	}
}

func (p *logPane) write(s *sheet) {
	if !p.read {
		s.paragraph(text.Say("log.reading"))
		return
	}
	if p.err != nil {
		explained := text.Explain(p.err)
		s.gap()
		s.verdict(s.theme.Warning, s.theme.Marks.Warning, explained.What)
		s.step(explained.Next)
		return
	}
	s.paragraph(text.Say("log.path", "path", p.tail.Path))
	if p.tail.Partial {
		s.paragraph(text.Say("log.partial"))
	}
	s.gap()
	shown := 0
	for _, line := range p.tail.Lines {
		if p.only && line.Domain != p.name {
			continue
		}
		shown++
		s.log(line)
	}
	switch {
	case shown > 0:
		s.gap()
		s.paragraph(text.Say("log.end", "time", clock(p.tail.Changed, s.now)))
	case p.only:
		s.paragraph(text.Say("log.nothing", "name", p.m.nameOf(p.name)))
	default:
		s.paragraph(text.Say("log.empty"))
	}
}

// log wraps a line of the log, and sets apart what did not work.
func (p *sheet) log(line network.LogLine) {
	mark, look := "  ", p.theme.Text
	if line.Failure {
		mark, look = p.theme.Marks.Problem+" ", p.theme.Problem
	}
	clean := strings.Join(text.CleanLines(line.Text), " ")
	for i, part := range component.Wrap(clean, p.width-len("  ")) {
		if i > 0 {
			mark = "  "
		}
		p.add(look.Render(mark + part))
	}
}
