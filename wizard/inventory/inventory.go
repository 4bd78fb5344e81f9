// Package inventory says which domains there are, as panel, WordPress or a
// file know them, and hands them to the monitor in its own plain types.
package inventory

import (
	"context"
	"net/netip"
	"slices"
	"sync"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
)

// Panel lists the domains that the panel has for one website, or, where only a
// server is known, the host names of that server.
type Panel struct {
	Client               *enhance.Client
	Org, Website, Server enhance.ID
	// Expected are the server's addresses as given; empty asks the panel.
	Expected []netip.Addr

	mu    sync.Mutex
	asked []netip.Addr

	looks looks
}

// Domains asks the panel now.
func (p *Panel) Domains(ctx context.Context) ([]monitor.Domain, error) {
	expected, err := p.addresses(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := p.rows(ctx)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		rows[i].Expected = expected
	}
	return rows, nil
}

func (p *Panel) rows(ctx context.Context) ([]monitor.Domain, error) {
	if p.Org == "" || p.Website == "" {
		return p.hostnames(ctx)
	}
	mappings, err := p.Client.Mappings(ctx, p.Org, p.Website)
	if err != nil {
		return nil, err
	}
	rows := make([]monitor.Domain, len(mappings))
	for i, m := range mappings {
		rows[i] = monitor.Domain{Name: m.Name, Panel: &diagnose.PanelRow{
			Mapped: true, ID: string(m.ID), Kind: string(m.Kind), DNSStatus: p.looks.tell(m.Name),
			Cloudflare: m.Cloudflare, Certificate: stored(m.Certificate),
		}}
	}
	return rows, nil
}

func (p *Panel) hostnames(ctx context.Context) ([]monitor.Domain, error) {
	names, err := p.Client.ServerDomains(ctx, p.Server)
	if err != nil {
		return nil, err
	}
	rows := make([]monitor.Domain, len(names.Names))
	for i, n := range names.Names {
		rows[i] = monitor.Domain{Name: n.Name, Panel: &diagnose.PanelRow{Mapped: true, ID: string(n.ID)}}
	}
	return rows, nil
}

func stored(c *enhance.StoredCertificate) *diagnose.StoredCertificate {
	if c == nil {
		return nil
	}
	return &diagnose.StoredCertificate{
		CommonName: c.CommonName, Issuer: c.Issuer, Names: c.Names,
		NotBefore: c.NotBefore, NotAfter: c.NotAfter, Placeholder: c.Placeholder,
	}
}

// addresses are those that a domain should point to. They are asked for once: a
// server does not move between two sweeps.
func (p *Panel) addresses(ctx context.Context) ([]netip.Addr, error) {
	if len(p.Expected) > 0 {
		return p.Expected, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked != nil {
		return p.asked, nil
	}
	addresses, err := p.ask(ctx)
	if err != nil {
		return nil, err
	}
	p.asked = addresses
	return addresses, nil
}

func (p *Panel) ask(ctx context.Context) ([]netip.Addr, error) {
	var addresses []netip.Addr
	if p.Org != "" && p.Website != "" {
		website, err := p.Client.Website(ctx, p.Org, p.Website)
		if err != nil {
			return nil, err
		}
		addresses = website.ServerIPs
	}
	if p.Server != "" {
		server, err := p.Client.Server(ctx, p.Server)
		if err != nil && len(addresses) == 0 && p.Website == "" {
			return nil, err
		}
		for _, a := range server.IPs { // a token that may not read servers adds none
			if !slices.Contains(addresses, a) {
				addresses = append(addresses, a)
			}
		}
	}
	if addresses == nil {
		addresses = []netip.Addr{}
	}
	return addresses, nil
}
