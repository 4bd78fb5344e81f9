package setup

import (
	"enhance-wizard/wizard"
)

type (
	// nextMsg asks for the next step.
	nextMsg struct{}
	// fixMsg asks to correct a field.
	fixMsg struct{ field wizard.Field }
	// focusMsg moves the focus to a field.
	focusMsg struct{ field wizard.Field }
	// incompleteMsg says why the step cannot be left yet.
	incompleteMsg struct{ err error }

	// outcomeMsg is the answer of a live check.
	outcomeMsg struct{ outcome wizard.Outcome }
	// stageMsg is a connection test that went one stage on.
	stageMsg struct {
		run    int
		report *wizard.Report
		more   bool
	}
	// reviewMsg is a plan that was worked out.
	reviewMsg struct {
		planner wizard.Planner
		review  wizard.Review
	}
	// finishedMsg is a write that went well, failedMsg one that did not.
	finishedMsg struct{ receipt wizard.Receipt }
	failedMsg   struct{ err error }
	// savedMsg is the answer of saving to a file.
	savedMsg struct {
		path string
		err  error
	}

	// DashboardMsg says that the person wants to see the domains now.
	DashboardMsg struct{}
)
