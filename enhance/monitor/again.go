package monitor

import (
	"slices"
	"time"
)

const (
	// secondLook is how long a domain that was not broken is left alone when it gave no answer in time. Lines and machines
	// have moments; a domain counts as broken when it gives no answer then either.
	secondLook = 3 * time.Second
	mostLooks  = 2
)

// lookAgain lets an entry rest for a while, and be checked once more in the same sweep. Until then it stays as it was.
func (l *loop) lookAgain(e *entry, now time.Time) {
	e.looks++
	e.place, e.anew, e.slow = resting, true, true
	e.lookAt = now.Add(secondLook * time.Duration(e.looks))
	e.row.Checking = true
	l.out.row(e)
	l.later = append(l.later, e)
}

// nextLook puts into the queue what has rested enough, and returns when there is something to do: now, when something was
// put there; zero when there is nothing.
func (l *loop) nextLook(now time.Time) time.Time {
	var next time.Time
	l.later = slices.DeleteFunc(l.later, func(e *entry) bool {
		if e.place != resting { // removed, or begun by hand
			return true
		}
		if now.Before(e.lookAt) {
			if next.IsZero() || e.lookAt.Before(next) {
				next = e.lookAt
			}
			return false
		}
		e.place = queued
		l.queue.patient.push(e)
		next = now
		return true
	})
	return next
}
