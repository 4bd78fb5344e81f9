package network

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
)

// idleTime is how long an unused connection is kept.
const idleTime = 10 * time.Second

// Database reads the network's tables. Every read is one read-only transaction within the login's time limit. It is safe for use
// by several goroutines; close it in the end.
type Database struct {
	pool    *sql.DB
	login   Login
	address address
}

// OpenDatabase connects, within the login's time limit. The error is a *DatabaseError.
func OpenDatabase(ctx context.Context, login Login) (*Database, error) {
	if !validPrefix(login.Prefix) {
		return nil, &DatabaseError{Cause: CauseBadPrefix}
	}
	places, ok := addresses(login.Host)
	if !ok {
		return nil, &DatabaseError{Cause: CauseBadHost}
	}
	if login.NetworkID == 0 {
		login.NetworkID = 1
	}
	within, stop := context.WithTimeout(ctx, login.timeLimit())
	defer stop()
	var failure *DatabaseError
	for _, place := range places {
		pool, err := connect(within, login, place)
		if err == nil {
			return &Database{pool: pool, login: login, address: place}, nil
		}
		failure = databaseError(ctx, err)
		failure.Address = place.address
		if !failure.unreachable() || within.Err() != nil {
			break
		}
	}
	return nil, failure
}

func connect(ctx context.Context, login Login, place address) (*sql.DB, error) {
	config := mysql.NewConfig()
	config.Net, config.Addr = place.network, place.address
	config.User, config.Passwd, config.DBName = login.User, login.Password.Reveal(), login.Name
	config.Logger = &mysql.NopLogger{} // its default writes to standard error, across the screen
	if place.network == "tcp" {
		config.TLSConfig = "preferred" // encrypted where the server can, unverified; WordPress itself uses none
	}
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return nil, &DatabaseError{Cause: CauseFailed, Err: errors.New("the driver refuses the login")}
	}
	pool := sql.OpenDB(connector)
	pool.SetMaxOpenConns(2)
	pool.SetConnMaxIdleTime(idleTime)
	if err := pool.PingContext(ctx); err != nil {
		_ = pool.Close() // nothing was opened that could be lost
		return nil, err
	}
	return pool, nil
}

// Close ends the connections.
func (d *Database) Close() error {
	if err := d.pool.Close(); err != nil {
		return fmt.Errorf("closing the database: %w", err)
	}
	return nil
}

// read runs queries in one read-only transaction, so that they see one state and can change none.
func (d *Database) read(ctx context.Context, table string, queries func(context.Context, *sql.Tx) error) error {
	within, stop := context.WithTimeout(ctx, d.login.timeLimit())
	defer stop()
	transaction, err := d.pool.BeginTx(within, &sql.TxOptions{ReadOnly: true})
	if err == nil {
		defer func() { _ = transaction.Rollback() }() // it read only: there is nothing to lose
		err = queries(within, transaction)
	}
	if err == nil {
		return nil
	}
	failure := databaseError(ctx, err)
	failure.Address = d.address.address
	if failure.Table == "" {
		failure.Table = table
	}
	return failure
}

// query hands every row of a query to scan.
func query(ctx context.Context, tx *sql.Tx, scan func(*sql.Rows) error, statement string, arguments ...any) error {
	rows, err := tx.QueryContext(ctx, statement, arguments...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // Err below tells what matters
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// marks returns n placeholders.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// table returns the name of one of the network's tables.
func (d *Database) table(name string) string { return d.login.Prefix + name }

// quoteName makes an identifier of a table name. The names are fixed, the prefix is validated: no backquote can be in it.
func quoteName(table string) string { return "`" + table + "`" }
