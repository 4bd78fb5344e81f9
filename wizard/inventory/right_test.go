package inventory_test

import (
	"errors"
	"net/http"
	"testing"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/inventory"
)

// A token that may read the list is neither wrong nor expired: a change that is refused to it is one that its role lacks
// the right to. Where the list itself is refused, nothing of the kind is known.
func TestRefusedChangeIsToldFromARefusedToken(t *testing.T) {
	t.Parallel()
	issue := func(p *inventory.Panel, t *testing.T) error {
		_, err := p.Issue(t.Context(), "shop.example", func(inventory.IssueStep) {})
		return err
	}
	add := func(p *inventory.Panel, t *testing.T) error { return p.Add(t.Context(), "new.example") }
	remove := func(p *inventory.Panel, t *testing.T) error { return p.Remove(t.Context(), "shop.example") }
	for label, c := range map[string]struct {
		change       func(*inventory.Panel, *testing.T) error
		method, path string
		right        bool
	}{
		"adding":              {add, http.MethodPost, domainsPath, true},
		"removing":            {remove, http.MethodDelete, domainsPath + "/*", true},
		"its certificate":     {issue, http.MethodGet, "/v2/domains/*/ssl", true},
		"preflight":           {issue, http.MethodPost, "/v2/domains/*/letsencrypt_preflight", true},
		"issuing":             {issue, http.MethodPost, issuePath, true},
		"list before adding":  {add, http.MethodGet, domainsPath, false},
		"list before removal": {remove, http.MethodGet, domainsPath, false},
		"list before issuing": {issue, http.MethodGet, domainsPath, false},
	} {
		panel, domains := issuing(t)
		panel.Fault(paneltest.Match{Method: c.method, Path: c.path}, paneltest.Forbidden())
		err := c.change(domains, t)
		var right *wizard.RightError
		if err == nil || errors.As(err, &right) != c.right {
			t.Errorf("%s: %v", label, err)
		}
	}
}
