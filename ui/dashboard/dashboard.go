// Package dashboard shows all domains as they are now: what the monitor found
// goes into rows, rows into lines, and only the lines in the window are drawn.
// It fetches, judges and changes nothing itself.
package dashboard

import (
	"context"
	"net/netip"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"enhance-wizard/enhance/monitor"
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
	Context  context.Context // ends what is under way; nil: context.Background
	Monitor  Monitor
	Panel    Panel // makes changes; nil when the domains come from a file
	Log      Log   // nil when no WordPress was found
	Theme    style.Theme
	Site     string           // the network's main domain, or what else says where one is
	Expected []netip.Addr     // the server's addresses, where a row does not bring its own
	Now      func() time.Time // nil: time.Now
}

// Model is the dashboard. It implements component.Page.
type Model struct {
	config        Config
	width, height int
	now           time.Time // of the last message: View asks no clock

	list    *list
	state   progress
	token   time.Time // when the access token stops working; zero when that is not known
	table   *layout
	top     []string // the lines above the table, as of the last message
	filter  *filter
	typing  bool   // into the filter
	panes   []pane // what covers the table, the one in front last
	notice  string // what the last key did, until the next one
	awaited awaited

	errand *errand              // the newest change at the panel, nil when there was none
	asked  map[string]time.Time // when the panel was asked for a certificate, by domain
	said   map[string]preflight // what it said about that last, by domain
	looked map[string]time.Time // when it was asked how it sees the DNS, by domain
}

// progress is what the monitor said of the whole.
type progress struct {
	sweep    monitor.Sweep
	swept    bool      // a sweep has ended
	whole    time.Time // when the last one ended in which everything could be seen
	heard    bool      // the source has answered at least once
	err      error     // why the source failed the last time
	stateErr error     // why the state could not be kept
	closed   bool      // the monitor has ended
}

// New makes a dashboard that shows what the monitor sends from Init on.
func New(c Config) *Model {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Context == nil {
		c.Context = context.Background()
	}
	return &Model{
		config: c,
		now:    c.Now(),
		list:   newList(c.Theme.Unicode),
		filter: newFilter(c.Theme),
		asked:  map[string]time.Time{},
		said:   map[string]preflight{},
		looked: map[string]time.Time{},
	}
}

// Init implements component.Page.
func (m *Model) Init() tea.Cmd { return listen(m.config.Monitor.Updates()) }

// SetSize implements component.Page.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.layout()
}
