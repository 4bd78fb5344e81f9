package inventory

import (
	"context"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/monitor"
)

// lookAge is for how long it is told how the panel saw the DNS of a domain.
const lookAge = 15 * time.Minute

// The bounds of looking at many domains: how many, how many of them at once, and for how long in all. A panel that does
// not answer must not hold up what is known without it.
const (
	maxLooks    = 20
	looksAtOnce = 2
)

var looksTime = 10 * time.Second // a variable for the tests

// looks are what the panel said about the DNS of single domains.
type looks struct {
	mu   sync.Mutex
	seen map[string]look
}

type look struct {
	status enhance.DNSStatus
	at     time.Time
}

// Look asks the panel where it sees a domain pointing to (Client.DNSStatus). Domains tells it for a quarter of an hour:
// the panel's list does not, and a call for each domain would be too many. The id is the domain's at the panel.
func (p *Panel) Look(ctx context.Context, name, id string) error {
	if p.Org == "" || p.Website == "" {
		return nil // a server's host names have no such status
	}
	status, err := p.Client.DNSStatus(ctx, p.Org, p.Website, enhance.ID(id))
	if err != nil {
		return err
	}
	p.looks.note(name, look{status, time.Now()})
	return nil
}

// lookAt looks at the first twenty domains that the panel has, and tells it in their rows. Where the panel does not
// answer, a row stays as it is.
func (p *Panel) lookAt(ctx context.Context, rows []monitor.Domain) {
	ctx, cancel := context.WithTimeout(ctx, looksTime)
	defer cancel()
	var looking errgroup.Group
	looking.SetLimit(looksAtOnce)
	var asked []monitor.Domain
	for _, row := range rows {
		if !row.Panel.Mapped || len(asked) == maxLooks {
			continue
		}
		asked = append(asked, row)
		looking.Go(func() error { return p.Look(ctx, row.Name, row.Panel.ID) })
	}
	_ = looking.Wait() // one status more or less decides nothing
	for _, row := range asked {
		row.Panel.DNSStatus = p.looks.tell(row.Name)
	}
}

func (l *looks) note(name string, seen look) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen == nil {
		l.seen = map[string]look{}
	}
	l.seen[strings.ToLower(name)] = seen
}

// tell gives the status of a domain, "" when it was not asked for lately.
func (l *looks) tell(name string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	seen, asked := l.seen[strings.ToLower(name)]
	if !asked || time.Since(seen.at) > lookAge {
		return ""
	}
	return string(seen.status)
}
