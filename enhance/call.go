package enhance

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
)

// call is one request to the panel, before it is sent.
type call struct {
	method string
	// route is the path of the specification, with a {name} for each of ids.
	route string
	ids   []ID
	query url.Values
	// body is sent as JSON unless it is nil.
	body any
	// public calls are answered without a credential, and so never carry one.
	public bool
	// harmless calls change nothing although their method is not GET.
	harmless bool
	// list answers may be large, since not every list pages.
	list bool
}

func (r call) String() string { return r.method + " " + r.route }

// answer is what came back with a status of 2xx.
type answer struct {
	status int
	body   []byte
	// date is the header of that name, zero when there is none.
	date time.Time
}

var routeParameter = regexp.MustCompile(`\{[a-z_]+\}`)

// address fills the ids into the route.
func (c *Client) address(r call) (string, error) {
	for _, id := range r.ids {
		if !id.isCanonical() {
			return "", c.failure(r, MalformedID, &IDError{Reason: IDMalformed})
		}
	}
	rest := r.ids
	path := routeParameter.ReplaceAllStringFunc(strings.TrimPrefix(r.route, "/"), func(string) string {
		id := rest[0]
		rest = rest[1:]
		return string(id)
	})
	address := c.options.BaseURL.String() + path
	if len(r.query) > 0 {
		address += "?" + r.query.Encode()
	}
	return address, nil
}

// do sends the call when it is its turn.
func (c *Client) do(ctx context.Context, r call) (answer, error) {
	address, err := c.address(r)
	if err == nil {
		err = c.refuse(ctx, r)
	}
	if err != nil {
		return answer{}, err
	}
	leave, err := c.gate.enter(ctx)
	if err != nil {
		return answer{}, c.transportError(ctx, r, err)
	}
	defer leave()
	limited, cancel := context.WithTimeout(ctx, c.options.Timeouts.Total)
	defer cancel()
	return c.send(limited, ctx, r, address)
}

// refuse is what speaks against the call before anything is sent.
func (c *Client) refuse(ctx context.Context, r call) error {
	switch {
	case isBlockedHost(c.options.BaseURL.Hostname()):
		return c.failure(r, AddressBlocked, &blockedError{target: c.options.BaseURL.Hostname()})
	case len(c.options.Pins) > 0 && c.options.BaseURL.scheme != "https":
		return c.failure(r, TLSPinMismatch, errPinNeedsTLS)
	case r.isWrite():
		return c.refuseOld(ctx, r)
	default:
		return nil
	}
}

// send sends a read again when the panel put it off and the pause that it asked
// for fits into the time for the call, and once when the connection that was
// kept from an earlier call proves dead. A write is never sent again, since a
// failed answer does not mean that nothing was done.
func (c *Client) send(limited, caller context.Context, r call, address string) (answer, error) {
	deadline, _ := limited.Deadline()
	for revived := false; ; {
		passage, err := c.gate.turn(limited, time.Until(deadline))
		if err != nil {
			return answer{}, c.transportError(caller, r, err)
		}
		var kept atomic.Bool
		traced := httptrace.WithClientTrace(limited, &httptrace.ClientTrace{
			GotConn:      func(connection httptrace.GotConnInfo) { kept.Store(connection.Reused) },
			WroteHeaders: passage.written,
		})
		got, refusal := c.exchange(traced, caller, r, address)
		passage.end()
		if refusal == nil {
			return got, nil
		}
		if refusal.RetryAfter > 0 {
			c.gate.pause(refusal.RetryAfter)
		}
		isDead := kept.Load() && refusal.Cause == ConnectionFailed && !revived
		isPutOff := refusal.RetryAfter > 0 && refusal.RetryAfter < time.Until(deadline)
		if r.method != http.MethodGet || !isDead && !isPutOff {
			return answer{}, refusal
		}
		revived = revived || isDead
	}
}

// exchange sends one request and reads its answer. The caller's own context
// tells a cancelled call from one that took too long.
func (c *Client) exchange(limited, caller context.Context, r call, address string) (answer, *Error) {
	request, err := c.request(limited, r, address)
	if err != nil {
		return answer{}, c.failure(r, InvalidRequest, err)
	}
	began := time.Now()
	defer func() { spend(caller, began) }()
	response, err := c.wire.RoundTrip(request)
	if err != nil {
		failure := c.transportError(caller, r, err)
		c.options.Logger.DebugContext(caller, "panel call", "call", r.String(), "cause", failure.Cause, "took", time.Since(began))
		return answer{}, failure
	}
	defer func() { _ = response.Body.Close() }()
	c.options.Logger.DebugContext(caller, "panel call", "call", r.String(), "status", response.StatusCode, "took", time.Since(began))
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return answer{}, c.refusal(r, request.URL, response)
	}
	body, err := readAnswer(response, r.list)
	// A write that the panel confirmed is done, even if the rest of its answer
	// is lost; but a web page confirms nothing.
	if err != nil && (r.method == http.MethodGet || errors.Is(err, errHTML)) {
		return answer{}, c.bodyError(caller, r, response.StatusCode, err)
	}
	date, _ := http.ParseTime(response.Header.Get("Date"))
	return answer{status: response.StatusCode, body: body, date: date}, nil
}

// request builds the request. The token goes in a header and nowhere else, so
// that no text which names the address can hold it.
func (c *Client) request(ctx context.Context, r call, address string) (*http.Request, error) {
	var body io.Reader
	if r.body != nil {
		encoded, err := json.Marshal(r.body)
		if err != nil {
			return nil, fmt.Errorf("encoding the request: %w", err)
		}
		body = bytes.NewReader(encoded)
	}
	request, err := http.NewRequestWithContext(ctx, r.method, address, body)
	if err != nil {
		return nil, fmt.Errorf("building the request: %w", err)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", c.options.UserAgent)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if !r.public && !c.options.Token.IsZero() {
		request.Header.Set("Authorization", "Bearer "+c.options.Token.Reveal())
	}
	return request, nil
}
