package report

import (
	"encoding/json"
	"io"

	"enhance-wizard/ui/text"
	"enhance-wizard/wizard/doctor"
)

// Checkup is what the doctor found.
type Checkup struct {
	Findings []doctor.Finding
	// Redact takes secrets out of a text; nil leaves texts as they are.
	Redact func(string) string
	// Width is that of the terminal that the table is written to, in cells; 0: it is none, and no line is broken.
	Width int
}

// HasProblem reports whether one of the findings is a problem.
func (c Checkup) HasProblem() bool { return c.count(doctor.Problem) > 0 }

func (c Checkup) count(status doctor.Status) int {
	n := 0
	for _, f := range c.Findings {
		if f.Status == status {
			n++
		}
	}
	return n
}

func (c Checkup) words(f doctor.Finding) text.Advice {
	advice := text.Diagnosis(f)
	if c.Redact == nil {
		return advice
	}
	return text.Advice{Title: c.Redact(advice.Title), Detail: c.Redact(advice.Detail), Next: c.Redact(advice.Next)}
}

// JSON writes the findings for a support ticket.
func (c Checkup) JSON(w io.Writer) error {
	type row struct {
		ID     doctor.ID     `json:"id"`
		Area   doctor.Area   `json:"area"`
		Status doctor.Status `json:"status"`
		Title  string        `json:"title"`
		Detail *string       `json:"detail"`
		Next   *string       `json:"next"`
	}
	rows := make([]row, len(c.Findings))
	for i, f := range c.Findings {
		advice := c.words(f)
		rows[i] = row{f.ID, f.Area, f.Status, advice.Title, orNull(advice.Detail), orNull(advice.Next)}
	}
	encoder := json.NewEncoder(text.JSONWriter(w))
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		Schema   int   `json:"schema"`
		Findings []row `json:"findings"`
	}{1, rows})
}
