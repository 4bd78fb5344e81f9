// Package quiet keeps the linked screen libraries from asking the terminal a
// question at start. bubbletea v1 asks for the background colour in a package
// initialiser and waits up to five seconds for the answer, in every command of
// the binary. Setting the background first makes it unnecessary.
//
// It works because Go initialises packages that are ready in the order of
// their import paths, and this one sorts before github.com/charmbracelet. So
// it must import lipgloss alone, and every package that imports a charm
// library imports this one too.
package quiet

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
