package enhance_test

import (
	"context"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func TestAtMostTwoRequestsAreUnderWay(t *testing.T) {
	t.Parallel()
	var underWay, most atomic.Int32
	client := newHostile(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		now := underWay.Add(1)
		defer underWay.Add(-1)
		for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
		}
		time.Sleep(450 * time.Millisecond) // longer than the pause between two requests
		_, _ = io.WriteString(w, `"1.0.0"`)
	}))
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			if _, err := client.Version(background(t)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if most.Load() != 2 {
		t.Errorf("%d requests were under way at once, want 2", most.Load())
	}
}

// Only the least time is checked: a busy machine makes it longer, never shorter.
func TestAtMostFiveRequestsASecond(t *testing.T) {
	t.Parallel()
	const requests = 8
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, "")
	var group sync.WaitGroup
	began := time.Now()
	for range requests {
		group.Go(func() {
			if _, err := client.Version(background(t)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if took, least := time.Since(began), (requests-1)*time.Second/5; took < least {
		t.Errorf("%d requests took %s, want %s at least", requests, took, least)
	}
}

func TestAReadComesBackWhenThePanelAsksForIt(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	panel.Fault(paneltest.Match{Times: 1}, paneltest.RateLimited(time.Second))
	if _, err := client.Servers(background(t)); err != nil {
		t.Fatal(err)
	}
	requests := panel.Requests()
	if len(requests) != 2 || requests[1].At.Sub(requests[0].At) < time.Second {
		t.Errorf("requests %+v", requests)
	}
}

func TestAWriteDoesNotComeBack(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, customerToken)
	panel.Fault(paneltest.Match{}, paneltest.RateLimited(time.Second))
	_, err := client.AddMapping(background(t), customerOrg, network, "shop.example")
	if failure := wantError(t, err, enhance.RateLimited); failure.RetryAfter != time.Second || failure.Unreachable() || failure.Refused() {
		t.Errorf("%+v", failure)
	}
	if requests := panel.Requests(); len(requests) != 1 {
		t.Errorf("requests %+v", requests)
	}
}

func TestALongPauseIsKeptByEveryCall(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	panel.Fault(paneltest.Match{Times: 1}, paneltest.RateLimited(time.Hour))
	_, err := client.Servers(background(t))
	if failure := wantError(t, err, enhance.RateLimited); failure.RetryAfter != time.Hour || failure.Status != 429 {
		t.Errorf("%+v", failure)
	}
	began := time.Now()
	_, err = client.Version(background(t))
	failure := wantError(t, err, enhance.RateLimited)
	if failure.Status != 0 || failure.RetryAfter < time.Minute || time.Since(began) > time.Second {
		t.Errorf("%+v after %s", failure, time.Since(began))
	}
	if requests := panel.Requests(); len(requests) != 1 {
		t.Errorf("the panel was not left alone: %+v", requests)
	}
}

func TestRetryAfterThatMakesNoSense(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"", "soon", "-5", "99999999999999999999", "Mon, 02 Jan 2006 15:04:05 GMT"} {
		client := newHostile(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", value)
			w.WriteHeader(http.StatusServiceUnavailable)
		}))
		_, err := client.Servers(background(t))
		if failure := wantError(t, err, enhance.ServerError); failure.RetryAfter != 0 {
			t.Errorf("%q: %s", value, failure.RetryAfter)
		}
	}
}

func TestAPauseEndsWithTheContext(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	panel.Fault(paneltest.Match{}, paneltest.RateLimited(15*time.Second))
	ctx, cancel := context.WithCancel(background(t))
	time.AfterFunc(300*time.Millisecond, cancel)
	began := time.Now()
	_, err := client.Servers(ctx)
	wantError(t, err, enhance.Cancelled)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestACallThatCannotWaitSaysWhy(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	panel.Fault(paneltest.Match{}, paneltest.RateLimited(15*time.Second))
	ctx, cancel := context.WithTimeout(background(t), 5*time.Second)
	defer cancel()
	_, err := client.Servers(ctx)
	if failure := wantError(t, err, enhance.RateLimited); failure.RetryAfter != 15*time.Second || ctx.Err() != nil {
		t.Errorf("%+v", failure)
	}
}
