package enhance_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func TestWebsitesAreReadPageByPage(t *testing.T) {
	t.Parallel()
	const count = 612
	panel := newPanel(t, paneltest.Options{})
	for i := range count {
		panel.AddWebsite(paneltest.Website{OrgID: string(customerOrg), Domain: fmt.Sprintf("site%d.example", i)})
	}
	websites, err := newClient(t, panel, customerToken).Websites(background(t), customerOrg, enhance.WebsiteQuery{Search: "site"})
	if err != nil || len(websites) != count+1 { // the preview name of the network holds the word too
		t.Fatalf("%d websites, %v", len(websites), err)
	}
	if requests := panel.Requests(); len(requests) != 3 || !strings.Contains(requests[2].Query, "offset=498") {
		t.Errorf("requests %+v", requests)
	}
}

// Offsets count what is there at that moment. What comes or goes between two
// pages must neither hide an item nor show one twice.
func TestAListingThatChangesBetweenItsPagesIsWhole(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(ids []string) []string{
		"some go":                         func(ids []string) []string { return slices.Delete(ids, 10, 13) },
		"the last of the first page goes": func(ids []string) []string { return slices.Delete(ids, 249, 250) },
		"many go":                         func(ids []string) []string { return slices.Delete(ids, 0, 460) },
		"one goes, one comes":             func(ids []string) []string { return append(slices.Delete(ids, 0, 1), serverNumber(900)) },
		"one comes before":                func(ids []string) []string { return slices.Insert(ids, 0, serverNumber(900)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ids := make([]string, 700)
			for i := range ids {
				ids[i] = serverNumber(i)
			}
			var before []string
			client := newHostile(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				servePage(w, r, ids)
				if before == nil {
					before, ids = ids, change(slices.Clone(ids))
				}
			}))
			got, err := client.Servers(background(t))
			if err != nil {
				t.Fatal(err)
			}
			seen := map[string]int{}
			for _, server := range got {
				seen[string(server.ID)]++
			}
			for _, id := range before { // what came meanwhile may be missing, what was there all the time may not
				if slices.Contains(ids, id) && seen[id] == 0 {
					t.Errorf("%s is missing", id)
				}
			}
			for id, times := range seen {
				if times != 1 {
					t.Errorf("%s is listed %d times", id, times)
				}
			}
		})
	}
}

func serverNumber(n int) string { return fmt.Sprintf("44444444-4444-4444-8444-%012d", n) }

// servePage answers with the part of the ids that is asked for.
func servePage(w http.ResponseWriter, r *http.Request, ids []string) {
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	items := []map[string]string{}
	for _, id := range ids[min(offset, len(ids)):min(offset+limit, len(ids))] {
		items = append(items, map[string]string{"id": id})
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"items": items, "total": len(ids)})
}

// A listing that never stands still is not read for ever.
func TestAListingThatAlwaysMovesIsGivenUpInTime(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	client := newHostile(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n := requests.Add(1)
		_, _ = fmt.Fprintf(w, `{"items":[{"id":"44444444-4444-4444-8444-%012d"},{"id":"45444444-4444-4444-8444-%012d"}],"total":6}`, n, n)
	}))
	servers, err := client.Servers(background(t))
	if err != nil || len(servers) != 10 || requests.Load() != 9 {
		t.Errorf("%d servers in %d requests, %v", len(servers), requests.Load(), err)
	}
}

func TestPagingEndsWhateverThePanelSays(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	client := newClient(t, panel, masterToken)
	const one = `{"id":"44444444-4444-4444-8444-444444444444"}`
	for name, c := range map[string]struct {
		body     string
		requests int
	}{
		"a total that is never reached": {`{"items":[` + one + `],"total":9000}`, 2},
		"a total that is too small":     {`{"items":[` + one + `],"total":0}`, 1},
		"a total without items":         {`{"items":[],"total":7}`, 1},
		"a total below zero":            {`{"items":[` + one + `],"total":-1}`, 1},
	} {
		before := len(panel.Requests())
		remove := panel.Fault(paneltest.Match{Path: "/servers"}, paneltest.Answer(200, "application/json", c.body))
		if _, err := client.Servers(background(t)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		remove()
		if got := len(panel.Requests()) - before; got != c.requests {
			t.Errorf("%s: %d requests, want %d", name, got, c.requests)
		}
	}
}
