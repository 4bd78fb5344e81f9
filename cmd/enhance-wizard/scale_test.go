package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"enhance-wizard/enhance/paneltest"
)

// The largest cluster that is promised.
const (
	manyServers  = 250
	manyWebsites = 2000
	manyDomains  = 10_000 // beside the network's own
)

// TestALargeCluster holds memory and completeness of listings at the size that
// is promised, of the program as it runs. It runs beside no other test: the answers
// are large, and each has to come within ten seconds.
func TestALargeCluster(t *testing.T) {
	panel := paneltest.New(paneltest.Options{}) // the check of a specification takes longer than all the rest
	panel.AddOrg(paneltest.Org{ID: stageOrg, Name: "Example Hosting"})
	panel.AddServer(paneltest.Server{ID: stageServer, Name: "web1", Hostname: "web1.example", IPs: []string{"127.0.0.1"}})
	for i := range manyServers - 1 {
		panel.AddServer(paneltest.Server{
			Name: fmt.Sprintf("web%d", i+2), Hostname: fmt.Sprintf("web%d.example", i+2), IPs: []string{fmt.Sprintf("198.18.0.%d", i+2)},
		})
	}
	panel.AddWebsite(paneltest.Website{ID: stageWebsite, OrgID: stageOrg, ServerID: stageServer, Domain: "network.example"})
	for i := range manyWebsites - 1 {
		panel.AddWebsite(paneltest.Website{OrgID: stageOrg, ServerID: stageServer, Domain: fmt.Sprintf("site%d.example", i)})
	}
	for i := range manyDomains {
		panel.AddMapping(stageWebsite, paneltest.Mapping{Domain: fmt.Sprintf("shop%d.example", i)})
	}
	panel.AddToken(paneltest.Token{Value: stageToken, OrgID: stageOrg, Roles: []string{"SuperAdmin"}})
	s := stageFor(t, panel)

	t.Run("domains list", func(t *testing.T) {
		ran := s.measure(t, append(s.list(), "-o", "json")...)
		ran.is(t, exitOK)
		var listed struct{ Domains []struct{ Name string } }
		if err := json.Unmarshal(ran.output, &listed); err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, domain := range listed.Domains {
			names[domain.Name] = true
		}
		if len(listed.Domains) != manyDomains+1 || len(names) != manyDomains+1 {
			t.Errorf("%d domains, %d of them different", len(listed.Domains), len(names))
		}
	})
	// The set-up lists servers and websites, and finds its own among them.
	t.Run("setup", func(t *testing.T) {
		ran := s.measure(t, "setup", "--dry-run")
		ran.is(t, exitProblems)
		for _, id := range []string{stageWebsite, stageOrg, stageServer} {
			if !bytes.Contains(ran.output, []byte(id)) {
				t.Errorf("%s was not found:\n%s", id, ran.output)
			}
		}
	})
	// A person narrows both lists by typing, and goes on to the end.
	t.Run("wizard", func(t *testing.T) {
		p := sit(t, s.given(s.shipped(t)), 120, 40)
		ended := make(chan struct{})
		peak := watchMemory(p.command.Process.Pid, ended)
		p.sees("Found here")
		p.presses("enter")
		p.sees("servers to see: 250", "network.example")
		p.presses("tab", "tab")
		p.sees("> Server")
		p.presses("ctrl+l")
		p.sees("Choose the server", "250")
		p.types("web249")
		p.sees("> web249")
		p.seesNoMore("web248")
		p.presses("esc")
		p.sees(onCredentials, "> Server")
		p.presses("tab")
		p.sees("> Website")
		p.presses("ctrl+l")
		p.sees("Choose the website", "2000")
		p.types("site1998.")
		p.sees("> site1998.example")
		p.presses("esc")
		p.sees(onCredentials)
		p.presses("ctrl+c")
		p.leaves(130)
		close(ended)
		if most := <-peak; most == 0 || most > hostileMemory {
			t.Errorf("it took %d MiB", most>>20)
		}
	})
}
