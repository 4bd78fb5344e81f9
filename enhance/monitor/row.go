package monitor

import (
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
)

// Row is one domain as it was last seen.
type Row struct {
	Name      string
	Domain    Domain
	Facts     *probe.Facts // never nil; shared, and must not be changed
	Verdict   diagnose.Verdict
	CheckedAt time.Time // of Facts; zero: not checked yet
	Since     time.Time // since when Verdict.State holds
	FirstSeen time.Time // since when DNS is right, as far as this program saw; zero when it is not
	// Stale: this is not the whole present truth. The row is an earlier run's, the source failed the last time, or the last
	// check could not judge because of our own resolver or line.
	Stale    bool
	Checking bool // a check is under way, or was asked for by hand and waits for its turn
}

// Batch is what changed since the last batch.
type Batch struct {
	Rows    []Row    // changed rows, in no order; they may be kept, and must not be changed
	Removed []string // names that the source no longer has
	Sweep   *Sweep   // set when a sweep started or ended
	// SourceErr is set when the source failed; the rows stay. SourceOK is set when it answered.
	SourceErr error
	SourceOK  bool
	StateErr  error // the state could not be loaded or saved
}

// Sweep is one round over all domains that are due.
type Sweep struct {
	Number  int
	Started time.Time
	Ended   time.Time              // zero while it runs
	Due     int                    // domains checked in it
	Total   int                    // domains there are
	Counts  map[diagnose.State]int // of all rows; rows without a verdict yet are not in it
	Silent  []SilentServer         // servers that answer nobody: most of their names were not asked
	Blind   Blind                  // what could not be judged; set when it has ended
	Next    time.Time              // when the next one starts; zero while it runs, and when there is none
}

// Blind is about the domains that a sweep could not judge, for a reason on our side: our own resolver or line is down, or
// this machine is too busy.
type Blind struct {
	Domains int
	Reason  diagnose.Finding // that most of them have
}
