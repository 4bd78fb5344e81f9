package enhance

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Cause says what kept a call from succeeding.
type Cause string

// The causes of an [Error], from the wire upward.
const (
	HostNotFound        Cause = "host_not_found"
	ResolverFailed      Cause = "resolver_failed"
	ConnectionRefused   Cause = "connection_refused"
	ConnectTimeout      Cause = "connect_timeout"
	NetworkUnreachable  Cause = "network_unreachable"
	ConnectionFailed    Cause = "connection_failed"
	AddressBlocked      Cause = "address_blocked"
	ProxyFailed         Cause = "proxy_failed"
	TLSSelfSigned       Cause = "tls_self_signed"
	TLSUnknownAuthority Cause = "tls_unknown_authority"
	TLSExpired          Cause = "tls_expired"
	TLSNotYetValid      Cause = "tls_not_yet_valid"
	TLSWrongName        Cause = "tls_wrong_name"
	TLSNotSpoken        Cause = "tls_not_spoken"
	TLSPinMismatch      Cause = "tls_pin_mismatch"
	TLSFailed           Cause = "tls_failed"
	Timeout             Cause = "timeout"
	Cancelled           Cause = "cancelled"
	Redirect            Cause = "redirect"
	HTML                Cause = "html"
	NotJSON             Cause = "not_json"
	TooLarge            Cause = "too_large"
	UnexpectedAnswer    Cause = "unexpected_answer"
	Unauthorized        Cause = "unauthorized"
	Forbidden           Cause = "forbidden"
	MasterOrgOnly       Cause = "master_org_only"
	MalformedID         Cause = "malformed_id"
	NotFound            Cause = "not_found"
	RouteMissing        Cause = "route_missing"
	InvalidRequest      Cause = "invalid_request"
	Conflict            Cause = "conflict"
	RateLimited         Cause = "rate_limited"
	ServerError         Cause = "server_error"
	PanelTooOld         Cause = "panel_too_old"
)

// Causes lists every [Cause], so that a catalogue of words can be held to it.
func Causes() []Cause {
	return []Cause{
		HostNotFound, ResolverFailed, ConnectionRefused, ConnectTimeout, NetworkUnreachable, ConnectionFailed,
		AddressBlocked, ProxyFailed,
		TLSSelfSigned, TLSUnknownAuthority, TLSExpired, TLSNotYetValid, TLSWrongName, TLSNotSpoken, TLSPinMismatch, TLSFailed,
		Timeout, Cancelled, Redirect, HTML, NotJSON, TooLarge, UnexpectedAnswer,
		Unauthorized, Forbidden, MasterOrgOnly, MalformedID, NotFound, RouteMissing,
		InvalidRequest, Conflict, RateLimited, ServerError, PanelTooOld,
	}
}

// Error is what every call of a [Client] returns when it does not succeed. Its
// texts come from outside and must be cleaned before they are shown; the token
// is never in them.
type Error struct {
	Cause Cause
	// Call names the request by method and specification path, as in
	// "GET /orgs/{org_id}/websites".
	Call string
	// Host is the panel's host[:port].
	Host string
	// Status is the HTTP status, 0 when no answer came.
	Status int
	// Code, Detail and Message are those of the panel's HttpError schema. For
	// an answer that is no such object, Message is the start of its text.
	Code, Detail, Message string
	// Location is the target of a refused redirect, made absolute.
	Location string
	// Certificate is what the server showed, when the cause is one of TLS.
	Certificate *TLSFacts
	// Pinnable says that nothing is wrong with the certificate but that no known
	// authority vouches for it, so that the call succeeds once a person has
	// compared Certificate.Pin with the panel's and put it into [Options.Pins].
	// Cause is [TLSSelfSigned] or [TLSUnknownAuthority] then, and no key is
	// pinned so far.
	Pinnable bool
	// Flaw is what is wrong with such a certificate beside its authority, and
	// what no pin mends: [TLSExpired], [TLSNotYetValid], [TLSWrongName] or, for
	// anything else, [TLSFailed]; empty when Pinnable and for other causes.
	Flaw Cause
	// Pinned are the keys of which the panel's must be one, when Cause is
	// [TLSPinMismatch].
	Pinned []Pin
	// Version is the panel's, when the cause is PanelTooOld: nothing was sent then.
	Version string
	// RetryAfter is how long the panel asked to wait, 0 when it did not say.
	RetryAfter time.Duration
	// Err is the error below, nil when the panel itself answered.
	Err error
}

func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "calling %s on %s: %s", e.Call, e.Host, e.Cause)
	if e.Status != 0 {
		fmt.Fprintf(&b, " (status %d)", e.Status)
	}
	for _, part := range []string{e.Code, e.Detail, e.Message, e.Location} {
		if part != "" {
			fmt.Fprintf(&b, ": %q", part)
		}
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// HasCause reports whether err is, or wraps, an [*Error] with one of the causes.
func HasCause(err error, causes ...Cause) bool {
	var e *Error
	return errors.As(err, &e) && slices.Contains(causes, e.Cause)
}

// Unreachable reports that no usable panel answered at the address: nothing was
// there, it could not be trusted, or what came back is not a panel's answer.
func (e *Error) Unreachable() bool {
	return slices.Contains([]Cause{
		HostNotFound, ResolverFailed, ConnectionRefused, ConnectTimeout, NetworkUnreachable, ConnectionFailed,
		AddressBlocked, ProxyFailed,
		TLSSelfSigned, TLSUnknownAuthority, TLSExpired, TLSNotYetValid, TLSWrongName, TLSNotSpoken, TLSPinMismatch, TLSFailed,
		Timeout, Redirect, HTML, NotJSON, TooLarge, UnexpectedAnswer, ServerError,
	}, e.Cause)
}

// Refused reports that the panel refused the credentials, or what they may do.
func (e *Error) Refused() bool {
	return slices.Contains([]Cause{Unauthorized, Forbidden, MasterOrgOnly}, e.Cause)
}
