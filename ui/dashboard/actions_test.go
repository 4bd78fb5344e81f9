package dashboard_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/inventory"
)

func assertAsked(t *testing.T, d *desk, want ...string) {
	t.Helper()
	if got := d.asked(); !slices.Equal(got, want) {
		t.Errorf("the panel was asked %q, want %q", got, want)
	}
}

func TestOnlyTheRightNameRemovesADomain(t *testing.T) {
	t.Parallel()
	d := &desk{}
	p := stage(t, d, nil)
	p.brings(rows("a.test", "healthy", "shop.test", "healthy"))
	p.hits("down", "d")
	p.sees("Remove shop.test", "The panel keeps its certificate.")
	for _, wrong := range []string{"", "a.test", "shop.tes", "shop.test.evil.test"} {
		p.types(wrong)
		p.hits("enter")
		p.sees("That is not shop.test: nothing was removed.")
		for range wrong {
			p.hits("backspace")
		}
	}
	p.hits("esc")
	p.seesNot("nothing was removed")
	assertAsked(t, d)

	p.hits("d")
	p.types("Shop.Test.") // a name as people write it
	p.hits("enter")
	p.sees("shop.test is no longer mapped at the panel.")
	assertAsked(t, d, "remove shop.test")
	p.brings(monitor.Batch{Removed: []string{"shop.test"}})
	assertNames(t, p.board, ">a.test")
	p.until("the list is asked for again", func() bool { return slices.Contains(p.wire.asked(), "shop.test") })
}

func TestPrimaryDomainCannotBeRemoved(t *testing.T) {
	t.Parallel()
	d := &desk{}
	p := stage(t, d, nil)
	primary := row("network.test", diagnose.Healthy)
	primary.Domain.Panel.Kind = "primary"
	p.brings(monitor.Batch{SourceOK: true, Rows: []monitor.Row{primary}})
	p.hits("d")
	p.sees("network.test is the primary domain of the website, which cannot be removed. Make another domain the primary one")
	assertAsked(t, d)
}

func TestDomainThatWasAddedIsSelectedWhenItComes(t *testing.T) {
	t.Parallel()
	for name, before := range map[string][]string{
		"in the table": {}, "with a filter that hides it": {"/", "b", "l", "o", "g", "enter"}, "from the detail pane": {"enter"},
	} {
		t.Run(name, func(t *testing.T) {
			d := &desk{}
			p := stage(t, d, nil)
			p.brings(rows("blog.test", "broken", "zoo.test", "healthy"))
			p.hits(before...)
			p.hits("a")
			p.types("shop.test")
			p.hits("enter")
			p.sees("shop.test is mapped at the panel.")
			assertAsked(t, d, "add shop.test")
			p.brings(monitor.Batch{Rows: []monitor.Row{row("shop.test", "")}})
			assertNames(t, p.board, "blog.test", "zoo.test", ">shop.test")
		})
	}
}

func TestCursorIsNotTakenFromWhoMovedOn(t *testing.T) {
	t.Parallel()
	p := stage(t, &desk{}, nil)
	p.brings(rows("blog.test", "broken", "zoo.test", "healthy"))
	p.hits("a")
	p.types("shop.test")
	p.hits("enter")
	p.sees("shop.test is mapped at the panel.")
	p.hits("down")
	p.brings(monitor.Batch{Rows: []monitor.Row{row("shop.test", "")}})
	assertNames(t, p.board, "blog.test", ">zoo.test", "shop.test")
}

func TestChangeThatTheTokenMayNotMakeNamesTheRole(t *testing.T) {
	t.Parallel()
	d := &desk{err: &wizard.RightError{Err: &enhance.Error{
		Cause: enhance.Forbidden, Call: "POST /orgs/{org_id}/websites/{website_id}/domains", Status: 403,
		Message: "Role may only read",
	}}}
	p := stage(t, d, nil)
	p.brings(rows("shop.test", "healthy"))
	p.hits("a")
	p.types("new.test")
	p.hits("enter")
	p.sees("refuses it to add a domain (403): Role may only read", "with the role Super Admin or Owner")
	p.seesNot("has expired")
}

