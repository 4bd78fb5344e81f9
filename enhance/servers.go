package enhance

import (
	"context"
	"encoding/json"
	"net/http"
	"net/netip"
	"slices"
)

const serversRoute = "/servers"

// serverAnswer covers ServerInfoBrief of the listing and ServerInfo. Their
// lists of required fields are not to be relied on, and several fields came and
// went with versions: only the id is.
type serverAnswer struct {
	ID               requiredID                  `json:"id"`
	FriendlyName     lenientText                 `json:"friendlyName"`
	Hostname         lenientText                 `json:"hostname"`
	IPs              lenientList[lenientAddress] `json:"ips"`
	IPv6Addr         lenientAddress              `json:"ipv6Addr"`
	IsControlPanel   lenientBool                 `json:"isControlPanel"`
	IsDecommissioned lenientBool                 `json:"isDecommissioned"`
	Roles            serverRoles                 `json:"roles"`
	Status           lenientText                 `json:"status"`
	Disks            lenientList[diskAnswer]     `json:"disks"`
}

// serverRoles is what is needed of RoleInstalledStatusSummary, where a role is
// a word and each has one, and RolesSummary, where it is an object with a state
// and one that is not installed is left out.
type serverRoles struct {
	told, application bool
}

func (r *serverRoles) UnmarshalJSON(data []byte) error {
	if data[0] != '{' {
		return nil
	}
	var roles map[string]json.RawMessage
	if err := json.Unmarshal(data, &roles); err != nil {
		return err
	}
	var word lenientText
	var object struct {
		State lenientText `json:"state"`
	}
	_ = json.Unmarshal(roles["application"], &word)
	_ = json.Unmarshal(roles["application"], &object)
	r.told, r.application = len(roles) > 0, word == roleEnabled || object.State == roleEnabled
	return nil
}

// roleEnabled is the state of a role that is in use, in both schemas.
const roleEnabled = "enabled"

// diskAnswer is the schema Disk.
type diskAnswer struct {
	Name       lenientText  `json:"name"`
	MountPoint lenientText  `json:"mountPoint"`
	FileSystem lenientText  `json:"fileSystem"`
	Kind       lenientText  `json:"kind"`
	Usage      lenientUsage `json:"usage"`
}

// lenientUsage is the schema SpaceUsage.
type lenientUsage struct{ total, used int64 }

func (u *lenientUsage) UnmarshalJSON(data []byte) error {
	var object struct {
		Total json.Number `json:"total"`
		Used  json.Number `json:"used"`
	}
	_ = json.Unmarshal(data, &object)
	total, err := object.Total.Int64()
	used, usedErr := object.Used.Int64()
	if err == nil && usedErr == nil && total > 0 && used >= 0 {
		*u = lenientUsage{total: total, used: used}
	}
	return nil
}

func (a serverAnswer) disks() []Disk {
	var disks []Disk
	for _, disk := range a.Disks {
		disks = append(disks, Disk{
			Name: string(disk.Name), MountPoint: string(disk.MountPoint), FileSystem: string(disk.FileSystem),
			Used: disk.Usage.used, Total: disk.Usage.total, Kind: string(disk.Kind),
		})
	}
	return disks
}

func (a serverAnswer) server() Server {
	return Server{
		ID: ID(a.ID), Name: string(a.FriendlyName), Hostname: string(a.Hostname),
		IPs:          addresses(a.IPs, a.IPv6Addr),
		ControlPanel: bool(a.IsControlPanel), Decommissioned: bool(a.IsDecommissioned),
		Application: a.Roles.application || !a.Roles.told, Status: string(a.Status), Disks: a.disks(),
	}
}

// addresses puts the primary address first and IPv6 last, each once.
func addresses(list []lenientAddress, ipv6 lenientAddress) []netip.Addr {
	ordered := slices.Clone(list)
	slices.SortStableFunc(ordered, func(a, b lenientAddress) int {
		switch {
		case a.primary == b.primary:
			return 0
		case a.primary:
			return -1
		default:
			return 1
		}
	})
	found := make([]netip.Addr, 0, len(ordered)+1)
	for _, item := range append(ordered, ipv6) {
		if item.address.IsValid() && !slices.Contains(found, item.address) {
			found = append(found, item.address)
		}
	}
	return found
}

// Servers returns the servers of the cluster (GET /servers, page by page). Only
// an Owner, SuperAdmin or Sysadmin of the master organisation may list them;
// others get [MasterOrgOnly] or [Forbidden].
func (c *Client) Servers(ctx context.Context) ([]Server, error) {
	r := call{method: http.MethodGet, route: serversRoute, list: true}
	answers, err := readPages(ctx, c, r, func(a serverAnswer) ID { return ID(a.ID) })
	if err != nil {
		return nil, err
	}
	servers := make([]Server, 0, len(answers))
	for _, answer := range answers {
		servers = append(servers, answer.server())
	}
	return servers, nil
}

// ServerStatus returns the NetworkStatus of a server: unknown, online,
// restarting, warning or critical (GET /servers/{server_id}/status). A value that
// is none of these is returned as it is; a missing one is an [UnexpectedAnswer].
// It needs what [Client.Servers] needs, and answers [NotFound] for a server that
// the panel does not have. Other methods on that path reboot the server.
func (c *Client) ServerStatus(ctx context.Context, server ID) (string, error) {
	r := call{method: http.MethodGet, route: "/servers/{server_id}/status", ids: []ID{server}}
	answer, err := read[struct {
		Status lenientText `json:"status"`
	}](ctx, c, r)
	if err == nil && answer.Status == "" {
		err = c.bodyError(ctx, r, http.StatusOK, shapeError("the status is missing"))
	}
	return string(answer.Status), err
}

// Server returns one server with its status and disks (GET /servers/{server_id}).
// It needs what [Client.Servers] needs.
func (c *Client) Server(ctx context.Context, server ID) (Server, error) {
	r := call{method: http.MethodGet, route: "/servers/{server_id}", ids: []ID{server}}
	answer, err := read[serverAnswer](ctx, c, r)
	if err != nil {
		return Server{}, err
	}
	if answer.ID == "" {
		return Server{}, c.bodyError(ctx, r, http.StatusOK, errNoID)
	}
	return answer.server(), nil
}
