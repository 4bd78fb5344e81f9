package dashboard

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/wizard/inventory"
)

// listen waits for the next batch. It ends with the monitor, which closes the
// channel.
func listen(updates <-chan monitor.Batch) tea.Cmd {
	return func() tea.Msg {
		batch, open := <-updates
		if !open {
			return closedMsg{}
		}
		return batchMsg{batch}
	}
}

// refresh has one domain checked now, and the source asked.
func refresh(m Monitor, name string) tea.Cmd {
	return func() tea.Msg {
		m.Refresh(name)
		return nil
	}
}

// lookWait is how long a check that was asked for by hand waits for what the
// panel sees. It is worth knowing, and no more.
const lookWait = 2 * time.Second

// recheck has the panel look at a domain, and then the domain checked.
func recheck(ctx context.Context, m Monitor, p Panel, name, id string) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, lookWait)
		defer cancel()
		err := p.Look(ctx, name, id)
		m.Refresh(name) // without what the panel sees, too
		if err != nil {
			return nil
		}
		return lookedMsg{name}
	}
}

// refreshAll has the source asked and every domain checked now.
func refreshAll(m Monitor) tea.Cmd {
	return func() tea.Msg {
		m.RefreshAll()
		return nil
	}
}

// tokenWait is how long the panel may take to say when the token ends.
const tokenWait = 20 * time.Second

// askToken asks when the access token stops working.
func askToken(ctx context.Context, p Panel) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, tokenWait)
		defer cancel()
		return tokenMsg{p.TokenEnds(ctx)}
	}
}

// carryOut makes a change at the panel. It tells its steps over the channel,
// and closes that at its end.
func carryOut(ctx context.Context, p Panel, id int, kind change, name string, steps chan<- inventory.IssueStep) tea.Cmd {
	return func() tea.Msg {
		defer close(steps)
		ended := endedMsg{id: id}
		switch kind {
		case adding:
			ended.err = p.Add(ctx, name)
		case removing:
			ended.err = p.Remove(ctx, name)
		default:
			ended.certificate, ended.err = p.Issue(ctx, name, func(step inventory.IssueStep) {
				ended.reached = step
				select {
				case steps <- step:
				case <-ctx.Done():
				}
			})
		}
		return ended
	}
}

// hear waits for the next step of an errand.
func hear(id int, steps <-chan inventory.IssueStep) tea.Cmd {
	return func() tea.Msg {
		step, open := <-steps
		if !open {
			return nil
		}
		return stepMsg{id, step, steps}
	}
}

// settleAfter is longer than the monitor's politeness: it asks the panel for
// the list only so often, and may have passed over a wish.
const settleAfter = 3500 * time.Millisecond

// settle comes back later to look whether the list shows what was changed.
func settle(id int) tea.Cmd {
	return tea.Tick(settleAfter, func(time.Time) tea.Msg { return settleMsg{id} })
}

// readLog reads the end of the integration's log.
func readLog(l Log, id int) tea.Cmd {
	return func() tea.Msg {
		tail, err := l.Tail()
		return logMsg{id, tail, err}
	}
}