func TestNameThatCannotBeAddedIsExplained(t *testing.T) {
	t.Parallel()
	d := &desk{err: &inventory.TakenError{Name: "taken.test", Use: enhance.DomainInUseAnotherOrg, Err: errors.New("no")}}
	p := stage(t, d, nil)
	p.brings(rows("shop.test", "healthy"))
	p.hits("a")
	p.types("https://shop")
	p.hits("enter")
	p.sees("https://shop is not a domain name.", "Write it like shop.example.com")
	p.hits("esc", "a")
	p.types("shop.test")
	p.sees("The panel has shop.test already.") // said while one types
	p.hits("enter")
	assertAsked(t, d)
	p.hits("esc", "a")
	p.types("taken.test")
	p.hits("enter")
	p.sees("taken.test belongs to another organisation of this panel.", "Have it removed there first")
	assertAsked(t, d, "add taken.test")
}

func TestMissingDomainIsProposedForAdding(t *testing.T) {
	t.Parallel()
	p := stage(t, &desk{}, nil)
	missing := row("lost.test", diagnose.Broken)
	missing.Domain.Panel.Mapped = false
	p.brings(monitor.Batch{SourceOK: true, Rows: []monitor.Row{missing}})
	for _, key := range []string{"i", "d"} {
		p.hits(key)
		p.sees("The panel does not have lost.test. Press a to add it.")
	}
	p.hits("a", "enter")
	p.sees("lost.test is mapped at the panel.")
}

func issued(name string) enhance.StoredCertificate {
	return enhance.StoredCertificate{
		CommonName: name, Issuer: "R11\x1b[31m", Names: []string{name}, NotBefore: noon, NotAfter: noon.AddDate(0, 0, 90),
	}
}

var allSteps = []inventory.IssueStep{inventory.IssuePreflight, inventory.IssueRequest, inventory.IssueReadBack}

func TestCertificateIsIssuedStepByStep(t *testing.T) {
	t.Parallel()
	d := &desk{cert: issued("shop.test"), steps: allSteps, release: make(chan struct{})}
	p := stage(t, d, nil)
	p.brings(rows("shop.test", "broken"))
	p.hits("i")
	p.sees("Let the panel get a certificate for shop.test?", "It has a good one, valid until 2027-01-22")
	assertAsked(t, d)
	p.hits("enter")
	p.sees("✓ 12:00:00 The panel looks whether it can", "~ 12:00:00 The certificate is read back")
	close(d.release)
	p.sees("shop.test has a certificate by R11\uFFFD[31m for shop.test, valid until 2027-02-21.", "being checked again")
	assertAsked(t, d, "issue shop.test")
	p.until("the domain is checked again", func() bool { return slices.Contains(p.wire.asked(), "shop.test") })
	p.hits("esc", "i")
	p.sees("The panel was asked for one at 12:00 already.")
}

func TestPanelsOwnWordsAreShownWhenItRefuses(t *testing.T) {
	t.Parallel()
	d := &desk{
		steps: allSteps[:1],
		err:   &inventory.CannotIssueError{Name: "shop.test", Reason: "DNS problem: \x1b[2JNXDOMAIN looking up A for shop.test"},
	}
	p := stage(t, d, nil)
	p.brings(rows("shop.test", "broken"))
	p.hits("enter", "i", "enter")
	p.sees("✗ The panel cannot get a certificate for shop.test: DNS problem: \uFFFD[2JNXDOMAIN looking up A for shop.test",
		"Correct what the panel names, then try again.", "· The panel gets the certificate")
	p.hits("esc")
	p.sees("What was found", "at 12:00 it could get no certificate: DNS problem: \uFFFD[2JNXDOMAIN") // back in the detail pane
	p.hits("i")
	p.seesNot("was asked for one at") // the authority was not
}

