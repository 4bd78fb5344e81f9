package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/text"
)

// JSON writes the round as one object, a domain a line, in the order of names.
func (r Round) JSON(w io.Writer) error { return r.writeJSON(w, "\n") }

// JSONLine writes the round as JSON writes it, in one line.
func (r Round) JSONLine(w io.Writer) error { return r.writeJSON(w, "") }

// writeJSON writes domain by domain: the text of ten thousand is never in memory at once.
func (r Round) writeJSON(w io.Writer, between string) error {
	out := bufio.NewWriter(w)
	j := &jsonStream{to: text.JSONWriter(out)}
	j.value(r.head())
	j.buffer.Truncate(j.buffer.Len() - len("}"))
	j.buffer.WriteString(`,"domains":[`)
	for i, row := range r.byName() {
		if i > 0 {
			j.buffer.WriteString(",")
		}
		j.buffer.WriteString(between)
		j.value(domainOf(row, r.Ended))
		j.flush()
	}
	j.buffer.WriteString(between + "]}\n")
	j.flush()
	if j.err != nil {
		return j.err
	}
	return out.Flush()
}

// jsonStream writes values one after the other and remembers the first error.
type jsonStream struct {
	to     io.Writer
	buffer bytes.Buffer
	err    error
}

func (j *jsonStream) value(v any) {
	encoder := json.NewEncoder(&j.buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil && j.err == nil {
		j.err = err
	}
	j.buffer.Truncate(max(0, j.buffer.Len()-len("\n")))
}

func (j *jsonStream) flush() {
	if j.err == nil {
		_, j.err = j.to.Write(j.buffer.Bytes())
	}
	j.buffer.Reset()
}

// The contract: fields may be added, never changed. Absent facts are null, lists never.
type (
	jsonHead struct {
		Schema    int         `json:"schema"`
		CheckedAt *moment     `json:"checked_at"`
		Site      jsonSite    `json:"site"`
		Summary   jsonSummary `json:"summary"`
	}
	jsonSite struct {
		WPPath     *string `json:"wp_path"`
		MainDomain *string `json:"main_domain"`
		ServerID   *string `json:"server_id"`
		WebsiteID  *string `json:"website_id"`
	}
	jsonSummary struct {
		Total     int `json:"total"`
		Healthy   int `json:"healthy"`
		Waiting   int `json:"waiting"`
		Attention int `json:"attention"`
		Broken    int `json:"broken"`
		Unknown   int `json:"unknown"`
	}
	jsonDomain struct {
		Name        string          `json:"name"`
		State       diagnose.State  `json:"state"`
		Cause       *diagnose.Cause `json:"cause"`
		Why         *string         `json:"why"`
		Next        *string         `json:"next"`
		Since       *moment         `json:"since"`
		CheckedAt   *moment         `json:"checked_at"`
		Stale       bool            `json:"stale"`
		Panel       jsonPanel       `json:"panel"`
		DNS         jsonDNS         `json:"dns"`
		Certificate jsonCertificate `json:"certificate"`
		HTTPS       jsonHTTPS       `json:"https"`
		WordPress   jsonWordPress   `json:"wordpress"`
	}
)

func (r Round) head() jsonHead {
	n := r.Counts()
	return jsonHead{
		Schema: 1, CheckedAt: momentOf(r.Ended),
		Site: jsonSite{
			WPPath: orNull(r.Site.WPPath), MainDomain: orNull(r.Site.MainDomain),
			ServerID: orNull(r.Site.ServerID), WebsiteID: orNull(r.Site.WebsiteID),
		},
		Summary: jsonSummary{
			Total: len(r.Rows), Healthy: n[diagnose.Healthy], Waiting: n[diagnose.Waiting],
			Attention: n[diagnose.Attention], Broken: n[diagnose.Broken], Unknown: n[diagnose.Unknown],
		},
	}
}

func domainOf(row *monitor.Row, now time.Time) jsonDomain {
	explained := text.Cause(row.Verdict)
	return jsonDomain{
		Name: row.Name, State: row.Verdict.State, Cause: orNull(row.Verdict.Cause),
		Why: orNull(explained.What), Next: orNull(explained.Next),
		Since: momentOf(row.Since), CheckedAt: momentOf(row.CheckedAt), Stale: row.Stale,
		Panel: panelOf(row), DNS: dnsOf(row), Certificate: certificateOf(row, now), HTTPS: httpsOf(row), WordPress: wordPressOf(row),
	}
}

// moment is a time in the contract's form: RFC 3339, UTC, whole seconds.
type moment time.Time

// MarshalText implements encoding.TextMarshaler.
func (m moment) MarshalText() ([]byte, error) {
	return time.Time(m).UTC().AppendFormat(nil, time.RFC3339), nil
}

func momentOf(t time.Time) *moment {
	if t.IsZero() {
		return nil
	}
	m := moment(t)
	return &m
}

// orNull makes of a zero value, which stands for an absent fact, the null of JSON.
func orNull[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
