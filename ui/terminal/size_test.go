package terminal_test

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/terminal"
)

func TestSizeIsAlwaysUsable(t *testing.T) {
	tests := []struct {
		name           string
		reported       tea.WindowSizeMsg
		columns, lines string
		width, height  int
	}{
		{"as reported", tea.WindowSizeMsg{Width: 120, Height: 40}, "", "", 120, 40},
		{"none reported", tea.WindowSizeMsg{}, "", "", 80, 24},
		{"from the environment", tea.WindowSizeMsg{}, "100", "30", 100, 30},
		{"nonsense in the environment", tea.WindowSizeMsg{}, "-3", "many", 80, 24},
		{"the report comes first", tea.WindowSizeMsg{Width: 60, Height: 20}, "100", "30", 60, 20},
		{"one side missing", tea.WindowSizeMsg{Width: 60}, "", "", 60, 24},
		{"absurd", tea.WindowSizeMsg{Width: 65535, Height: 65535}, "", "", 500, 300},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("COLUMNS", tt.columns)
			t.Setenv("LINES", tt.lines)
			if width, height := terminal.Size(tt.reported); width != tt.width || height != tt.height {
				t.Errorf("got %dx%d, want %dx%d", width, height, tt.width, tt.height)
			}
		})
	}
}
