package wizard

import (
	"context"
	"slices"

	"enhance-wizard/enhance"
)

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
	f := found(access.notes()...)
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
