package wizard

import "fmt"

// ConcernKind names what works from here and is still worth knowing before one
// goes on.
type ConcernKind string

// The concerns. Their parameters stand behind each.
const (
	// ConcernOldPanel: the panel is of the generation up to 9.4.0, which can be
	// looked at and not be changed.
	ConcernOldPanel ConcernKind = "old_panel" // version
	// ConcernPinOnly: only a pin vouches for the panel's key, and WordPress knows
	// no pins.
	ConcernPinOnly ConcernKind = "pin_only" // host, pin
	// ConcernServerCalls: plugin versions 2.4.8 and 2.4.9 wait for an answer that
	// panels do not give (Ultimate Multisite pull request 309).
	ConcernServerCalls ConcernKind = "server_calls" // version
	// ConcernNoIntegration: the plugin is older than its Enhance integration.
	ConcernNoIntegration ConcernKind = "no_integration" // version
	// ConcernServerState: the panel says that the server does not work as it should.
	ConcernServerState ConcernKind = "server_state" // name, state
	// ConcernWebsiteState: the website is switched off or deleted.
	ConcernWebsiteState ConcernKind = "website_state" // name, state
	// ConcernOtherServer: this machine is another server of the panel.
	ConcernOtherServer ConcernKind = "other_server" // name, own, address
	// ConcernPHPNoHost, ConcernPHPNoTrust and ConcernPHPUnreached: PHP, with the
	// authorities that WordPress goes by, does not reach the panel.
	ConcernPHPNoHost    ConcernKind = "php_no_host"   // host, error
	ConcernPHPNoTrust   ConcernKind = "php_no_trust"  // host, error
	ConcernPHPUnreached ConcernKind = "php_unreached" // host, error
	// ConcernCertificateEnds: the panel's own certificate ends soon, and should
	// have been renewed by now.
	ConcernCertificateEnds ConcernKind = "certificate_ends" // host, until
	// ConcernTokenEnds: the token stops working on a known day.
	ConcernTokenEnds ConcernKind = "token_ends" // until
)

// ConcernKinds lists all concerns, so that a test can hold the catalogue to them.
func ConcernKinds() []ConcernKind {
	return []ConcernKind{
		ConcernOldPanel, ConcernPinOnly, ConcernServerCalls, ConcernNoIntegration, ConcernServerState, ConcernWebsiteState,
		ConcernOtherServer, ConcernTokenEnds, ConcernCertificateEnds, ConcernPHPNoHost, ConcernPHPNoTrust, ConcernPHPUnreached,
	}
}

// Concern is the Err of a verdict or a result whose state is Warning.
type Concern struct {
	Kind ConcernKind
	// Params are name, value pairs.
	Params []any
}

func (e *Concern) Error() string { return fmt.Sprint("of concern: ", e.Kind) }

func concern(kind ConcernKind, params ...any) *Concern { return &Concern{Kind: kind, Params: params} }
