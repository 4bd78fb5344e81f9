package probetest

// Kind says how a name behaves.
type Kind string

// The kinds.
const (
	Healthy    Kind = "healthy"    // at the panel, valid certificate
	CAAAllows  Kind = "caaok"      // as healthy; CAA allows letsencrypt.org
	CNAME      Kind = "cname"      // as healthy, through a CNAME
	Expiring   Kind = "expiring"   // 1 to 6 days left
	Expired    Kind = "expired"    // expired 1 to 30 days ago
	SelfSigned Kind = "selfsigned" // the panel's placeholder, 1975 to 4096
	CAABlocks  Kind = "caablock"   // the placeholder; CAA names another authority
	WrongHost  Kind = "wronghost"  // valid certificate of another name
	NoChain    Kind = "nochain"    // the intermediate is not sent
	Hang       Kind = "hang"       // the server accepts and never answers
	Blackhole  Kind = "blackhole"  // SYN is dropped
	Refuse     Kind = "refuse"     // connection refused
	Elsewhere  Kind = "elsewhere"  // A names another server, valid certificate there
	TwoA       Kind = "twoa"       // two A, one of another server
	AAAAWrong  Kind = "aaaawrong"  // A right, AAAA of another server
	Proxied    Kind = "proxied"    // A names a proxy, valid certificate there
	NXDomain   Kind = "nxdomain"   // the name does not exist
	NoData     Kind = "nodata"     // exists without A and AAAA
	ServFail   Kind = "servfail"   // SERVFAIL
	DNSTimeout Kind = "dnstimeout" // DNS never answers
)
