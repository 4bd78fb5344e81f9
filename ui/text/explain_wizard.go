package text

import (
	"errors"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig/safefile"
)

func explainNotReady(e *wizard.NotReadyError, _ []any) Explanation {
	switch e.Status {
	case enhance.StatusInitialising, enhance.StatusUpdating, enhance.StatusInitialisingServers:
		return explain("notready." + string(e.Status))
	default:
		return explain("notready.other", "status", string(e.Status))
	}
}

func explainNotListed(e *wizard.NotListedError, _ []any) Explanation {
	key := "notlisted." + string(e.Field)
	if e.Listed > 0 {
		return Explanation{What: Say(key+".what", "id", string(e.ID)), Next: Say("notlisted.choose", "n", e.Listed)}
	}
	return explain(key, "id", string(e.ID))
}

func explainConcern(e *wizard.Concern, _ []any) Explanation {
	return explain("concern."+string(e.Kind), e.Params...)
}

func explainDigits(e *wizard.DigitsError, _ []any) Explanation {
	return explain("digits." + string(e.Reason))
}

func explainNotInEffect(e *wizard.NotInEffectError, _ []any) Explanation {
	return explain("noteffective", "constant", e.Constant)
}

func explainSyntax(e *wizard.SyntaxError, _ []any) Explanation {
	return explain("syntax", "place", place(e.Path, e.Line), "message", e.Message)
}

// explainSiteBroke words a change that was taken back. Where taking it back
// failed too, that says more.
func explainEvaluation(e *wizard.EvaluationError, _ []any) Explanation {
	return explain("evaluation."+string(e.Difference.Kind),
		"place", place(e.Path, e.Difference.Line), "path", e.Path, "constant", or(e.Difference.Name, "constant.any"))
}

func explainUndoConflict(e *wizard.UndoConflictError, _ []any) Explanation {
	return explain("undoconflict", "path", e.Path, "id", e.ID)
}

func explainSiteBroke(err error, _ []any) (Explanation, bool) {
	var e *wizard.SiteBrokeError
	var failed *safefile.FailedError
	if !errors.As(err, &e) || errors.As(err, &failed) && failed.Outcome != safefile.OutcomeOld {
		return Explanation{}, false
	}
	if e.After == 0 {
		return explain("sitebroke.silent", "domain", e.Domain, "before", e.Before), true
	}
	return explain("sitebroke", "domain", e.Domain, "before", e.Before, "after", e.After), true
}

func explainIncomplete(e *wizard.IncompleteError, _ []any) Explanation {
	switch {
	case len(e.Fields) > 0:
		return Explanation{What: Say("incomplete.wrong", "fields", Labels(e.Fields)), Next: Say("incomplete.wrong.next")}
	case e.Running:
		return Explanation{What: Say("incomplete.running"), Next: Say("incomplete.running.next")}
	case len(e.Missing.Fields) > 0:
		return Explanation{What: Say("incomplete.missing", "fields", Labels(e.Missing.Fields)), Next: Say("incomplete.missing.next")}
	case len(e.Missing.Either) > 0:
		return explain("incomplete.either")
	case e.Step == wizard.Connection:
		return explain("incomplete.connection")
	case e.Step == wizard.Finished:
		return explain("incomplete.finished")
	default:
		return explain("incomplete.review")
	}
}

func explainNothingReviewed(err error, _ []any) (Explanation, bool) {
	return explain("incomplete.review"), errors.Is(err, wizard.ErrNothingReviewed)
}

func explainNotMapped(e *inventory.NotMappedError, _ []any) Explanation {
	return explain("domain.not_mapped", "name", e.Name)
}

func explainPrimary(e *inventory.PrimaryError, _ []any) Explanation {
	return explain("domain.primary", "name", e.Name)
}

func explainWebsiteNeeded(err error, _ []any) (Explanation, bool) {
	return explain("domain.website_needed"), errors.Is(err, inventory.ErrWebsiteNeeded)
}
