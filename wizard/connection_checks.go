package wizard

import (
	"context"
	"slices"

	"enhance-wizard/enhance"
	"enhance-wizard/wpconfig/network"
)

// The facts that a passed check of the connection test tells.
const (
	NoteAddresses   NoteKind = "addresses"    // addresses
	NoteConnected   NoteKind = "connected"    // address
	NoteProxy       NoteKind = "proxy"        // host
	NoteCertificate NoteKind = "certificate"  // issuer, until
	NoteVersion     NoteKind = "version"      // version
	NoteServerName  NoteKind = "server_name"  // name
	NoteWebsiteName NoteKind = "website_name" // name
	NoteDomains     NoteKind = "domains"      // n
	NotePluginCall  NoteKind = "plugin_call"  // version
)

// contactStage tells at which of the three checks a contact ended; empty when
// it came through and only the answer is wrong, which is the next check's to say.
func contactStage(contact enhance.Contact, err error) TestID {
	switch {
	case isCause(err, enhance.HostNotFound, enhance.ResolverFailed):
		return TestDNS
	case isCause(err, enhance.TLSSelfSigned, enhance.TLSUnknownAuthority, enhance.TLSExpired, enhance.TLSNotYetValid,
		enhance.TLSWrongName, enhance.TLSNotSpoken, enhance.TLSPinMismatch,
		enhance.TLSFailed):
		return TestTLS
	case isCause(err, enhance.ConnectionRefused, enhance.ConnectTimeout, enhance.NetworkUnreachable,
		enhance.ConnectionFailed, enhance.AddressBlocked, enhance.ProxyFailed), !contact.Remote.IsValid():
		return TestTCP
	case contact.TLS == 0:
		return TestTLS
	default:
		return ""
	}
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
		tls.Notes = []Note{note(NoteCertificate, "issuer", c.Issuer, "until", c.NotAfter)}
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

func (t Test) checkPanel(ctx context.Context) ([]Note, error) {
	facts, err := askPanel(ctx, t.bare)
	if err != nil {
		return nil, err
	}
	notes := []Note{note(NoteVersion, "version", facts.Version)}
	if facts.Status != enhance.StatusReady {
		return notes, &NotReadyError{Status: facts.Status}
	}
	return notes, nil
}

func (t Test) checkToken(ctx context.Context) ([]Note, error) {
	access, err := askAccess(ctx, t.client, t.org)
	if err != nil {
		return nil, err
	}
	scope := note(NoteOrgScope)
	if access.ServersErr == nil {
		scope = note(NoteServerScope, "n", len(access.Servers))
	}
	return append([]Note{scope}, access.tokenNotes()...), nil
}

func (t Test) checkServer(ctx context.Context) ([]Note, error) {
	server, err := t.client.Server(ctx, t.server)
	if isCause(err, enhance.NotFound) {
		return nil, &NotListedError{Field: Server, ID: t.server}
	}
	if err != nil {
		return nil, err
	}
	return []Note{note(NoteServerName, "name", server.Name)}, nil
}

func (t Test) checkWebsite(ctx context.Context) ([]Note, error) {
	website, err := t.client.Website(ctx, t.org, t.website)
	if isCause(err, enhance.NotFound) {
		return nil, &NotListedError{Field: Website, ID: t.website}
	}
	if err != nil {
		return nil, err
	}
	return []Note{note(NoteWebsiteName, "name", website.Domain)}, nil
}

// checkDomains proves that a domain can be listed, where the installed plugin
// puts them.
func (t Test) checkDomains(ctx context.Context) ([]Note, error) {
	if t.org != "" && t.website != "" {
		mappings, err := t.client.Mappings(ctx, t.org, t.website)
		return []Note{note(NoteDomains, "n", len(mappings))}, err
	}
	names, err := t.client.ServerDomains(ctx, t.server)
	return []Note{note(NoteDomains, "n", len(names.Names))}, err
}

// checkPlugin makes the call by which the installed plugin tests its own
// connection (Ultimate Multisite, the provider's test_connection), so that a green result here is one there too.
func (t Test) checkPlugin(ctx context.Context) ([]Note, error) {
	notes := []Note{note(NotePluginCall)}
	if t.generation == network.GenerationServer {
		_, err := t.client.ServerDomains(ctx, t.server)
		return notes, err
	}
	website, err := t.client.Website(ctx, t.org, t.website)
	if err == nil && website.ID == "" {
		err = &enhance.Error{Cause: enhance.UnexpectedAnswer, Call: "GET /orgs/{org}/websites/{website}"}
	}
	return notes, err
}

func texts[T interface{ String() string }](values []T) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = v.String()
	}
	return all
}
