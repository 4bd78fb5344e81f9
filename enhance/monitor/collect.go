package monitor

import (
	"context"
	"errors"
)

// Collect does one sweep and gives every row as it ended. An error of the source is returned; rows that were read
// before it are too.
func Collect(ctx context.Context, c Config) ([]Row, error) {
	c.Once = true
	m := New(c)
	ended := make(chan error, 1)
	go func() { ended <- m.Run(ctx) }()
	rows := map[string]Row{}
	var failed error
	for batch := range m.Updates() {
		for _, row := range batch.Rows {
			rows[row.Name] = row
		}
		for _, name := range batch.Removed {
			delete(rows, name)
		}
		failed = errors.Join(failed, batch.SourceErr)
	}
	all := make([]Row, 0, len(rows))
	for _, row := range rows {
		all = append(all, row)
	}
	return all, errors.Join(<-ended, failed)
}
