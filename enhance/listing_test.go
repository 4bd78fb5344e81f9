package enhance_test

import (
	"net/netip"
	"reflect"
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

func wantEqual(t testing.TB, got, want any) {
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
