package wizard

import (
	"context"
	"slices"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/probe"
)

// The facts that a passed check of the connection test tells.
const (
	NoteAddresses   NoteKind = "addresses"    // addresses
	NoteConnected   NoteKind = "connected"    // address
	NoteProxy       NoteKind = "proxy"        // host
	NoteCertificate NoteKind = "certificate"  // names, issuer, until, pin
	NoteVersion     NoteKind = "version"      // version
	NoteServerName  NoteKind = "server_name"  // name
	NoteServerState NoteKind = "server_state" // name, state
	NoteWebsiteName NoteKind = "website_name" // name
	NoteDomains     NoteKind = "domains"      // n
	NotePluginCall  NoteKind = "plugin_call"  // call
	NotePHPReaches  NoteKind = "php_reaches"  // version
	NotePHPUnasked  NoteKind = "php_unasked"  //
)

// contactStage tells at which of the three checks a contact ended; empty when
// it came through and only the answer is wrong, which is the next check's to say.
func contactStage(contact enhance.Contact, err error) TestID {
	switch {
	case enhance.HasCause(err, enhance.HostNotFound, enhance.ResolverFailed):
		return TestDNS
	case enhance.HasCause(err, enhance.TLSSelfSigned, enhance.TLSUnknownAuthority, enhance.TLSExpired, enhance.TLSNotYetValid,
		enhance.TLSWrongName, enhance.TLSNotSpoken, enhance.TLSPinMismatch,
		enhance.TLSFailed):
		return TestTLS
	case enhance.HasCause(err, enhance.ConnectionRefused, enhance.ConnectTimeout, enhance.NetworkUnreachable,
		enhance.ConnectionFailed, enhance.AddressBlocked, enhance.ProxyFailed), !contact.Remote.IsValid():
		return TestTCP
	case contact.TLS == 0:
		return TestTLS
	default:
		return ""
	}
}

// shownNames bounds how many names of a certificate are told.
const shownNames = 5

// endsSoon holds the panel's own certificate to what holds for those of domains.
func endsSoon(c *enhance.TLSFacts, now time.Time) bool {
	dates := probe.Certificate{NotBefore: c.NotBefore, NotAfter: c.NotAfter}
	return dates.Renewal(now)
}

// checkContact reaches the panel once and tells the three parts of it apart.
func (t Test) checkContact(ctx context.Context) []Result {
	contact, err := t.bare.Contact(ctx)
	found := note(NoteAddresses, "addresses", texts(contact.Addresses))
	dns := Result{ID: TestDNS, State: OK, Took: contact.DNS, Notes: []Note{found}}
	if contact.Proxy != "" {
		dns.Notes = []Note{note(NoteProxy, "host", contact.Proxy)}
	}
	tcp := Result{ID: TestTCP, State: OK, Took: contact.Connect, Notes: []Note{note(NoteConnected, "address", contact.Remote)}}
	tls := Result{ID: TestTLS, State: OK, Took: contact.TLS}
	if c := contact.Certificate; c != nil {
		tls.Notes = []Note{note(NoteCertificate,
			"names", c.Names[:min(len(c.Names), shownNames)], "issuer", c.Issuer, "until", c.NotAfter, "pin", c.Pin.String())}
		if endsSoon(c, time.Now()) {
			tls.State, tls.Err = Warning, concern(ConcernCertificateEnds, "host", t.bare.BaseURL().Host(), "until", c.NotAfter)
		}
	}
	results := []Result{dns, tcp, tls}
	if err == nil {
		return results
	}
	failed := contactStage(contact, err)
	if failed == "" {
		return results
	}
	for i := range results {
		switch {
		case results[i].ID == failed:
			results[i].State, results[i].Err, results[i].Notes = Problem, err, nil
		case slices.Index(TestIDs(), results[i].ID) > slices.Index(TestIDs(), failed):
			results[i] = Result{ID: results[i].ID, State: Unchecked}
		}
	}
	return results
}

func (t Test) checkPanel(ctx context.Context) finding {
	facts, err := askPanel(ctx, t.bare)
	if err != nil {
		return failed(err)
	}
	f := found(note(NoteVersion, "version", facts.Version))
	switch {
	case facts.Status != enhance.StatusReady:
		f.err = &NotReadyError{Status: facts.Status}
	case facts.IsOld():
		f.worry = concern(ConcernOldPanel, "version", facts.Version)
	}
	return f
}

func (t Test) checkToken(ctx context.Context) finding {
	access, err := askAccess(ctx, t.client, t.org)
	if err != nil {
		return failed(err)
	}
	scope := note(NoteOrgScope)
	if access.ServersErr == nil {
		scope = note(NoteServerScope, "n", len(access.Servers))
	}
	f := found(append(append([]Note{scope}, access.roleNotes()...), access.tokenNotes()...)...)
	if token := access.Token; token != nil && !token.Expires.IsZero() {
		f.worry = concern(ConcernTokenEnds, "until", token.Expires)
	}
	return f
}

// checkServer asks for the server and how it is. The state is not worth failing
// for: it changes, and the ids stay right.
func (t Test) checkServer(ctx context.Context) finding {
	server, err := t.client.Server(ctx, t.server)
	if enhance.HasCause(err, enhance.NotFound) {
		err = &NotListedError{Field: Server, ID: t.server}
	}
	if err != nil {
		return failed(err)
	}
	state, err := t.client.ServerStatus(ctx, t.server)
	if err != nil {
		return found(note(NoteServerName, "name", server.Name))
	}
	f := found(note(NoteServerState, "name", server.Name, "state", state))
	if slices.Contains(troubledStates(), state) {
		f.worry = concern(ConcernServerState, "name", server.Name, "state", state)
	}
	return f
}

// troubledStates are the values of the panel's NetworkStatus that are no good
// news; of "unknown" the panel itself knows nothing.
func troubledStates() []string { return []string{"restarting", "warning", "critical"} }

func (t Test) checkWebsite(ctx context.Context) finding {
	website, err := t.client.Website(ctx, t.org, t.website)
	if enhance.HasCause(err, enhance.NotFound) {
		err = &NotListedError{Field: Website, ID: t.website}
	}
	if err != nil {
		return failed(err)
	}
	f := found(note(NoteWebsiteName, "name", website.Domain))
	if website.Status == enhance.WebsiteDisabled || website.Status == enhance.WebsiteDeleted {
		f.worry = concern(ConcernWebsiteState, "name", website.Domain, "state", website.Status)
	}
	return f
}

// checkDomains proves that a domain can be listed, where the installed plugin
// puts them.
func (t Test) checkDomains(ctx context.Context) finding {
	if t.org != "" && t.website != "" {
		mappings, err := t.client.Mappings(ctx, t.org, t.website)
		return finding{notes: []Note{note(NoteDomains, "n", len(mappings))}, err: err}
	}
	names, err := t.client.ServerDomains(ctx, t.server)
	return finding{notes: []Note{note(NoteDomains, "n", len(names.Names))}, err: err}
}

func texts[T interface{ String() string }](values []T) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = v.String()
	}
	return all
}
