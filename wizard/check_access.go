package wizard

import (
	"context"
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
	if !s.passed(CheckPanel) || !s.WellFormed(Token) {
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
		access.ServersErr = LacksRight(refusal)
		return access, nil
	}
	if org != "" {
		if _, err := client.Websites(ctx, org, enhance.WebsiteQuery{}); err == nil {
			access.ServersErr = LacksRight(refusal)
			return access, nil
		}
	}
	return access, refusal
}

// notes are the scope of the token, its roles in each organisation, and what the
// panel tells about the token itself.
func (a *Access) notes() []Note {
	scope := note(NoteOrgScope)
	if a.ServersErr == nil {
		scope = note(NoteServerScope, "n", len(a.Servers))
	}
	notes := []Note{scope}
	for _, m := range a.Memberships {
		notes = append(notes, note(NoteRoles, "name", m.OrgName, "roles", m.Roles))
	}
	return append(notes, a.tokenNotes()...)
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
