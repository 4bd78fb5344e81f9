package enhance_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"enhance-wizard/enhance"
)

func TestParseTokenTakesWhatPeoplePaste(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"abcdefgh":                              "abcdefgh",
		"  abcdefgh\r\n":                        "abcdefgh",
		"abcd\nefgh":                            "abcdefgh",
		"\u200babcd\ufeffefgh\u2060":            "abcdefgh",
		"abcd\u00a0efgh":                        "abcdefgh",
		"Bearer abcdefgh":                       "abcdefgh",
		"authorization: bearer  abcdefgh":       "abcdefgh",
		"bearerabcdefgh":                        "bearerabcdefgh",
		masterToken:                             masterToken,
		strings.Repeat("a", 4096):               strings.Repeat("a", 4096),
		" " + strings.Repeat("a", 4096) + "\t ": strings.Repeat("a", 4096),
	} {
		parsed, err := enhance.ParseToken(raw)
		if err != nil || parsed.Reveal() != want || parsed.IsZero() {
			t.Errorf("ParseToken(%q) = %q, %v, want %q", raw, parsed.Reveal(), err, want)
		}
	}
}

func TestParseTokenRefuses(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]enhance.TokenReason{
		"":                        enhance.TokenEmpty,
		" \u200b\n":               enhance.TokenEmpty,
		"Bearer ":                 enhance.TokenTooShort, // six letters are no scheme without a value
		"abcdefg":                 enhance.TokenTooShort,
		strings.Repeat("a", 4097): enhance.TokenTooLong,
		"abcdefgh'":               enhance.TokenBadCharacter,
		"abcd\x1befgh":            enhance.TokenBadCharacter,
		"abcdefgé":                enhance.TokenBadCharacter,
		"a\"":                     enhance.TokenBadCharacter,
	} {
		parsed, err := enhance.ParseToken(raw)
		var refused *enhance.TokenError
		if !errors.As(err, &refused) || refused.Reason != want || !parsed.IsZero() {
			t.Errorf("ParseToken(%q) = %v, want %s", raw, err, want)
		} else if len(raw) > 6 && strings.Contains(err.Error(), raw) {
			t.Errorf("the error repeats the text: %v", err)
		}
	}
}

func TestTokenNeverPrints(t *testing.T) {
	t.Parallel()
	secret := token(t, masterToken)
	type holder struct {
		Public  enhance.Token
		private enhance.Token
		Pointer *enhance.Token
		Any     any
		Map     map[string]enhance.Token
	}
	held := holder{Public: secret, private: secret, Pointer: &secret, Any: secret, Map: map[string]enhance.Token{"a": secret}}
	_ = held.private
	var printed bytes.Buffer
	for _, value := range []any{secret, &secret, held, &held, []enhance.Token{secret}, enhance.New(enhance.Options{Token: secret})} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%p"} {
			fmt.Fprintf(&printed, verb+"\n", value)
		}
		_ = json.NewEncoder(&printed).Encode(value)
		slog.New(slog.NewTextHandler(&printed, nil)).Info("text", "value", value)
		slog.New(slog.NewJSONHandler(&printed, nil)).Info("json", "value", value)
	}
	hexadecimal := fmt.Sprintf("%x", masterToken)
	for _, form := range []string{masterToken, hexadecimal, strings.ToUpper(hexadecimal), masterToken[:12]} {
		if strings.Contains(printed.String(), form) {
			at := strings.Index(printed.String(), form)
			t.Errorf("the token is printed as %q after %q", form, printed.String()[max(0, at-200):at])
		}
	}
	if !strings.Contains(printed.String(), enhance.Redacted) {
		t.Error("nothing was printed: the test sees nothing")
	}
}

func TestTokenTail(t *testing.T) {
	t.Parallel()
	if got := token(t, "abcdefgh").Tail(); got != "efgh" {
		t.Errorf("Tail() = %q", got)
	}
	if got := (enhance.Token{}).Tail(); got != "" {
		t.Errorf("Tail() of none = %q", got)
	}
}

func TestTokenEqualComparesValues(t *testing.T) {
	t.Parallel()
	if !token(t, masterToken).Equal(token(t, " "+masterToken)) || token(t, masterToken).Equal(token(t, customerToken)) {
		t.Error("tokens are not compared by value")
	}
	if (enhance.Token{}).Equal(token(t, customerToken)) || !(enhance.Token{}).Equal(enhance.Token{}) {
		t.Error("no token equals only no token")
	}
}

func TestRedactFindsEveryForm(t *testing.T) {
	t.Parallel()
	secret := token(t, masterToken)
	quoted, err := json.Marshal(masterToken + "<&>")
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string]string{
		"plain":           "said " + masterToken + " to me",
		"twice":           masterToken + masterToken,
		"json":            string(quoted),
		"json slashes":    strings.ReplaceAll(masterToken, "/", `\/`),
		"query":           url.QueryEscape(masterToken),
		"query, lower":    strings.ToLower(url.QueryEscape(masterToken)),
		"path":            url.PathEscape(masterToken),
		"html":            html.EscapeString(masterToken),
		"html numbers":    strings.NewReplacer("+", "&#43;", "/", "&#47;", "=", "&#61;", "-", "&#45;", ".", "&#46;", "_", "&#95;", "~", "&#126;").Replace(masterToken),
		"hexadecimal":     fmt.Sprintf("%x", masterToken),
		"cut at the end":  "said " + masterToken[:len(masterToken)-5],
		"base64":          base64.StdEncoding.EncodeToString([]byte(masterToken)),
		"base64, url":     base64.RawURLEncoding.EncodeToString([]byte(masterToken)),
		"base64 of basic": base64.StdEncoding.EncodeToString([]byte("me:" + masterToken + ":x")),
		"base64 shifted":  base64.StdEncoding.EncodeToString([]byte("user:" + masterToken)),
	}
	for name, text := range forms {
		got := secret.Redact(text)
		if !strings.Contains(got, enhance.Redacted) {
			t.Errorf("%s: nothing was redacted in %q", name, got)
		}
		for _, part := range []string{"Master", "all-the", "all_the", "characters", fmt.Sprintf("%x", "characters")} {
			if strings.Contains(got, part) {
				t.Errorf("%s: %q is left in %q", name, part, got)
			}
		}
		if strings.HasPrefix(name, "base64") {
			padded := strings.NewReplacer(enhance.Redacted, "").Replace(got)
			if len(padded) > 16 {
				t.Errorf("%s: %d characters are left: %q", name, len(padded), got)
			}
		}
	}
	if got := secret.Redact("nothing to hide"); got != "nothing to hide" {
		t.Errorf("innocent text became %q", got)
	}
	if got := (enhance.Token{}).Redact(masterToken); got != masterToken {
		t.Errorf("no token redacted %q", got)
	}
}
