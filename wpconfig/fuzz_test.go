package wpconfig

import (
	"bytes"
	"errors"
	"testing"

	"enhance-wizard/wpconfig/phptoken"
)

// FuzzPlan plans an edit of any bytes: it is refused, or it changes nothing but what it must, and a second plan
// finds nothing left to do.
func FuzzPlan(f *testing.F) {
	for _, c := range corpus(f) {
		if len(c.source) < 10_000 {
			f.Add(c.source, c.value)
		}
	}
	for _, c := range neighbours {
		f.Add([]byte(c.source), c.value)
	}
	f.Fuzz(func(t *testing.T, src []byte, value string) {
		settings := []Setting{{Name: token, Value: String(value)}, {Name: "WU_ENHANCE_API_URL", Value: String("https://x/api/")}}
		file, err := parse("wp-config.php", "", src)
		var refusal *Refusal
		if err != nil {
			if !errors.As(err, &refusal) {
				t.Fatalf("got %v, want a refusal", err)
			}
			return
		}
		p, err := file.Plan(settings)
		if err != nil {
			var invalid *SettingError
			if errors.As(err, &refusal) && refusal.Reason == ReasonSelfCheck {
				t.Fatalf("an edit went wrong: %v in:\n%q", err, src)
			}
			if refusal == nil && !errors.As(err, &invalid) {
				t.Fatalf("got %v, want a refusal", err)
			}
			return
		}
		again, err := parse("wp-config.php", "", p.After)
		if err != nil {
			t.Fatalf("the edited file is refused: %v in:\n%q", err, p.After)
		}
		second, err := again.Plan(settings)
		if err != nil || second.Changes() {
			t.Fatalf("the second plan changes something (%v):\n%q", err, p.After)
		}
		assertRestUnchanged(t, file, again, p)
		_ = p.Diff()
		if _, err := again.Remove([]string{token}); errors.As(err, &refusal) && refusal.Reason == ReasonSelfCheck {
			t.Fatalf("a removal went wrong: %v in:\n%q", err, p.After)
		}
	})
}

// assertRestUnchanged checks that, the values and blanks apart, the new file is the old one with one thing put in.
func assertRestUnchanged(t *testing.T, before, after *File, p *Plan) {
	t.Helper()
	replaced := map[string]bool{}
	for _, a := range p.Actions {
		if a.Kind == ActionMoved {
			return // a line was taken away too
		}
		replaced[a.Name] = a.Kind == ActionReplaced
	}
	old, changed := skeleton(before, replaced), skeleton(after, replaced)
	head := 0
	for head < min(len(old), len(changed)) && old[head] == changed[head] {
		head++
	}
	if len(changed) < len(old) || !bytes.HasSuffix(changed, old[head:]) {
		t.Fatalf("more has changed than was to:\n%q\n%q", p.Before, p.After)
	}
}

// skeleton is a file without blanks and without the values of these constants.
func skeleton(f *File, without map[string]bool) []byte {
	values := map[int]bool{}
	for name := range without {
		if without[name] {
			d := f.byName[name][0]
			for i := d.value.first; i <= d.value.last; i++ {
				values[f.main.code[i].Start] = true
			}
		}
	}
	var rest []byte
	for _, t := range f.main.all {
		if t.Kind != phptoken.Whitespace && !values[t.Start] {
			rest = append(rest, f.main.text[t.Start:t.End]...)
		}
	}
	return rest
}
