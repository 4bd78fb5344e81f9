package dashboard

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance"
	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/inventory"
)

// errand is one change that was asked of the panel. It goes on whatever is
// shown meanwhile. There is never more than one under way.
type errand struct {
	id          int
	kind        change
	name        string
	shown       string // the name as people read it
	began       time.Time
	steps       []step
	ended       time.Time // zero while it is under way
	err         error
	certificate enhance.StoredCertificate
	cancel      context.CancelFunc
	stopped     bool // nobody waits for it any more
	seen        bool // how it ended was shown
	looks       int  // how often the list was looked at afterwards
	placed      bool // the cursor was put on the new domain
}

// step is a step of issuing, and when it began.
type step struct {
	kind inventory.IssueStep
	at   time.Time
}

var issueSteps = []inventory.IssueStep{inventory.IssuePreflight, inventory.IssueRequest, inventory.IssueReadBack}

func (e *errand) underway() bool { return e != nil && e.ended.IsZero() }

// what names the errand.
func (e *errand) what() string { return text.Say("action.title."+string(e.kind), "name", e.shown) }

// requested tells whether the panel was asked for a certificate.
func (e *errand) requested() bool {
	return len(e.steps) > slices.Index(issueSteps, inventory.IssueRequest)
}

// begin asks the panel for a change and shows how far it comes.
func (m *Model) begin(kind change, name string) tea.Cmd {
	ctx, cancel := context.WithCancel(m.config.Context)
	id := 1
	if m.errand != nil {
		id = m.errand.id + 1
	}
	m.errand = &errand{id: id, kind: kind, name: name, shown: m.nameOf(name), began: m.now, cancel: cancel}
	m.open(newErrandPane(m))
	steps := make(chan inventory.IssueStep, len(issueSteps)) // the panel does not wait for the screen
	return tea.Batch(carryOut(ctx, m.config.Panel, id, kind, name, steps), hear(id, steps))
}

// advance takes a step in.
func (m *Model) advance(msg stepMsg) tea.Cmd {
	if e := m.errand; e.underway() && e.id == msg.id {
		m.reach(msg.step)
	}
	return hear(msg.id, msg.steps)
}

// reach notes that a step began, and those before it of which nothing was
// heard: the end of an errand may be told before its last step.
func (m *Model) reach(reached inventory.IssueStep) {
	e := m.errand
	at := slices.Index(issueSteps, reached)
	for len(e.steps) <= at {
		next := issueSteps[len(e.steps)]
		e.steps = append(e.steps, step{next, m.now})
		if next == inventory.IssueRequest {
			m.asked[e.name] = m.now
			m.said[e.name] = preflight{at: m.now, good: true}
		}
	}
}

// conclude takes in how an errand ended, and has the list show it. A change
// that succeeded under the eye makes room for the table.
func (m *Model) conclude(msg endedMsg) tea.Cmd {
	e := m.errand
	if !e.underway() || e.id != msg.id {
		return nil
	}
	if msg.err != nil && m.config.Context.Err() != nil { // the program is being left, and did not wait for the answer
		return nil
	}
	e.cancel()
	m.reach(msg.reached)
	e.ended, e.err, e.certificate = m.now, msg.err, msg.certificate
	m.note(e)
	_, inFront := m.front().(*errandPane)
	e.seen = inFront
	if inFront && e.err == nil && e.kind != issuing {
		m.panes = nil
		m.notice = e.success()
	}
	m.place()
	return tea.Batch(refresh(m.config.Monitor, e.name), settle(e.id))
}

func (e *errand) success() string {
	if e.kind == issuing {
		return text.Issued(e.shown, e.certificate)
	}
	return text.Say("domains."+string(e.kind)+".done", "name", e.shown)
}

// failure says why an errand did not succeed, and what to do.
func (e *errand) failure() text.Explanation {
	var cannot *inventory.CannotIssueError
	var not *inventory.NotIssuedError
	explained := text.Explain(e.err)
	switch {
	case e.stopped && isCancelled(e.err):
		key := "action.stopped." + string(e.kind)
		if e.kind == issuing && !e.requested() {
			key = "action.stopped.early"
		}
		return text.Explanation{What: text.Say(key+".what", "name", e.shown), Next: text.Say(key + ".next")}
	case errors.As(e.err, &cannot):
		explained.Next = text.Say("action.cannot_issue.next")
	case errors.As(e.err, &not):
		explained.Next = text.Say("action.not_issued.next")
	}
	return explained
}

// isCancelled tells an answer that nobody waited for from one that came just
// before.
func isCancelled(err error) bool {
	return errors.Is(err, context.Canceled) || enhance.HasCause(err, enhance.Cancelled)
}

// Unfinished names the change that the panel may still be making, for when the
// program is left in the middle of it; nothing when there is none.
func (m *Model) Unfinished() string {
	if !m.errand.underway() {
		return ""
	}
	return m.errand.what()
}
