package enhance_test

import (
	"fmt"
	"net/http"
	"net/netip"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func addresses(list ...string) []netip.Addr {
	parsed := make([]netip.Addr, 0, len(list))
	for _, text := range list {
		parsed = append(parsed, netip.MustParseAddr(text))
	}
	return parsed
}

func wantEqual(t *testing.T, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestServers(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	servers, err := client.Servers(background(t))
	if err != nil {
		t.Fatal(err)
	}
	main := enhance.Server{
		ID: mainServer, Name: "main", Hostname: "srv1.example.net", ControlPanel: true, Application: true,
		IPs: addresses("203.0.113.10", "203.0.113.11", "2001:db8::1"),
	}
	wantEqual(t, servers, []enhance.Server{
		main, {ID: otherServer, Name: "mail", Hostname: "srv2.example.net", IPs: addresses("203.0.113.20")},
	})
	alone, err := client.Server(background(t), mainServer)
	main.Status = "online"
	main.Disks = []enhance.Disk{{Name: "/dev/sda1", MountPoint: "/", FileSystem: "ext4", Used: 40 << 30, Total: 200 << 30, Kind: "ssd"}}
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, alone, main)
	_, err = client.Server(background(t), nowhere)
	if failure := wantError(t, err, enhance.NotFound); failure.Status != 404 || failure.Code != "not_found" || failure.Detail != "server" {
		t.Errorf("failure %+v", failure)
	}
}

// Real answers lack fields that the specification requires, and come grouped,
// as a bare array, or in the shape of another generation.
func TestServersInOtherShapes(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	const one, two = `{"id":"44444444-4444-4444-8444-444444444444"}`, `{"id":"45454545-4545-4545-8545-454545454545","groupId":null}`
	for name, body := range map[string]string{
		"array":         `[` + one + `,` + two + `]`,
		"no total":      `{"items":[` + one + `,` + two + `]}`,
		"grouped":       `{"items":{"g1":[` + one + `],"ungrouped":[` + two + `]},"total":2}`,
		"keyed":         `{"items":{"a":` + one + `,"b":` + two + `},"total":2}`,
		"total as text": `{"items":[` + one + `,` + two + `],"total":"2"}`,
		"odd fields": `{"items":[{"id":"44444444-4444-4444-8444-444444444444","friendlyName":5,"ips":null,"roles":[],"ipv6Addr":null,` +
			`"isControlPanel":"yes","dedicatedSubscription":{"a":1}},` + two + `],"total":2}`,
	} {
		panel.Fault(paneltest.Match{Path: "/servers", Times: 1}, paneltest.Answer(200, "application/json", body))
		servers, err := client.Servers(background(t))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		wantEqual(t, servers, []enhance.Server{
			{ID: mainServer, Application: true, IPs: addresses()}, {ID: otherServer, Application: true, IPs: addresses()},
		})
	}
	for _, empty := range []string{`{"items":[],"total":0}`, `{"items":null}`, `[]`, `null`, `{"items":{},"total":0}`} {
		panel.Fault(paneltest.Match{Path: "/servers", Times: 1}, paneltest.Answer(200, "application/json", empty))
		if servers, err := client.Servers(background(t)); err != nil || len(servers) != 0 {
			t.Errorf("%s: %v, %v", empty, servers, err)
		}
	}
}

func TestServerAddressesInOtherShapes(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	panel.Fault(paneltest.Match{Path: "/servers/*"}, paneltest.Answer(200, "application/json",
		`{"id":"44444444-4444-4444-8444-444444444444","ips":["203.0.113.1",{"ip":"203.0.113.2","isPrimary":true},{"ip":"nonsense"},5,`+
			`{"ip":"203.0.113.1"}],"ipv6Addr":"2001:db8::1","roles":{"application":{"state":"disabled"}}}`))
	server, err := client.Server(background(t), mainServer)
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, server, enhance.Server{ID: mainServer, IPs: addresses("203.0.113.2", "203.0.113.1", "2001:db8::1")})
}

