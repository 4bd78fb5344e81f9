package mariadbtest

import (
	_ "embed" // for the tables
	"fmt"
	"strings"
)

//go:embed network.sql
var tables string

// MakeNetwork makes a database with the empty tables of a network, and a user, with a password, who may do there what
// WordPress's user may. Names and prefix must be made of letters, digits and underscores.
func (s *Server) MakeNetwork(database, prefix, user, password string) error {
	statements := fmt.Sprintf("CREATE DATABASE `%[1]s`; CREATE USER IF NOT EXISTS '%[2]s'@'%%' IDENTIFIED BY '%[3]s';"+
		" GRANT ALL ON `%[1]s`.* TO '%[2]s'@'%%'; USE `%[1]s`;\n", database, user,
		strings.NewReplacer(`\`, `\\`, "'", "''").Replace(password))
	// WordPress drops the strict modes too, for its zero dates.
	statements += "SET SESSION sql_mode = '';\n" + strings.ReplaceAll(tables, "{prefix}", prefix)
	if err := s.Execute(statements); err != nil {
		return fmt.Errorf("making the tables of a network in %s: %w", database, err)
	}
	return nil
}
