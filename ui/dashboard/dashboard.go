// Package dashboard shows all domains as they are now: what the monitor found
// goes into rows, rows into lines, and only the lines in the window are drawn.
// It fetches and judges nothing itself.
package dashboard

import (
	"net/netip"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/component"
	"enhance-wizard/ui/style"
	_ "enhance-wizard/ui/terminal/quiet" // before charm asks the terminal
)

// Monitor is what the dashboard shows; *monitor.Monitor is the one.
type Monitor interface {
	Updates() <-chan monitor.Batch
	Refresh(name string)
	RefreshAll()
}

// Config is what a dashboard works with.
type Config struct {
	Monitor   Monitor
	Theme     style.Theme
	Site      string           // the network's main domain, or what else says where one is
	Expected  []netip.Addr     // the server's addresses, where a row does not bring its own
	TokenEnds time.Time        // when the token stops working; zero when that is not known
	Now       func() time.Time // nil: time.Now
}

// Model is the dashboard. It implements component.Page.
type Model struct {
	config        Config
	width, height int
	now           time.Time // of the last message: View asks no clock

	list   *list
	state  progress
	table  layout
	top    []string // the lines above the table, as of the last message
	mode   mode
	filter *filter
	detail *detail
	help   *component.Scroll
	notice string // what the last key did, until the next one
}

// mode is which part of the dashboard takes the keys.
type mode int

const (
	browsing mode = iota
	filtering
	detailed
	helping
)

// progress is what the monitor said of the whole.
type progress struct {
	sweep    monitor.Sweep
	heard    bool  // the source has answered at least once
	err      error // why the source failed the last time
	stateErr error // why the state could not be kept
	closed   bool  // the monitor has ended
}

// New makes a dashboard that shows what the monitor sends from Init on.
func New(c Config) *Model {
	if c.Now == nil {
		c.Now = time.Now
	}
	m := &Model{
		config: c,
		now:    c.Now(),
		list:   newList(),
		filter: newFilter(c.Theme),
		help:   component.NewScroll(c.Theme),
	}
	m.detail = newDetail(c)
	return m
}

// Init implements component.Page.
func (m *Model) Init() tea.Cmd { return listen(m.config.Monitor.Updates()) }

// SetSize implements component.Page.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.layout()
}
