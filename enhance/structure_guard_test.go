package enhance

import (
	"errors"
	"strings"
	"testing"
)

func TestStructureGuard(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"nothing":                       {"", nil},
		"real":                          {`{"items":[{"a":"b","c":[1,2,{}]}],"total":1}`, nil},
		"deep, just":                    {strings.Repeat("[", 64) + strings.Repeat("]", 64), nil},
		"deep":                          {strings.Repeat("[", 65), errTooDeep},
		"brackets in a string":          {`"` + strings.Repeat("[", 1000) + `"`, nil},
		"escaped quote":                 {`"\"` + strings.Repeat("[", 1000) + `"`, nil},
		"escaped backslash":             {`"\\"` + strings.Repeat("[", 65), errTooDeep},
		"as many items as there may be": {"[" + strings.Repeat("1,", maxItems-1) + "1]", nil},
		"one item more":                 {"[" + strings.Repeat("1,", maxItems) + "1]", errTooLarge},
		"one field more":                {"{" + strings.Repeat(`"a":1,`, maxItems) + `"a":1}`, errTooLarge},
		"many lists of many":            {"[" + strings.Repeat("["+strings.Repeat("1,", 9000)+"1],", 9000), errTooLarge},
		"many lists of few":             {"[" + strings.Repeat("[1,2,3],", 9999) + "1]", nil},
		"a long string":                 {`"` + strings.Repeat("x", 1<<20) + `"`, nil},
		"a longer string":               {`"` + strings.Repeat("x", 1<<20+1) + `"`, errTooLarge},
		"a page":                        {"\n <html>", errHTML},
		"a page after the mark":         {"\uFEFF<html>", errHTML},
		"less-than later":               {`["<"] <`, nil},
		"closed more than it opened":    {"]]]][", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, chunk := range []int{1, 7, len(c.text) + 1} {
				guard, got := &structureGuard{}, error(nil)
				for text := c.text; text != "" && got == nil; text = text[min(chunk, len(text)):] {
					_, got = guard.Write([]byte(text[:min(chunk, len(text))]))
				}
				if !errors.Is(got, c.want) {
					t.Errorf("in pieces of %d: %v, want %v", chunk, got, c.want)
				}
			}
		})
	}
}

// FuzzDecode feeds what a panel could answer to every shape that is read.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"items":[{"id":"44444444-4444-4444-8444-444444444444","ips":[{"ip":"203.0.113.1"}]}],"total":1}`, `[]`, `null`, `"x"`, `5`,
		`{"items":{"a":[{}],"b":{}}}`, `{"websiteId":1,"domains":[{}]}`, `{"cert":{"sans":{"a":"b"}},"certs":[{"enabled":true}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(_ *testing.T, body []byte) {
		for _, target := range []any{
			&page[serverAnswer]{}, &page[websiteAnswer]{}, &page[mappingAnswer]{}, &page[membershipAnswer]{},
			&page[accessTokenAnswer]{}, &certificateAnswer{}, &orgAnswer{},
			&serverAnswer{}, &websiteAnswer{}, &mappingAnswer{}, &serverHostnamesAnswer{},
		} {
			_ = decode(body, target)
			switch answer := target.(type) {
			case *serverAnswer:
				answer.server()
			case *websiteAnswer:
				answer.website("")
			case *mappingAnswer:
				answer.mapping("")
			}
		}
		_, _ = bareString(body)
		_, _ = versionText(body)
	})
}

func BenchmarkStructureGuard(b *testing.B) {
	text := []byte(`{"items":[` + strings.Repeat(`{"id":"44444444-4444-4444-8444-444444444444","domain":"shop.example"},`, 9999) + `{}]}`)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := (&structureGuard{}).Write(text); err != nil {
			b.Fatal(err)
		}
	}
}
