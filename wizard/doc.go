// Package wizard is the set-up without a screen: which steps there are, what
// each needs, what is preselected, what is checked live, what will be written
// and what came of it. Faces (screens, line prompts, flags) ask it "what now?"
// and answer; they decide nothing.
//
// A Session is plain state and belongs to one goroutine. What takes time leaves
// it as a value (Check, Test, Planner, Applier) that holds copies only and may
// run anywhere; its outcome is handed back to the Session.
package wizard
