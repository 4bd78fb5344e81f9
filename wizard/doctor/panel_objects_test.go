package doctor_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

// serverAnswer lets the panel answer this for one server, beside what every server has.
func (s *stage) serverAnswer(more string) {
	s.panel.Fault(paneltest.Match{Path: "/servers/*"}, paneltest.Answer(200, "application/json", `{"id":"`+s.server+
		`","friendlyName":"web1","hostname":"web1.example","ips":[],"roles":{"application":{"state":"enabled"}}`+more+`}`))
}

func disks(used ...int) string {
	var all []string
	for i, n := range used {
		all = append(all, fmt.Sprintf(`{"name":"d","mountPoint":"/mnt/%d","fileSystem":"ext4","usage":{"total":1000,"used":%d}}`, i, n))
	}
	return `,"disks":[` + strings.Join(all, ",") + `]`
}

func TestTheServersStateAndRoom(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		more   string
		status string // of the call of its own; empty: it fails
		id     doctor.ID
		want   doctor.Status
		disk   any
	}{
		"room":            {disks(400), "online", doctor.ServerCapacity, doctor.OK, "/mnt/0"},
		"almost full":     {disks(100, 900), "online", doctor.ServerCapacity, doctor.Warning, "/mnt/1"},
		"full":            {disks(1000, 20), "online", doctor.ServerCapacity, doctor.Problem, "/mnt/0"},
		"just not full":   {disks(899), "online", doctor.ServerCapacity, doctor.OK, "/mnt/0"},
		"no disks told":   {"", "online", doctor.ServerCapacity, doctor.NotChecked, nil},
		"sizes not told":  {`,"disks":[{"name":"d","mountPoint":"/"}]`, "online", doctor.ServerCapacity, doctor.NotChecked, nil},
		"said at once":    {`,"status":"critical"`, "online", doctor.ServerState, doctor.Problem, nil},
		"said on its own": {"", "restarting", doctor.ServerState, doctor.Warning, nil},
		"online":          {"", "online", doctor.ServerState, doctor.OK, nil},
		"unknown":         {"", "unknown", doctor.ServerState, doctor.NotChecked, nil},
		"not said":        {"", "", doctor.ServerState, doctor.NotChecked, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: "2.4.9", Constants: s.constants()})
			s.serverAnswer(c.more)
			answer := paneltest.Answer(200, "application/json", `{"status":"`+c.status+`"}`)
			if c.status == "" {
				answer = paneltest.Forbidden()
			}
			s.panel.Fault(paneltest.Match{Path: "/servers/*/status"}, answer)
			f := find(t, s.run(), c.id)
			if f.Status != c.want || param(f, "disk") != c.disk {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestTheOrganisationIsLookedAt(t *testing.T) {
	t.Parallel()
	answer := func(status int, body string) func(*stage) {
		return func(s *stage) {
			s.panel.Fault(paneltest.Match{Path: "/orgs/*"}, paneltest.Answer(status, "application/json", body))
		}
	}
	for name, c := range map[string]struct {
		org   string
		fault func(*stage)
		want  string
	}{
		"there":       {"", nil, "org_state ok"},
		"deleted":     {"", answer(200, `{"id":"`+strangeID+`","name":"Gone","status":"deleted"}`), "org_state problem"},
		"not told":    {"", answer(403, `{"code":"unauthorized"}`), "org_state not_checked"},
		"no status":   {"", answer(200, `{"id":"`+strangeID+`","name":"Any"}`), "org_state not_checked"},
		"broken":      {"", answer(500, ``), "org_state not_checked"},
		"not there":   {strangeID, nil, "org_unknown problem"},
		"404 instead": {strangeID, notFoundOrg, "org_unknown problem"},
		"not the website's": {
			"the customer's", nil, "org_wrong problem",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			var changes []string
			switch c.org {
			case "":
			case strangeID:
				changes = []string{network.ConstantOrgID, strangeID, network.ConstantWebsiteID, strangeID}
			default:
				changes = []string{network.ConstantOrgID, s.customer}
			}
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants(changes...)})
			if c.fault != nil {
				c.fault(s)
			}
			var got []string
			for _, f := range s.run() {
				if f.ID == doctor.OrgState || f.ID == doctor.OrgUnknown || f.ID == doctor.OrgWrong {
					got = append(got, string(f.ID)+" "+string(f.Status))
				}
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("%v, want %q", got, c.want)
			}
		})
	}
}

// notFoundOrg answers as panels do that look for the organisation before they look at the role.
func notFoundOrg(s *stage) {
	for _, path := range []string{"/orgs/*", "/orgs/*/websites/*", "/orgs/*/websites/*/domains"} {
		s.panel.Fault(paneltest.Match{Path: path}, paneltest.Answer(404, "application/json", `{"code":"not_found","detail":"org"}`))
	}
}

// TestThePanelsOwnNameServersAreAskedAboutDomainsWithoutACertificate lets the panel hold an old answer.
func TestThePanelsOwnNameServersAreAskedAboutDomainsWithoutACertificate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		dns         diagnose.DNSVerdict
		certificate diagnose.CertificateVerdict
		panel       string
		want        string
	}{
		"old answer":       {diagnose.DNSOK, diagnose.CertificatePlaceholder, "ForeignServer", "[shop.example]"},
		"no answer":        {diagnose.DNSOK, diagnose.CertificateExpired, "Failed", "[shop.example]"},
		"seen":             {diagnose.DNSOK, diagnose.CertificatePlaceholder, "Resolved", ""},
		"DNS is wrong":     {diagnose.DNSElsewhere, diagnose.CertificatePlaceholder, "ForeignServer", ""},
		"has a good one":   {diagnose.DNSOK, diagnose.CertificateValid, "ForeignServer", ""},
		"behind a proxy":   {diagnose.DNSProxied, diagnose.CertificatePlaceholder, "ForeignServer", ""},
		"it does not know": {diagnose.DNSOK, diagnose.CertificatePlaceholder, "Unknown", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			id := s.panel.AddMapping(s.website, paneltest.Mapping{Domain: "shop.example", DNSStatus: c.panel})
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
			s.domains = func(context.Context, wizard.Options) ([]monitor.Row, error) {
				shop := row("shop.example", diagnose.Broken)
				shop.Domain.Panel = &diagnose.PanelRow{Mapped: true, ID: id}
				shop.Verdict.DNS, shop.Verdict.Certificate = c.dns, c.certificate
				return []monitor.Row{shop}, nil
			}
			got := ""
			for _, f := range s.run() {
				if f.ID == doctor.PanelResolver {
					got = fmt.Sprint(param(f, "names"))
				}
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
