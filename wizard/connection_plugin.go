package wizard

import (
	"context"

	"enhance-wizard/enhance"
	"enhance-wizard/wpconfig/network"
)

// checkPlugin makes the call by which the installed plugin tests its own
// connection (Ultimate Multisite, the provider's test_connection), and judges the answer
// as that version does, so that what passes here passes there.
func (t Test) checkPlugin(ctx context.Context) finding {
	var f finding
	switch t.generation() {
	case network.GenerationNone:
		return finding{worry: concern(ConcernNoIntegration, "version", t.plugin.Version)}
	case network.GenerationServer:
		f = t.callServer(ctx)
	default:
		f = t.callWebsite(ctx)
	}
	if f.err == nil && f.worry == nil {
		f.worry = t.refusedByPHP(ctx)
	}
	return f
}

// callServer is the test of 2.4.8 and 2.4.9: GET /servers/{id}/domains, whose
// answer must have items or an id at its top. Panels answer with domains, up to
// 9.4.0 with a bare list, so that it succeeds only against something else.
func (t Test) callServer(ctx context.Context) finding {
	names, err := t.client.ServerDomains(ctx, t.server)
	f := finding{notes: []Note{note(NotePluginCall, "call", "GET /servers/{server_id}/domains")}, err: err}
	if err == nil && !names.Foreign {
		f.notes, f.worry = nil, concern(ConcernServerCalls, "version", t.plugin.Version)
	}
	return f
}

// callWebsite is the test from 2.4.10 on: GET /orgs/{org}/websites/{website},
// whose answer must have an id.
func (t Test) callWebsite(ctx context.Context) finding {
	const call = "GET /orgs/{org_id}/websites/{website_id}"
	website, err := t.client.Website(ctx, t.org, t.website)
	if err == nil && website.ID == "" {
		err = &enhance.Error{Cause: enhance.UnexpectedAnswer, Call: call}
	}
	return finding{notes: []Note{note(NotePluginCall, "call", call)}, err: err}
}

// refusedByPHP tells whether only a pin vouches for the panel: the call that
// works here fails in WordPress then, which verifies certificates and knows no
// pins, unless its own list of authorities was told of the panel's.
func (t Test) refusedByPHP(ctx context.Context) *Concern {
	if !t.pinned {
		return nil
	}
	if contact, err := t.bare.Contact(ctx); err == nil && contact.ByPin && !t.isReachedByPHP(ctx) {
		return concern(ConcernPinOnly, "host", t.bare.BaseURL().Host())
	}
	return nil
}
