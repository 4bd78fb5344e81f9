package monitor

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"enhance-wizard/enhance/probe"
)

// The state is JSON, a record a line, packed with gzip: ten thousand records are ten megabytes, and a tenth of that packed.
// stateVersion changes when an older program's state can no longer be read.
const stateVersion = 2

// mostState is how many bytes of text are read: a hundred times those of ten thousand records.
const mostState = 1 << 30

// record is what is kept of a row between two runs. The verdict is not in it: it follows from the facts.
type record struct {
	Domain    Domain       `json:"domain"`
	Facts     *probe.Facts `json:"facts"`
	Since     time.Time    `json:"since"`
	FirstSeen time.Time    `json:"first_seen,omitzero"`
	Gone      bool         `json:"gone,omitempty"` // the source did not have it any more
}

// goneAge is for how long what the source no longer has is remembered.
const goneAge = 24 * time.Hour

// load shows what an earlier run saw, until it is checked anew.
func (l *loop) load() {
	if l.m.config.Load == nil {
		return
	}
	data, err := l.m.config.Load()
	if err == nil && len(data) > 0 {
		texts := interner{}
		err = readState(data, func(r record) {
			if r.Facts != nil {
				texts.facts(r.Facts, r.Domain.Name)
			}
			l.restore(r)
		})
	}
	if err != nil {
		l.out.add(func(b *Batch) { b.StateErr = fmt.Errorf("loading the last state: %w", err) })
	}
}

// readState hands on one record after the other: all of them at once would take several times the memory. What an
// earlier version of the program left is no error, and is not read.
func readState(data []byte, each func(record)) error {
	unpacked, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	text := io.LimitReader(unpacked, mostState)
	in := json.NewDecoder(text)
	for _, want := range []json.Token{json.Delim('{'), "version", float64(stateVersion), "rows", json.Delim('[')} {
		switch got, err := in.Token(); {
		case err != nil:
			return err
		case got != want && want == json.Token(float64(stateVersion)):
			return nil
		case got != want:
			return fmt.Errorf("%v where %v should be", got, want)
		}
	}
	for in.More() {
		var r record
		if err := in.Decode(&r); err != nil {
			return err
		}
		each(r)
	}
	for _, want := range []json.Token{json.Delim(']'), json.Delim('}')} {
		if got, err := in.Token(); err != nil || got != want {
			return fmt.Errorf("%v where %v should be: %w", got, want, err)
		}
	}
	_, err = io.Copy(io.Discard, text) // up to the checksum
	return err
}

func (l *loop) restore(r record) {
	name := r.Domain.Name
	if !l.watches(name) {
		l.others = append(l.others, r)
		return
	}
	if name == "" || r.Facts == nil || r.Facts.CheckedAt.IsZero() || l.rows[name] != nil {
		return
	}
	if r.Gone {
		l.gone[name] = r
		return
	}
	e := l.entryOf(r)
	l.rows[name] = e
	if !l.m.config.Once { // one sweep is awaited, and tells of each row when it is checked
		l.out.row(e)
	}
}

// entryOf makes a row of what was seen before.
func (l *loop) entryOf(r record) *entry {
	now := time.Now()
	r.Facts.CheckedAt = past(r.Facts.CheckedAt, now)
	e := &entry{loaded: true, row: Row{
		Name: r.Domain.Name, Domain: r.Domain, Facts: r.Facts, CheckedAt: r.Facts.CheckedAt,
		Since: past(r.Since, now), FirstSeen: past(r.FirstSeen, now),
	}}
	e.row.Verdict, _ = l.judge(e, r.Facts, e.row.FirstSeen, e.row.CheckedAt)
	e.refreshStale(false)
	return e
}

// record is what is kept of an entry; it reports false when nothing was seen of it.
func (e *entry) record() (record, bool) {
	r := record{Domain: e.row.Domain, Facts: e.row.Facts, Since: e.row.Since, FirstSeen: e.row.FirstSeen}
	return r, !e.row.CheckedAt.IsZero() && !e.row.Verdict.Blind()
}

// save hands the state out, in a goroutine of its own: with many rows that takes a while. Records are made first, and what
// they point to does not change.
func (l *loop) save() {
	if l.m.config.Save == nil || l.busySaving {
		return
	}
	records := make([]record, 0, len(l.rows)+len(l.others)+len(l.gone))
	records = append(records, l.others...)
	for _, e := range l.rows {
		if r, worth := e.record(); worth {
			records = append(records, r)
		}
	}
	for name, r := range l.gone {
		if time.Since(r.Facts.CheckedAt) > goneAge {
			delete(l.gone, name)
			continue
		}
		records = append(records, r)
	}
	l.busySaving = true
	l.wait.Go(func() {
		data, err := writeState(records)
		if err == nil {
			err = l.m.config.Save(data)
		}
		l.saving <- err // there is room: one save at a time
	})
}

// writeState packs one record after the other: their text is never in memory as a whole.
func writeState(records []record) ([]byte, error) {
	var packed bytes.Buffer
	out, err := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	fmt.Fprintf(out, `{"version":%d,"rows":[`, stateVersion) // errors of a buffer: none
	for i := range records {
		if i > 0 {
			_, _ = io.WriteString(out, ",")
		}
		if err := encoder.Encode(&records[i]); err != nil {
			return nil, err
		}
	}
	_, _ = io.WriteString(out, "]}\n")
	err = out.Close()
	return packed.Bytes(), err
}

func (l *loop) saved(err error) {
	l.busySaving = false
	if err != nil {
		l.out.add(func(b *Batch) { b.StateErr = fmt.Errorf("saving the state: %w", err) })
	}
}