func TestWhatSpeaksAgainstACertificateIsSaidBefore(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*diagnose.Verdict)
		says   string
	}{
		"nothing":            {func(v *diagnose.Verdict) { v.Certificate = diagnose.CertificatePlaceholder }, ""},
		"a good certificate": {func(*diagnose.Verdict) {}, "! It has a good one, valid until 2027-01-22"},
		"DNS":                {func(v *diagnose.Verdict) { v.DNS = diagnose.DNSNone }, "! DNS does not lead to the server"},
		"a proxy":            {func(v *diagnose.Verdict) { v.DNS = diagnose.DNSProxied }, "! The domain is behind a proxy"},
		"CAA": {func(v *diagnose.Verdict) {
			v.Cause = diagnose.CauseCAAForbids
			v.Params = diagnose.Params{{Name: "domain", Value: "shop.test"}, {Name: "allowed", Value: []string{"ca.test"}}, {Name: "wanted", Value: "letsencrypt.org"}}
		}, "! The CAA records of shop.test let only ca.test issue certificates."},
		"one that is not shown": {func(v *diagnose.Verdict) {
			v.Certificate, v.Cause = diagnose.CertificateExpired, diagnose.CauseCertificateStored
			v.Params = diagnose.Params{{Name: "stored", Value: noon}, {Name: "served", Value: noon}, {Name: "shown", Value: "placeholder"}}
		}, "! The panel has a certificate until 2026-11-23, but the web server still shows the panel's stand-in."},
	} {
		p := stage(t, &desk{}, nil)
		r := row("shop.test", diagnose.Broken)
		test.change(&r.Verdict)
		p.brings(monitor.Batch{SourceOK: true, Rows: []monitor.Row{r}})
		p.hits("i")
		p.sees("Let the panel get a certificate for shop.test?")
		if view := flat(p.View()); !strings.Contains(view, test.says) || test.says == "" && strings.Contains(view, "! ") {
			t.Errorf("%s: %q is not said:\n%s", name, test.says, p.View())
		}
	}
}

func TestChangeGoesOnWhileOneDoesOtherThings(t *testing.T) {
	t.Parallel()
	for _, end := range []struct {
		err  error
		line string
		then string
	}{
		{nil, "✓ done 12:00 (p): Certificate for shop.test", "has a certificate by"},
		{
			&inventory.NotIssuedError{Name: "shop.test"}, "✗ failed 12:00 (p): Certificate for shop.test",
			"Wait five minutes and check the domain again",
		},
	} {
		d := &desk{cert: issued("shop.test"), steps: allSteps[:2], release: make(chan struct{}), err: end.err}
		p := stage(t, d, nil)
		p.brings(rows("blog.test", "broken", "shop.test", "healthy"))
		p.hits("down", "i", "enter")
		p.sees("~ 12:00:00 The panel gets the certificate")
		p.hits("esc")
		p.sees("~ under way since 12:00 (p): Certificate for shop.test")
		p.hits("up", "/")
		p.types("blog")
		assertNames(t, p.board, ">blog.test")
		p.hits("enter", "enter")
		p.sees("What was found", "under way since 12:00") // above the panes as well
		p.hits("i")
		p.sees("One change at a time: this one is still under way.")
		p.hits("esc", "esc", "esc")
		assertAsked(t, d, "issue shop.test")
		close(d.release)
		p.sees(end.line)
		p.hits("p")
		p.sees(end.then)
		p.hits("esc")
		p.seesNot("Certificate for shop.test")
	}
}

func TestEndThatIsNotWantedIsPutAway(t *testing.T) {
	t.Parallel()
	d := &desk{release: make(chan struct{}), err: errors.New("no")}
	p := stage(t, d, nil)
	p.brings(rows("shop.test", "healthy"))
	p.hits("a")
	p.types("new.test")
	p.hits("enter", "esc")
	p.sees("under way since 12:00 (p): Add new.test")
	close(d.release)
	p.sees("failed 12:00 (p): Add new.test")
	p.hits("esc")
	p.seesNot("Add new.test")
}

func TestStoppingSaysWhatMayHaveHappened(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		steps []inventory.IssueStep
		says  string
		doubt bool
	}{
		"before the request": {allSteps[:1], "You stopped before the panel was asked for a certificate for shop.test.", false},
		"during the request": {allSteps[:2], "The panel may still get the certificate for shop.test.", true},
	} {
		t.Run(name, func(t *testing.T) {
			d := &desk{steps: test.steps, release: make(chan struct{})}
			p := stage(t, d, nil)
			p.brings(rows("shop.test", "broken"))
			p.hits("i", "enter")
			p.until("the panel is asked", func() bool { return len(d.asked()) == 1 })
			p.hits("x")
			p.sees(test.says)
			p.hits("esc", "i")
			p.sees("Let the panel get a certificate")
			if shown := strings.Contains(flat(p.View()), "was asked for one at"); shown != test.doubt {
				t.Errorf("that it was asked for is said: %v", shown)
			}
		})
	}
}

