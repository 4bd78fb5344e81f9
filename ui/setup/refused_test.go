package setup

import (
	"regexp"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/paneltest"
)

// The role that the panel takes for servers may not do for websites. The field
// that stays empty for it says so, and names no source of an answer that is not there.
func TestAFieldThatIsEmptyForARefusalSaysSo(t *testing.T) {
	t.Parallel()
	d := newDriver(t, 80, 40)
	d.panel.AddToken(paneltest.Token{Value: "sysadmin-token-0123456789", OrgID: testOrg, Roles: []string{"Sysadmin"}})
	d.toCredentials()
	d.paste(d.panel.URL())
	d.press(tea.KeyTab)
	d.paste("sysadmin-token-0123456789")
	view := d.model.View()
	_, website, _ := strings.Cut(view, "  Website\n")
	for _, words := range []string{"problem: ", "(403)", "Super", "Owner"} {
		if !strings.Contains(website, words) {
			t.Errorf("%q is not said beside the website:\n%s", words, view)
		}
	}
	if regexp.MustCompile(`(?m)^\s*from\s*$`).MatchString(view) {
		t.Errorf("an answer from nowhere:\n%s", view)
	}
}
