package probe

import (
	"context"
	"slices"

	"github.com/miekg/dns"
)

// mostAliases is how many CNAMEs in a row are followed; resolvers give up at about as many.
const mostAliases = 12

// chain follows the CNAMEs that are in the answers. Where they go round it ends with a target that was there before.
func chain(name string, questions ...*query) []string {
	targets := map[string]string{}
	for _, q := range questions {
		if q.reply == nil {
			continue
		}
		for _, rr := range q.reply.Answer {
			if c, ok := rr.(*dns.CNAME); ok {
				targets[plain(c.Hdr.Name)] = plain(c.Target)
			}
		}
	}
	return follow(name, func(at string) string { return targets[at] })
}

// aliases asks for one CNAME after the other: a resolver that cannot follow them to an end often does not say how far it
// came.
func (p *Prober) aliases(ctx context.Context, name string) []string {
	return follow(name, func(at string) string {
		q := newQuery(at, dns.TypeCNAME)
		p.resolver.askTwice(ctx, q)
		if path := chain(at, q); len(path) > 0 {
			return path[0]
		}
		return ""
	})
}

func follow(name string, target func(string) string) []string {
	var path []string
	for at := name; len(path) < mostAliases; {
		next := target(at)
		if next == "" {
			break
		}
		round := next == name || slices.Contains(path, next)
		path = append(path, next)
		if round {
			break
		}
		at = next
	}
	return path
}

// GoesRound reports whether the CNAMEs of a name lead back to where they were.
func (d DNS) GoesRound(name string) bool {
	if len(d.CNAME) == 0 {
		return false
	}
	last := len(d.CNAME) - 1
	return d.CNAME[last] == name || slices.Contains(d.CNAME[:last], d.CNAME[last])
}
