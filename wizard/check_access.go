package wizard

import (
	"context"
	"net/netip"
	"slices"

	"enhance-wizard/enhance"
)

// Access is what the token may see.
type Access struct {
	// Memberships may be empty although the token is good: an access token is
	// a member of an organisation, not a login.
	Memberships []enhance.Membership
	// Servers are the servers in use. ServersErr says why they cannot be listed,
	// which is normal for a token that is not of the master organisation.
	Servers    []enhance.Server
	ServersErr error
	// Token is what the panel tells about the token itself, nil when it does not.
	Token *enhance.AccessToken
}

func (s *Session) prepareAccess() work {
	if !s.passed(CheckPanel) || !s.answers[Token].Given() || s.malformed[Token] != nil {
		return nil
	}
	client, org := s.client(s.token()), s.id(Org)
	return func(ctx context.Context) (func(*Session), error) {
		access, err := askAccess(ctx, client, org)
		if err != nil {
			return nil, err
		}
		return func(s *Session) {
			s.access = &access
			s.preselectServer()
		}, nil
	}
}

func askAccess(ctx context.Context, client *enhance.Client, org enhance.ID) (Access, error) {
	access, err := askScope(ctx, client, org)
	if err == nil {
		access.Token, _ = client.OwnToken(ctx, org, access.Memberships) // untold is not worth failing for
	}
	return access, err
}

// isTokenUntold reports that the panel told neither an organisation nor
// anything about the token, so that naming one may bring it out.
func (s *Session) isTokenUntold() bool {
	return s.id(Org) != "" && s.access != nil && s.access.Token == nil && len(s.access.Memberships) == 0
}

// askScope tries what the token may do, from the widest scope to the
// narrowest: the panel has no call that names the token in use. One code (403
// unauthorized) stands for a wrong token and for a wrong role, so a refusal
// counts only when nothing else is open to the token either.
func askScope(ctx context.Context, client *enhance.Client, org enhance.ID) (Access, error) {
	var access Access
	servers, refusal := client.Servers(ctx)
	if refusal != nil && !enhance.HasCause(refusal, enhance.MasterOrgOnly, enhance.Forbidden, enhance.RouteMissing) {
		return access, refusal
	}
	access.Servers = slices.DeleteFunc(servers, func(server enhance.Server) bool { return server.Decommissioned })
	access.ServersErr = refusal

	memberships, err := client.Memberships(ctx)
	access.Memberships = memberships
	if refusal == nil || err == nil || enhance.HasCause(refusal, enhance.MasterOrgOnly) {
		access.ServersErr = lacksRight(refusal)
		return access, nil
	}
	if org != "" {
		if _, err := client.Websites(ctx, org, enhance.WebsiteQuery{}); err == nil {
			access.ServersErr = lacksRight(refusal)
			return access, nil
		}
	}
	return access, refusal
}

// preselectServer answers with the server that this machine is, or with the
// only one there is. Two candidates are a doubt, and left to a person.
func (s *Session) preselectServer() {
	if s.answers[Server].Given() {
		return
	}
	if server, address, ok := s.ownServer(); ok {
		s.preselect(Server, server.ID, note(NoteThisMachine, "name", server.Name, "address", address))
		return
	}
	if len(s.access.Servers) == 1 {
		only := s.access.Servers[0]
		s.preselect(Server, only.ID, note(NoteOnlyOne, "name", only.Name))
	}
}

func (s *Session) ownServer() (enhance.Server, netip.Addr, bool) {
	var match enhance.Server
	var address netip.Addr
	matches := 0
	for _, server := range s.access.Servers {
		i := slices.IndexFunc(server.IPs, s.ownAddress)
		if i >= 0 {
			match, address = server, server.IPs[i]
			matches++
		}
	}
	return match, address, matches == 1
}

func (s *Session) ownAddress(a netip.Addr) bool {
	return slices.Contains(s.options.Addresses, a) || a == s.panel.SeenAs
}

