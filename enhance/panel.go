package enhance

import (
	"context"
	"net/http"
	"net/netip"
	"time"
)

// publicString asks one of the calls that need no credential. They are the
// first contact with an address, which is why the token stays at home.
func (c *Client) publicString(ctx context.Context, route string) (string, error) {
	return c.readString(ctx, call{method: http.MethodGet, route: route, public: true})
}

// readString asks for an answer that is one string.
func (c *Client) readString(ctx context.Context, r call) (string, error) {
	got, err := c.do(ctx, r)
	if err != nil {
		return "", err
	}
	text, err := bareString(got.body)
	if err != nil {
		return "", c.bodyError(ctx, r, got.status, err)
	}
	return text, nil
}

func versionCall() call { return call{method: http.MethodGet, route: "/version", public: true} }

// Version returns the panel's version, as in "12.25.5" or "1.0.0-alpha.35"
// (GET /version, without the token). A text that is no version is returned as it
// is, see [GenerationOf]; what no panel answers is an error.
func (c *Client) Version(ctx context.Context) (string, error) {
	version, _, err := c.datedVersion(ctx)
	return version, err
}

// datedVersion also tells the panel's clock, zero when the answer does not.
func (c *Client) datedVersion(ctx context.Context) (version string, date time.Time, err error) {
	r := versionCall()
	got, err := c.do(ctx, r)
	if err != nil {
		return "", time.Time{}, err
	}
	version, err = versionText(got.body)
	if err != nil {
		return "", got.date, c.bodyError(ctx, r, got.status, err)
	}
	c.version.set(version)
	return version, got.date, nil
}

// Status returns how ready the panel is (GET /status, without the token). A
// value that is none of the constants is returned as it is.
func (c *Client) Status(ctx context.Context) (PanelStatus, error) {
	text, err := c.publicString(ctx, "/status")
	return PanelStatus(text), err
}

// ClientIP returns the address from which the panel sees this machine
// (GET /client_ip, without the token).
func (c *Client) ClientIP(ctx context.Context) (netip.Addr, error) {
	text, err := c.publicString(ctx, "/client_ip")
	if err != nil {
		return netip.Addr{}, err
	}
	address, err := netip.ParseAddr(text)
	if err != nil {
		r := call{method: http.MethodGet, route: "/client_ip"}
		return netip.Addr{}, c.bodyError(ctx, r, http.StatusOK, shapeError("an address was expected"))
	}
	return address.Unmap(), nil
}
