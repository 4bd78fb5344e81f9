package wizard

// Step is one page of the set-up.
type Step int

// The four steps, and the receipt after them.
const (
	Intro Step = iota
	Credentials
	Connection
	Reviewing
	Finished
)

// Steps lists the four steps that are counted for people.
func Steps() []Step { return []Step{Intro, Credentials, Connection, Reviewing} }

// IncompleteError says what keeps a step from being left.
type IncompleteError struct {
	Step    Step
	Missing Missing
	// Fields have a value that did not pass its check.
	Fields []Field
	// Running is true while checks are under way.
	Running bool
}

func (e *IncompleteError) Error() string { return "the step is not complete" }

// Step is where the session is.
func (s *Session) Step() Step { return s.step }

// Next goes one step on, or says with an *IncompleteError why it cannot. The
// step after Reviewing is reached by TakeReceipt alone.
func (s *Session) Next() error {
	switch s.step {
	case Intro:
		s.step = Credentials
	case Credentials:
		if err := s.credentialsComplete(); err != nil {
			return err
		}
		s.step = Connection
		if s.options.Offline {
			s.step = Reviewing
		}
	case Connection:
		if s.report == nil || !s.report.Passed() {
			return &IncompleteError{Step: Connection}
		}
		s.step = Reviewing
	case Reviewing, Finished:
		return &IncompleteError{Step: s.step}
	}
	return nil
}

// Back goes one step back and keeps every answer. It is false at the first
// step, and at the receipt: what was written is undone by undo.
func (s *Session) Back() bool {
	switch s.step {
	case Credentials:
		s.step = Intro
	case Connection:
		s.step = Credentials
	case Reviewing:
		s.step = Connection
		if s.options.Offline {
			s.step = Credentials
		}
	case Intro, Finished:
		return false
	}
	return true
}

// Return goes back to the credentials, to correct a field that a test named.
func (s *Session) Return() {
	if s.step != Finished {
		s.step = Credentials
	}
}

func (s *Session) credentialsComplete() error {
	e := &IncompleteError{Step: Credentials, Missing: s.Missing()}
	for _, f := range Fields() {
		if s.answers[f].Given() && s.Verdict(f).State == Problem {
			e.Fields = append(e.Fields, f)
		}
	}
	e.Running = s.Busy()
	if e.Missing.Any() || len(e.Fields) > 0 || e.Running {
		return e
	}
	return nil
}
