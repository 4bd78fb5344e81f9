package wizard

import (
	"context"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard/phpreach"
	"enhance-wizard/wpconfig/network"
)

// TestID names one check of the connection test.
type TestID string

// The checks of the connection test, in their order.
const (
	TestDNS     TestID = "dns"
	TestTCP     TestID = "tcp"
	TestTLS     TestID = "tls"
	TestPanel   TestID = "panel"
	TestToken   TestID = "token"
	TestServer  TestID = "server"
	TestWebsite TestID = "website"
	TestDomains TestID = "domains"
	TestPlugin  TestID = "plugin"
	TestPHP     TestID = "php"
)

// TestIDs lists all checks that there are.
func TestIDs() []TestID {
	return []TestID{TestDNS, TestTCP, TestTLS, TestPanel, TestToken, TestServer, TestWebsite, TestDomains, TestPlugin, TestPHP}
}

// Test is a connection test ready to run anywhere: it holds copies only. It
// runs in stages, so that a face can draw between them.
type Test struct {
	revision int
	stages   []stage
	client   *enhance.Client
	bare     *enhance.Client
	server   enhance.ID
	org      enhance.ID
	website  enhance.ID
	plugin   network.Plugin
	// byServers is false where the token cannot see servers.
	byServers bool
	// pinned says that the panel's key is held to a pin.
	pinned bool
	// reach is how PHP is asked, where asksPHP says that it is.
	reach   phpreach.Request
	asksPHP bool
}

// stage is one piece of work, the field by whose answer it asks, and the checks
// that it answers.
type stage struct {
	asks Field
	ids  []TestID
	run  func(Test, context.Context) []Result
}

// Test prepares the connection test for today's answers.
func (s *Session) Test() Test {
	t := Test{
		revision: s.revision, client: s.client(s.token()), bare: s.client(enhance.Token{}),
		server: s.id(Server), org: s.id(Org), website: s.id(Website), plugin: s.found.Plugin,
		byServers: s.access == nil || s.access.ServersErr == nil, pinned: len(s.pins()) > 0,
	}
	t.reach, t.asksPHP = s.reaching()
	byServer := t.server != ""
	byWebsite := t.org != "" && t.website != ""
	t.stages = []stage{{asks: URL, ids: []TestID{TestDNS, TestTCP, TestTLS}, run: Test.checkContact}}
	add := func(id TestID, asks Field, wanted bool, check func(Test, context.Context) finding) {
		if wanted {
			t.stages = append(t.stages, single(id, asks, check))
		}
	}
	domainsOf, pluginAsks := Website, Website
	if !byWebsite {
		domainsOf = Server
	}
	if t.generation() == network.GenerationServer {
		pluginAsks = Server
	}
	add(TestPanel, URL, true, Test.checkPanel)
	add(TestToken, Token, true, Test.checkToken)
	add(TestServer, Server, byServer && (t.byServers || pluginAsks == Server), withRight(Test.checkServer))
	add(TestWebsite, Website, byWebsite, withRight(Test.checkWebsite))
	add(TestDomains, domainsOf, byWebsite || byServer, withRight(Test.checkDomains))
	add(TestPlugin, pluginAsks, t.callsPanel(byWebsite), withRight(Test.checkPlugin))
	if t.asksPHP {
		t.stages = append(t.stages, stage{asks: URL, ids: []TestID{TestPHP}, run: Test.checkPHP})
	}
	return t
}

func (t Test) generation() network.Generation { return t.plugin.Generation }

// callsPanel tells whether there is a plugin whose way of using the panel is
// known, and what it needs for that.
func (t Test) callsPanel(byWebsite bool) bool {
	switch t.generation() {
	case network.GenerationServer:
		return t.server != ""
	case network.GenerationWebsite, network.GenerationStored:
		return byWebsite
	case network.GenerationNone:
		return t.plugin.Status == network.PluginFound
	default:
		return false
	}
}

// finding is what one check found: a failure, a concern, or neither.
type finding struct {
	notes []Note
	err   error
	// worry is nil where all is well.
	worry *Concern
}

func found(notes ...Note) finding { return finding{notes: notes} }

func failed(err error) finding { return finding{err: err} }

func single(id TestID, asks Field, check func(Test, context.Context) finding) stage {
	return stage{asks: asks, ids: []TestID{id}, run: func(t Test, ctx context.Context) []Result {
		var spent enhance.Spent
		f := check(t, enhance.WithSpent(ctx, &spent))
		result := Result{ID: id, State: OK, Took: spent.Duration(), Notes: f.notes}
		switch {
		case f.err != nil:
			result.State, result.Err = Problem, f.err
		case f.worry != nil:
			result.State, result.Err = Warning, f.worry
		}
		return []Result{result}
	}}
}

// IDs lists the checks of this test in their order.
func (t Test) IDs() []TestID {
	var ids []TestID
	for _, stage := range t.stages {
		ids = append(ids, stage.ids...)
	}
	return ids
}

// Run adds the next stage's results to the report, and is false when none was
// left. After a failure the remaining checks are Unchecked.
func (t Test) Run(ctx context.Context, report *Report) bool {
	at := t.position(report)
	if at == len(t.stages) {
		return false
	}
	if _, failed := report.Failure(); failed {
		for _, id := range t.stages[at].ids {
			report.Results = append(report.Results, Result{ID: id, State: Unchecked})
		}
		return true
	}
	for _, result := range t.stages[at].run(t, ctx) {
		result.asked = t.stages[at].asks
		report.Results = append(report.Results, result)
	}
	return true
}

// Next gives the checks that the next Run answers; none at the end, or when an
// earlier failure leaves nothing to ask.
func (t Test) Next(report *Report) []TestID {
	at := t.position(report)
	if _, failed := report.Failure(); failed || at == len(t.stages) {
		return nil
	}
	return t.stages[at].ids
}

func (t Test) position(report *Report) int {
	at := 0
	for at < len(t.stages) && report.has(t.stages[at].ids[0]) {
		at++
	}
	return at
}

// TakeReport accepts a finished test; false when the answers have changed since.
func (s *Session) TakeReport(t Test, report *Report) bool {
	if t.revision != s.revision {
		return false
	}
	s.report = report
	return true
}

// Report is the last connection test of today's answers, nil when there is none.
func (s *Session) Report() *Report { return s.report }

// Generation is the installed plugin's way of using the panel.
func (s *Session) Generation() network.Generation { return s.found.Plugin.Generation }
