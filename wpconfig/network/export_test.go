package network

import (
	"context"
	"database/sql"
)

// ExecuteInRead runs a statement where only reads should be possible.
func (d *Database) ExecuteInRead(ctx context.Context, statement string) error {
	return d.read(ctx, "", func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, statement)
		return err
	})
}

// UseSockets replaces the places where the server's socket is looked for, and returns how to put them back.
func UseSockets(paths ...string) func() {
	before := defaultSockets
	defaultSockets = paths
	return func() { defaultSockets = before }
}
