package report

import (
	"bufio"
	"encoding/json"
	"io"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/ui/text"
)

// targetGroup is one group of Prometheus' file-based service discovery (file_sd_config). Its labels hold only what is
// stable: a label that changes makes a new series each time.
type targetGroup struct {
	Targets []string     `json:"targets"`
	Labels  targetLabels `json:"labels"`
}

type targetLabels struct {
	Org      string                `json:"org,omitempty"`
	Website  string                `json:"website,omitempty"`
	Server   string                `json:"server,omitempty"`
	Site     string                `json:"site,omitempty"` // number of the site in the network
	ExpectIP string                `json:"expect_ip,omitempty"`
	State    diagnose.PanelVerdict `json:"state"`
}

// Targets writes the domains as a file for Prometheus' service discovery, grouped by what they have in common.
func Targets(w io.Writer, site Site, domains []monitor.Domain) error {
	groups := map[targetLabels]map[string]bool{}
	for _, d := range domains {
		labels := labelsOf(site, d)
		if groups[labels] == nil {
			groups[labels] = map[string]bool{}
		}
		groups[labels][dnsName(d.Name)] = true
	}
	all := make([]targetGroup, 0, len(groups))
	for labels, names := range groups {
		targets := make([]string, 0, len(names))
		for name := range names {
			targets = append(targets, name)
		}
		slices.Sort(targets)
		all = append(all, targetGroup{Targets: targets, Labels: labels})
	}
	slices.SortFunc(all, func(a, b targetGroup) int { return strings.Compare(a.Targets[0], b.Targets[0]) })
	out := bufio.NewWriter(w)
	encoder := json.NewEncoder(text.JSONWriter(out))
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(all); err != nil {
		return err
	}
	return out.Flush()
}

func labelsOf(site Site, d monitor.Domain) targetLabels {
	labels := targetLabels{
		Org: site.OrgID, Website: site.WebsiteID, Server: site.ServerID,
		ExpectIP: expectIP(d.Expected), State: diagnose.PanelUnknown,
	}
	if p := d.Panel; p != nil {
		labels.State = diagnose.PanelMissing
		if p.Mapped {
			labels.State = diagnose.PanelMapped
		}
	}
	if d.WordPress != nil && d.WordPress.SiteID != 0 {
		labels.Site = strconv.Itoa(d.WordPress.SiteID)
	}
	return labels
}

// expectIP is the address to probe a domain at: the server's first IPv4, or else its first. A label holds one.
func expectIP(addresses []netip.Addr) string {
	if i := slices.IndexFunc(addresses, netip.Addr.Is4); i >= 0 {
		return addresses[i].String()
	}
	if len(addresses) > 0 {
		return addresses[0].String()
	}
	return ""
}
