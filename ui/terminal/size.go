package terminal

import (
	"os"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"
)

// Bounds of what is drawn, in cells. Some terminals report 65535 columns.
const (
	maxWidth      = 500
	maxHeight     = 300
	defaultWidth  = 80
	defaultHeight = 24
)

// Size makes a reported window size usable. Terminals without one (ssh -tt,
// expect, some CI) report 0 by 0: then COLUMNS and LINES count, then 80 by 24.
func Size(msg tea.WindowSizeMsg) (width, height int) {
	return side(msg.Width, "COLUMNS", defaultWidth, maxWidth), side(msg.Height, "LINES", defaultHeight, maxHeight)
}

func side(cells int, variable string, fallback, most int) int {
	if cells <= 0 {
		cells, _ = strconv.Atoi(os.Getenv(variable))
	}
	if cells <= 0 {
		cells = fallback
	}
	return min(cells, most)
}

// fitSize is a filter, because the renderer reads the size before the model does.
func fitSize(_ tea.Model, msg tea.Msg) tea.Msg {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		width, height := Size(size)
		return tea.WindowSizeMsg{Width: width, Height: height}
	}
	return msg
}
