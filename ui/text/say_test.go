package text

import (
	"net/netip"
	"strings"
	"testing"
	"time"
)

// with puts sentences into the catalogue for one test.
func with(t *testing.T, extra words) {
	t.Helper()
	for key, sentence := range extra {
		english[key] = sentence
		t.Cleanup(func() { delete(english, key) })
	}
}

func TestSayFillsEachPlaceOnce(t *testing.T) {
	with(t, words{"t.pair": "{first} and {second}, {first}"})
	for _, test := range []struct{ first, second, want string }{
		{"one", "two", "one and two, one"},
		{"{second}", "two", "{second} and two, {second}"},
		{"{first}", "{first}", "{first} and {first}, {first}"},
		{"", "two", " and two, "},
		{"{", "}", "{ and }, {"},
	} {
		if got := Say("t.pair", "first", test.first, "second", test.second); got != test.want {
			t.Errorf("first %q, second %q: %q, want %q", test.first, test.second, got, test.want)
		}
	}
}

func TestSayCleansEveryKindOfValue(t *testing.T) {
	with(t, words{"t.value": "<{value}>"})
	type named string
	for name, hostileText := range hostile {
		for _, value := range []any{
			hostileText, named(hostileText), []string{"a", hostileText}, stringer(hostileText), &failure{hostileText},
		} {
			if got := Say("t.value", "value", value); foreign(got) != "" {
				t.Errorf("%s as %T: %q has %s", name, value, got, foreign(got))
			}
		}
	}
}

type stringer string

func (s stringer) String() string { return string(s) }

type failure struct{ text string }

func (f *failure) Error() string { return f.text }

func TestSayShowsAMissingKeyAndAMissingValue(t *testing.T) {
	with(t, words{"t.one": "{a} {b}"})
	if got := Say("t.none"); got != "[t.none]" {
		t.Errorf("a missing key gives %q", got)
	}
	if got := Say("t.one", "a", 1); got != "1 {b}" {
		t.Errorf("a missing value gives %q", got)
	}
	if got := Say("t.one", "a", 1, "b"); got != "1 {b}" {
		t.Errorf("a name without a value gives %q", got)
	}
}

func TestSentenceFallsBackWhereAValueIsEmpty(t *testing.T) {
	with(t, words{"t.full": "The panel says: {message}", "t.full.plain": "The panel says no.", "t.only": "It says {message}."})
	for _, test := range []struct {
		value any
		want  string
	}{
		{"no", "The panel says: no"},
		{"", "The panel says no."},
		{nil, "The panel says no."},
		{[]string{}, "The panel says no."},
		{time.Time{}, "The panel says no."},
		{time.Duration(0), "The panel says no."},
		{netip.Addr{}, "The panel says no."},
		{netip.MustParseAddr("::1"), "The panel says: ::1"},
		{0, "The panel says: 0"},
	} {
		if got := sentence("t.full", "message", test.value); got != test.want {
			t.Errorf("%#v: %q, want %q", test.value, got, test.want)
		}
	}
	if got := sentence("t.full"); got != "The panel says no." {
		t.Errorf("without the value: %q", got)
	}
	if got := sentence("t.only", "message", ""); got != "It says ." {
		t.Errorf("without a plain sentence: %q", got)
	}
}

func TestLongListsAreCounted(t *testing.T) {
	names := []string{"a", "b", "c", "d", "e", "f"}
	for n, want := range map[int]string{
		0: "", 1: "a", 4: "a, b, c, d", 5: "a, b, c and 2 more", 6: "a, b, c and 3 more",
	} {
		if got := listed(names[:n]); got != want {
			t.Errorf("%d names: %q, want %q", n, got, want)
		}
	}
}

func TestWaitsAreRoundedUp(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second: "", 0: "", time.Millisecond: "1 s", 30 * time.Second: "30 s", 59*time.Second + 1: "1 min",
		time.Minute: "1 min", 61 * time.Second: "2 min", 37 * time.Minute: "37 min", 59 * time.Minute: "59 min",
		59*time.Minute + time.Second: "1 h 0 min", time.Hour: "1 h 0 min", 25*time.Hour + time.Minute: "25 h 1 min",
	} {
		if got := waiting(d); got != want {
			t.Errorf("%s: %q, want %q", d, got, want)
		}
	}
}

func BenchmarkSay(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if strings.HasPrefix(Say("panel.connect_timeout.what", "host", "panel.example"), "[") {
			b.Fatal("the sentence is gone")
		}
	}
}
