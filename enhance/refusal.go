package enhance

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	// maxMessageRunes is how much of an answer's text is kept.
	maxMessageRunes = 300
	// maxRetryAfter bounds what is believed of a Retry-After.
	maxRetryAfter = 24 * time.Hour
)

// The codes of the panel's HttpError that decide a cause.
const (
	codeMasterOrgOnly = "only_mo_allowed"
	codeAlreadyExists = "already_exists"
	codeNotFound      = "not_found"
)

// malformedIDText begins the plain text with which the panel answers a path
// that holds no UUID.
const malformedIDText = "UUID parsing failed"

// refusal turns an answer that is not 2xx into an [Error].
func (c *Client) refusal(r call, address *url.URL, response *http.Response) *Error {
	// What of the text was lost does not matter: the status says enough.
	body, _ := io.ReadAll(io.LimitReader(response.Body, maxRefusalBytes))
	text := strings.TrimSpace(strings.ToValidUTF8(string(body), "\uFFFD"))
	refusal := &Error{Call: r.String(), Host: c.options.BaseURL.Host(), Status: response.StatusCode}
	var said struct{ Code, Detail, Message lenientText }
	page := isHTMLType(response.Header) || strings.HasPrefix(strings.TrimPrefix(text, "\uFEFF"), "<")
	switch {
	case page:
	case strings.HasPrefix(text, "{") && json.Unmarshal([]byte(text), &said) == nil:
		refusal.Code, refusal.Detail = c.excerpt(string(said.Code)), c.excerpt(string(said.Detail))
		refusal.Message = c.excerpt(string(said.Message))
	default:
		refusal.Message = c.excerpt(text)
	}
	refusal.Cause = refusalCause(r, response.StatusCode, refusal.Code, text, page)
	if refusal.Cause == Redirect {
		refusal.Location = c.location(address, response.Header.Get("Location"))
	}
	if refusal.Cause == RateLimited || refusal.Cause == ServerError {
		refusal.RetryAfter = retryAfter(response.Header.Get("Retry-After"), time.Now())
	}
	return refusal
}

// refusalCause judges status, code and kind of an answer that is not 2xx. Of a
// web page only the status is believed, and a 403 from one is not the panel's:
// a filter in front of it answers so.
func refusalCause(r call, status int, code, text string, page bool) Cause {
	switch {
	case status < 400:
		return Redirect
	case status == http.StatusTooManyRequests:
		return RateLimited
	case status >= 500:
		return ServerError
	case status == http.StatusUnauthorized:
		return Unauthorized
	case page && (status != http.StatusNotFound || r.public):
		return HTML
	default:
		return spokenCause(status, code, text)
	}
}

// spokenCause judges what the panel itself says with a status of 4xx.
func spokenCause(status int, code, text string) Cause {
	switch {
	case code == codeMasterOrgOnly:
		return MasterOrgOnly
	case status == http.StatusForbidden:
		return Forbidden
	case strings.HasPrefix(text, malformedIDText):
		return MalformedID
	case code == codeAlreadyExists || status == http.StatusConflict:
		return Conflict
	case code == codeNotFound || status == http.StatusNotFound && code != "":
		return NotFound
	case status == http.StatusNotFound || status == http.StatusMethodNotAllowed:
		return RouteMissing
	default:
		return InvalidRequest
	}
}

// excerpt keeps the start of a text from the panel, without the token. It is
// redacted first: a token that the cut divides would not be known again.
func (c *Client) excerpt(text string) string {
	text = c.redact(text)
	if utf8.RuneCountInString(text) <= maxMessageRunes {
		return text
	}
	return string([]rune(text)[:maxMessageRunes])
}

// location makes the target of a redirect absolute, for a person to judge. It
// is never fetched.
func (c *Client) location(address *url.URL, target string) string {
	if resolved, err := address.Parse(target); err == nil && target != "" {
		target = resolved.Redacted()
	}
	return c.excerpt(target)
}

// retryAfter reads the header's seconds or date, RFC 9110 section 10.2.3.
func retryAfter(value string, now time.Time) time.Duration {
	wait := time.Duration(0)
	if seconds, err := strconv.ParseInt(strings.TrimSpace(value), 10, 32); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if date, err := http.ParseTime(value); err == nil {
		wait = date.Sub(now)
	}
	return min(max(wait, 0), maxRetryAfter)
}
