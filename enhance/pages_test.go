package enhance_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func TestWebsitesAreReadPageByPage(t *testing.T) {
	t.Parallel()
	const count = 612
	panel := newPanel(t, paneltest.Options{})
	for i := range count {
		panel.AddWebsite(paneltest.Website{OrgID: string(customerOrg), Domain: fmt.Sprintf("site%d.example", i)})
	}
	websites, err := newClient(t, panel, customerToken).Websites(background(t), customerOrg, enhance.WebsiteQuery{Search: "site"})
	if err != nil || len(websites) != count+1 { // the preview name of the network holds the word too
		t.Fatalf("%d websites, %v", len(websites), err)
	}
	if requests := panel.Requests(); len(requests) != 3 || !strings.Contains(requests[2].Query, "offset=498") {
		t.Errorf("requests %+v", requests)
	}
}

// Offsets count what is there at that moment. What comes or goes between two
// pages must neither hide an item nor show one twice.
func TestAListingThatChangesBetweenItsPagesIsWhole(t *testing.T) {
	t.Parallel()
	const count = 700
	for name, change := range map[string]func(p *paneltest.Panel, sites []string){
		"some go": func(p *paneltest.Panel, sites []string) {
			for _, id := range sites[10:13] {
				p.RemoveWebsite(id)
			}
		},
		"the last of the first page goes": func(p *paneltest.Panel, sites []string) { p.RemoveWebsite(sites[249]) },
		"many go": func(p *paneltest.Panel, sites []string) {
			for _, id := range sites[:460] {
				p.RemoveWebsite(id)
			}
		},
		"one goes, one comes": func(p *paneltest.Panel, sites []string) {
			p.RemoveWebsite(sites[0])
			p.AddWebsite(paneltest.Website{OrgID: string(customerOrg), Domain: "new.example"})
		},
		"one comes before": func(p *paneltest.Panel, _ []string) {
			p.AddWebsite(paneltest.Website{OrgID: string(customerOrg), Domain: "aaa.example"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var panel *paneltest.Panel
			var sites []string
			var pages atomic.Int32
			panel = newPanel(t, paneltest.Options{Check: func(e paneltest.Exchange) {
				if e.Request.Method == http.MethodGet && pages.Add(1) == 1 {
					change(panel, sites)
				}
			}})
			panel.RemoveWebsite(string(network))
			for i := range count {
				site := paneltest.Website{OrgID: string(customerOrg), Domain: fmt.Sprintf("site%04d.example", i)}
				sites = append(sites, panel.AddWebsite(site))
			}
			got, err := newClient(t, panel, customerToken).Domains(background(t), customerOrg)
			if err != nil {
				t.Fatal(err)
			}
			seen := map[string]int{}
			for _, domain := range got {
				seen[domain.Name]++
			}
			for _, id := range sites { // what came meanwhile may be missing, what was there all the time may not
				for _, mapping := range panel.Mappings(id) {
					if seen[mapping.Domain] == 0 {
						t.Errorf("%s is missing", mapping.Domain)
					}
				}
			}
			for name, times := range seen {
				if times != 1 {
					t.Errorf("%s is listed %d times", name, times)
				}
			}
		})
	}
}

// A listing that never stands still is not read for ever.
func TestAListingThatAlwaysMovesIsGivenUpInTime(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	client := newHostile(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n := requests.Add(1)
		_, _ = fmt.Fprintf(w, `{"items":[{"id":"44444444-4444-4444-8444-%012d"},{"id":"45444444-4444-4444-8444-%012d"}],"total":6}`, n, n)
	}))
	servers, err := client.Servers(background(t))
	if err != nil || len(servers) != 10 || requests.Load() != 9 {
		t.Errorf("%d servers in %d requests, %v", len(servers), requests.Load(), err)
	}
}

func TestPagingEndsWhateverThePanelSays(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	const one = `{"id":"44444444-4444-4444-8444-444444444444"}`
	for name, c := range map[string]struct {
		body     string
		requests int
	}{
		"a total that is never reached": {`{"items":[` + one + `],"total":9000}`, 2},
		"a total that is too small":     {`{"items":[` + one + `],"total":0}`, 1},
		"a total without items":         {`{"items":[],"total":7}`, 1},
		"a total below zero":            {`{"items":[` + one + `],"total":-1}`, 1},
	} {
		before := len(panel.Requests())
		remove := panel.Fault(paneltest.Match{Path: "/servers"}, paneltest.Answer(200, "application/json", c.body))
		if _, err := client.Servers(background(t)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		remove()
		if got := len(panel.Requests()) - before; got != c.requests {
			t.Errorf("%s: %d requests, want %d", name, got, c.requests)
		}
	}
}
