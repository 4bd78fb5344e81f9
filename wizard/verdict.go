package wizard

import "enhance-wizard/enhance"

// State is how far the judgement of an answer has come.
type State string

// The states of a verdict.
const (
	// Empty: there is no answer yet.
	Empty State = ""
	// Waiting: the check waits for another field to pass.
	Waiting State = "waiting"
	// Checking: the check is under way.
	Checking State = "checking"
	// OK: the check passed.
	OK State = "ok"
	// Warning: usable, but a person should know Err, or the Notes where it is nil.
	Warning State = "warning"
	// Problem: Err says what is wrong.
	Problem State = "problem"
	// Unchecked: nobody could or was to check it.
	Unchecked State = "unchecked"
)

// Verdict is what is known about a field's answer.
type Verdict struct {
	State State
	// Err is typed: of package enhance, or of this package.
	Err error
	// Notes say what was found out, for OK, Warning and Unchecked.
	Notes []Note
}

// NotReadyError says that the panel answers but is not ready for work.
type NotReadyError struct {
	Status enhance.PanelStatus
}

func (e *NotReadyError) Error() string { return "panel status is " + string(e.Status) }

// NotListedError says that an id is well formed but not among those the token sees.
type NotListedError struct {
	Field Field
	ID    enhance.ID
	// Listed is how many there are to choose from.
	Listed int
}

func (e *NotListedError) Error() string {
	return string(e.Field) + " " + string(e.ID) + " is not listed by the panel"
}

// Verdict is what is known about the field's answer now. It is worked out from
// the answers and the checks, never stored.
func (s *Session) Verdict(f Field) Verdict {
	switch f {
	case URL:
		return s.judgeURL()
	case Token:
		return s.judgeToken()
	case Server:
		return s.judgeServer()
	case Org:
		return s.judgeOrg()
	default:
		return s.judgeWebsite()
	}
}
