package wizard

import (
	"context"

	"enhance-wizard/enhance"
)

// CheckKind names one live check. A later one starts only when those it builds
// on have passed.
type CheckKind string

// The live checks, in their order.
const (
	// CheckPanel asks the URL, without the token, whether a panel answers there.
	CheckPanel CheckKind = "panel"
	// CheckAccess asks what the token may see.
	CheckAccess CheckKind = "access"
	// CheckWebsites lists the websites to choose from.
	CheckWebsites CheckKind = "websites"
	// CheckWebsite asks for one website that no list shows.
	CheckWebsite CheckKind = "website"
)

func checkKinds() []CheckKind {
	return []CheckKind{CheckPanel, CheckAccess, CheckWebsites, CheckWebsite}
}

type progress int

const (
	idle progress = iota
	running
	done
)

// checkState follows one kind of check. seq rises with every change of what the
// check depends on: an outcome with an older number is no longer wanted.
type checkState struct {
	seq      int
	progress progress
	// err says why the check did not pass, once it is done.
	err error
}

func newChecks() map[CheckKind]*checkState {
	checks := map[CheckKind]*checkState{}
	for _, kind := range checkKinds() {
		checks[kind] = &checkState{}
	}
	return checks
}

// Check is one live check, ready to run anywhere: it holds copies only.
type Check struct {
	Kind CheckKind
	seq  int
	run  work
}

// work is what a check does; it gives back what to change in the session.
type work func(context.Context) (apply func(*Session), err error)

// Outcome is what a check found; only Session.Take can look into it.
type Outcome struct {
	kind  CheckKind
	seq   int
	apply func(*Session)
	err   error
}

// Run does the check. It returns soon after the context has ended.
func (c Check) Run(ctx context.Context) Outcome {
	apply, err := c.run(ctx)
	return Outcome{kind: c.Kind, seq: c.seq, apply: apply, err: err}
}

// Due gives the checks that can start now and marks them as under way.
func (s *Session) Due() []Check {
	if s.options.Offline {
		return nil
	}
	var due []Check
	for _, kind := range checkKinds() {
		state := s.checks[kind]
		if state.progress != idle {
			continue
		}
		if run := s.prepare(kind); run != nil {
			state.progress = running
			due = append(due, Check{Kind: kind, seq: state.seq, run: run})
		}
	}
	return due
}

// Take accepts an outcome. It is false when the answers have changed since the
// check began, so that the outcome says nothing any more.
func (s *Session) Take(o Outcome) bool {
	state := s.checks[o.kind]
	if state == nil || state.seq != o.seq {
		return false
	}
	state.progress, state.err = done, o.err
	if o.apply != nil {
		o.apply(s)
	}
	return true
}

// Current tells whether the check's outcome would still be taken; a face
// cancels a running check that is not.
func (s *Session) Current(c Check) bool {
	state := s.checks[c.Kind]
	return state.seq == c.seq && state.progress == running
}

// Abandon takes a check back that is under way, as if it had not begun: its
// step was left, and its outcome will not be taken.
func (s *Session) Abandon(c Check) {
	if state := s.checks[c.Kind]; state.seq == c.seq && state.progress == running {
		state.seq++
		state.progress = idle
	}
}

// Busy tells whether a check is under way or could start.
func (s *Session) Busy() bool {
	if s.options.Offline {
		return false
	}
	for _, kind := range checkKinds() {
		state := s.checks[kind]
		if state.progress == running || state.progress == idle && s.prepare(kind) != nil {
			return true
		}
	}
	return false
}

// Recheck asks everything anew that did not pass: the panel may be back, the
// token may have been given another role.
func (s *Session) Recheck() {
	if s.panel != nil && s.panel.Status != enhance.StatusReady {
		s.reset(CheckPanel)
		return
	}
	for _, kind := range checkKinds() {
		if state := s.checks[kind]; state.progress == done && state.err != nil {
			s.reset(kind)
			return
		}
	}
}

// Doubt asks anew what the verdict on a field rests on: a test found it wrong,
// whatever the check said before.
func (s *Session) Doubt(f Field) {
	switch f {
	case URL:
		s.reset(CheckPanel)
	case Token, Server:
		s.reset(CheckAccess)
	default:
		s.reset(CheckWebsites)
	}
}

// reset makes a check, and all that build on it, start anew.
func (s *Session) reset(from CheckKind) {
	past := false
	for _, kind := range checkKinds() {
		past = past || kind == from
		if past {
			state := s.checks[kind]
			state.seq++
			state.progress, state.err = idle, nil
			s.clear(kind)
		}
	}
}

func (s *Session) passed(kind CheckKind) bool {
	return s.checks[kind].progress == done && s.checks[kind].err == nil
}

// prepare builds the check's work from copies of today's answers, or nil when
// what it needs is not there yet.
func (s *Session) prepare(kind CheckKind) work {
	switch kind {
	case CheckPanel:
		return s.preparePanel()
	case CheckAccess:
		return s.prepareAccess()
	case CheckWebsites:
		return s.prepareWebsites()
	default:
		return s.prepareWebsite()
	}
}

// clear drops what a check had found.
func (s *Session) clear(kind CheckKind) {
	switch kind {
	case CheckPanel:
		s.panel = nil
	case CheckAccess:
		s.access = nil
		s.dropPreselected(Server)
	case CheckWebsites:
		s.websites = nil
		s.dropPreselected(Website, Org)
	case CheckWebsite:
		s.confirmed = nil
	}
}

// Settle runs every due check until none is left: the way of a face that has
// nothing to draw meanwhile. Told is called with each field whose verdict changed.
func Settle(ctx context.Context, s *Session, told func(Field, Verdict)) error {
	shown := map[Field]State{}
	tell := func() {
		for _, f := range Fields() {
			if v := s.Verdict(f); told != nil && v.State != shown[f] && v.State != Checking && v.State != Waiting {
				shown[f] = v.State
				told(f, v)
			}
		}
	}
	for due := s.Due(); len(due) > 0; due = s.Due() {
		for _, check := range due {
			s.Take(check.Run(ctx))
			tell()
		}
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
	}
	tell()
	return nil
}
