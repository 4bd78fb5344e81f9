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

// leastApart is how far apart a panel sees a request and the fifth after it. It is
// less than the second between their sending, as a busy machine may note the
// first of the two late; the second itself is held with a clock of its own.
const leastApart = 3 * time.Second / 4

// No second sees more than five requests, whether a client asks at once or after
// a rest.
func TestAtMostFiveRequestsInAnySecond(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, "")
	ask := func(requests int) {
		var group sync.WaitGroup
		for range requests {
			group.Go(func() {
				if _, err := client.Version(background(t)); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
	}
	ask(3)
	time.Sleep(700 * time.Millisecond) // a rest earns no more than the window allows
	ask(9)
	requests := panel.Requests()
	if len(requests) != 12 {
		t.Fatalf("%d requests", len(requests))
	}
	for i := 5; i < len(requests); i++ {
		if apart := requests[i].At.Sub(requests[i-5].At); apart < leastApart {
			t.Errorf("requests %d and %d are %s apart", i-5, i, apart)
		}
	}
}

// A panel counts what comes from a machine, whichever token is in it.
func TestClientsOfOnePanelShareTheirLimits(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	bare := newClient(t, panel, "")
	holder := bare.WithToken(token(t, masterToken))
	for range 4 {
		if _, err := bare.Version(background(t)); err != nil {
			t.Fatal(err)
		}
		if _, err := holder.Servers(background(t)); err != nil {
			t.Fatal(err)
		}
	}
	requests := panel.Requests()
	for i := 5; i < len(requests); i++ {
		if apart := requests[i].At.Sub(requests[i-5].At); apart < leastApart {
			t.Errorf("requests %d and %d are %s apart", i-5, i, apart)
		}
	}
	for _, request := range requests {
		if request.Authorized != (request.Path == "/servers") {
			t.Errorf("%s carried the token: %t", request.Path, request.Authorized)
		}
	}
	panel.Fault(paneltest.Match{Path: "/version", Times: 1}, paneltest.RateLimited(time.Hour))
	_, err := bare.Version(background(t))
	wantError(t, err, enhance.RateLimited)
	_, err = holder.Servers(background(t))
	if failure := wantError(t, err, enhance.RateLimited); failure.Status != 0 {
		t.Errorf("the pause is kept by one of the two only: %+v", failure)
	}
	panel.Fault(paneltest.Match{}, paneltest.EchoAuthorization(403))
	_, err = newClient(t, panel, "").WithToken(token(t, masterToken)).Servers(background(t))
	wantError(t, err, enhance.Forbidden)
}

// Whatever becomes of a write, it was sent once.
func TestNoWriteIsRepeated(t *testing.T) {
	t.Parallel()
	for failure, fault := range map[string]paneltest.Fault{
		"put off": paneltest.RateLimited(time.Second), "an error": paneltest.ServerError(503), "a hang-up": paneltest.HangUp(),
		"too late": paneltest.Late(time.Minute), "a page": paneltest.HTML(200), "a redirect": paneltest.Redirect(307, "/api/version"),
	} {
		for name, write := range writes {
			t.Run(failure+" of "+name, func(t *testing.T) {
				t.Parallel()
				panel := newPanel(t, paneltest.Options{})
				client := newClient(t, panel, masterToken, func(o *enhance.Options) {
					if failure == "too late" { // long enough for what is read before, also on a busy machine
						o.Timeouts = enhance.Timeouts{Header: 3 * time.Second, Issue: 3 * time.Second}
					}
				})
				for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
					panel.Fault(paneltest.Match{Method: method}, fault)
				}
				if err := write(background(t), client); err == nil {
					t.Error("no error")
				}
				sent := 0
				for _, request := range panel.Requests() {
					if request.Method != http.MethodGet {
						sent++
					}
				}
				if sent != 1 {
					t.Errorf("it was sent %d times", sent)
				}
			})
		}
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
	panel.Fault(paneltest.Match{Method: http.MethodPost}, paneltest.RateLimited(time.Second))
	_, err := client.AddMapping(background(t), customerOrg, network, "shop.example")
	if failure := wantError(t, err, enhance.RateLimited); failure.RetryAfter != time.Second || failure.Unreachable() || failure.Refused() {
		t.Errorf("%+v", failure)
	}
	if n := posts(panel, "/domains"); n != 1 {
		t.Errorf("%d requests", n)
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
	if failure.Status != 0 || failure.RetryAfter < time.Minute || time.Since(began) > 5*time.Second {
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
