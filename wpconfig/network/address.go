package network

import (
	"net"
	"strconv"
	"strings"
)

// address is one place where the database may listen.
type address struct {
	network string // "unix" or "tcp"
	address string
}

// defaultSockets are where the distributions put the server's socket; PHP has one of them compiled in.
var defaultSockets = []string{
	"/run/mysqld/mysqld.sock",     // Debian, Ubuntu, Alpine
	"/var/run/mysqld/mysqld.sock", // the same, where /run is no link
	"/var/lib/mysql/mysql.sock",   // Red Hat, CentOS, Fedora
	"/run/mysql/mysql.sock",       // SUSE
	"/tmp/mysql.sock",             // MySQL's own packages
}

const defaultPort = 3306

// addresses reads DB_HOST as wpdb::parse_db_host does (wp-includes/class-wpdb.php): host, host:port, host:/socket,
// :/socket, an IPv6 address, [IPv6]:port. PHP then takes a socket for localhost only, whatever else is written; where
// no socket is named or found, localhost over TCP is tried as well.
func addresses(host string) ([]address, bool) {
	host, socket, hasSocket := strings.Cut(host, ":/")
	name, port, ok := splitHost(host)
	if !ok {
		return nil, false
	}
	if name != "" && !strings.EqualFold(name, "localhost") {
		return []address{tcp(name, port)}, true
	}
	if hasSocket {
		return []address{{"unix", "/" + socket}}, true
	}
	var found []address
	for _, path := range defaultSockets {
		found = append(found, address{"unix", path})
	}
	return append(found, tcp("localhost", port)), true
}

// splitHost takes the port off; more than one colon makes it an IPv6 address.
func splitHost(host string) (name string, port int, ok bool) {
	port = defaultPort
	text := ""
	if strings.Count(host, ":") > 1 {
		name = strings.TrimPrefix(host, "[")
		if inner, rest, found := strings.Cut(name, "]"); found {
			name, text = inner, strings.TrimPrefix(rest, ":")
		}
		if net.ParseIP(name) == nil {
			return "", 0, false
		}
	} else {
		name, text, _ = strings.Cut(host, ":")
		if strings.ContainsAny(name, "/[]@() \t") {
			return "", 0, false
		}
	}
	if text == "" {
		return name, port, true
	}
	number, err := strconv.ParseUint(text, 10, 16)
	if err != nil || number == 0 {
		return "", 0, false
	}
	return name, int(number), true
}

func tcp(host string, port int) address {
	return address{"tcp", net.JoinHostPort(host, strconv.Itoa(port))}
}
