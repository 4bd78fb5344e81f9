package doctor

import (
	"time"

	"enhance-wizard/wizard"
)

// Nothing is in a hurry here: many of these tests run at the same time.
func init() {
	for _, limit := range []*time.Duration{
		&fileTime, &databaseTime, &recordTime, &phpTime, &clockTime, &visitTime, &visitsTime,
	} {
		*limit *= 5
	}
	grace *= 3
}

// TokenAddressFindings is for what no machine of a test has: addresses of both families.
var TokenAddressFindings = tokenAddresses

// StageOf is the finding that a check of the connection test leads to, empty when there is none.
func StageOf(id wizard.TestID) ID { return stages[id] }
