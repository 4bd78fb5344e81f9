package component_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"enhance-wizard/ui/component"
)

func connectionTest() []component.Check {
	return []component.Check{
		{ID: "dns", State: component.Passed, Label: "the panel's host name exists", Took: 12 * time.Millisecond, Detail: "203.0.113.9"},
		{ID: "tls", State: component.Doubtful, Label: "the panel speaks TLS", Took: 43 * time.Millisecond, Detail: "The certificate ends in 3 days."},
		{
			ID: "token", State: component.Failed, Label: "the panel takes the token", Took: 1500 * time.Millisecond,
			Detail: "The panel answered 401: it does not know this token.",
			Next:   []string{"Make a new token in the panel under Settings, Access tokens.", "Paste it again."},
		},
		{ID: "servers", State: component.Running, Label: "servers are listed"},
		{ID: "domains", State: component.Skipped, Label: "domains are listed"},
		{ID: "last", State: component.NotYet, Label: "a domain can be read"},
	}
}

func TestChecklistShowsEachStateInWords(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 12}} {
		c := component.NewChecklist(bare)
		c.SetSize(size[0], size[1])
		c.SetChecks(connectionTest())
		t.Run(sizeName(size), func(t *testing.T) { golden.RequireEqual(t, []byte(c.View())) })
	}
}

func TestChecklistKeepsTheSelectedRowInSight(t *testing.T) {
	c := component.NewChecklist(bare)
	c.SetSize(40, 5)
	c.SetChecks(connectionTest())
	for range 10 {
		c.Update(typed("down"))
	}
	if selected, _ := c.Selected(); selected.ID != "last" {
		t.Fatalf("selected %q, want the last row", selected.ID)
	}
	if view := c.View(); !strings.Contains(view, "> · not yet") || strings.Count(view, "\n") > 4 {
		t.Errorf("the selected row is out of sight:\n%s", view)
	}
}

func TestChecklistKeepsTheSelectionWhenRowsChange(t *testing.T) {
	c := component.NewChecklist(bare)
	c.SetSize(40, 20)
	c.SetChecks(connectionTest())
	c.Select("token")
	c.SetCheck(component.Check{ID: "token", State: component.Passed})
	c.SetChecks(append([]component.Check{{ID: "new"}}, connectionTest()...))
	if selected, _ := c.Selected(); selected.ID != "token" {
		t.Errorf("selected %q, want the same as before", selected.ID)
	}
}
