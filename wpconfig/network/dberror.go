package network

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"

	"github.com/go-sql-driver/mysql"
)

// DatabaseCause says why the database could not be read.
type DatabaseCause string

// Why the database could not be read.
const (
	CauseNoCredentials DatabaseCause = "no_credentials" // constants missing, or made by code
	CauseBadPrefix     DatabaseCause = "bad_prefix"     // $table_prefix is not made of letters, digits and underscores
	CauseBadHost       DatabaseCause = "bad_host"       // DB_HOST has no form that WordPress takes
	CauseUnreachable   DatabaseCause = "unreachable"
	CauseAccessDenied  DatabaseCause = "access_denied"
	CauseNoDatabase    DatabaseCause = "no_database"
	CauseNoTable       DatabaseCause = "no_table" // not a network, or not this prefix, or the plugin was never set up
	CauseTooLarge      DatabaseCause = "too_large"
	CauseTimeout       DatabaseCause = "timeout"
	CauseCancelled     DatabaseCause = "cancelled"
	CauseFailed        DatabaseCause = "failed" // anything else; Number says what the server called it
)

// DatabaseCauses lists every cause.
func DatabaseCauses() []DatabaseCause {
	return []DatabaseCause{
		CauseNoCredentials, CauseBadPrefix, CauseBadHost, CauseUnreachable, CauseAccessDenied, CauseNoDatabase,
		CauseNoTable, CauseTooLarge, CauseTimeout, CauseCancelled, CauseFailed,
	}
}

// DatabaseError is why the database could not be read. It holds neither the password nor the server's own words, which
// may quote the user name and values.
type DatabaseError struct {
	Cause   DatabaseCause
	Missing []string // for CauseNoCredentials: constants that are missing or made by code
	Address string   // the socket or host:port that was tried; empty before that
	Table   string   // the table that was read; empty before that
	Number  uint16   // the server's error number; 0 when the server did not answer with one
	Err     error    // the operating system's or context's error; nil where the server gave the error
}

// Error gives the technical form.
func (e *DatabaseError) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "reading the database: %s", e.Cause)
	if e.Missing != nil {
		fmt.Fprintf(&text, ": %s", strings.Join(e.Missing, ", "))
	}
	if e.Address != "" {
		fmt.Fprintf(&text, " at %s", e.Address)
	}
	if e.Table != "" {
		fmt.Fprintf(&text, ", table %s", e.Table)
	}
	if e.Number != 0 {
		fmt.Fprintf(&text, ", server error %d", e.Number)
	}
	if e.Err != nil {
		fmt.Fprintf(&text, ": %v", e.Err)
	}
	return text.String()
}

// Unwrap returns the operating system's or context's error.
func (e *DatabaseError) Unwrap() error { return e.Err }

// The server's error numbers, as in https://mariadb.com/kb/en/mariadb-error-code-reference/.
var serverCauses = map[uint16]DatabaseCause{
	1044: CauseAccessDenied, // ER_DBACCESS_DENIED_ERROR
	1045: CauseAccessDenied, // ER_ACCESS_DENIED_ERROR
	1130: CauseAccessDenied, // ER_HOST_NOT_PRIVILEGED
	1142: CauseAccessDenied, // ER_TABLEACCESS_DENIED_ERROR
	1143: CauseAccessDenied, // ER_COLUMNACCESS_DENIED_ERROR
	1698: CauseAccessDenied, // ER_ACCESS_DENIED_NO_PASSWORD_ERROR
	1049: CauseNoDatabase,   // ER_BAD_DB_ERROR
	1146: CauseNoTable,      // ER_NO_SUCH_TABLE
	1317: CauseTimeout,      // ER_QUERY_INTERRUPTED
	1969: CauseTimeout,      // ER_STATEMENT_TIMEOUT
	3024: CauseTimeout,      // ER_QUERY_TIMEOUT (MySQL)
}

// databaseError turns what driver and network say into a DatabaseError. parent is the caller's context: its end is a
// cancellation, unless its own deadline passed.
func databaseError(parent context.Context, err error) *DatabaseError {
	var known *DatabaseError
	if errors.As(err, &known) {
		return known
	}
	var server *mysql.MySQLError
	var network net.Error
	switch {
	case errors.As(err, &server):
		cause, found := serverCauses[server.Number]
		if !found {
			cause = CauseFailed
		}
		return &DatabaseError{Cause: cause, Number: server.Number}
	case errors.Is(parent.Err(), context.Canceled):
		return &DatabaseError{Cause: CauseCancelled, Err: context.Cause(parent)}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded),
		errors.As(err, &network) && network.Timeout():
		return &DatabaseError{Cause: CauseTimeout, Err: context.DeadlineExceeded}
	case errors.As(err, &network):
		return &DatabaseError{Cause: CauseUnreachable, Err: err}
	default:
		return &DatabaseError{Cause: CauseFailed, Err: err}
	}
}

// unreachable reports whether another address is worth a try.
func (e *DatabaseError) unreachable() bool {
	return slices.Contains([]DatabaseCause{CauseUnreachable, CauseTimeout}, e.Cause)
}
