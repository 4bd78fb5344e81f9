// Package component holds the parts that screens are made of. A component is
// dumb: it is given what to show and a size, draws it without side effects,
// and says by a typed message what the person did. Whatever it draws has been
// cleaned, is no wider than its size, and carries a word or mark beside every
// colour.
package component

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	_ "enhance-wizard/ui/terminal/quiet" // before charm asks the terminal
)

// Page is one whole screen. Its owner pushes the size down, gives it every
// message, and draws its keys.
type Page interface {
	Init() tea.Cmd
	Update(msg tea.Msg) tea.Cmd
	View() string
	SetSize(width, height int)
	// Keys are those that do something now, the most wanted first.
	Keys() []key.Binding
}
