package monitor

import "time"

// pace is the time between two batches.
const pace = 150 * time.Millisecond

// outbox gathers what changed until the next batch goes out.
type outbox struct {
	changed map[*entry]bool
	removed []string
	batch   Batch // what is not about rows
	some    bool
	sent    time.Time
	ready   *Batch // waits for the reader
}

func (o *outbox) row(e *entry) {
	o.changed[e] = true
	o.some = true
}

func (o *outbox) remove(e *entry) {
	delete(o.changed, e)
	o.removed = append(o.removed, e.row.Name)
	o.some = true
}

// add adds what is not about rows.
func (o *outbox) add(change func(*Batch)) {
	change(&o.batch)
	o.some = true
}

// due returns when the next batch is to be made; zero when there is nothing to send, or one waits already.
func (o *outbox) due() time.Time {
	if !o.some || o.ready != nil {
		return time.Time{}
	}
	return o.sent.Add(pace)
}

// seal makes a batch of what there is.
func (o *outbox) seal() {
	b := o.batch
	b.Removed = o.removed
	b.Rows = make([]Row, 0, len(o.changed))
	for e := range o.changed {
		b.Rows = append(b.Rows, e.row)
	}
	clear(o.changed)
	o.ready, o.batch, o.removed, o.some = &b, Batch{}, nil, false
}

func (o *outbox) delivered(now time.Time) {
	o.ready = nil
	o.sent = now
}
