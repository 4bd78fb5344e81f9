package doctor_test

import (
	"fmt"
	"testing"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

const mapped = "INSERT INTO wp_wu_domain_mappings (blog_id, domain, stage) VALUES (7, '%s', 'done');"

const blog = "INSERT INTO wp_blogs (blog_id, site_id, domain, path, archived, spam, deleted) VALUES (%d, 1, '%s', '/', %d, 0, 0);"

// TestBothListsOfDomainsAreCompared runs on a real MariaDB and a real panel.
func TestBothListsOfDomainsAreCompared(t *testing.T) {
	t.Parallel()
	const later = "2099-01-01 00:00:00"
	for _, c := range []struct {
		name, statements string
		panel            []paneltest.Mapping
		directories      bool
		unsent, left     string
	}{
		{"neither has any", "", nil, false, "[]", "[]"},
		{"both have it", fmt.Sprintf(mapped, "shop.example"), []paneltest.Mapping{{Domain: "shop.example"}}, false, "[]", "[]"},
		{"in other letters", fmt.Sprintf(mapped, "shop.example"), []paneltest.Mapping{{Domain: "Shop.Example"}}, false, "[]", "[]"},
		{
			"in another script", fmt.Sprintf(mapped, "xn--bcher-kva.example"),
			[]paneltest.Mapping{{Domain: "xn--bcher-kva.example"}},
			false, "[]", "[]",
		},
		{"never sent", fmt.Sprintf(mapped, "shop.example"), nil, false, "[shop.example]", "[]"},
		{
			"about to be sent", fmt.Sprintf(mapped, "shop.example") + action("1", "wu_add_domain", "pending", later),
			nil, false, "[]", "[]",
		},
		{
			"overdue", fmt.Sprintf(mapped, "shop.example") + action("1", "wu_add_domain", "pending", "2026-01-01 00:00:00"),
			nil, false, "[shop.example]", "[]",
		},
		{"removed in WordPress", "", []paneltest.Mapping{{Domain: "old.example"}}, false, "[]", "[old.example]"},
		{"a preview name", "", []paneltest.Mapping{{Domain: "x.preview.example", Kind: "preview"}}, false, "[]", "[]"},
		{
			"www of a domain", fmt.Sprintf(mapped, "shop.example"),
			[]paneltest.Mapping{{Domain: "shop.example"}, {Domain: "www.shop.example"}, {Domain: "www.network.example"}},
			false, "[]", "[]",
		},
		{"a subdomain site", fmt.Sprintf(blog, 3, "blog.network.example", 0), nil, false, "[blog.network.example]", "[]"},
		{"under a wildcard", fmt.Sprintf(blog, 3, "blog.network.example", 0), []paneltest.Mapping{{Domain: "*.network.example"}}, false, "[]", "[]"},
		{"an archived site", fmt.Sprintf(blog, 3, "blog.network.example", 1), nil, false, "[]", "[]"},
		{"the main site", fmt.Sprintf(blog, 1, "network.example", 0), nil, false, "[]", "[]"},
		{"sites in directories", fmt.Sprintf(blog, 3, "elsewhere.example", 0), nil, true, "[]", "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			for _, m := range c.panel {
				s.panel.AddMapping(s.website, m)
			}
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(), Database: makeNetwork(t, c.statements)})
			if c.directories {
				s.directories()
			}
			findings := s.run()
			for id, want := range map[doctor.ID]string{doctor.DomainsUnsent: c.unsent, doctor.DomainsLeft: c.left} {
				f := find(t, findings, id)
				got := fmt.Sprint(param(f, "names"))
				if f.Status == doctor.OK {
					got = "[]"
				}
				if got != want || f.Status == doctor.NotChecked {
					t.Errorf("%s: %s, want %s: %+v", id, got, want, f)
				}
			}
		})
	}
}

func TestWithoutADatabaseTheListsAreNotCompared(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	s.makeSite(networktest.Options{
		PluginVersion: "2.4.12", Constants: s.constants(), Database: networktest.Database{Host: "127.0.0.1:1"},
	})
	s.panel.AddMapping(s.website, paneltest.Mapping{Domain: "shop.example"})
	findings := s.run()
	for _, id := range []doctor.ID{doctor.DomainsUnsent, doctor.DomainsLeft, doctor.PublicIP} {
		if f := find(t, findings, id); f.Status != doctor.NotChecked || f.Reason != doctor.ReasonDatabase {
			t.Errorf("%+v", f)
		}
	}
	f := find(t, findings, doctor.PlanLimit)
	if f.Status != doctor.NotChecked || param(f, "n") != 1 {
		t.Errorf("%+v", f)
	}
}

func TestThePlanIsNamedWhereThePanelNamesIt(t *testing.T) {
	t.Parallel()
	s := newPanel(t)
	id := s.panel.AddWebsite(paneltest.Website{OrgID: s.org, ServerID: s.server, Domain: "planned.example", Plan: "Clients Normal"})
	s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(network.ConstantWebsiteID, id)})
	if f := find(t, s.run(), doctor.PlanLimit); param(f, "plan") != "Clients Normal" {
		t.Errorf("%+v", f)
	}
}

func TestThePublicAddressIsHeldAgainstThePanels(t *testing.T) {
	t.Parallel()
	const transient = "_site_transient_wu_public_network_ip"
	for _, c := range []struct {
		name, statements string
		want             doctor.Status
	}{
		{"the server's", "", doctor.OK},
		{"behind a NAT", without(transient) + option(transient, "198.51.100.200"), doctor.Warning},
		{"not looked for", without(transient), doctor.NotChecked},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(), Database: makeNetwork(t, c.statements)})
			hold(t, s.run(), doctor.PublicIP, c.want)
		})
	}
}
