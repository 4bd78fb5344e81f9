package steady

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// attempt is a test that may fail without consequence.
type attempt struct {
	testing.TB

	mu       sync.Mutex
	wrong    []string
	skipped  string
	stood    time.Duration
	cleanups []func()
}

// run runs a test, and what it wants to be done at its end, in a goroutine that both may end.
func (a *attempt) run(test func(t testing.TB)) {
	a.alone(func() { test(a) })
	for {
		a.mu.Lock()
		last := len(a.cleanups) - 1
		if last < 0 {
			a.mu.Unlock()
			return
		}
		cleanup := a.cleanups[last]
		a.cleanups = slices.Delete(a.cleanups, last, last+1)
		a.mu.Unlock()
		a.alone(cleanup)
	}
}

func (*attempt) alone(do func()) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		do()
	}()
	<-ended
}

func (a *attempt) Cleanup(f func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.cleanups = append(a.cleanups, f)
}

func (a *attempt) fail(text string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.wrong = append(a.wrong, strings.TrimSpace(text))
}

func (a *attempt) Error(arguments ...any)                 { a.fail(fmt.Sprintln(arguments...)) }
func (a *attempt) Errorf(format string, arguments ...any) { a.fail(fmt.Sprintf(format, arguments...)) }
func (a *attempt) Fail()                                  { a.fail("failed") }

func (a *attempt) Fatal(arguments ...any) {
	a.Error(arguments...)
	runtime.Goexit()
}

func (a *attempt) Fatalf(format string, arguments ...any) {
	a.Errorf(format, arguments...)
	runtime.Goexit()
}

func (a *attempt) FailNow() {
	a.Fail()
	runtime.Goexit()
}

func (a *attempt) Failed() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.wrong) > 0
}

func (a *attempt) Skip(arguments ...any) { a.skip(fmt.Sprintln(arguments...)) }
func (a *attempt) SkipNow()              { a.skip("skipped") }
func (a *attempt) Skipf(format string, arguments ...any) {
	a.skip(fmt.Sprintf(format, arguments...))
}

func (a *attempt) skip(text string) {
	a.mu.Lock()
	a.skipped = strings.TrimSpace(text)
	a.mu.Unlock()
	runtime.Goexit()
}
