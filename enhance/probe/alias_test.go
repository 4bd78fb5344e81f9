package probe

import (
	"slices"
	"testing"
	"time"
)

func TestAliasesAreFollowed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		targets map[string]string
		path    []string
		round   bool
	}{
		"none":           {nil, nil, false},
		"one":            {map[string]string{"a": "b"}, []string{"b"}, false},
		"two":            {map[string]string{"a": "b", "b": "c"}, []string{"b", "c"}, false},
		"itself":         {map[string]string{"a": "a"}, []string{"a"}, true},
		"round":          {map[string]string{"a": "b", "b": "a"}, []string{"b", "a"}, true},
		"round far away": {map[string]string{"a": "b", "b": "c", "c": "b"}, []string{"b", "c", "b"}, true},
	} {
		d := DNS{CNAME: follow("a", func(at string) string { return c.targets[at] })}
		if !slices.Equal(d.CNAME, c.path) || d.GoesRound("a") != c.round {
			t.Errorf("%s: %v, round %v; want %v, %v", name, d.CNAME, d.GoesRound("a"), c.path, c.round)
		}
	}
}

func TestTimeIsThatOnTheWall(t *testing.T) {
	t.Parallel()
	now := time.Now()
	const limit = time.Hour
	for name, c := range map[string]struct {
		since time.Time
		want  bool
	}{
		"a moment ago":                  {now.Add(-time.Minute), true},
		"too long ago":                  {now.Add(-2 * time.Hour), false},
		"just now":                      {now, true},
		"before the clock was set back": {now.Add(time.Hour), false},
		// Asleep, the wall's clock goes on, and the other does not: what was seen before is older than it seems.
		"before a sleep": {now.Add(-time.Minute).Round(0).Add(-3 * time.Hour), false},
		"never":          {time.Time{}, false},
	} {
		if got := within(limit, c.since, now); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
