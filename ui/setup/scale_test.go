package setup

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
)

// toMany leads to the credentials of a panel with 250 servers and 2,000 websites.
func (d *driver) toMany() {
	for i := range 248 {
		d.panel.AddServer(paneltest.Server{Name: fmt.Sprintf("web%03d", i), IPs: []string{fmt.Sprintf("198.51.100.%d", i)}})
	}
	for i := range 1998 {
		d.panel.AddWebsite(paneltest.Website{OrgID: testOrg, ServerID: testServer, Domain: fmt.Sprintf("site-%04d.example", i)})
	}
	d.toAnswered()
	d.press(tea.KeyTab, tea.KeyTab) // the website
}

func TestTheRightOneIsFoundAmongMany(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 24)
	d.toMany()
	for f, want := range map[wizard.Field]string{wizard.Server: testServer, wizard.Website: testWebsite, wizard.Org: testOrg} {
		if a := d.model.config.Session.Answer(f); a.Value() != want || a.Source != wizard.FromPanel {
			t.Errorf("%s is %q from %q", f, a.Value(), a.Source)
		}
	}
	d.press(tea.KeyCtrlL)
	if view := d.view(); !strings.Contains(view, "2000 of 2000") || !strings.Contains(view, "> network.example") {
		t.Fatalf("the list:\n%s", view)
	}
	d.letter("site-1997")
	if view := d.view(); !strings.Contains(view, "> site-1997.example") || !strings.Contains(view, "1 of 2000") {
		t.Errorf("the filter:\n%s", view)
	}
	d.press(tea.KeyEnter)
	if a := d.model.config.Session.Answer(wizard.Website); a.Source != wizard.FromPick || a.Value() == testWebsite {
		t.Errorf("picked %q", a.Value())
	}
}

// BenchmarkKey is one key and the whole screen after it, at a panel with 250
// servers and 2,000 websites. A screen of 60 pictures a second has 16 ms for that.
func BenchmarkKey(b *testing.B) {
	for name, open := range map[string]bool{"field": false, "list": true} {
		b.Run(name, func(b *testing.B) {
			d := newDriver(b, 120, 40)
			d.toMany()
			if open {
				d.press(tea.KeyCtrlL)
			}
			keys := []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("7")}, {Type: tea.KeyBackspace}}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				d.model.Update(keys[i%2])
				_ = d.model.View()
			}
		})
	}
}
