package enhance

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
)

// failure makes an [Error] of something that happened on this side or on the wire.
func (c *Client) failure(r call, cause Cause, err error) *Error {
	return &Error{Cause: cause, Call: r.String(), Host: c.options.BaseURL.Host(), Err: c.redact.redactError(err)}
}

// transportError makes an [Error] of what kept an answer from coming. The
// context is the caller's: its end means that nobody waits for the answer.
func (c *Client) transportError(ctx context.Context, r call, err error) *Error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return c.failure(r, Cancelled, err)
	}
	if paused := (*pausedError)(nil); errors.As(err, &paused) {
		failure := c.failure(r, RateLimited, err)
		failure.RetryAfter = paused.remaining
		return failure
	}
	if isProxyConnect(err) {
		return c.failure(r, ProxyFailed, err)
	}
	if cause, chain := c.tlsCause(err); cause != "" {
		failure := c.failure(r, cause, err)
		failure.Certificate = tlsFacts(chain)
		if cause == TLSSelfSigned || cause == TLSUnknownAuthority {
			failure.Flaw = c.flaw(chain[0])
			failure.Pinnable = failure.Flaw == ""
		}
		if cause == TLSPinMismatch {
			failure.Pinned = c.options.Pins
		}
		return failure
	}
	return c.failure(r, wireCause(err), err)
}

// bodyError makes an [Error] of an answer that broke off or breaks the rules.
func (c *Client) bodyError(ctx context.Context, r call, status int, err error) *Error {
	var failure *Error
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, errHTML):
		failure = c.failure(r, HTML, nil)
	case errors.Is(err, errTooLarge):
		failure = c.failure(r, TooLarge, err)
	case errors.Is(err, errTooDeep):
		failure = c.failure(r, UnexpectedAnswer, err)
	case errors.Is(err, errEncoded), errors.As(err, &syntax):
		failure = c.failure(r, NotJSON, err)
	case errors.Is(err, errShape):
		failure = c.failure(r, UnexpectedAnswer, err)
	default:
		failure = c.transportError(ctx, r, err)
	}
	failure.Status = status
	return failure
}

// wireCause judges errors of name, connection and protocol.
func wireCause(err error) Cause {
	if cause := detourCause(err); cause != "" {
		return cause
	}
	var operation *net.OpError
	var networkErr net.Error
	isTimeout := errors.As(err, &networkErr) && networkErr.Timeout()
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return ConnectionRefused
	case isUnreachable(err):
		return NetworkUnreachable
	case isTimeout && errors.As(err, &operation) && operation.Op == "dial":
		return ConnectTimeout
	case isTimeout, errors.Is(err, context.DeadlineExceeded):
		return Timeout
	case isHeaderOverflow(err):
		return TooLarge
	case isForeignProtocol(err):
		return UnexpectedAnswer
	default:
		return ConnectionFailed
	}
}

// detourCause judges what failed before the panel itself was tried: our own
// rules, the proxy, the name. It is "" when nothing did.
func detourCause(err error) Cause {
	var (
		blocked *blockedError
		proxy   *proxyError
		lookup  *net.DNSError
	)
	switch {
	case errors.As(err, &blocked):
		return AddressBlocked
	case errors.As(err, &proxy):
		return ProxyFailed
	case isProxyConnect(err):
		return ProxyFailed
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return HostNotFound
	case errors.As(err, &lookup):
		return ResolverFailed
	default:
		return ""
	}
}

// isProxyConnect knows what failed between this machine and the proxy.
func isProxyConnect(err error) bool {
	var operation *net.OpError
	return errors.As(err, &operation) && (operation.Op == "proxyconnect" || strings.HasPrefix(operation.Op, "socks"))
}

func isUnreachable(err error) bool {
	return slices.ContainsFunc(
		[]error{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EADDRNOTAVAIL},
		func(code error) bool { return errors.Is(err, code) },
	)
}

// The errors below are not exported by the packages that make them. A test
// provokes each, so that a change of their words is noticed.

// isHeaderOverflow knows header lines beyond the limit, in HTTP/1 and HTTP/2.
func isHeaderOverflow(err error) bool {
	text := err.Error()
	return strings.Contains(text, "server response headers exceeded") || strings.Contains(text, "header list larger")
}

// isForeignProtocol knows a server that speaks, but not HTTP.
func isForeignProtocol(err error) bool {
	text := err.Error()
	return strings.Contains(text, "malformed HTTP") || strings.Contains(text, "malformed MIME header") ||
		errors.Is(err, http.ErrNotSupported)
}
