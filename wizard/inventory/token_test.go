package inventory_test

import (
	"testing"
	"time"

	"enhance-wizard/enhance/paneltest"
)

func TestWhenTheTokenEnds(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	if ends := domains.TokenEnds(t.Context()); !ends.IsZero() {
		t.Errorf("a token that lasts ends at %s", ends)
	}
	want := time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC)
	panel.AddToken(paneltest.Token{
		Value: "issuing-token", OrgID: string(domains.Org), Roles: []string{"SuperAdmin"}, Expires: want, NoMemberships: true,
	})
	if ends := domains.TokenEnds(t.Context()); !ends.Equal(want) {
		t.Errorf("ends at %s, want %s", ends, want)
	}
	panel.Fault(paneltest.Match{Path: "/orgs/*/access_tokens"}, paneltest.Forbidden())
	if ends := domains.TokenEnds(t.Context()); !ends.IsZero() {
		t.Errorf("the panel does not tell, and yet it ends at %s", ends)
	}
}
