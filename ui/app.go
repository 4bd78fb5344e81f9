// Package ui is the root of the screens: which page is shown, and how one
// leads to the next. One program holds them all, since a second one in the
// same process would lose what was typed between them.
package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/ui/component"
	"enhance-wizard/ui/setup"
	_ "enhance-wizard/ui/terminal/quiet" // before charm asks the terminal
)

// App shows one page after the other. It implements tea.Model.
type App struct {
	page          component.Page
	open          func() (component.Page, error)
	width, height int
	err           error
}

// New starts with a page. Open makes the dashboard when a page asks for it.
func New(first component.Page, open func() (component.Page, error)) *App {
	return &App{page: first, open: open}
}

// Err is why the program had to end, nil when a person ended it.
func (a *App) Err() error { return a.err }

// openedMsg is the dashboard, or why there is none.
type openedMsg struct {
	page component.Page
	err  error
}

// Init implements tea.Model.
func (a *App) Init() tea.Cmd { return a.page.Init() }

// Update implements tea.Model.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
		a.page.SetSize(a.width, a.height)
	case setup.DashboardMsg:
		open := a.open
		return a, func() tea.Msg {
			page, err := open()
			return openedMsg{page, err}
		}
	case openedMsg:
		if msg.err != nil {
			a.err = msg.err
			return a, tea.Quit
		}
		a.page = msg.page
		a.page.SetSize(a.width, a.height)
		return a, a.page.Init()
	}
	return a, a.page.Update(msg)
}

// View implements tea.Model.
func (a *App) View() string { return a.page.View() }
