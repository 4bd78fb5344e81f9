package enhance

import (
	"context"
	"crypto/x509"
	"errors"
	"net/netip"
	"time"
)

var errStub = errors.New("not built yet")

type Contact struct {
	Addresses                 []netip.Addr
	Remote                    netip.AddrPort
	Proxy                     string
	TLSVersion                string
	Protocol                  string
	Certificate               *TLSFacts
	DNS, Connect, TLS, Answer time.Duration
	Version                   string
}

func (c *Client) Contact(ctx context.Context) (Contact, error) { return Contact{}, errStub }
func (c *Client) Proxy() string                                { return "" }

func LoadRootCAs(file string) (*x509.CertPool, error) { return nil, errStub }

func (c *Client) Version(ctx context.Context) (string, error)           { return "", errStub }
func (c *Client) Status(ctx context.Context) (PanelStatus, error)       { return "", errStub }
func (c *Client) ClientIP(ctx context.Context) (netip.Addr, error)      { return netip.Addr{}, errStub }
func (c *Client) Memberships(ctx context.Context) ([]Membership, error) { return nil, errStub }
func (c *Client) Servers(ctx context.Context) ([]Server, error)         { return nil, errStub }
func (c *Client) Server(ctx context.Context, server ID) (Server, error) { return Server{}, errStub }

func (c *Client) ServerDomains(ctx context.Context, server ID) (ServerHostnames, error) {
	return ServerHostnames{}, errStub
}
func (c *Client) AddServerDomain(ctx context.Context, server ID, name string) (ID, error) {
	return "", errStub
}
func (c *Client) RemoveServerDomain(ctx context.Context, server, domain ID) error { return errStub }

type WebsiteQuery struct {
	Server    ID
	Recursive bool
	Search    string
}

func (c *Client) Websites(ctx context.Context, org ID, q WebsiteQuery) ([]Website, error) {
	return nil, errStub
}
func (c *Client) Website(ctx context.Context, org, website ID) (Website, error) {
	return Website{}, errStub
}
func (c *Client) Mappings(ctx context.Context, org, website ID) ([]Mapping, error) {
	return nil, errStub
}
func (c *Client) AddMapping(ctx context.Context, org, website ID, name string) (ID, error) {
	return "", errStub
}
func (c *Client) RemoveMapping(ctx context.Context, org, website, domain ID) error { return errStub }
