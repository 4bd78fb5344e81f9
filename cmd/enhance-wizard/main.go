// Command enhance-wizard connects a WordPress multisite with the plugin
// Ultimate Multisite to an Enhance panel, and watches its domains.
//
// Each command has a file: flags in, pieces wired, result out. What is decided
// is decided in the packages below.
package main

import (
	"cmp"
	"context"
	"os"
	"runtime/debug"

	"enhance-wizard/ui/terminal"
)

func main() {
	harden()
	os.Exit(run())
}

// run is main without the exit, so that deferred work is done.
func run() int {
	p := newProgram()
	defer p.reportPanic()
	ctx, stop := terminal.WithSignals(context.Background())
	defer stop()
	command, err := p.root().ExecuteContextC(ctx)
	if cause := context.Cause(ctx); cause != nil && ctx.Err() != nil {
		err = cause // a signal explains every error that came of it
	}
	return p.finish(cmp.Or(err, p.answerFailed(command, err)))
}

// reportPanic keeps a crash from printing values: a stack may hold the token.
func (p *program) reportPanic() {
	if value := recover(); value != nil {
		p.finish(&terminal.PanicError{Value: "(text withheld)", Stack: p.redact(string(debug.Stack()))})
		os.Exit(1)
	}
}
