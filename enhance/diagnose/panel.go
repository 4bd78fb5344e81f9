package diagnose

import (
	"slices"
	"time"
)

// heldByHostname is said of a name that the plugin's versions 2.4.8 and 2.4.9 added to the server's own site.
const heldByHostname = "serverHostname"

// panel judges whether the panel has the name, and why it has not.
func (j *judge) panel() {
	p := j.Panel
	switch {
	case p == nil:
		return
	case p.Mapped:
		j.v.Panel = PanelMapped
		leftover := []string{"alias", "addon", "subdomain", "secondary"} // the others are made by the panel itself
		if j.WordPress != nil && !j.WordPress.Mapped && slices.Contains(leftover, p.Kind) {
			j.find(Healthy, CausePanelLeftover, p.Kind)
		}
		return
	}
	j.v.Panel = PanelMissing
	switch {
	case p.HeldBy == heldByHostname:
		j.find(Broken, CausePanelWrongSite)
	case p.HeldBy != "":
		j.find(Broken, CausePanelHeld, p.HeldBy)
	default:
		j.push()
	}
}

// push judges the plugin's attempt to add the name.
func (j *judge) push() {
	w := j.WordPress
	if w == nil {
		j.find(Broken, CausePanelNotAdded)
		return
	}
	switch w.Push {
	case PushPending:
		if late(w.PushSince, j.Now) {
			j.find(Broken, CausePanelPushOverdue, w.PushSince)
			return
		}
		j.find(Waiting, CausePanelPushPending)
	case PushFailed:
		j.find(Broken, CausePanelPushFailed, w.PushError)
	default:
		j.find(Broken, CausePanelNotAdded)
	}
}

// late reports whether something that has been waited for since then is overdue.
func late(since, now time.Time) bool { return !since.IsZero() && now.Sub(since) >= Patience }
