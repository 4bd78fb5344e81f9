package dashboard

import (
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/wizard/inventory"
	"enhance-wizard/wpconfig/network"
)

// batchMsg brings what changed.
type batchMsg struct{ monitor.Batch }

// closedMsg says that the monitor has ended and nothing more will come.
type closedMsg struct{}

// tokenMsg says when the access token stops working; zero when that is not
// known.
type tokenMsg struct{ ends time.Time }

// stepMsg says how far an errand has come.
type stepMsg struct {
	id    int
	step  inventory.IssueStep
	steps <-chan inventory.IssueStep // where the next one comes from
}

// endedMsg says how an errand ended.
type endedMsg struct {
	id          int
	reached     inventory.IssueStep // the last step that was begun
	certificate enhance.StoredCertificate
	err         error
}

// settleMsg says that it is time to look whether the list shows what an
// errand changed.
type settleMsg struct{ id int }

// lookedMsg says that the panel told how it sees the DNS of a domain.
type lookedMsg struct{ name string }

// logMsg brings the log of the integration.
type logMsg struct {
	id   int
	tail network.LogTail
	err  error
}
