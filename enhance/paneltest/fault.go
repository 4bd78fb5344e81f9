package paneltest

import (
	"net/http"
	"time"
)

// Match says which requests a [Fault] is for. Empty fields match everything.
type Match struct {
	Method string
	// Path is matched with path.Match against what comes after /api, so that
	// * stands for one segment: "/orgs/*/websites".
	Path string
	// Times ends the fault after so many answers; 0 is never.
	Times int
}

// Fault is a way in which the panel answers wrong.
type Fault struct {
	serve func(w http.ResponseWriter, r *http.Request, next http.Handler)
}

// Unauthorized answers 401 no_session_token.
func Unauthorized() Fault { return Fault{} }

// Forbidden answers 403 unauthorized, as a bad token or a lacking role get it.
func Forbidden() Fault { return Fault{} }

// MasterOrgOnly answers 403 only_mo_allowed.
func MasterOrgOnly() Fault { return Fault{} }

// HTML answers with a web page.
func HTML(status int) Fault { return Fault{} }

// Slow answers rightly, but only after d.
func Slow(d time.Duration) Fault { return Fault{} }

// Redirect answers with the status and the target.
func Redirect(status int, to string) Fault { return Fault{} }

// ServerError answers with a status of 500 and above.
func ServerError(status int) Fault { return Fault{} }

// RateLimited answers 429 and asks to come back after d (whole seconds).
func RateLimited(d time.Duration) Fault { return Fault{} }

// BrokenJSON answers 200 with JSON that ends in the middle.
func BrokenJSON() Fault { return Fault{} }

// WrongTypes answers 200 with JSON of another shape.
func WrongTypes() Fault { return Fault{} }

// Nested answers 200 with JSON of so many levels.
func Nested(depth int) Fault { return Fault{} }

// Endless answers 200 with a list that never ends.
func Endless() Fault { return Fault{} }

// Drip answers rightly, but one byte at a time.
func Drip(every time.Duration) Fault { return Fault{} }

// EchoAuthorization answers with the status and the request's Authorization
// header in the message.
func EchoAuthorization(status int) Fault { return Fault{} }

// HangUp closes the connection without an answer.
func HangUp() Fault { return Fault{} }

// Answer answers with exactly this.
func Answer(status int, contentType, body string) Fault { return Fault{} }
