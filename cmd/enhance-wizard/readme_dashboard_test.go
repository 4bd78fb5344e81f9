package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/dashboard"
	"enhance-wizard/ui/style"
)

var (
	dashboardBlock = regexp.MustCompile("(?s)<!-- dashboard (\\S+) -->\n```text\n(.*?)\n```")
	keyInTable     = regexp.MustCompile("(?m)^\\| `([^|]+)` \\|")
	keyInHelp      = regexp.MustCompile(`(?m)^  (\S+) {2,}\S`)
)

func TestPicturesOfTheDashboardInTheReadmeAreItsScreens(t *testing.T) {
	t.Parallel()
	blocks := dashboardBlock.FindAllStringSubmatch(readme(t), -1)
	if len(blocks) != 2 {
		t.Fatalf("%d pictures, want the table and the detail pane", len(blocks))
	}
	for _, block := range blocks {
		want, err := os.ReadFile(filepath.Join("../../ui/dashboard/testdata/TestPicturesOfTheReadme", block[1]+".golden"))
		if err != nil {
			t.Error(err)
			continue
		}
		if block[2] != squeeze(string(want)) {
			t.Errorf("the picture %s is not the screen; it is now:\n%s", block[1], squeeze(string(want)))
		}
	}
}

// TestKeysInTheReadmeAreThoseOfTheHelp compares the table of keys with what
// the dashboard itself explains.
func TestKeysInTheReadmeAreThoseOfTheHelp(t *testing.T) {
	t.Parallel()
	_, section, found := strings.Cut(readme(t), "## The dashboard")
	section, _, ended := strings.Cut(section, "\n## ")
	if !found || !ended {
		t.Fatal("the section is missing")
	}
	var said []string
	for _, row := range keyInTable.FindAllStringSubmatch(section, -1) {
		said = append(said, strings.Split(row[1], "` `")...)
	}
	help := helpOfTheDashboard(t)
	for _, name := range help {
		if !slices.Contains(said, name) {
			t.Errorf("the README does not have %q", name)
		}
	}
	for _, name := range said {
		if !slices.Contains(help, name) {
			t.Errorf("the README has %q, and the dashboard does not", name)
		}
	}
}

// idle is a monitor that says nothing.
type idle struct{}

func (idle) Updates() <-chan monitor.Batch { return nil }
func (idle) Refresh(string)                {}
func (idle) RefreshAll()                   {}

// helpOfTheDashboard lists the keys that the help explains.
func helpOfTheDashboard(t *testing.T) []string {
	t.Helper()
	page := dashboard.New(dashboard.Config{Monitor: idle{}, Theme: style.New(style.Options{})})
	page.SetSize(120, 80)
	page.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'?'}})
	view, _, _ := strings.Cut(ansi.Strip(page.View()), "\nStates")
	var names []string
	for _, line := range keyInHelp.FindAllStringSubmatch(view, -1) {
		names = append(names, line[1])
	}
	if len(names) < 20 {
		t.Fatalf("the help has %q only:\n%s", names, view)
	}
	return names
}
