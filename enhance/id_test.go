package enhance_test

import (
	"errors"
	"testing"

	"enhance-wizard/enhance"
)

func TestParseIDIsCanonical(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		"44444444-aaaa-4444-8444-444444444444", " 44444444-AAAA-4444-8444-444444444444\n", "44444444-aaaa-\u200b4444-8444-444444444444",
	} {
		if id, err := enhance.ParseID(raw); err != nil || id != "44444444-aaaa-4444-8444-444444444444" {
			t.Errorf("ParseID(%q) = %q, %v", raw, id, err)
		}
	}
}

func TestParseIDRefuses(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]enhance.IDReason{
		"":                                       enhance.IDEmpty,
		"\u200b":                                 enhance.IDEmpty,
		"5":                                      enhance.IDMalformed,
		"44444444aaaa44448444444444444444":       enhance.IDMalformed,
		"{44444444-aaaa-4444-8444-444444444444}": enhance.IDMalformed,
		"urn:uuid:44444444-aaaa-4444-8444-444444444444": enhance.IDMalformed,
		"44444444-aaaa-4444-8444-44444444444g":          enhance.IDMalformed,
		"44444444-aaaa-4444-8444-444444444444/domains":  enhance.IDMalformed,
	} {
		id, err := enhance.ParseID(raw)
		var refused *enhance.IDError
		if !errors.As(err, &refused) || refused.Reason != want || id != "" {
			t.Errorf("ParseID(%q) = %q, %v, want %s", raw, id, err, want)
		}
	}
}
