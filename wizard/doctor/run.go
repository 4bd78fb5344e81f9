package doctor

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/wizard"
)

// Options are what a check-up is made from.
type Options struct {
	// Wizard are the options of a set-up: answers, authorities, PHP, and whether the panel is left alone.
	Wizard wizard.Options
	// Found is the WordPress that is looked at.
	Found wizard.Found
	// Resolver looks up names, nil for the system's.
	Resolver *net.Resolver
	// Domains checks every domain once; it is not called offline. It is given Wizard with the ids that the panel told.
	Domains func(context.Context, wizard.Options) ([]monitor.Row, error)
	// System are this machine's files outside the site; nil: those under /.
	System fs.FS
	// Now is the clock that is checked; nil: time.Now.
	Now func() time.Time
	// Progress is told which areas are still looked at, at the start and whenever a check has ended; nil: nobody is.
	Progress func(pending []Area)
}

// check is one thing to do. Checks run at the same time.
type check struct {
	// always lists what every run reports: where it was cut off, that it was.
	always []ID
	limit  time.Duration
	run    func(context.Context) []Finding
	// then, if any, is given what was found in the end.
	then func([]Finding)
}

// grace is how long a check may take to notice that its time is over.
var grace = time.Second

// Run does all checks and gives what they found, in the order of [Kinds]. It returns soon after the context has ended;
// what was not looked at by then is NotChecked.
func Run(ctx context.Context, o Options) []Finding {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.System == nil {
		o.System = os.DirFS("/")
	}
	e := examination{Options: o, asked: &outcome{settled: make(chan struct{})}}
	e.rows = sync.OnceValue(func() read[[]monitor.Row] {
		within, cancel := context.WithTimeout(ctx, domainsTime)
		defer cancel()
		return from(e.Domains(within, e.answered()))
	})
	e.records = sync.OnceValue(func() records {
		within, cancel := context.WithTimeout(ctx, databaseTime)
		defer cancel()
		return readRecords(within, e)
	})
	checks := e.checks()
	found := make([][]Finding, len(checks))
	pending := newPending(checks, o.Progress)
	var wait sync.WaitGroup
	for i, c := range checks {
		wait.Go(func() {
			began := time.Now()
			found[i] = c.do(ctx)
			if c.then != nil {
				c.then(found[i])
			}
			pending.ended(i)
			report(ctx, o.Wizard.Logger, found[i], time.Since(began))
		})
	}
	wait.Wait()
	return arrange(slices.Concat(found...))
}

// do runs the check within its time. One that hangs in the system, on a disk that does not answer, is left behind.
func (c check) do(ctx context.Context) []Finding {
	limited, cancel := context.WithTimeout(ctx, c.limit)
	defer cancel()
	done := make(chan []Finding, 1)
	go func() { done <- c.run(limited) }()
	select {
	case findings := <-done:
		return findings
	case <-limited.Done():
	}
	select {
	case findings := <-done:
		return findings
	case <-time.After(grace):
		return allNotChecked(c.always, ended(limited))
	}
}

// ended tells why a check could not go on; empty while it can.
func ended(ctx context.Context) Reason {
	switch {
	case ctx.Err() == nil:
		return ""
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return ReasonTime
	default:
		return ReasonInterrupted
	}
}

// examination is the look at one site.
type examination struct {
	Options
	// records reads the database, and rows checks the domains, once for all checks.
	records func() records
	rows    func() read[[]monitor.Row]
	// asked is what was found of the panel.
	asked *outcome
}

// outcome is what one check found, for others that build on it.
type outcome struct {
	settled  chan struct{}
	findings []Finding
	// told are the ids that nobody gave, and the panel told. A check that was left behind may still come with them.
	told atomic.Pointer[map[wizard.Field]string]
}

func (o *outcome) settle(findings []Finding) {
	o.findings = findings
	close(o.settled)
}

func (e examination) checks() []check {
	return []check{
		{always: panelIDs(), limit: panelTime, run: e.panel, then: e.asked.settle},
		{always: []ID{WordPressFound, PluginPresent, PluginIntegration}, limit: fileTime, run: e.plugin},
		{always: databaseIDs(), limit: databaseTime, run: e.database},
		{always: []ID{ConstantsPresent}, limit: databaseTime, run: e.constants},
		{always: []ID{MultisiteEnabled, MultisiteConstants, SunriseConstant, SunriseFile}, limit: fileTime, run: e.multisite},
		{always: []ID{CookieDomain}, limit: fileTime, run: e.cookies},
		{always: []ID{HtaccessRules}, limit: fileTime, run: e.htaccess},
		{always: []ID{WebServer}, limit: domainsTime, run: e.webServer},
		{always: []ID{PHPCommand, PHPReach}, limit: phpTime, run: e.php},
		{always: []ID{Clock}, limit: clockTime, run: e.clock},
		{always: []ID{Resolver}, limit: resolverTime, run: e.resolver},
		{always: []ID{ConfigMode, ConfigOwner, ConfigGit, ConfigCopies}, limit: fileTime, run: e.files},
		{always: []ID{Pushes}, limit: fileTime, run: e.pushes},
		{always: []ID{DomainsHealth}, limit: domainsTime, run: e.domains},
	}
}

// The time of each check, in which a healthy system never comes near it. The
// tests, of which many run at once, raise some.
var (
	fileTime     = 5 * time.Second
	databaseTime = 12 * time.Second
	recordTime   = 3 * time.Second // for each table
	phpTime      = 20 * time.Second
	clockTime    = 15 * time.Second
)

const (
	panelTime    = 90 * time.Second
	resolverTime = 6 * time.Second
	domainsTime  = panelTime + 3*time.Minute
)
