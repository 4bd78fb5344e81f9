package doctor

import "enhance-wizard/wizard"

// TokenAddressFindings is for what no machine of a test has: addresses of both families.
var TokenAddressFindings = tokenAddresses

// StageOf is the finding that a check of the connection test leads to, empty when there is none.
func StageOf(id wizard.TestID) ID { return stages[id] }
