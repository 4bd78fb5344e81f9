package wizard

import (
	"context"
	"slices"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/probe"
)

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

func texts[T interface{ String() string }](values []T) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = v.String()
	}
	return all
}
