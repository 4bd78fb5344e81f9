package text

import (
	"enhance-wizard/enhance"
	"enhance-wizard/wizard/inventory"
)

func explainCannotIssue(e *inventory.CannotIssueError, _ []any) Explanation {
	return explain("domain.cannot_issue", "name", e.Name, "said", e.Reason)
}

func explainNotIssued(e *inventory.NotIssuedError, _ []any) Explanation {
	return explain("domain.not_issued", "name", e.Name)
}

func explainTaken(e *inventory.TakenError, _ []any) Explanation {
	return explain("domain.taken."+string(e.Use), "name", e.Name)
}

// IssueStep says what is under way while a certificate is issued.
func IssueStep(step inventory.IssueStep, name string) string {
	return Say("domains.issue."+string(step), "name", name)
}

// Issued says what certificate a domain has now.
func Issued(name string, c enhance.StoredCertificate) string {
	return Say("domains.issue.done", "name", name, "issuer", c.Issuer, "names", c.Names, "until", c.NotAfter)
}
