package main

import (
	"context"
	"fmt"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/report"
	"enhance-wizard/ui/text"
)

// rounds writes what the rounds of status find.
type rounds struct {
	*program
	asked    asking
	progress report.Progress
	written  int
	found    error            // by the last one
	told     text.Explanation // about the state that is kept
}

func (p *program) follow(ctx context.Context, config monitor.Config, of report.Site, o asking) error {
	r := rounds{program: p, asked: o, progress: p.progress()}
	defer r.progress.Clear()
	err := report.Follower{
		Config: config, Site: of, Each: r.write, Progress: r.progress.Show, SourceFailed: r.sourceFailed, StateFailed: r.stateFailed,
	}.Run(ctx)
	if err != nil {
		return err
	}
	return r.found
}

// write writes a round in the format that was asked for.
func (r *rounds) write(round report.Round) error {
	r.progress.Clear()
	if r.found = round.Judged(); r.found == nil && round.NeedsAttention() {
		r.found = problemsError{}
	}
	r.written++
	if err := r.format(round); err != nil {
		return err
	}
	if r.asked.watch && as[*report.BlindError](r.found) { // else it is how the program ends
		r.explain(r.found)
	}
	return nil
}

func (r *rounds) format(round report.Round) error {
	switch {
	case r.asked.output == outputPrometheus:
		return round.Prometheus(r.stdout)
	case r.asked.output == outputJSON && r.asked.watch:
		return round.JSONLine(r.stdout)
	case r.asked.output == outputJSON:
		return round.JSON(r.stdout)
	}
	if r.written > 1 {
		fmt.Fprintln(r.stdout)
	}
	round.Width = r.width()
	return round.Table(r.stdout)
}

func (r *rounds) sourceFailed(err error) { r.warn("status.stale-source", text.Explain(err)) }

// stateFailed tells of a trouble once: reading and writing fail for one reason, and each round anew.
func (r *rounds) stateFailed(err error) {
	if why := text.Explain(err); why != r.told {
		r.told = why
		r.warn("status.state-failed", why)
	}
}

// warn tells of what does not keep the checks from going on.
func (r *rounds) warn(key string, why text.Explanation) {
	r.progress.Clear()
	r.line("warning", text.Say(key, "what", why.What))
	if why.Next != "" {
		r.line("hint", why.Next)
	}
}
