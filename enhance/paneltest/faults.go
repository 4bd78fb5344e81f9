package paneltest

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

func answering(answer reply) Fault {
	return Fault{serve: func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { answer.write(w) }}
}

// Right answers as the panel does: it takes a path out of a wider fault that was
// added before.
func Right() Fault {
	return Fault{serve: func(w http.ResponseWriter, r *http.Request, right http.Handler) { right.ServeHTTP(w, r) }}
}

// Unauthorized answers 401 invalid_session_token.
func Unauthorized() Fault {
	return answering(refuse(http.StatusUnauthorized, "invalid_session_token", "", ""))
}

// Forbidden answers 403 unauthorized, as a bad token or a lacking role get it.
func Forbidden() Fault { return answering(*unauthorized()) }

// MasterOrgOnly answers 403 only_mo_allowed.
func MasterOrgOnly() Fault {
	return answering(refuse(http.StatusForbidden, "only_mo_allowed", "", "Only an MO admin may perform this operation"))
}

// HTML answers with a web page.
func HTML(status int) Fault {
	return Fault{serve: func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { writePage(w, status) }}
}

// Slow answers rightly, but only after d.
func Slow(d time.Duration) Fault {
	return Fault{serve: func(w http.ResponseWriter, r *http.Request, right http.Handler) {
		await(r, time.After(d))
		right.ServeHTTP(w, r)
	}}
}

// Held answers rightly, but only once release is closed.
func Held(release <-chan struct{}) Fault {
	return Fault{serve: func(w http.ResponseWriter, r *http.Request, right http.Handler) {
		await(r, release)
		right.ServeHTTP(w, r)
	}}
}

// Late does what it is asked at once, and answers only after d, as a panel that
// takes longer than the client waits.
func Late(d time.Duration) Fault {
	return Fault{serve: func(w http.ResponseWriter, r *http.Request, right http.Handler) {
		recorded := newRecorder()
		right.ServeHTTP(recorded, r)
		await(r, time.After(d))
		recorded.send(w)
	}}
}

// await waits for the event, and hangs up on a client that leaves before: the empty
// answer of a handler that only returns is a success to a client that still reads it.
func await[T any](r *http.Request, event <-chan T) {
	select {
	case <-event:
	case <-r.Context().Done():
		panic(http.ErrAbortHandler)
	}
}

// Redirect answers with the status and the target.
func Redirect(status int, to string) Fault {
	return Fault{serve: func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Location", to)
		w.WriteHeader(status)
	}}
}

// ServerError answers with a status of 500 and above.
func ServerError(status int) Fault {
	return answering(refuse(status, "internal_error", "", "Internal server error"))
}

// RateLimited answers 429 and asks to come back after d, in whole seconds.
func RateLimited(d time.Duration) Fault {
	return Fault{serve: func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Retry-After", strconv.Itoa(int(d/time.Second)))
		w.WriteHeader(http.StatusTooManyRequests)
	}}
}

// Answer answers with exactly this.
func Answer(status int, contentType, body string) Fault {
	return Fault{serve: func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}}
}

const jsonType = "application/json"

// BrokenJSON answers 200 with JSON that ends in the middle.
func BrokenJSON() Fault { return Answer(http.StatusOK, jsonType, `{"items":[{"id":"4444`) }

// WrongTypes answers 200 with JSON of another shape.
func WrongTypes() Fault {
	return Answer(http.StatusOK, jsonType, `{"items":"none","id":5,"domains":7}`)
}

// Nested answers 200 with JSON of so many levels.
func Nested(depth int) Fault {
	return Answer(http.StatusOK, jsonType, strings.Repeat("[", depth)+strings.Repeat("]", depth))
}

// Endless answers 200 with a list that never ends, as fast as it is taken.
func Endless() Fault {
	return Fault{serve: func(w http.ResponseWriter, r *http.Request, _ http.Handler) {
		w.Header().Set("Content-Type", jsonType)
		item := `{"id":"44444444-4444-4444-8444-444444444444","domain":"` + strings.Repeat("x", 63) + `.example"},`
		_, err := io.WriteString(w, `{"items":[`)
		for err == nil && r.Context().Err() == nil {
			_, err = io.WriteString(w, item)
		}
	}}
}

// Drip answers rightly, but one byte at a time.
func Drip(every time.Duration) Fault {
	return Fault{serve: func(w http.ResponseWriter, r *http.Request, right http.Handler) {
		recorded := newRecorder()
		right.ServeHTTP(recorded, r)
		w.Header().Set("Content-Type", recorded.header.Get("Content-Type"))
		w.WriteHeader(recorded.status)
		flusher := http.NewResponseController(w)
		for _, b := range recorded.body.Bytes() {
			if _, err := w.Write([]byte{b}); err != nil || flusher.Flush() != nil {
				return
			}
			await(r, time.After(every))
		}
	}}
}

// EchoAuthorization answers with the status and the request's Authorization
// header in the message.
func EchoAuthorization(status int) Fault {
	return Fault{serve: func(w http.ResponseWriter, r *http.Request, _ http.Handler) {
		message := fmt.Sprintf("Not a valid credential: %s", r.Header.Get("Authorization"))
		refuse(status, "unauthorized", "", message).write(w)
	}}
}

// HangUp closes the connection without an answer.
func HangUp() Fault {
	return Fault{serve: func(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) }}
}
