package text

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network"
)

func panelError(cause enhance.Cause, change func(*enhance.Error)) error {
	e := &enhance.Error{Cause: cause, Call: "GET /version", Host: "panel.example"}
	if change != nil {
		change(e)
	}
	return e
}

func rightError(change func(*enhance.Error)) error {
	e := &enhance.Error{Cause: enhance.Forbidden, Host: "panel.example"}
	change(e)
	return &wizard.RightError{Err: e}
}

// The plain errors that people make, each in its own words.
func TestPlainErrorsHaveTheirOwnWords(t *testing.T) {
	refused := func(call, code, message string) func(*enhance.Error) {
		return func(e *enhance.Error) { e.Call, e.Status, e.Code, e.Message = call, 403, code, message }
	}
	for name, test := range map[string]struct {
		err        error
		known      []any
		what, next string
	}{
		"a page where the API should be": {
			err:  panelError(enhance.HTML, nil),
			what: "panel.example answers with a web page, not with the API of a panel.",
			next: "the API URL ends in /api/",
		},
		"http": {
			err:  &enhance.URLError{Reason: enhance.URLHTTP, Suggestion: "https://panel.example/api/"},
			what: "The address begins with http://, so the token would travel unencrypted.",
			next: "Use https://panel.example/api/ instead.",
		},
		"a host that does not exist": {
			err:  panelError(enhance.HostNotFound, func(e *enhance.Error) { e.Host = "panle.example:8443" }),
			what: "There is no host named panle.example.",
			next: "Check the spelling.",
		},
		"a host that is no panel": {
			err:  panelError(enhance.RouteMissing, nil),
			what: "panel.example answers, but it is not an Enhance panel: it does not know GET /version.",
			next: "Check the host of the API URL.",
		},
		"a self-signed certificate": {
			err:  panelError(enhance.TLSSelfSigned, nil),
			what: "panel.example shows a self-signed certificate",
			next: "--ca-cert FILE",
		},
		"an expired certificate": {
			err: panelError(enhance.TLSExpired, func(e *enhance.Error) {
				e.Certificate = &enhance.TLSFacts{NotAfter: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
			}),
			what: "The certificate of panel.example expired on 2026-03-01.",
			next: "Renew the panel's certificate.",
		},
		"a mistyped token": {
			err:  &enhance.TokenError{Reason: enhance.TokenBadCharacter},
			what: "This holds characters that are in no access token.",
			next: "Paste the token alone",
		},
		"a token that the panel does not take": {
			err:  panelError(enhance.Unauthorized, func(e *enhance.Error) { e.Status, e.Code = 401, "invalid_session_token" }),
			what: "The panel does not accept this token (401): invalid_session_token",
			next: "Settings > Access Tokens",
		},
		"a token that a proxy swallows": {
			err:  panelError(enhance.Unauthorized, func(e *enhance.Error) { e.Status, e.Code = 401, "no_session_token" }),
			what: "No token reached the panel (401), although one was sent.",
			next: "Look for a proxy in front of panel.example",
		},
		"too small a role for servers": {
			err:   panelError(enhance.Forbidden, refused("GET /servers", "unauthorized", "Only a reseller or the MO may perform this operation")),
			known: []any{"seen_as", "2001:db8::7"},
			what:  "The panel refuses this token (403): Only a reseller or the MO may perform this operation",
			next:  "leave out 2001:db8::7, which is this machine; or its role is too small: it needs System Administrator or Super Admin (master organisation).",
		},
		"too small a role for what the plugin needs, whatever the call": {
			err:   panelError(enhance.Forbidden, refused("GET /servers", "unauthorized", "")),
			known: []any{"role", Role(network.GenerationStored)},
			what:  "The panel refuses this token (403): unauthorized",
			next:  "its role is too small: it needs Super Admin or Owner.",
		},
		"a token that is taken, and refused its websites": {
			err:   rightError(refused("GET /orgs/{org_id}/websites", "unauthorized", "Only a reseller may")),
			known: []any{"seen_as", "2001:db8::7", "role", Role(network.GenerationServer)},
			what:  "The panel takes this token, and yet refuses it GET /orgs/{org_id}/websites (403): Only a reseller may",
			next: "Either the token's role lacks the right to this, or this is another organisation's. Create a token in the " +
				"organisation that it belongs to, with the role Super Admin or Owner: Settings > Access Tokens > Create Token.",
		},
		"a token that is taken, and refused the servers": {
			err:  rightError(refused("GET /servers", "", "")),
			what: "The panel takes this token, and yet refuses it GET /servers (403).",
			next: "with the role System Administrator or Super Admin (master organisation): Settings",
		},
		"a token that may not add domains": {
			err:  rightError(refused("POST /orgs/{org_id}/websites/{website_id}/domains", "unauthorized", "Role may only read")),
			what: "The panel takes this token, and yet refuses it to add a domain (403): Role may only read",
			next: "with the role Super Admin or Owner: Settings",
		},
		"a token that may not remove domains": {
			err:  rightError(refused("DELETE /orgs/{org_id}/websites/{website_id}/domains/{domain_id}", "", "")),
			what: "The panel takes this token, and yet refuses it to remove a domain (403).",
			next: "Either the token's role lacks the right to this",
		},
		"a token that may not issue certificates": {
			err:  rightError(refused("POST /v2/domains/{domain_id}/letsencrypt_preflight", "", "")),
			what: "The panel takes this token, and yet refuses it to get a certificate (403).",
			next: "with the role Super Admin or Owner: Settings",
		},
		"too small a role for websites": {
			err:  panelError(enhance.Forbidden, refused("GET /orgs/{org_id}/websites", "unauthorized", "")),
			what: "The panel refuses this token (403): unauthorized",
			next: "leave out this machine; or its role is too small: it needs Super Admin or Owner.",
		},
		"a token of a customer": {
			err:  panelError(enhance.MasterOrgOnly, refused("GET /servers", "only_mo_allowed", "Only an MO admin may perform this operation")),
			what: "This token belongs to a customer's organisation.",
			next: "plugin versions from 2.4.10 on need organisation and website instead",
		},
		"a malformed UUID": {
			err:  &enhance.IDError{Reason: enhance.IDMalformed},
			what: "This is not an id: an id has 36 characters",
			next: "Servers > the server",
		},
		"a malformed UUID that the panel found": {
			err:  panelError(enhance.MalformedID, func(e *enhance.Error) { e.Call = "GET /servers/{server_id}" }),
			what: "The panel does not understand the id of a server.",
			next: "Copy the id again: Servers > the server, in the address of that page.",
		},
		"an unknown server id": {
			err:  &wizard.NotListedError{Field: wizard.Server, ID: "44444444-4444-4444-8444-444444444444"},
			what: "The panel lists no server with the id 44444444-4444-4444-8444-444444444444.",
			next: "Copy the id from the panel: Servers > the server",
		},
		"an unknown website id, with others to choose from": {
			err:  &wizard.NotListedError{Field: wizard.Website, ID: "id", Listed: 3},
			what: "The panel lists no website with the id id for this organisation.",
			next: "Choose from the list (entries: 3), or correct the id.",
		},
		"a panel that is updating": {
			err:  &wizard.NotReadyError{Status: enhance.StatusUpdating},
			what: "The panel is updating itself at the moment.",
			next: "Wait until the update is done, then check again.",
		},
		"a panel in a state of the future": {
			err:  &wizard.NotReadyError{Status: "migrating"},
			what: `The panel answers, but says of itself "migrating" and not "ready".`,
			next: "Look at the panel",
		},
		"a filter in front of the panel": {
			err:  panelError(enhance.HTML, func(e *enhance.Error) { e.Status = 403 }),
			what: "panel.example answers with an error page (403), and not with the API of a panel.",
			next: "Let requests to https://panel.example/api/ through.",
		},
		"too many requests": {
			err:  panelError(enhance.RateLimited, func(e *enhance.Error) { e.RetryAfter = 30 * time.Second }),
			what: "The panel asks for fewer requests (429).",
			next: "Wait 30 s, then try again.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := Explain(fmt.Errorf("checking: %w", test.err), test.known...)
			if !strings.HasPrefix(got.What, test.what) {
				t.Errorf("what: %q\nwant  %q", got.What, test.what)
			}
			if !strings.Contains(got.Next, test.next) {
				t.Errorf("next: %q\nwant  %q", got.Next, test.next)
			}
		})
	}
}

// What a token needs follows from the calls of the installed plugin.
func TestTheRoleFollowsThePlugin(t *testing.T) {
	for generation, want := range map[network.Generation]string{
		network.GenerationServer:  "System Administrator or Super Admin (master organisation)",
		network.GenerationWebsite: "Super Admin or Owner",
		network.GenerationStored:  "Super Admin or Owner",
		network.GenerationNone:    "Super Admin",
		network.GenerationUnknown: "Super Admin",
		"":                        "Super Admin",
	} {
		session := wizard.New(wizard.Options{}, wizard.Found{Plugin: network.Plugin{Generation: generation}})
		if got := NeededToken(session); !strings.HasSuffix(got, "Create Token, role "+want) {
			t.Errorf("%q: %q, want %q", generation, got, want)
		}
		refused := panelError(enhance.Forbidden, func(e *enhance.Error) { e.Call, e.Status = "GET /servers", 403 })
		if got := Failure(session, refused).Next; !strings.HasSuffix(got, "it needs "+want+".") {
			t.Errorf("%q: %q, want %q", generation, got, want)
		}
	}
}
