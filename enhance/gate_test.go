package enhance

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// sendTimes lets requests go one after the other, with a rest before each that is
// listed and the time that its connection takes, and tells when each was written.
func sendTimes(t *testing.T, g *gate, requests int, rests, connecting map[int]time.Duration) []time.Duration {
	t.Helper()
	began := time.Now()
	var sent []time.Duration
	for i := range requests {
		time.Sleep(rests[i])
		passage, err := g.turn(t.Context(), time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(connecting[i])
		passage.written()
		passage.end()
		sent = append(sent, time.Since(began))
	}
	return sent
}

func TestTheFirstRequestsGoAtOnceAndTheRestInTheirWindow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rests, connecting map[int]time.Duration
		want              []time.Duration
	}{
		"all at once": {nil, nil, []time.Duration{0, 0, 0, 0, 0, window, window, window, window, window, 2 * window, 2 * window}},
		"a rest after three": {
			map[int]time.Duration{3: 700 * time.Millisecond},
			nil,
			[]time.Duration{
				0, 0, 0, 700 * time.Millisecond, 700 * time.Millisecond, window, window, window,
				700*time.Millisecond + window, 700*time.Millisecond + window, 2 * window, 2 * window,
			},
		},
		"a long rest earns one window": {
			map[int]time.Duration{1: time.Hour},
			nil,
			[]time.Duration{0, time.Hour, time.Hour, time.Hour, time.Hour, time.Hour, time.Hour + window},
		},
		"a connection that takes long": {
			nil,
			map[int]time.Duration{0: time.Second},
			[]time.Duration{time.Second, time.Second, time.Second, time.Second, time.Second, time.Second + window, time.Second + window},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				if got := sendTimes(t, newGate(), len(c.want), c.rests, c.connecting); !slices.Equal(got, c.want) {
					t.Errorf("sent at %v\nwant    %v", got, c.want)
				}
			})
		})
	}
}

func TestARequestThatIsStillOnItsWayKeepsItsPlace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		slow, err := g.turn(t.Context(), time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * window) // its connection takes long
		want := []time.Duration{0, 0, 0, 0, window}
		if got := sendTimes(t, g, len(want), nil, nil); !slices.Equal(got, want) {
			t.Errorf("beside it sent at %v, want %v", got, want)
		}
		slow.written()
		slow.end()
	})
}

func TestAPauseHoldsBackWhatCouldGo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		g.pause(10 * time.Second)
		g.pause(time.Second) // a shorter one does not end it
		var paused *pausedError
		if _, err := g.turn(t.Context(), 5*time.Second); !errors.As(err, &paused) || paused.remaining != 10*time.Second {
			t.Fatalf("%v", err)
		}
		if got, want := sendTimes(t, g, 1, nil, nil), []time.Duration{10 * time.Second}; !slices.Equal(got, want) {
			t.Errorf("sent at %v, want %v", got, want)
		}
		g.pause(time.Hour)
		if _, err := g.turn(t.Context(), time.Minute); !errors.As(err, &paused) || paused.remaining != maxPause {
			t.Errorf("one answer silences the client: %v", err)
		}
	})
}
