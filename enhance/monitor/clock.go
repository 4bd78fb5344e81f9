package monitor

import "time"

// lookUpAtLeast is how often the clock on the wall is looked at: a timer does not see that the machine slept, or that
// somebody set the clock.
const lookUpAtLeast = time.Minute

// reached reports whether a time has come, by the clock on the wall or by that of the machine: while the machine sleeps
// only the first one goes on, and when it is set back only the second one does.
func reached(at, now time.Time) bool {
	return !now.Before(at) || !now.Round(0).Before(at.Round(0))
}

// past returns a time as it is, and now for one that lies in the future: the clock was wrong then, or is now.
func past(t, now time.Time) time.Time {
	if t.Round(0).After(now.Round(0)) {
		return now
	}
	return t
}
