package enhance_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func TestAtMostTwoRequestsAreUnderWay(t *testing.T) {
	t.Parallel()
	overHTTP2(t, func(t testing.TB) {
		var underWay, most atomic.Int32
		two := make(chan struct{})
		var second sync.Once
		client := newHostile(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			now := underWay.Add(1)
			defer underWay.Add(-1)
			for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
			}
			if now == 2 {
				second.Do(func() { close(two) })
			}
			select {
			case <-two: // the first waits for company
			case <-r.Context().Done():
			}
			time.Sleep(450 * time.Millisecond) // and a third would have time to come
			_, _ = io.WriteString(w, `"1.0.0"`)
		}), "h2")
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
	})
}

// sendings notes when requests are sent. The panel cannot tell: on a busy machine
// it may see one late and the next at once.
type sendings struct {
	mu sync.Mutex
	at []time.Time
}

func (s *sendings) noted(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.at = append(s.at, time.Now())
	}})
}

// wantApart checks that no second has more than five of them.
func (s *sendings) wantApart(t testing.TB, count int) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.at) != count {
		t.Fatalf("%d requests were sent, want %d", len(s.at), count)
	}
	slices.SortFunc(s.at, time.Time.Compare)
	for i := 5; i < len(s.at); i++ {
		if apart := s.at[i].Sub(s.at[i-5]); apart < time.Second {
			t.Errorf("requests %d and %d are sent within %s", i-5, i, apart)
		}
	}
}

// No second sees more than five requests, whether a client asks at once or after
// a rest.
func TestAtMostFiveRequestsInAnySecond(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, "")
	var sent sendings
	ask := func(requests int) {
		var group sync.WaitGroup
		for range requests {
			group.Go(func() {
				if _, err := client.Version(sent.noted(background(t))); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
	}
	ask(3)
	time.Sleep(700 * time.Millisecond) // a rest earns no more than the window allows
	ask(9)
	sent.wantApart(t, 12)
	if requests := panel.Requests(); len(requests) != 12 {
		t.Errorf("%d requests reached the panel", len(requests))
	}
}

// A panel counts what comes from a machine, whichever token is in it.
func TestClientsOfOnePanelShareTheirLimits(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	bare := newClient(t, panel, "")
	holder := bare.WithToken(token(t, masterToken))
	var sent sendings
	for range 4 {
		if _, err := bare.Version(sent.noted(background(t))); err != nil {
			t.Fatal(err)
		}
		if _, err := holder.Servers(sent.noted(background(t))); err != nil {
			t.Fatal(err)
		}
	}
	sent.wantApart(t, 8)
	for _, request := range panel.Requests() {
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
		"too late": paneltest.Late(time.Hour), "a page": paneltest.HTML(200), "a redirect": paneltest.Redirect(307, "/api/version"),
	} {
		for name, write := range writes {
			t.Run(failure+" of "+name, func(t *testing.T) {
				t.Parallel()
				overHTTP2(t, func(t testing.TB) {
					sent := 0
					whenReached(func(limit time.Duration) (reached bool) {
						sent = writesThatFail(t, write, fault, enhance.Timeouts{Header: limit, Issue: limit})
						return sent > 0
					})
					if sent != 1 {
						t.Errorf("it was sent %d times", sent)
					}
				})
			})
		}
	}
}

// writesThatFail counts what a panel gets of a write that it answers with a fault.
func writesThatFail(t testing.TB, write func(context.Context, *enhance.Client) error, fault paneltest.Fault, limits enhance.Timeouts) int {
	t.Helper()
	panel := newPanel(t, paneltest.Options{HTTP2: true})
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		panel.Fault(paneltest.Match{Method: method}, fault)
	}
	client := newClient(t, panel, masterToken, func(o *enhance.Options) { o.Timeouts = limits })
	if err := write(background(t), client); err == nil {
		t.Error("no error")
	}
	sent := 0
	for _, request := range panel.Requests() {
		if request.Method != http.MethodGet {
			sent++
		}
	}
	return sent
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
	if failure.Status != 0 || failure.RetryAfter < time.Minute || time.Since(began) > patience/2 {
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
	panel.Fault(paneltest.Match{}, paneltest.RateLimited(patience*3/4))
	ctx, cancel := context.WithCancel(background(t))
	go func() {
		for len(panel.Requests()) == 0 && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(200 * time.Millisecond) // by now it waits
		cancel()
	}()
	began := time.Now()
	_, err := client.Servers(ctx)
	wantError(t, err, enhance.Cancelled)
	if took := time.Since(began); took > patience/2 {
		t.Errorf("it took %s", took)
	}
}

func TestACallThatCannotWaitSaysWhy(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	panel.Fault(paneltest.Match{}, paneltest.RateLimited(patience*3/4))
	ctx, cancel := context.WithTimeout(background(t), patience/2)
	defer cancel()
	_, err := client.Servers(ctx)
	if failure := wantError(t, err, enhance.RateLimited); failure.RetryAfter != patience*3/4 || ctx.Err() != nil {
		t.Errorf("%+v", failure)
	}
}
