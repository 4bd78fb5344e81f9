package paneltest

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// serverBody is the schema ServerInfoBrief, and with disks and a status
// ServerInfo. The specification requires "controld", which it does not define,
// and a group, which real panels can leave out: both are given here, so that
// the answers satisfy it.
type serverBody struct {
	ID               string         `json:"id"`
	GroupID          string         `json:"groupId"`
	IsControlPanel   bool           `json:"isControlPanel"`
	IsConfigured     bool           `json:"isConfigured"`
	FriendlyName     string         `json:"friendlyName"`
	Hostname         string         `json:"hostname"`
	IPs              []addressBody  `json:"ips"`
	Status           string         `json:"status,omitempty"`
	Roles            map[string]any `json:"roles"`
	CreatedAt        string         `json:"createdAt"`
	Controld         struct{}       `json:"controld"`
	IsDecommissioned bool           `json:"isDecommissioned"`
	IPv6Addr         string         `json:"ipv6Addr,omitempty"`
	AppcdVersion     string         `json:"appcdVersion,omitempty"`
	ControldVersion  string         `json:"controldVersion,omitempty"`
	UpdateRequired   bool           `json:"updateRequired"`
	MySQLKind        string         `json:"mysqlKind"`
	Disks            []diskBody     `json:"disks,omitempty"`
}

// addressBody is the schema ServerIp.
type addressBody struct {
	IP        string `json:"ip"`
	IsPrimary bool   `json:"isPrimary"`
}

// diskBody is the schema Disk.
type diskBody struct {
	Name       string    `json:"name"`
	MountPoint string    `json:"mountPoint"`
	FileSystem string    `json:"fileSystem"`
	Usage      usageBody `json:"usage"`
	Kind       string    `json:"kind"`
}

type usageBody struct {
	Total int64 `json:"total"`
	Used  int64 `json:"used"`
}

// defaultGroup is the group of every server here.
const defaultGroup = "55555555-5555-4555-8555-555555555555"

// timestamp is how the panel writes times outside certificates.
func timestamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

func addressBodies(ips []string) []addressBody {
	bodies := make([]addressBody, 0, len(ips))
	for i, ip := range ips {
		bodies = append(bodies, addressBody{IP: ip, IsPrimary: i == 0})
	}
	return bodies
}

// serverBody describes a server, without what only one of the two schemas has.
// The lock is held.
func (p *Panel) serverBody(s *serverState) serverBody {
	body := serverBody{
		ID: s.ID, GroupID: defaultGroup, IsControlPanel: s.ControlPanel, IsConfigured: true, FriendlyName: s.Name,
		Hostname: s.Hostname, IPs: addressBodies(s.IPs), CreatedAt: timestamp(s.created), IsDecommissioned: s.Decommissioned,
		IPv6Addr: s.IPv6, AppcdVersion: p.version, MySQLKind: "mariaDbLts",
	}
	if p.options.Old { // the address came with 10.0.0, the version changed its name later
		body.IPv6Addr, body.AppcdVersion, body.ControldVersion = "", "", p.version
	}
	return body
}

func (p *Panel) listServers(r *http.Request, _ Token) reply {
	servers := slices.Clone(p.servers)
	if r.URL.Query().Get("sortOrder") == "desc" {
		slices.Reverse(servers)
	}
	return pageOf(r, servers, func(server *serverState) serverBody {
		body := p.serverBody(server)
		body.Roles = map[string]any{
			"application": installed(!server.NoApplication), "database": "enabled", "dns": "enabled", "email": "enabled",
			"backup": "notInstalled", "postgresql": "notInstalled",
		}
		return body
	})
}

func installed(present bool) string {
	if present {
		return "enabled"
	}
	return "notInstalled"
}

func (p *Panel) showServer(r *http.Request, _ Token) reply {
	server := p.serverByID(r.PathValue("server"))
	if server == nil {
		return refuse(http.StatusNotFound, "not_found", "server", "")
	}
	online := map[string]string{"state": "enabled", "status": "online"}
	body := p.serverBody(server)
	body.Status = "online"
	body.Roles = map[string]any{"database": online, "dns": online, "email": online}
	if !server.NoApplication {
		body.Roles["application"] = online
	}
	if server.ControlPanel {
		body.Roles["controlPanel"] = online
	}
	body.Disks = []diskBody{{
		Name: "/dev/sda1", MountPoint: "/", FileSystem: "ext4", Kind: "ssd", Usage: usageBody{Total: 200 << 30, Used: 40 << 30},
	}}
	return ok(body)
}

func (p *Panel) showServerStatus(r *http.Request, _ Token) reply {
	if p.serverByID(r.PathValue("server")) == nil {
		return refuse(http.StatusNotFound, "not_found", "server", "")
	}
	return ok(map[string]string{"status": "online"})
}

// listingBody is what the paged listings answer.
type listingBody[T any] struct {
	Items []T `json:"items"`
	Total int `json:"total"`
}

// pageOf answers the part of a list that offset and limit ask for, each item as
// describe has it.
func pageOf[S, T any](r *http.Request, all []S, describe func(S) T) reply {
	offset := numberOf(r, "offset", 0)
	limit := numberOf(r, "limit", len(all))
	if offset < 0 || limit < 0 {
		return refuse(http.StatusBadRequest, "invalid_argument", "query", "Invalid offset or limit")
	}
	from := min(offset, len(all))
	to := min(from+limit, len(all))
	items := make([]T, 0, to-from)
	for _, item := range all[from:to] {
		items = append(items, describe(item))
	}
	return ok(listingBody[T]{Items: items, Total: len(all)})
}

// numberOf reads a number of the query, -1 when it is none.
func numberOf(r *http.Request, name string, absent int) int {
	text := r.URL.Query().Get(name)
	if text == "" {
		return absent
	}
	number, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return number
}
