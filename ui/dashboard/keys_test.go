package dashboard

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/style"
)

// TestHelpExplainsEveryKey finds the keys by reflection, so that a new one
// cannot be forgotten.
func TestHelpExplainsEveryKey(t *testing.T) {
	t.Parallel()
	view := strings.Join(helpLines(style.New(style.Options{}), 120), "\n")
	said := map[string]bool{}
	for _, b := range explained() {
		said[b.Help().Key] = true
	}
	all := reflect.ValueOf(keys)
	for i := range all.NumField() {
		// The fields are private, so their help is read field by field.
		name := all.Field(i).FieldByName("help").FieldByName("Key").String()
		if name == "" || !said[name] || !strings.Contains(view, name) {
			t.Errorf("the help does not have %q (%s)", name, all.Type().Field(i).Name)
		}
	}
}

// TestNoKeyMeansTwoThings holds the keys of one place apart.
func TestNoKeyMeansTwoThings(t *testing.T) {
	t.Parallel()
	everywhere := []key.Binding{keys.up, keys.down, keys.pageUp, keys.pageDown, keys.first, keys.last, keys.help, keys.quit}
	onRows := []key.Binding{
		keys.problem, keys.previous, keys.refresh, keys.refreshAll, keys.copy, keys.log, keys.progress, keys.add, keys.remove, keys.issue,
	}
	for name, place := range map[string][]key.Binding{
		"table":  append([]key.Binding{keys.drop, keys.filter, keys.sort, keys.open}, onRows...),
		"detail": append([]key.Binding{keys.back}, onRows...),
		"change": {keys.back, keys.stop},
		"log":    {keys.back, keys.only, keys.reread},
		"copy":   {keys.back, keys.send},
		"ask":    {keys.back, keys.accept},
	} {
		taken := map[string]string{}
		for _, b := range slices.Concat(everywhere, place) {
			for _, pressed := range b.Keys() {
				if other, twice := taken[pressed]; twice {
					t.Errorf("%s: %q is %s and %s", name, pressed, other, b.Help().Desc)
				}
				taken[pressed] = b.Help().Desc
			}
		}
	}
}

// TestKeyBarKeepsTheWayOutInNarrowWindows is for the widths that people have.
func TestKeyBarKeepsTheWayOutInNarrowWindows(t *testing.T) {
	t.Parallel()
	theme := style.New(style.Options{})
	m := &Model{config: Config{Panel: nobody{}, Log: nothing{}}, list: newList(true), errand: &errand{}}
	m.filter = newFilter(theme)
	m.list.byName["a.test"] = &row{Row: monitor.Row{Name: "a.test"}, name: "a.test"}
	m.list.arrange()
	for where, place := range map[string]struct {
		keys []key.Binding
		at40 []string
		at80 []string
	}{
		"table":  {m.browsingKeys(), []string{"enter", "?", "q"}, []string{"enter", "?", "q", "n", "/", "i"}},
		"detail": {newDetail(m, "a.test").keys(), []string{"esc", "?"}, []string{"esc", "?", "n", "r", "i", "c", "l"}},
		"log":    {newLogPane(m, m.list.selected()).keys(), []string{"esc", "f"}, []string{"esc", "f", "r", "?"}},
		"change": {newErrandPane(m).keys(), []string{"esc", "x"}, []string{"esc", "x", "?", "q"}},
		"ask":    {newAsk(m, "a.test").keys(), []string{"enter", "esc"}, []string{"enter", "esc", "?", "q"}},
		"add":    {newPrompt(m, adding, nil).keys(), []string{"enter", "esc"}, []string{"enter", "esc"}},
		"remove": {newPrompt(m, removing, m.list.selected()).keys(), []string{"enter", "esc"}, []string{"enter", "esc"}},
		"copy":   {newCopies(m, "a.test").keys(), []string{"enter", "esc"}, []string{"enter", "esc", "?", "q"}},
	} {
		for width, want := range map[int][]string{39: place.at40, 79: place.at80} {
			bar := " " + component.KeyBar(theme, place.keys, width) + " "
			for _, name := range want {
				if !strings.Contains(bar, " "+name+" ") {
					t.Errorf("%s at %d: %s is not in %q", where, width, name, bar)
				}
			}
		}
	}
}

type (
	nobody  struct{ Panel }
	nothing struct{ Log }
)
