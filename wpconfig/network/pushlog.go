package network

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"time"
)

// PushOutcome is how the plugin's last attempt to change the panel ended, as far as its log tells.
type PushOutcome string

// How an attempt can end.
const (
	PushStarted       PushOutcome = "started" // the log ends, or goes on to another domain, before it says more
	PushAdded         PushOutcome = "added"
	PushFailed        PushOutcome = "failed"
	PushUnclear       PushOutcome = "unclear"        // the panel answered something that the plugin did not understand
	PushNotConfigured PushOutcome = "not_configured" // a constant is missing; the panel was not asked
	PushRemovalSent   PushOutcome = "removal_sent"
	PushNotOnPanel    PushOutcome = "not_on_panel" // nothing was removed: the plugin did not find the name
)

// PushOutcomes lists every outcome.
func PushOutcomes() []PushOutcome {
	return []PushOutcome{
		PushStarted, PushAdded, PushFailed, PushUnclear, PushNotConfigured, PushRemovalSent, PushNotOnPanel,
	}
}

// Push is the last attempt to add a domain to the panel, or to remove it.
type Push struct {
	Domain  string // as in DomainMapping
	Removal bool
	Outcome PushOutcome
	At      time.Time // of the last line about it; UTC, which WordPress sets
	Missing string    // the constant that is missing, as the plugin said
	Status  int       // HTTP status of the panel's answer; 0 when there was none or it is not known
	Message string    // the plugin's words; at most 500 bytes, like the two below
	Code    string    // the panel's, which the plugin does not show
	Detail  string    // the panel's, which the plugin does not show
}

// PushLog is what the end of the integration's log says.
type PushLog struct {
	Pushes  map[string]Push // by domain
	Partial bool            // the log is longer than what was read: a domain may be missing here
}

const (
	pushLogBytes  = 1 << 20
	pushTextBytes = 500
	stampLayout   = "[" + time.DateTime + "] "
)

// PushLogPath is where the plugin logs what it sends to the panel (the main site of the main network).
func (d Dirs) PushLogPath() string {
	return filepath.Join(d.Filled().Uploads, "wu-logs", "integration-enhance.log")
}

// ReadPushLog reads the last 1 MiB of the integration's log. The error is that of the file system: a log that does not
// exist wraps fs.ErrNotExist, and means that nothing was ever sent, or that logging is off (Settings.LogsPushes).
func ReadPushLog(path string) (PushLog, error) {
	tail, partial, err := readTail(path, pushLogBytes)
	if err != nil {
		return PushLog{}, err
	}
	reader := pushReader{pushes: map[string]Push{}}
	for line := range bytes.Lines(tail) {
		reader.line(strings.TrimRight(string(line), "\r\n"))
	}
	return PushLog{Pushes: reader.pushes, Partial: partial}, nil
}

// pushReader follows the log. The plugin writes several lines for one domain, of which some do not name it.
type pushReader struct {
	pushes  map[string]Push
	current string // the domain that such lines are about
}

// line takes one line. Lines without a stamp belong to an answer's body and say nothing here.
func (r *pushReader) line(line string) {
	if len(line) < len(stampLayout) {
		return
	}
	at, err := time.ParseInLocation(stampLayout, line[:len(stampLayout)], time.UTC)
	if err != nil {
		return
	}
	_, message, found := strings.Cut(line[len(stampLayout):], "] ") // after [LEVEL], which is INFO for failures too
	if !found {
		return
	}
	if domain, ok := between(message, "Adding domain: ", " for site ID: "); ok {
		r.begin(domain, Push{At: at, Outcome: PushStarted})
		return
	}
	if domain, ok := between(message, "Removing domain: ", " for site ID: "); ok {
		r.begin(domain, Push{At: at, Outcome: PushStarted, Removal: true})
		return
	}
	if !r.named(at, message) {
		r.unnamed(at, message)
	}
}

func (r *pushReader) begin(domain string, push Push) {
	r.current = domainName(domain)
	push.Domain = r.current
	r.pushes[r.current] = push
}

// named takes the lines that say how it ended for a domain that they name.
func (r *pushReader) named(at time.Time, message string) bool {
	for _, ending := range []struct {
		before, after string
		outcome       PushOutcome
	}{
		{"Domain ", " added successfully.", PushAdded},
		{"Failed to add domain ", ". Error: ", PushFailed},
		{"Domain ", " may have been added, but response was unclear: ", PushUnclear},
		{"Domain ", " removal request sent", PushRemovalSent},
		{"Could not find domain ID for ", ", it may have", PushNotOnPanel},
	} {
		domain, ok := between(message, ending.before, ending.after)
		if !ok {
			continue
		}
		r.current = domainName(domain)
		push := r.pushes[r.current]
		push.Domain, push.At, push.Outcome = r.current, at, ending.outcome
		push.Removal = ending.outcome == PushRemovalSent || ending.outcome == PushNotOnPanel
		if ending.outcome == PushFailed || ending.outcome == PushUnclear {
			_, answer, _ := strings.Cut(message, ending.after)
			push.readAnswer(answer)
		}
		r.pushes[r.current] = push
		return true
	}
	return false
}

// unnamed takes the lines that say which constant is missing, for the domain that the log is at.
func (r *pushReader) unnamed(at time.Time, message string) {
	push, known := r.pushes[r.current]
	if !known || push.Outcome != PushStarted {
		return
	}
	switch {
	case message == "Server ID not configured":
		push.Missing, push.Outcome = ConstantServerID, PushNotConfigured
	case message == "Organization ID not configured":
		push.Missing, push.Outcome = ConstantOrgID, PushNotConfigured
	case message == "Website ID not configured":
		push.Missing, push.Outcome = ConstantWebsiteID, PushNotConfigured
	case strings.HasPrefix(message, ConstantToken+" constant not defined"):
		push.Missing = ConstantToken // a line with the failure follows
	case strings.HasPrefix(message, ConstantURL+" constant not defined"):
		push.Missing = ConstantURL
	default:
		return
	}
	push.At = at
	r.pushes[r.current] = push
}

// readAnswer reads the plugin's own summary of a request, in which the panel's answer stands as a string.
func (p *Push) readAnswer(text string) {
	var answer struct {
		Error  string `json:"error"`
		Status int    `json:"response_code"`
		Body   string `json:"response_body"`
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil || answer.Error == "" {
		p.Message = shorten(text)
		return
	}
	p.Message, p.Status = shorten(answer.Error), answer.Status
	var panel struct {
		Code   string `json:"code"`
		Detail string `json:"detail"`
	}
	if err := json.Unmarshal([]byte(answer.Body), &panel); err == nil {
		p.Code, p.Detail = shorten(panel.Code), shorten(panel.Detail)
	}
}

// shorten cuts text to what is kept of it, at a whole character.
func shorten(text string) string {
	if len(text) <= pushTextBytes {
		return text
	}
	return strings.ToValidUTF8(text[:pushTextBytes], "")
}

func between(text, before, after string) (string, bool) {
	text, ok := strings.CutPrefix(text, before)
	if !ok {
		return "", false
	}
	middle, _, ok := strings.Cut(text, after)
	return middle, ok && middle != "" && len(middle) <= 253
}
