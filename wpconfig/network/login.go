package network

import (
	"time"

	"enhance-wizard/wpconfig"
)

// Login is how WordPress reaches its database, and where in it the network's tables are.
type Login struct {
	Host      string // DB_HOST, in any form that WordPress takes
	User      string
	Password  Password
	Name      string        // DB_NAME
	Prefix    string        // $table_prefix
	NetworkID int64         // 0 counts as 1
	TimeLimit time.Duration // of one reading, connecting included; 0 for three seconds
}

// readTime is for whoever sets no other limit.
const readTime = 3 * time.Second

func (l Login) timeLimit() time.Duration {
	if l.TimeLimit > 0 {
		return l.TimeLimit
	}
	return readTime
}

// ReadLogin takes the login from file. The error is a *DatabaseError with CauseNoCredentials, which names the constants
// that are missing or made by code, or with CauseBadPrefix.
func ReadLogin(file *wpconfig.File) (Login, error) {
	reader := constantReader{file: file}
	var missing []string
	literal := func(name string) string {
		_, defined := reader.value(name)
		text, ok := file.Resolve(name)
		if !defined || !ok {
			missing = append(missing, name)
		}
		return text
	}
	login := Login{
		Host:     literal("DB_HOST"),
		User:     literal("DB_USER"),
		Password: NewPassword(literal("DB_PASSWORD")),
		Name:     literal("DB_NAME"),
	}
	prefix, ok := file.TablePrefix()
	if !ok {
		missing = append(missing, "$table_prefix")
	}
	if missing != nil {
		return Login{}, &DatabaseError{Cause: CauseNoCredentials, Missing: missing}
	}
	if !validPrefix(prefix) {
		return Login{}, &DatabaseError{Cause: CauseBadPrefix}
	}
	login.Prefix = prefix
	login.NetworkID = reader.number("SITE_ID_CURRENT_SITE", 1)
	return login, nil
}

// prefixBytes keeps every table name within the 64 characters that MySQL allows.
const prefixBytes = 40

// validPrefix is the rule of wpdb::set_prefix, without the empty one: letters, digits and underscores.
func validPrefix(prefix string) bool {
	if prefix == "" || len(prefix) > prefixBytes {
		return false
	}
	for i := range len(prefix) {
		if prefix[i] >= 0x80 || !wordByte(prefix[i]) {
			return false
		}
	}
	return true
}
