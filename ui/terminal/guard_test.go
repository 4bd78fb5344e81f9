package terminal_test

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/terminal"
)

func TestGuardReportsAPanicAsAMessage(t *testing.T) {
	msg := terminal.Guard(func() tea.Msg { panic("lost") })()
	crash, ok := msg.(terminal.CrashMsg)
	if !ok {
		t.Fatalf("message %T, want CrashMsg", msg)
	}
	var panicked *terminal.PanicError
	if !errors.As(crash.Err, &panicked) || panicked.Value != "lost" {
		t.Fatalf("error %v, want the panic", crash.Err)
	}
	if !strings.Contains(panicked.Stack, "guard_test.go") {
		t.Error("the stack does not lead to the place of the panic")
	}
}

func TestGuardReachesTheCommandsOfABatch(t *testing.T) {
	calm := func() tea.Msg { return "calm" }
	batch, ok := terminal.Guard(tea.Batch(calm, nil, func() tea.Msg { panic("lost") }, calm))().(tea.BatchMsg)
	if !ok || len(batch) != 3 {
		t.Fatalf("message %v, want a batch of 3", batch)
	}
	if msg := batch[0](); msg != "calm" {
		t.Errorf("message %v, want the command's own", msg)
	}
	if _, ok := batch[1]().(terminal.CrashMsg); !ok {
		t.Error("the panic in the batch was not caught")
	}
}

func TestGuardLeavesNothingAsNothing(t *testing.T) {
	if terminal.Guard(nil) != nil {
		t.Error("no command became one")
	}
}
