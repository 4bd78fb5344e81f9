package enhance_test

import (
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

// The panel asks for a second's pause: the call takes that long, its requests do not.
func TestSpentLeavesOutTheWaiting(t *testing.T) {
	t.Parallel()
	const pause, answering = time.Second, 30 * time.Millisecond
	panel := newPanel(t, paneltest.Options{})
	panel.Fault(paneltest.Match{Path: "/version", Times: 1}, paneltest.RateLimited(pause))
	client := newClient(t, panel, "")
	var first, second enhance.Spent
	began := time.Now()
	if _, err := client.Version(enhance.WithSpent(background(t), &first)); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); first.Duration() <= 0 || took-first.Duration() < pause {
		t.Errorf("%s of %s were spent on requests, and %s were a pause", first.Duration(), took, pause)
	}
	panel.Fault(paneltest.Match{Path: "/status"}, paneltest.Late(answering))
	if _, err := client.Status(enhance.WithSpent(background(t), &second)); err != nil {
		t.Fatal(err)
	}
	if second.Duration() < answering {
		t.Errorf("%s for an answer that takes %s", second.Duration(), answering)
	}
}
