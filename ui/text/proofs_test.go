package text

import (
	"testing"

	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig"
)

func TestEveryProofHasItsWords(t *testing.T) {
	proofs := constantsOf(t, "wizard", "Proof")
	for _, proof := range proofs {
		if !Has("proof." + proof) {
			t.Errorf("%s has no words", proof)
		}
	}
	for _, reason := range wpconfig.EvaluateReasons() {
		if !Has("proof." + string(wizard.ProofEvaluate) + ".none." + string(reason)) {
			t.Errorf("not evaluated for %s has no words", reason)
		}
	}
}
