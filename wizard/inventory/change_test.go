package inventory_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard/inventory"
)

const domainsPath = "/orgs/*/websites/*/domains"

// An answer that is lost says nothing about what the panel did, so the panel is read again. It is never asked twice.
func TestWhatBecameOfALostAnswerIsRead(t *testing.T) {
	t.Parallel()
	type change func(*inventory.Panel, *testing.T) error
	add := func(p *inventory.Panel, t *testing.T) error { return p.Add(t.Context(), "new.example") }
	remove := func(p *inventory.Panel, t *testing.T) error { return p.Remove(t.Context(), "shop.example") }
	for label, c := range map[string]struct {
		change       change
		method, path string
		fault        paneltest.Fault
		done         bool
	}{
		"added, too late to say":      {add, http.MethodPost, domainsPath, paneltest.Late(time.Minute), true},
		"not added in time":           {add, http.MethodPost, domainsPath, paneltest.Slow(time.Minute), false},
		"not added, a gateway says":   {add, http.MethodPost, domainsPath, paneltest.HTML(504), false},
		"removed, too late to say":    {remove, http.MethodDelete, domainsPath + "/*", paneltest.Late(time.Minute), true},
		"not removed in time":         {remove, http.MethodDelete, domainsPath + "/*", paneltest.Slow(time.Minute), false},
		"not removed, a gateway says": {remove, http.MethodDelete, domainsPath + "/*", paneltest.HTML(504), false},
	} {
		t.Run(label, func(t *testing.T) {
			t.Parallel()
			panel, domains := issuing(t)
			hasten(t, panel, domains)
			panel.Fault(paneltest.Match{Method: c.method, Path: c.path}, c.fault)
			err := c.change(domains, t)
			var e *enhance.Error
			if c.done != (err == nil) || !c.done && !errors.As(err, &e) {
				t.Errorf("%v", err)
			}
			asked := 0
			for _, request := range panel.Requests() {
				if request.Method == c.method {
					asked++
				}
			}
			if asked != 1 {
				t.Errorf("the panel was asked %d times", asked)
			}
		})
	}
}

func TestThePrimaryDomainStays(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	var primary *inventory.PrimaryError
	if err := domains.Remove(t.Context(), "network.example"); !errors.As(err, &primary) {
		t.Errorf("%v", err)
	}
	var missing *inventory.NotMappedError
	if err := domains.Remove(t.Context(), "nowhere.example"); !errors.As(err, &missing) {
		t.Errorf("%v", err)
	}
	for _, request := range panel.Requests() {
		if request.Method == http.MethodDelete {
			t.Errorf("the panel was asked to %s %s", request.Method, request.Path)
		}
	}
}

func TestNamesAreTakenInOneFormOrRefused(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 63)
	for _, c := range [][2]string{
		{" Shop.Example. ", "shop.example"},
		{"Bücher.example", "xn--bcher-kva.example"},
		{long + ".example", long + ".example"},
		{long + "x.example", ""},
		{"shop." + long + "x", ""},
		{strings.Repeat("ü", 60) + ".test", ""},                                    // longer in ASCII than it looks
		{strings.Repeat("shop.", 50) + "tst", strings.Repeat("shop.", 50) + "tst"}, // 253 bytes
		{strings.Repeat("shop.", 50) + "test", ""},
		{"my_shop.example", "my_shop.example"}, // DNS knows it, and panels have such
		{"r3---sn.example", "r3---sn.example"},
		{"192.0.2.1", ""},
		{"shop..example", ""},
		{".shop.example", ""},
		{"shop.example..", ""},
		{"localhost", ""},
		{"https://shop.example/", ""},
		{"*.shop.example", ""},
		{"", ""},
	} {
		raw, want := c[0], c[1]
		if got, err := inventory.ParseName(raw); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", raw, got, err, want)
		}
	}
}
