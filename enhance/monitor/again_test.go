package monitor

import (
	"testing"
	"testing/synctest"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
)

// say sets what a name is from now on.
func (s *script) say(name string, facts func() probe.Facts) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.facts[name] = facts
}

// outcome is a domain on an address that does this.
func outcomeOf(name string, o probe.Outcome) func() probe.Facts {
	return func() probe.Facts {
		f := fine(name)
		f.Endpoints[0].Outcome, f.Endpoints[0].Certificate, f.Endpoints[0].HTTP = o, nil, nil
		return f
	}
}

// seen are the states that a row has gone through, each once in a row.
func (w *watcher) row(name string) Row {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rows[name]
}

// fleetingFacts are all the ways in which an answer can be missing that may come a moment later.
func fleetingFacts(name string) map[string]func() probe.Facts {
	return map[string]func() probe.Facts{
		"no answer to SYN":    outcomeOf(name, probe.ConnectTimeout),
		"no answer to TLS":    outcomeOf(name, probe.Silent),
		"hung up":             outcomeOf(name, probe.Closed),
		"refused":             outcomeOf(name, probe.ConnectRefused),
		"a router says no":    outcomeOf(name, probe.Unreachable),
		"DNS does not answer": func() probe.Facts { return failing(name, probe.Timeout) },
		"DNS fails":           func() probe.Facts { return failing(name, probe.ServFail) },
		"no answer to the request": func() probe.Facts {
			f := fine(name)
			f.Endpoints[0].HTTP = &probe.HTTP{Detail: "i/o timeout"}
			return f
		},
	}
}

func TestHealthyDomainIsBrokenOnlyAfterASecondLook(t *testing.T) {
	t.Parallel()
	const name = "a.test"
	for what, facts := range fleetingFacts(name) {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, source := newScript(), &list{}
				source.set(nil, name)
				w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Minute}))
				time.Sleep(30 * time.Second)
				healthy := w.row(name)
				s.say(name, facts)
				time.Sleep(31 * time.Second) // the second sweep has looked once
				first := w.row(name)
				if first.Verdict.State != diagnose.Healthy || !first.Since.Equal(healthy.Since) || !first.Checking {
					t.Errorf("after the first look: %s (%s), checking %v; want it healthy still, and on its way",
						first.Verdict.State, first.Verdict.Cause, first.Checking)
				}
				time.Sleep(5 * time.Second)
				second := w.row(name)
				if second.Verdict.State != diagnose.Broken || second.Checking {
					t.Errorf("after the second look: %s (%s), checking %v", second.Verdict.State, second.Verdict.Cause, second.Checking)
				}
				if looks := len(s.times(name)); looks != 3 {
					t.Errorf("%d looks, want one and two", looks)
				}
				w.end()
			})
		})
	}
}

// TestAttentionBecomesBrokenOnlyAfterASecondLook: since when a domain needs attention is not forgotten for a moment either.
func TestAttentionBecomesBrokenOnlyAfterASecondLook(t *testing.T) {
	t.Parallel()
	const name = "a.test"
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, name)
		missing := func() probe.Facts {
			f := fine(name)
			f.Endpoints[0].HTTP.Status = 404
			return f
		}
		s.say(name, missing)
		w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Minute}))
		time.Sleep(30 * time.Second)
		before := w.row(name)
		s.say(name, outcomeOf(name, probe.ConnectTimeout))
		time.Sleep(31 * time.Second)
		s.say(name, missing)
		time.Sleep(time.Minute)
		if r := w.row(name); r.Verdict.State != diagnose.Attention || !r.Since.Equal(before.Since) {
			t.Errorf("%s since %v, before %s since %v", r.Verdict.State, r.Since, before.Verdict.State, before.Since)
		}
		w.end()
	})
}

func TestMomentWithoutAnAnswerIsNotSeen(t *testing.T) {
	t.Parallel()
	const name = "a.test"
	for what, facts := range fleetingFacts(name) {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, source := newScript(), &list{}
				source.set(nil, name)
				w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Minute}))
				time.Sleep(30 * time.Second)
				s.say(name, facts)
				time.Sleep(31 * time.Second)
				s.say(name, nil)
				time.Sleep(time.Minute)
				if r := w.row(name); r.Verdict.State != diagnose.Healthy || time.Since(r.Since) < 2*time.Minute-time.Second {
					t.Errorf("%s since %v ago", r.Verdict.State, time.Since(r.Since))
				}
				w.end()
			})
		})
	}
}

func TestOtherFaultsAreToldAtOnce(t *testing.T) {
	t.Parallel()
	const name = "a.test"
	synctest.Test(t, func(t *testing.T) {
		s, source := newScript(), &list{}
		source.set(nil, name)
		w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Minute}))
		time.Sleep(30 * time.Second)
		s.say(name, func() probe.Facts { return failing(name, probe.NXDomain) })
		time.Sleep(31 * time.Second)
		if r := w.row(name); r.Verdict.Cause != diagnose.CauseDNSUnregistered && r.Verdict.Cause != diagnose.CauseDNSNXDomain {
			t.Errorf("%s (%s) at the first look", r.Verdict.State, r.Verdict.Cause)
		}
		w.end()
	})
}

func TestOwnOverloadIsNeverTheDomainsFault(t *testing.T) {
	t.Parallel()
	for what, facts := range map[string]func(name string) func() probe.Facts{
		"at the addresses": func(name string) func() probe.Facts { return outcomeOf(name, probe.Overloaded) },
		"at DNS": func(name string) func() probe.Facts {
			return func() probe.Facts { return failing(name, probe.TooBusy) }
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, source := newScript(), &list{}
				source.set(nil, "known.test", "new.test")
				s.say("new.test", facts("new.test"))
				w := watch(t, New(Config{Source: source, Prober: s, Interval: time.Minute}))
				time.Sleep(50 * time.Second)
				if r := w.row("new.test"); r.Verdict.State != diagnose.Unknown || r.Verdict.Cause != diagnose.CauseOverloaded {
					t.Errorf("a domain that was never seen: %s (%s)", r.Verdict.State, r.Verdict.Cause)
				}
				if looks := len(s.times("new.test")); looks <= mostLooks {
					t.Errorf("%d looks within 50 s, want %d and more", looks, mostLooks+1)
				}
				s.say("known.test", facts("known.test"))
				time.Sleep(3 * time.Minute)
				if r := w.row("known.test"); r.Verdict.State != diagnose.Healthy || !r.Stale {
					t.Errorf("a domain that was healthy: %s, stale %v", r.Verdict.State, r.Stale)
				}
				s.say("known.test", nil)
				s.say("new.test", nil)
				time.Sleep(2 * time.Minute)
				for _, name := range []string{"known.test", "new.test"} {
					if r := w.row(name); r.Verdict.State != diagnose.Healthy || r.Stale {
						t.Errorf("%s when there is time again: %s, stale %v", name, r.Verdict.State, r.Stale)
					}
				}
				w.end()
			})
		})
	}
}
