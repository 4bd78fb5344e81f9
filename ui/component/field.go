package component

import (
	"time"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/style"
)

// settleAfter is how long a person must stop typing before a check is due.
const settleAfter = 350 * time.Millisecond

// fieldLimit is the most characters a field takes.
const fieldLimit = 4096

// ChangedMsg says that the value of a field was edited. The value is not in
// it: messages are easily logged.
type ChangedMsg struct {
	ID  string
	Seq int
}

// DueMsg says that the person stopped typing. Give it to Field.Due before
// starting a check: it may be out of date.
type DueMsg struct {
	ID  string
	Seq int
}

// FieldOptions describe a field.
type FieldOptions struct {
	ID          string
	Label       string
	Placeholder string // shown while the field is empty
	Secret      bool   // masked, and white space never belongs to it
}

// Field is one line to type into, with a verdict in words under it. The owner
// starts the checks, and cancels them on the next ChangedMsg.
type Field struct {
	options FieldOptions
	theme   style.Theme
	input   textinput.Model
	width   int
	seq     int
	status  status
	note    string
	page    page
}

// page is where an answer is found: a sentence, and the address in it.
type page struct{ sentence, address string }

// NewField makes an empty field without focus.
func NewField(theme style.Theme, o FieldOptions) *Field {
	input := textinput.New()
	input.Prompt = ""
	input.Placeholder = o.Placeholder
	input.PlaceholderStyle = theme.Dim
	input.TextStyle = theme.Text
	input.CharLimit = fieldLimit
	input.Cursor.SetMode(cursor.CursorStatic) // blinking sends bytes for ever
	input.Cursor.Style = theme.Cursor
	input.Cursor.TextStyle = theme.Dim
	input.KeyMap.Paste.SetEnabled(false) // it would read the server's clipboard
	if o.Secret {
		input.EchoMode = textinput.EchoPassword
		input.EchoCharacter = []rune(theme.Marks.Masked)[0]
	}
	return &Field{options: o, theme: theme, input: input}
}

// ID is the name the owner gave.
func (f *Field) ID() string { return f.options.ID }

// Value is what was typed or set, without surrounding white space.
func (f *Field) Value() string { return f.input.Value() }

// Seq is the number of the newest edit. An answer to an older one is stale.
func (f *Field) Seq() int { return f.seq }

// SetValue puts a value in, as an owner that knows it. It sends no message,
// and takes the verdict on the former value away.
func (f *Field) SetValue(value string) {
	f.input.SetValue(f.clean(value))
	f.input.CursorEnd()
	f.seq++
	f.status = status{}
}

// Focus lets the field take keys.
func (f *Field) Focus() tea.Cmd { return f.input.Focus() }

// Blur ends that.
func (f *Field) Blur() { f.input.Blur() }

// Focused tells whether the field takes keys.
func (f *Field) Focused() bool { return f.input.Focused() }

// SetNote sets a remark that stays under the field whatever the verdict.
func (f *Field) SetNote(note string) { f.note = note }

// SetPage says, while the field has focus, where the answer is found. The
// address in the sentence becomes a link where the terminal has them.
func (f *Field) SetPage(sentence, address string) { f.page = page{sentence, address} }

// SetStatus sets the verdict: its kind gives the word, what says what was
// found, next what to do. Both may be empty.
func (f *Field) SetStatus(kind StatusKind, what, next string) {
	f.status = status{kind: kind, what: what, next: next}
}

// Status is the kind of the verdict now.
func (f *Field) Status() StatusKind { return f.status.kind }

// SetSize sets the width in cells. The height follows from the content.
func (f *Field) SetSize(width, _ int) {
	f.width = width
	f.input.Width = max(1, width-indent-1) // one cell for the cursor at the end
}

// Due tells whether msg belongs to the newest edit of this field, so that a
// check should start.
func (f *Field) Due(msg DueMsg) bool { return msg.ID == f.options.ID && msg.Seq == f.seq }

// Update takes keys while the field has focus. An edit sends ChangedMsg at
// once and DueMsg when the person stopped typing.
func (f *Field) Update(msg tea.Msg) tea.Cmd {
	if typed, ok := msg.(tea.KeyMsg); ok {
		msg = f.cleanKey(typed)
	}
	before := f.input.Value()
	var cmd tea.Cmd
	f.input, cmd = f.input.Update(msg)
	if f.input.Value() == before { // a cursor move starts nothing
		return cmd
	}
	return tea.Batch(cmd, f.edited())
}

func (f *Field) edited() tea.Cmd {
	f.seq++
	f.status = status{}
	if f.input.Value() != "" {
		f.status.kind = Waiting
	}
	changed, due := ChangedMsg{f.options.ID, f.seq}, DueMsg{f.options.ID, f.seq}
	return tea.Batch(
		func() tea.Msg { return changed },
		tea.Tick(settleAfter, func(time.Time) tea.Msg { return due }),
	)
}