func TestCheckByHandAsksThePanelAsWellButDoesNotWaitForIt(t *testing.T) {
	t.Parallel()
	d := &desk{release: make(chan struct{})} // never answers
	p := stage(t, d, nil)
	shop := row("shop.test", diagnose.Healthy)
	shop.Domain.Panel.ID = "id-7"
	p.brings(monitor.Batch{SourceOK: true, Rows: []monitor.Row{shop}})
	p.hits("r")
	p.sees("checking shop.test now")
	p.until("the domain is checked", func() bool { return slices.Contains(p.wire.asked(), "shop.test") })
	assertAsked(t, d, "look shop.test id-7")
}

func TestLeavingInTheMiddleIsTold(t *testing.T) {
	t.Parallel()
	d := &desk{release: make(chan struct{})}
	p := stage(t, d, nil)
	p.brings(rows("shop.test", "broken"))
	if p.Unfinished() != "" {
		t.Errorf("nothing is under way, and yet %q", p.Unfinished())
	}
	p.hits("d")
	p.types("shop.test")
	p.hits("enter")
	if p.Unfinished() != "Remove shop.test" {
		t.Errorf("under way is %q", p.Unfinished())
	}
	close(d.release)
	p.sees("no longer mapped")
	if p.Unfinished() != "" {
		t.Errorf("all is done, and yet %q", p.Unfinished())
	}
}

func TestWhatASignalCutsOffCountsAsUnfinished(t *testing.T) {
	t.Parallel()
	p := stage(t, &desk{release: make(chan struct{})}, nil)
	p.brings(rows("shop.test", "broken"))
	p.hits("a")
	p.types("new.test")
	p.hits("enter")
	p.sees("The panel adds new.test")
	p.leave()
	p.until("the end is told", func() bool { return p.taken["dashboard.endedMsg"] == 1 })
	if p.Unfinished() != "Add new.test" {
		t.Errorf("under way is %q", p.Unfinished())
	}
}

func TestListIsAskedForUntilItShowsTheChange(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := stage(t, &desk{}, nil)
		p.brings(rows("shop.test", "healthy"))
		p.hits("a")
		p.types("new.test")
		p.hits("enter")
		p.sees("new.test is mapped at the panel.")
		p.until("the list is asked for a second time", func() bool { return len(p.wire.asked()) >= 2 })
		p.brings(monitor.Batch{Rows: []monitor.Row{row("new.test", "")}})
		n := len(p.wire.asked())
		looks := p.taken["dashboard.settleMsg"]
		p.clock = p.clock.Add(time.Minute)
		p.until("it is looked at once more", func() bool { return p.taken["dashboard.settleMsg"] > looks })
		synctest.Wait()
		if more := len(p.wire.asked()); more != n {
			t.Errorf("asked %d times more after it was there", more-n)
		}
	})
}

func TestFirstDomainIsAddedToAnEmptyList(t *testing.T) {
	t.Parallel()
	d := &desk{}
	p := stage(t, d, nil)
	p.brings(monitor.Batch{SourceOK: true})
	p.sees("There is no domain yet.", "press a to add one")
	p.hits("d")
	p.sees("No domain is selected.")
	p.hits("a")
	p.types("shop.test")
	p.hits("enter")
	p.sees("shop.test is mapped at the panel.")
	p.brings(monitor.Batch{Rows: []monitor.Row{row("shop.test", "")}})
	assertNames(t, p.board, ">shop.test")
}

func TestWithoutAPanelChangesSayWhyNot(t *testing.T) {
	t.Parallel()
	p := stage(t, nil, nil)
	p.brings(rows("shop.test", "healthy"))
	for _, key := range []string{"a", "d", "i"} {
		p.hits(key)
		p.sees("The domains come from a file (--domains-file), so there is no panel to change anything at.")
		p.hits("down")
	}
	if keys := flat(p.View()); strings.Contains(keys, "i certificate") || strings.Contains(keys, "a add") {
		t.Errorf("keys that do nothing are offered:\n%s", p.View())
	}
}

func TestKeysOfTheDetailPaneMeanItsDomain(t *testing.T) {
	t.Parallel()
	d := &desk{}
	p := stage(t, d, nil)
	p.brings(rows("a.test", "broken", "b.test", "healthy"))
	p.hits("enter") // the first row, which the cursor would leave for the worst
	p.brings(rows("a.test", "healthy", "b.test", "broken"))
	p.brings(sweep(2))
	p.hits("d")
	p.sees("Remove a.test")
	p.hits("esc", "i")
	p.sees("Certificate for a.test")
	p.hits("esc", "c")
	p.sees("Copy from a.test")
	p.hits("esc", "esc")
	assertNames(t, p.board, "b.test", ">a.test")
}
