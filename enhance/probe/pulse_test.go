package probe

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestPulseTellsByHowMuchThisMachineIsLate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var p pulse
		began := time.Now()
		stop := p.start()
		time.Sleep(time.Minute)
		if late := p.worst(began); late != 0 {
			t.Errorf("late by %v on a machine that has nothing to do", late)
		}
		p.note(700 * time.Millisecond)
		if !p.tooBusy(began, 5*time.Second) {
			t.Error("a timeout of 5 s is believed though the machine stood still for 700 ms")
		}
		if p.tooBusy(began, 10*time.Second) {
			t.Error("a timeout of 10 s is not believed")
		}
		time.Sleep(time.Second)
		if p.tooBusy(time.Now().Add(-500*time.Millisecond), 5*time.Second) {
			t.Error("what was before the check counts")
		}
		stop()
		time.Sleep(time.Second) // the goroutine ends, or the bubble would say so
	})
}

func TestPulseForgetsNoneOfTheLastDelays(t *testing.T) {
	t.Parallel()
	var p pulse
	began := time.Now().Add(-time.Hour)
	for i := range 3 * mostDelays {
		p.note(pulseLeast + time.Duration(i))
	}
	if got, want := p.worst(began), pulseLeast+3*mostDelays-1; got != want || len(p.delays) != mostDelays {
		t.Errorf("worst %v of %d, want %v of %d", got, len(p.delays), want, mostDelays)
	}
}
