package doctor

import (
	"context"
	"errors"
	"net"
)

// resolver asks for a name that every set-up has: that of the panel, else that of the network.
func (e examination) resolver(ctx context.Context) []Finding {
	base, reason := e.base()
	name := base.Hostname()
	if reason == ReasonOffline {
		return []Finding{notChecked(Resolver, reason)}
	}
	if reason != "" || net.ParseIP(name) != nil || name == "localhost" {
		name = e.Found.Multisite.MainDomain
	}
	if name == "" {
		return []Finding{notChecked(Resolver, ReasonNoURL)}
	}
	resolver := e.Resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	_, err := resolver.LookupNetIP(ctx, "ip", name)
	var failure *net.DNSError
	switch {
	case err == nil, errors.As(err, &failure) && failure.IsNotFound: // it answered: whether rightly is for others to say
		return []Finding{ok(Resolver, "name", name)}
	case ended(ctx) == ReasonInterrupted:
		return []Finding{notChecked(Resolver, ReasonInterrupted)}
	default:
		return []Finding{problem(Resolver, "name", name)}
	}
}
