package network_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/mariadbtest"
)

const (
	user     = "wordpress"
	password = `p4ss'w\örd "quoted"`
)

func startMariaDB(t *testing.T) *mariadbtest.Server {
	t.Helper()
	if mariadb != nil {
		return mariadb
	}
	server, err := mariadbtest.Start()
	if errors.Is(err, mariadbtest.ErrMissing) {
		t.Skip("needs MariaDB (mariadb-server): ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	mariadb = server
	return server
}

var networks int

// makeNetwork makes an empty network in a database of its own.
func makeNetwork(t *testing.T) (*mariadbtest.Server, network.Login) {
	t.Helper()
	server := startMariaDB(t)
	networks++
	name := fmt.Sprintf("network_%d", networks)
	if err := server.MakeNetwork(name, "wp_", user, password); err != nil {
		t.Fatal(err)
	}
	return server, network.Login{
		Host: "localhost:" + server.Socket, User: user, Password: network.NewPassword(password), Name: name, Prefix: "wp_", TimeLimit: time.Minute,
	}
}

func execute(t *testing.T, server *mariadbtest.Server, login network.Login, statements string) {
	t.Helper()
	if err := server.Execute("SET SESSION sql_mode = ''; USE `" + login.Name + "`; " + statements); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, login network.Login) *network.Database {
	t.Helper()
	database, err := network.OpenDatabase(t.Context(), login)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := database.Close(); err != nil {
			t.Error(err)
		}
	})
	return database
}

func TestReadsCannotChangeAnything(t *testing.T) {
	_, login := makeNetwork(t)
	database := open(t, login)
	var failure *network.DatabaseError
	err := database.ExecuteInRead(t.Context(), "INSERT INTO wp_site (domain) VALUES ('x')")
	if !errors.As(err, &failure) || failure.Number != 1792 { // ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION
		t.Fatalf("got %v, want the server's refusal", err)
	}
	if err := database.ExecuteInRead(t.Context(), "SELECT 1"); err != nil {
		t.Fatal(err)
	}
}

func TestAReadThatTakesTooLongIsGivenUp(t *testing.T) {
	_, login := makeNetwork(t)
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	var failure *network.DatabaseError
	err := open(t, login).ExecuteInRead(ctx, "SELECT SLEEP(30)")
	if !errors.As(err, &failure) || failure.Cause != network.CauseTimeout {
		t.Fatalf("got %v, want a timeout", err)
	}
}

func TestTheDatabaseIsReachedHoweverItsHostIsWritten(t *testing.T) {
	server, login := makeNetwork(t)
	port := strconv.Itoa(server.Port)
	for _, host := range []string{
		"localhost:" + server.Socket, ":" + server.Socket, "LOCALHOST:3306:" + server.Socket, "127.0.0.1:" + port,
		"127.0.0.1:" + port + ":/no/such/socket",
	} {
		t.Run(host, func(t *testing.T) {
			login.Host = host
			if _, err := network.ReadActivation(t.Context(), login); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLocalhostTriesEverySocketThenTCP(t *testing.T) {
	server, login := makeNetwork(t)
	for _, test := range []struct {
		name, host string
		sockets    []string
	}{
		{"second socket", "localhost", []string{"/no/such/socket", server.Socket}},
		{"no socket", "localhost:" + strconv.Itoa(server.Port), []string{"/no/such/socket"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Cleanup(network.UseSockets(test.sockets...))
			login.Host = test.host
			if _, err := network.ReadActivation(t.Context(), login); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestDatabaseFailuresAreTypedAndHoldNoSecret(t *testing.T) {
	server, login := makeNetwork(t)
	execute(t, server, login, "CREATE USER IF NOT EXISTS 'narrow'@'%' IDENTIFIED BY 'narrow-secret';"+
		"GRANT SELECT ON `"+login.Name+"`.wp_site TO 'narrow'@'%'")
	for _, test := range []struct {
		name   string
		change func(*network.Login)
		want   network.DatabaseCause
	}{
		{"wrong password", func(l *network.Login) { l.Password = network.NewPassword("wrong-secret") }, network.CauseAccessDenied},
		{"unknown user", func(l *network.Login) { l.User = "nobody-here" }, network.CauseAccessDenied},
		{"no right to the table", func(l *network.Login) {
			l.User, l.Password = "narrow", network.NewPassword("narrow-secret")
		}, network.CauseAccessDenied},
		{"no such database", func(l *network.Login) { l.Name, l.User, l.Password = "none", "root", network.Password{} }, network.CauseNoDatabase},
		{"other prefix", func(l *network.Login) { l.Prefix = "wp2_" }, network.CauseNoTable},
		{"hostile prefix", func(l *network.Login) { l.Prefix = "wp_`; DROP TABLE x; --" }, network.CauseBadPrefix},
		{"empty prefix", func(l *network.Login) { l.Prefix = "" }, network.CauseBadPrefix},
		{"no socket", func(l *network.Login) { l.Host = "localhost:/no/such/socket" }, network.CauseUnreachable},
		{"nothing listens", func(l *network.Login) { l.Host = "127.0.0.1:1" }, network.CauseUnreachable},
		{"impossible host", func(l *network.Login) { l.Host = "host:port" }, network.CauseBadHost},
	} {
		t.Run(test.name, func(t *testing.T) {
			login := login
			test.change(&login)
			_, err := network.ReadActivation(t.Context(), login)
			var failure *network.DatabaseError
			if !errors.As(err, &failure) || failure.Cause != test.want {
				t.Fatalf("got %v, want cause %s", err, test.want)
			}
			for _, secret := range []string{password, "wrong-secret", "narrow-secret"} {
				if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), secret) {
					t.Errorf("the error holds a password: %v", err)
				}
			}
		})
	}
}

func TestAServerThatNeverAnswersEndsInTime(t *testing.T) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", filepath.Join(t.TempDir(), "s"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	login := network.Login{Host: "localhost:" + listener.Addr().String(), Prefix: "wp_"}
	for _, test := range []struct {
		name string
		ctx  func(context.Context) (context.Context, context.CancelFunc)
		want network.DatabaseCause
	}{
		{"deadline", func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, 50*time.Millisecond)
		}, network.CauseTimeout},
		{"cancelled", func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(ctx)
			time.AfterFunc(50*time.Millisecond, cancel)
			return ctx, cancel
		}, network.CauseCancelled},
		{"own limit", context.WithCancel, network.CauseTimeout},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			ctx, stop := test.ctx(context.Background())
			defer stop()
			_, err := network.ReadActivation(ctx, login)
			var failure *network.DatabaseError
			if !errors.As(err, &failure) || failure.Cause != test.want {
				t.Errorf("got %v, want cause %s", err, test.want)
			}
		})
	}
}

func TestPasswordsPrintAsRedacted(t *testing.T) {
	login := network.Login{User: user, Password: network.NewPassword("very-secret")}
	wrapped := struct{ login network.Login }{login}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, value := range []any{login, &login, wrapped, login.Password} {
			text := fmt.Sprintf(verb, value)
			if strings.Contains(text, "very-secret") || strings.Contains(text, fmt.Sprintf("%x", "very-secret")) {
				t.Errorf("%s of %T shows it: %s", verb, value, text)
			}
		}
	}
	encoded, err := json.Marshal(login)
	if err != nil || !strings.Contains(string(encoded), `"Password":"[redacted]"`) {
		t.Errorf("as JSON: %s, %v", encoded, err)
	}
	if login.Password.Reveal() != "very-secret" {
		t.Error("lost")
	}
}
