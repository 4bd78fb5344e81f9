package inventory_test

import (
	"errors"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard/inventory"
)

func TestARefusedNameTellsWhoHasIt(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	other := panel.AddOrg(paneltest.Org{Name: "Customer", ParentID: string(domains.Org)})
	panel.AddWebsite(paneltest.Website{OrgID: other, Domain: "theirs.example"})
	panel.AddWebsite(paneltest.Website{OrgID: string(domains.Org), Domain: "beside.example"})
	panel.AddWebsite(paneltest.Website{OrgID: string(domains.Org), Domain: "gone.example", Status: enhance.WebsiteDeleted})
	panel.AddServer(paneltest.Server{Name: "web1", Hostname: "web1.example"})
	for name, want := range map[string]enhance.DomainUse{
		"theirs.example": enhance.DomainInUseAnotherOrg, "beside.example": enhance.DomainInUseCurrentOrg,
		"gone.example": enhance.DomainInUseDeletedSite, "web1.example": enhance.DomainProhibited,
	} {
		var taken *inventory.TakenError
		if err := domains.Add(t.Context(), name); !errors.As(err, &taken) || taken.Use != want || taken.Name != name {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	var taken *inventory.TakenError
	panel.Fault(paneltest.Match{Path: "/orgs/*/domains/check"}, paneltest.Forbidden())
	var refusal *enhance.Error
	if err := domains.Add(t.Context(), "theirs.example"); errors.As(err, &taken) || !errors.As(err, &refusal) || refusal.Cause != enhance.Conflict {
		t.Errorf("when nobody tells: %v", err)
	}
	if err := domains.Add(t.Context(), "free.example"); err != nil {
		t.Error(err)
	}
}

func TestANameThatIsNotMappedTellsWhoHoldsIt(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	other := panel.AddOrg(paneltest.Org{Name: "Customer", ParentID: string(domains.Org)})
	panel.AddWebsite(paneltest.Website{OrgID: other, Domain: "theirs.example"})
	asked := inventory.Asked{Source: domains, Names: []string{"theirs.example", "free.example", "shop.example"}}
	rows, err := asked.Domains(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		mapped bool
		held   string
	}{{false, "inUseAnotherOrg"}, {false, ""}, {true, ""}} {
		if got := rows[i].Panel; got.Mapped != want.mapped || got.HeldBy != want.held {
			t.Errorf("%s: %+v", rows[i].Name, got)
		}
	}
}

func TestOneDomainIsLookedAtMoreClosely(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	panel.AddMapping(string(domains.Website), paneltest.Mapping{Domain: "away.example", DNSStatus: "ForeignServer"})
	status := func() map[string]string {
		rows, err := domains.Domains(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		all := map[string]string{}
		for _, r := range rows {
			if r.Name == "away.example" {
				if err := domains.Look(t.Context(), r.Name, r.Panel.ID); err != nil {
					t.Fatal(err)
				}
			}
			all[r.Name] = r.Panel.DNSStatus
		}
		return all
	}
	if before := status(); before["away.example"] != "" {
		t.Errorf("told without having been asked: %v", before)
	}
	if after := status(); after["away.example"] != "ForeignServer" || after["shop.example"] != "" {
		t.Errorf("%v", after)
	}
	var e *enhance.Error
	if err := domains.Look(t.Context(), "x.example", "99999999-9999-4999-8999-999999999999"); !errors.As(err, &e) || e.Cause != enhance.NotFound {
		t.Errorf("an unknown domain: %v", err)
	}
}
