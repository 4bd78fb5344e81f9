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
