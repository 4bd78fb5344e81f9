package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode"

	"enhance-wizard/wizard"
)

// TestALogDrivesNoTerminalAndHoldsNoToken lets a panel put into an error what a reader's terminal would obey, and the
// token from each of the places that it can come from.
func TestALogDrivesNoTerminalAndHoldsNoToken(t *testing.T) {
	t.Parallel()
	const hostile = "\x1b]52;c;x\x07 \x1b[2J \u009b31m \u202e \r\n\x00 \xff level=INFO msg=forged"
	p := &program{variables: map[wizard.Field]string{wizard.Token: "variable-token-0123"}, configured: canaryToken}
	p.flags.token = "flag-token-0123456\n"
	var out bytes.Buffer
	log := newLog(&out, p.redact, true)
	for _, token := range []string{canaryToken, "variable-token-0123", "flag-token-0123456"} {
		log.Debug("panel "+hostile, "call", token, "error", errors.New(hostile+token), hostile+token, 1)
	}
	said := out.String()
	if found(said) != "" || strings.Contains(said, "-token-") {
		t.Errorf("it holds a token: %s", said)
	}
	if n := strings.Count(said, "\n"); n != 3 {
		t.Errorf("%d lines instead of 3: %s", n, said)
	}
	for _, r := range said {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("%U is in %q", r, said)
		}
	}
	newLog(&out, p.redact, false).Debug("not asked for")
	if strings.Contains(out.String(), "not asked for") {
		t.Error("requests are logged though --debug was not given")
	}
}
