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
		if late := p.average(began); late > time.Millisecond {
			t.Errorf("late by %v on a machine that has nothing to do", late)
		}
		began = time.Now()
		for range 50 { // others have the processors
			p.note(pulseInterval, 300*time.Millisecond)
		}
		if !p.tooBusy(began, 2*time.Second) {
			t.Error("a timeout of 2 s is believed though everybody was woken 300 ms late")
		}
		if p.tooBusy(began, 5*time.Second) {
			t.Error("a timeout of 5 s is not believed")
		}
		time.Sleep(10 * time.Second)
		if p.tooBusy(time.Now().Add(-5*time.Second), time.Second) {
			t.Error("what was before the check counts")
		}
		began = time.Now()
		time.Sleep(4 * time.Second)
		p.note(500*time.Millisecond, 450*time.Millisecond)
		if p.tooBusy(began, 5*time.Second) {
			t.Error("half a second in which all stood still excuses a timeout of five")
		}
		began = time.Now()
		p.note(time.Minute, time.Minute) // a laptop was asleep
		if !p.tooBusy(began, 5*time.Second) {
			t.Error("a timeout is believed though all stood still meanwhile")
		}
		stop()
		time.Sleep(time.Second) // the goroutine ends, or the bubble would say so
	})
}

// TestPulseCountsTheBeatThatLasts: when all stood still, the one whose time ran out may be woken before the pulse.
func TestPulseCountsTheBeatThatLasts(t *testing.T) {
	t.Parallel()
	began := time.Now().Add(-3 * time.Second)
	p := pulse{beating: true, began: began}
	if !p.tooBusy(began, 5*time.Second) {
		t.Error("a timeout is believed though the pulse has not beaten for three seconds")
	}
	p.beating = false
	if p.tooBusy(began, 5*time.Second) {
		t.Error("a pulse that is at rest is late")
	}
}

func TestPulseKeepsTheLastBeats(t *testing.T) {
	t.Parallel()
	var p pulse
	for range mostBeats {
		p.note(pulseInterval, time.Hour)
	}
	began := time.Now()
	for range mostBeats {
		p.note(pulseInterval, time.Second)
	}
	if got := p.average(began.Add(-time.Hour)); got.Round(time.Millisecond) != time.Second || len(p.beats) != mostBeats {
		t.Errorf("late by %v on average of %d beats, want a second of %d", got, len(p.beats), mostBeats)
	}
}
