package text

import (
	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
)

// Silent says that servers answer nobody, which is one trouble and not one a domain.
func Silent(servers []monitor.SilentServer) Explanation {
	var addresses []string
	asked, spared := 0, 0
	for _, s := range servers {
		addresses = append(addresses, s.Address.String())
		asked, spared = asked+s.Asked, spared+s.Spared
	}
	return explain("sweep.silent", "addresses", listed(addresses), "asked", asked, "spared", spared)
}

// Blind says that not one domain could be judged, for a reason on our side.
func Blind(reason diagnose.Finding) Explanation {
	why := Finding(reason)
	return Explanation{What: Say("sweep.blind.what", "why", why.What), Next: why.Next}
}
