package text

var dashboardWords = words{
	// Verdicts under a field.
	"status.waiting":  "waiting for you to finish",
	"status.checking": "checking",
	"status.ok":       "ok",
	"status.warning":  "warning",
	"status.problem":  "problem",

	// States of a check in a list.
	"check.not_yet":  "not yet",
	"check.running":  "checking",
	"check.passed":   "ok",
	"check.doubtful": "warning",
	"check.failed":   "failed",
	"check.skipped":  "skipped",

	"header.step": "step {n} of {total}: {name}",

	"picker.counts":   "{shown} of {total}; type to narrow, enter takes the marked one",
	"picker.no_match": "none of {total} matches; delete what you typed to see all",
	"picker.empty":    "nothing to choose from",
	"picker.typed":    "use what I typed: {id}",

	"diff.part": "lines {from} to {to} of {total}; arrow keys show the rest",
}
