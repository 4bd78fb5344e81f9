package setup

import (
	"context"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard"
)

// connection runs the connection test and shows each check as it ends.
type connection struct {
	config Config
	list   *component.Checklist
	test   wizard.Test
	report *wizard.Report
	// run numbers the tests: an answer of an earlier one is not wanted.
	run     int
	running bool
	cancel  context.CancelFunc
}

func newConnection(c Config) *connection {
	return &connection{config: c, list: component.NewChecklist(c.Theme), cancel: func() {}}
}

func (p *connection) enter() tea.Cmd {
	report := p.config.Session.Report()
	if report == nil {
		return p.begin()
	}
	if _, failed := report.Failure(); failed {
		return p.begin() // what was wrong may have been put right elsewhere
	}
	p.report = report
	p.show()
	return nil
}

func (p *connection) leave() {
	p.run++
	p.running = false
	p.cancel()
}

func (p *connection) back() bool { return false }

func (p *connection) begin() tea.Cmd {
	p.leave()
	p.test, p.report, p.running = p.config.Session.Test(), &wizard.Report{}, true
	p.list.SetChecks(nil)
	p.show()
	return p.next()
}

// next runs one more stage on a copy of the report.
func (p *connection) next() tea.Cmd {
	var ctx context.Context
	ctx, p.cancel = context.WithCancel(p.config.Context)
	run, test, report, cancel := p.run, p.test, p.report.Clone(), p.cancel
	return func() tea.Msg {
		defer cancel()
		more := test.Run(ctx, report)
		return stageMsg{run: run, report: report, more: more}
	}
}

func (p *connection) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stageMsg:
		return p.stage(msg)
	case tea.KeyMsg:
		return p.key(msg)
	}
	return nil
}

func (p *connection) stage(msg stageMsg) tea.Cmd {
	if msg.run != p.run {
		return nil
	}
	p.report = msg.report
	if msg.more {
		p.show()
		return p.next()
	}
	p.running = false
	p.config.Session.TakeReport(p.test, p.report)
	p.show()
	if result, ok := p.first(); ok {
		p.list.Select(string(result.ID))
	}
	return nil
}

// first is the check that a person should look at first: the one that failed,
// else one of concern.
func (p *connection) first() (wizard.Result, bool) {
	if failure, failed := p.report.Failure(); failed {
		return failure, true
	}
	if concerns := p.report.Concerns(); len(concerns) > 0 {
		return concerns[0], true
	}
	return wizard.Result{}, false
}

// doubted is the selected check, where it passed with something to know.
func (p *connection) doubted() (wizard.Result, bool) {
	check, _ := p.list.Selected()
	concerns := p.report.Concerns()
	i := slices.IndexFunc(concerns, func(r wizard.Result) bool { return string(r.ID) == check.ID })
	if i < 0 || p.running {
		return wizard.Result{}, false
	}
	return concerns[i], true
}

func (p *connection) key(msg tea.KeyMsg) tea.Cmd {
	failure, failed := p.report.Failure()
	switch {
	case typed(msg, keys.retest) && !p.running:
		return p.begin()
	case typed(msg, keys.next) && !p.running && failed:
		return send(fixMsg{failure.Field()})
	case typed(msg, keys.next) && !p.running:
		return send(nextMsg{})
	case typed(msg, keys.jump):
		if result, ok := p.doubted(); ok {
			return send(fixMsg{result.Field()})
		}
		return nil
	default:
		return p.list.Update(msg)
	}
}

func (p *connection) keys() []key.Binding {
	_, failed := p.report.Failure()
	switch {
	case p.running:
		return []key.Binding{keys.back, keys.leave}
	case failed:
		return []key.Binding{keys.fix, keys.retest, keys.back, keys.leave}
	}
	all := []key.Binding{keys.next, keys.retest, keys.back, keys.leave}
	if _, ok := p.doubted(); ok {
		all = append([]key.Binding{keys.next, keys.jump}, all[1:]...)
	}
	return all
}

// show draws the report into the list, the checks that wait included.
func (p *connection) show() {
	pending := map[wizard.TestID]component.CheckState{}
	for _, id := range p.test.IDs() {
		pending[id] = component.NotYet
	}
	if p.running {
		for _, id := range p.test.Next(p.report) {
			pending[id] = component.Running
		}
	}
	var checks []component.Check
	for _, result := range p.report.Results {
		delete(pending, result.ID)
		checks = append(checks, p.row(result))
	}
	for _, id := range p.test.IDs() {
		if state, waits := pending[id]; waits {
			checks = append(checks, component.Check{ID: string(id), State: state, Label: text.Test(id)})
		}
	}
	p.list.SetChecks(checks)
}

func (p *connection) row(result wizard.Result) component.Check {
	check := component.Check{
		ID: string(result.ID), Label: text.Test(result.ID), Took: result.Took,
		Detail: text.Notes(result.Notes), State: component.Skipped,
	}
	switch result.State {
	case wizard.OK:
		check.State = component.Passed
	case wizard.Problem:
		explained := text.Failure(p.config.Session, result.Err)
		check.State, check.Detail, check.Next = component.Failed, explained.What, []string{explained.Next}
	case wizard.Warning:
		explained := text.Failure(p.config.Session, result.Err)
		check.State, check.Detail, check.Next = component.Doubtful, explained.What, []string{explained.Next}
	default:
	}
	return check
}

func (p *connection) view(width, height int) string {
	p.list.SetSize(width, height-2)
	theme := p.config.Theme
	failure, failed := p.report.Failure()
	summary := theme.OK.Render(text.Say("test.passed"))
	switch {
	case p.running:
		summary = theme.Working.Render(text.Say("test.running"))
	case failed:
		summary = theme.Problem.Render(text.Say("test.failed", "name", text.Test(failure.ID)))
	case len(p.report.Concerns()) > 0:
		summary = theme.Warning.Render(text.Say("test.passed.notes"))
	}
	return strings.Join([]string{component.Cut(summary, width, theme.Marks.More), "", p.list.View()}, "\n")
}
