package terminal

import (
	"fmt"
	"reflect"
	"runtime/debug"

	tea "github.com/charmbracelet/bubbletea"
)

// PanicError is a panic of a screen or one of its commands, after the terminal
// was put right.
type PanicError struct {
	Value string // what was given to panic, secrets removed
	Stack string
}

func (e *PanicError) Error() string { return "panic: " + e.Value }

func (e *PanicError) redacted(redact func(string) string) *PanicError {
	if redact == nil {
		return &PanicError{Value: "(text withheld)", Stack: e.Stack}
	}
	return &PanicError{Value: redact(e.Value), Stack: redact(e.Stack)}
}

func recovered(value any) *PanicError {
	return &PanicError{Value: fmt.Sprint(value), Stack: string(debug.Stack())}
}

// CrashMsg carries a command's panic to Run, which ends the program with it.
type CrashMsg struct{ Err error }

// Guard turns a panic of cmd into a CrashMsg, and does the same for the
// commands of a batch or sequence that it returns. bubbletea itself would
// print the panic, with all it holds, on the screen that is just being left.
// Run guards every command of its model.
func Guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if value := recover(); value != nil {
				msg = CrashMsg{Err: recovered(value)}
			}
		}()
		return guardAll(cmd())
	}
}

var commandType = reflect.TypeFor[tea.Cmd]()

// guardAll guards the commands of a list. The type of a sequence is not
// exported by bubbletea, hence the reflection.
func guardAll(msg tea.Msg) tea.Msg {
	list := reflect.ValueOf(msg)
	if list.Kind() != reflect.Slice || list.Type().Elem() != commandType {
		return msg
	}
	for i := range list.Len() {
		cmd, _ := list.Index(i).Interface().(tea.Cmd)
		list.Index(i).Set(reflect.ValueOf(Guard(cmd)))
	}
	return msg
}