// In a listing each role has a word; alone, a server leaves out what is not
// installed. Where no role is told, none is held against the server.
func TestTheRoleThatWebsitesNeed(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	for roles, want := range map[string]bool{
		`{"application":"enabled","backup":"notInstalled"}`:                true,
		`{"application":"disabled","email":"enabled"}`:                     false,
		`{"application":"notInstalled"}`:                                   false,
		`{"email":"enabled"}`:                                              false,
		`{"application":{"state":"enabled","status":"online"}}`:            true,
		`{"application":{"state":"disabled"},"email":{"state":"enabled"}}`: false,
		`{"email":{"state":"enabled","status":"online"}}`:                  false,
		`{"application":null,"email":"enabled"}`:                           false,
		`{}`:                                                               true, `null`: true, `[]`: true, `"none"`: true,
	} {
		remove := panel.Fault(paneltest.Match{Path: "/servers/*"}, paneltest.Answer(200, "application/json",
			`{"id":"44444444-4444-4444-8444-444444444444","roles":`+roles+`}`))
		server, err := newClient(t, panel, masterToken).Server(background(t), mainServer)
		if err != nil || server.Application != want {
			t.Errorf("%s: %t, %v", roles, server.Application, err)
		}
		remove()
	}
}

func TestAServerWithoutTheRoleIsToldInBothShapes(t *testing.T) {
	t.Parallel()
	client := newClient(t, newPanel(t, paneltest.Options{}), masterToken)
	servers, err := client.Servers(background(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, listed := range servers {
		alone, err := client.Server(background(t), listed.ID)
		if err != nil || alone.Application != listed.Application || listed.Application != (listed.ID == mainServer) {
			t.Errorf("%s: listed %t, alone %t, %v", listed.Name, listed.Application, alone.Application, err)
		}
	}
}

func TestDisksInOtherShapes(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	panel.Fault(paneltest.Match{Path: "/servers/*"}, paneltest.Answer(200, "application/json", `{"id":"44444444-4444-4444-8444-444444444444",
		"status":null,"disks":[{"name":"a","usage":{"total":10,"used":9}},{"name":"b","usage":{"total":"x","used":1}},{"name":"c"},
		{"name":"d","usage":{"total":0,"used":0}},{"name":"e","usage":{"total":5,"used":-1}},{"name":"f","usage":7}]}`))
	server, err := newClient(t, panel, masterToken).Server(background(t), mainServer)
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, server.Disks, []enhance.Disk{{Name: "a", Used: 9, Total: 10}, {Name: "b"}, {Name: "c"}, {Name: "d"}, {Name: "e"}, {Name: "f"}})
}

func TestWebsitesOfACustomer(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	panel.AddMapping(string(network), paneltest.Mapping{Domain: "shop.example"})
	client := newClient(t, panel, customerToken)
	want := enhance.Website{
		ID: network, OrgID: customerOrg, OrgName: "Customer", Domain: "network.example",
		Aliases: []string{"network-abcd.site.example", "shop.example"}, Status: enhance.WebsiteActive, Kind: enhance.WebsiteNormal,
		ServerIPs: addresses(), Plan: "Clients Normal",
	}
	websites, err := client.Websites(background(t), customerOrg, enhance.WebsiteQuery{})
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, websites, []enhance.Website{want})
	alone, err := client.Website(background(t), customerOrg, network)
	if err != nil {
		t.Fatal(err)
	}
	want.UnixUser, want.ServerIPs = "netwo1", addresses("203.0.113.10", "203.0.113.11", "2001:db8::1")
	wantEqual(t, alone, want)
}

func TestWebsitesOfAServer(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	for query, want := range map[enhance.WebsiteQuery][]enhance.ID{
		{}:                                     {blog},
		{Recursive: true}:                      {network, blog},
		{Recursive: true, Server: mainServer}:  {network},
		{Recursive: true, Server: otherServer}: {blog},
		{Server: mainServer}:                   nil,
		{Recursive: true, Search: "ABCD.site"}: {network},
		{Recursive: true, Search: "& ?=/"}:     nil,
	} {
		websites, err := client.Websites(background(t), masterOrg, query)
		if err != nil {
			t.Fatalf("%+v: %v", query, err)
		}
		var got []enhance.ID
		for _, website := range websites {
			got = append(got, website.ID)
			if query.Recursive && website.ServerID == "" {
				t.Errorf("%+v: website %s has no server", query, website.ID)
			}
		}
		wantEqual(t, got, want)
	}
}

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

func TestMemberships(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	memberships, err := newClient(t, panel, masterToken).Memberships(background(t))
	if err != nil || len(memberships) != 1 || memberships[0].ID == "" {
		t.Fatalf("%+v, %v", memberships, err)
	}
	memberships[0].ID = ""
	wantEqual(t, memberships[0], enhance.Membership{OrgID: masterOrg, OrgName: "Example Hosting", MasterOrg: true, Roles: []string{"SuperAdmin"}})
	memberships, err = newClient(t, panel, customerToken).Memberships(background(t))
	if err != nil || len(memberships) != 1 || memberships[0].MasterOrg || memberships[0].OrgID != customerOrg {
		t.Errorf("%+v, %v", memberships, err)
	}
}
