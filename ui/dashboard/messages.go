package dashboard

import "enhance-wizard/enhance/monitor"

// batchMsg brings what changed.
type batchMsg struct{ monitor.Batch }

// closedMsg says that the monitor has ended and nothing more will come.
type closedMsg struct{}
