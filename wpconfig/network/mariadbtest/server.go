// Package mariadbtest runs a real MariaDB, in a folder of its own and as long as the tests run, with the tables of a
// WordPress network. Tests use it; it is no part of the program.
package mariadbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/go-sql-driver/mysql"
	"golang.org/x/sys/unix"
)

// ErrMissing means that this machine has no MariaDB server (Debian's package mariadb-server).
var ErrMissing = errors.New("no mariadbd and mariadb-install-db on the search path")

// startTime bounds how long the server may take to answer.
const startTime = 3 * time.Minute

// Server is a running MariaDB. Its user root has no password and may log in through the socket.
type Server struct {
	Socket string
	Port   int // on 127.0.0.1

	folder string
	admin  *sql.DB
	stdin  io.Closer
	ended  chan struct{}
}

// Start makes a data folder and starts a server on it. Close it in the end.
func Start() (*Server, error) {
	install, installErr := exec.LookPath("mariadb-install-db")
	daemon, daemonErr := exec.LookPath("mariadbd")
	if installErr != nil || daemonErr != nil {
		return nil, ErrMissing
	}
	folder, err := os.MkdirTemp("", "mariadb") // short: the path of a socket has at most 107 bytes
	if err != nil {
		return nil, err
	}
	server := &Server{folder: folder, Socket: filepath.Join(folder, "sock")}
	port, release, err := reservePort()
	if err == nil {
		defer release()
		server.Port = port
		err = server.install(install)
	}
	if err == nil {
		err = server.run(daemon)
	}
	if err == nil {
		err = server.await()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("starting MariaDB: %w", err), server.Close())
	}
	return server, nil
}

func (s *Server) data() string { return filepath.Join(s.folder, "data") }

func (s *Server) install(program string) error {
	arguments := []string{
		"--no-defaults", "--datadir=" + s.data(), "--auth-root-authentication-method=normal", "--skip-test-db",
		"--skip-name-resolve", "--innodb-log-file-size=8M",
	}
	//nolint:gosec // both the program and its arguments are this package's own
	output, err := exec.CommandContext(context.Background(), program, append(arguments, asUser()...)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, output)
	}
	return nil
}

// run starts the server under a shell that ends it when standard input closes, and so even when the tests are killed.
func (s *Server) run(program string) error {
	const script = `"$@" & server=$!; cat >/dev/null; kill -9 $server; wait $server`
	arguments := []string{
		"-c", script, "sh", program, "--no-defaults", "--datadir=" + s.data(), "--socket=" + s.Socket,
		"--bind-address=127.0.0.1", "--port=" + strconv.Itoa(s.Port), "--pid-file=" + filepath.Join(s.folder, "pid"),
		"--skip-name-resolve", "--innodb-buffer-pool-size=16M", "--innodb-log-file-size=8M",
		"--innodb-flush-log-at-trx-commit=0", "--log-error=" + filepath.Join(s.folder, "log"),
	}
	//nolint:gosec // both the script and its arguments are this package's own
	command := exec.CommandContext(context.Background(), "/bin/sh", append(arguments, asUser()...)...)
	stdin, err := command.StdinPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	s.stdin, s.ended = stdin, make(chan struct{})
	go func() {
		_ = command.Wait() // it is killed in the end: its exit status tells nothing
		close(s.ended)
	}()
	return nil
}

// await opens the administrator's connection once the server answers.
func (s *Server) await() error {
	config := mysql.NewConfig()
	config.Net, config.Addr, config.User = "unix", s.Socket, "root"
	config.MultiStatements, config.Logger = true, &mysql.NopLogger{}
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return err
	}
	s.admin = sql.OpenDB(connector)
	var last error
	for deadline := time.Now().Add(startTime); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if last = s.admin.PingContext(context.Background()); last == nil {
			return nil
		}
	}
	log, _ := os.ReadFile(filepath.Join(s.folder, "log")) // a missing log leaves the error above
	return fmt.Errorf("%w; its log: %s", last, log)
}

// Execute runs statements as the administrator, without a selected database.
func (s *Server) Execute(statements string) error {
	_, err := s.admin.ExecContext(context.Background(), statements)
	return err
}

// Close ends the server and removes its folder.
func (s *Server) Close() error {
	if s.admin != nil {
		_ = s.admin.Close() // the server is gone in a moment
	}
	if s.stdin != nil {
		_ = s.stdin.Close()
		<-s.ended
	}
	return os.RemoveAll(s.folder)
}

// asUser lets the server run as root, which it does only when told to.
func asUser() []string {
	if os.Geteuid() == 0 {
		return []string{"--user=root"}
	}
	return nil
}

// reservePort finds a free port on 127.0.0.1. Until it is released nobody is given it, and a server that asks for it gets
// it: both allow for the reuse of the address, and this socket does not listen.
func reservePort() (port int, release func(), err error) {
	socket, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	if err != nil {
		return 0, nil, fmt.Errorf("reserving a port: %w", err)
	}
	unix.CloseOnExec(socket)
	var bound unix.Sockaddr
	if err = unix.SetsockoptInt(socket, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1); err == nil {
		err = unix.Bind(socket, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}})
	}
	if err == nil {
		bound, err = unix.Getsockname(socket)
	}
	address, ok := bound.(*unix.SockaddrInet4)
	if err != nil || !ok {
		_ = unix.Close(socket)
		return 0, nil, fmt.Errorf("reserving a port: %w", err)
	}
	return address.Port, func() { _ = unix.Close(socket) }, nil
}
