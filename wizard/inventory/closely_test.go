package inventory_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard/inventory"
)

const statusPath = "/orgs/*/websites/*/domains/*/dns-status"

// statuses gives the status of each row by its name, and how often the panel was asked for one.
func statuses(t *testing.T, panel *paneltest.Panel, asked inventory.Asked) (map[string]string, int) {
	t.Helper()
	rows, err := asked.Domains(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, row := range rows {
		seen[row.Name] = row.Panel.DNSStatus
	}
	return seen, statusCalls(panel)
}

func statusCalls(panel *paneltest.Panel) int {
	calls := 0
	for _, request := range panel.Requests() {
		if strings.HasSuffix(request.Path, "/dns-status") {
			calls++
		}
	}
	return calls
}

func TestNamesThatAreAskedForAreLookedAtClosely(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	panel.AddMapping(string(domains.Website), paneltest.Mapping{Domain: "away.example", DNSStatus: "ForeignServer"})
	asked := inventory.Asked{Source: domains, Names: []string{"away.example", "nowhere.example", "shop.example"}}
	if seen, calls := statuses(t, panel, asked); calls != 0 || seen["away.example"] != "" {
		t.Errorf("asked %d times although nobody wants to know: %v", calls, seen)
	}
	asked.Closely = true
	seen, calls := statuses(t, panel, asked)
	if calls != 2 || seen["away.example"] != "ForeignServer" || seen["shop.example"] != "Resolved" || seen["nowhere.example"] != "" {
		t.Errorf("%d calls: %v", calls, seen)
	}
}

func TestAStatusThatThePanelDoesNotGiveBreaksNothing(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	away := panel.AddMapping(string(domains.Website), paneltest.Mapping{Domain: "away.example", DNSStatus: "ForeignServer"})
	panel.Fault(paneltest.Match{Path: strings.Replace(statusPath, "domains/*", "domains/"+away, 1)}, paneltest.Forbidden())
	asked := inventory.Asked{Source: domains, Names: []string{"away.example", "shop.example"}, Closely: true}
	if seen, calls := statuses(t, panel, asked); calls != 2 || len(seen) != 2 || seen["away.example"] != "" || seen["shop.example"] != "Resolved" {
		t.Errorf("%d calls: %v", calls, seen)
	}
}

func TestManyNamesAreNotAllLookedAtClosely(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	asked := inventory.Asked{Source: domains, Closely: true}
	for i := range 25 {
		name := fmt.Sprintf("shop%d.example", i)
		panel.AddMapping(string(domains.Website), paneltest.Mapping{Domain: name})
		asked.Names = append(asked.Names, name)
	}
	seen, calls := statuses(t, panel, asked)
	if calls != 20 || len(seen) != 25 || seen["shop19.example"] != "Resolved" || seen["shop20.example"] != "" {
		t.Errorf("%d calls: %v", calls, seen)
	}
}

func TestLookingCloselyEndsWithItsContextAndAsksForTwoAtOnce(t *testing.T) {
	t.Parallel()
	panel, domains := issuing(t)
	panel.Fault(paneltest.Match{Path: statusPath}, paneltest.Slow(time.Minute))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	asked := inventory.Asked{Source: domains, Names: []string{"shop.example", "old.example", "stuck.example"}, Closely: true}
	done := make(chan error, 1)
	go func() {
		_, err := asked.Domains(ctx)
		done <- err
	}()
	for statusCalls(panel) < 2 {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond) // a third would come now
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if calls := statusCalls(panel); calls != 2 {
		t.Errorf("%d calls", calls)
	}
}
