package enhance

import "net/netip"

// Server is one server of the cluster (schemas ServerInfoBrief of the listing
// and ServerInfo of a single answer).
type Server struct {
	ID       ID
	Name     string
	Hostname string
	// IPs are the server's addresses, the primary one first, IPv6 last.
	IPs            []netip.Addr
	ControlPanel   bool
	Decommissioned bool
	// Application reports that websites can live here, and also that the panel
	// told nothing of the server's roles.
	Application bool
	// Status is the NetworkStatus: unknown, online, restarting, warning or
	// critical. The listing leaves it empty, and a single answer may.
	Status string
	// Disks are told by a single answer only, and need not be.
	Disks []Disk
}

// Disk is one disk of a server (schema Disk).
type Disk struct {
	Name, MountPoint, FileSystem string
	// Used and Total are of one unit, which the specification does not name, so
	// that only their ratio says something. Total is 0 when it was not told.
	Used, Total int64
	// Kind is ssd or hdd, or empty.
	Kind string
}