// preselect answers a field with what the panel told, without any consequence
// for the checks: it is a result of theirs.
func (s *Session) preselect(f Field, id enhance.ID, why Note) {
	s.store(f, Answer{value: string(id), Source: FromPanel})
	s.reasons[f] = why
}

func (s *Session) dropPreselected(fields ...Field) {
	for _, f := range fields {
		if s.answers[f].Source == FromPanel {
			s.store(f, Answer{})
			delete(s.reasons, f)
		}
	}
}

func (s *Session) judgeToken() Verdict {
	if v, settled := s.judgeForm(Token); settled {
		return v
	}
	check := s.checks[CheckAccess]
	switch {
	case check.progress == running:
		return Verdict{State: Checking}
	case check.progress == idle:
		return Verdict{State: Waiting}
	case check.err != nil:
		return Verdict{State: Problem, Err: check.err}
	}
	v := Verdict{State: OK}
	if s.access.ServersErr == nil {
		v.Notes = append(v.Notes, note(NoteServerScope, "n", len(s.access.Servers)))
	} else {
		v.Notes = append(v.Notes, note(NoteOrgScope))
	}
	v.Notes = append(append(v.Notes, s.access.roleNotes()...), s.access.tokenNotes()...)
	if s.panel.SeenAs.IsValid() {
		v.Notes = append(v.Notes, note(NoteSeenAs, "address", s.panel.SeenAs))
	}
	if token := s.access.Token; token != nil && !token.Expires.IsZero() {
		v.State = Warning
	}
	return v
}

// roleNotes are the roles in each organisation.
func (a *Access) roleNotes() []Note {
	notes := make([]Note, len(a.Memberships))
	for i, m := range a.Memberships {
		notes[i] = note(NoteRoles, "name", m.OrgName, "roles", m.Roles)
	}
	return notes
}

// tokenNotes are what the panel tells about the token itself. Its roles are
// told with the memberships, where there are any.
func (a *Access) tokenNotes() []Note {
	token := a.Token
	if token == nil {
		return nil
	}
	var notes []Note
	if len(a.Memberships) == 0 && len(token.Roles) > 0 {
		notes = append(notes, note(NoteTokenRoles, "roles", token.Roles))
	}
	if len(token.AllowedIPs) > 0 {
		notes = append(notes, note(NoteTokenAddresses, "addresses", token.AllowedIPs))
	}
	if token.Expires.IsZero() {
		return append(notes, note(NoteTokenLasts))
	}
	return append(notes, note(NoteTokenEnds, "until", token.Expires))
}

func (s *Session) judgeServer() Verdict {
	if v, settled := s.judgeForm(Server); settled {
		switch {
		case v.State != Empty || s.access == nil:
		case s.access.ServersErr != nil && s.Needed(Server):
			return Verdict{State: Problem, Err: s.access.ServersErr}
		case len(s.access.Servers) > 1:
			v.Notes = []Note{note(NoteChoose, "n", len(s.access.Servers))}
		}
		return v
	}
	if s.access == nil {
		return Verdict{State: Waiting}
	}
	if s.access.ServersErr != nil {
		if s.Needed(Server) && s.Generation() != "" {
			return Verdict{State: Problem, Err: s.access.ServersErr}
		}
		return Verdict{State: Unchecked, Notes: []Note{note(NoteNotReadable)}}
	}
	id := s.id(Server)
	i := slices.IndexFunc(s.access.Servers, func(server enhance.Server) bool { return server.ID == id })
	if i < 0 {
		return Verdict{State: Problem, Err: &NotListedError{Field: Server, ID: id, Listed: len(s.access.Servers)}}
	}
	return s.named(Server, s.access.Servers[i].Name)
}

// named is an OK with the reason of a preselection, or else the name behind the id.
func (s *Session) named(f Field, name string) Verdict {
	why, ok := s.reasons[f]
	if !ok || s.answers[f].Source != FromPanel {
		why = note(NoteNamed, "name", name)
	}
	return Verdict{State: OK, Notes: []Note{why}}
}
