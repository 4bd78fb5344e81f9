package terminal

import (
	"fmt"
	"os"

	"github.com/aymanbagabas/go-osc52/v2"
	tea "github.com/charmbracelet/bubbletea"
)

// SentMsg says that text went to the terminal for its clipboard. No terminal
// confirms that it took it: show the text as well, and say "sent".
type SentMsg struct{ Err error }

// Copy asks the terminal to put text on the clipboard of the person in front
// of it (OSC 52), through SSH as well. It writes through the file that the
// screen is drawn on, whose lock keeps the two from mixing.
func Copy(text string) tea.Cmd {
	return func() tea.Msg {
		sequence := osc52.New(text)
		if os.Getenv("STY") != "" {
			sequence = sequence.Screen()
		}
		if _, err := sequence.WriteTo(os.Stdout); err != nil {
			return SentMsg{Err: fmt.Errorf("sending to the terminal's clipboard: %w", err)}
		}
		return SentMsg{}
	}
}
