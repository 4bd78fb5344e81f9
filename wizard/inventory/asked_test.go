package inventory

import (
	"context"
	"errors"
	"net/netip"
	"testing"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
)

// answer is a source that says always the same.
type answer struct {
	domains []monitor.Domain
	err     error
}

func (a answer) Domains(context.Context) ([]monitor.Domain, error) { return a.domains, a.err }

func TestAskedNamesThatThePanelLacksAreMissing(t *testing.T) {
	expected := []netip.Addr{netip.MustParseAddr("203.0.113.10")}
	mapped := &diagnose.PanelRow{Mapped: true, ID: "1"}
	all := answer{domains: []monitor.Domain{
		{Name: "other.example", Panel: mapped, Expected: expected},
		{Name: "Bücher.example.", Panel: mapped, Expected: expected},
	}}
	domains, err := Asked{Source: all, Names: []string{"nowhere.example", "xn--bcher-kva.example"}}.Domains(t.Context())
	if err != nil || len(domains) != 2 {
		t.Fatalf("domains %v, error %v", domains, err)
	}
	if d := domains[0]; d.Name != "nowhere.example" || d.Panel == nil || d.Panel.Mapped || len(d.Expected) != 1 {
		t.Errorf("%+v, want a row that is not mapped, with the server's address", d)
	}
	if d := domains[1]; d.Panel != mapped {
		t.Errorf("%+v, want the panel's row, however the name is written", d)
	}
	failed := errors.New("panel gone")
	if _, err := (Asked{Source: answer{err: failed}, Names: []string{"a.example"}}).Domains(t.Context()); !errors.Is(err, failed) {
		t.Errorf("error %v: a panel that does not answer does not lack the name", err)
	}
}
