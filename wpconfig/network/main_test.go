package network_test

import (
	"fmt"
	"os"
	"testing"

	"enhance-wizard/wpconfig/network/mariadbtest"
)

// mariadb is the server that all tests of the package share, started when the first one asks.
var mariadb *mariadbtest.Server

func TestMain(m *testing.M) {
	code := m.Run()
	if mariadb != nil {
		if err := mariadb.Close(); err != nil {
			fmt.Fprintln(os.Stderr, "ending MariaDB:", err)
			code = 1
		}
	}
	os.Exit(code)
}
