package doctor

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
)

// failure names what a failed check of the connection test comes from, as closely as it can be known.
func (x *inquiry) failure(ctx context.Context, id ID, err error) Finding {
	if reason := ended(ctx); reason != "" {
		return notChecked(id, reason)
	}
	var notListed *wizard.NotListedError
	var e *enhance.Error
	switch {
	case errors.As(err, &notListed) && notListed.Field == wizard.Server:
		return problem(ServerUnknown, "id", string(notListed.ID)).because(err)
	case errors.As(err, &notListed):
		return x.strayWebsite(ctx, err, problem(WebsiteUnknown, "id", string(notListed.ID)))
	case !errors.As(err, &e):
		return problem(id).because(err)
	}
	switch e.Cause {
	case enhance.ConnectTimeout, enhance.NetworkUnreachable:
		return problem(PanelFirewall).because(err)
	case enhance.HTML:
		if e.Status >= http.StatusBadRequest && e.Status != http.StatusNotFound {
			return problem(PanelFiltered).because(err)
		}
	case enhance.Unauthorized:
		return unauthorized(e)
	case enhance.Forbidden:
		return x.forbidden(ctx, id, err)
	default:
	}
	return problem(id).because(err)
}

// forbidden tells a token that the panel refuses from one that lacks a right, or asks for what belongs to others.
func (x *inquiry) forbidden(ctx context.Context, id ID, err error) Finding {
	refused := problem(TokenForbidden, "seen", text(x.seenAs()), "generation", string(x.Found.Plugin.Generation))
	if right := (*wizard.RightError)(nil); errors.As(err, &right) {
		refused = problem(id)
	}
	if slices.Contains([]ID{WebsiteKnown, DomainsListed, PluginCall}, id) && x.id(wizard.Org) != "" {
		return x.strayWebsite(ctx, err, refused)
	}
	return refused.because(err)
}

// unauthorized tells the three meanings of a 401 apart (as panels of 12.25 answer).
func unauthorized(e *enhance.Error) Finding {
	switch e.Code {
	case "no_session_token":
		return problem(TokenStripped).because(e)
	case "invalid_session_token":
		return problem(TokenExpired).because(e)
	default:
		return problem(TokenUnauthorized).because(e)
	}
}

// foreign reports that the organisation is none of those that the token is a member of. An admin of the master
// organisation may see them all.
func (x *inquiry) foreign() bool {
	access := x.session.Access()
	if access == nil || len(access.Memberships) == 0 {
		return false
	}
	return !slices.ContainsFunc(access.Memberships, func(m enhance.Membership) bool {
		return m.MasterOrg || m.OrgID == x.id(wizard.Org)
	})
}

// strayWebsite says why a website is not in the organisation where it should be: it is another's, there is no such
// organisation, or otherwise what is given.
func (x *inquiry) strayWebsite(ctx context.Context, err error, otherwise Finding) Finding {
	org := x.id(wizard.Org)
	if website, found := x.elsewhere(ctx); found {
		return problem(OrgWrong, "id", string(org), "right", string(website.OrgID), "name", website.Domain).because(err)
	}
	switch {
	case x.foreign():
		return problem(OrgWrong, "id", string(org)).because(err)
	case x.isOrgUnknown(ctx):
		return problem(OrgUnknown, "id", string(org)).because(err)
	default:
		return otherwise.because(err)
	}
}

// elsewhere looks for the website in all organisations that the token can see.
func (x *inquiry) elsewhere(ctx context.Context) (enhance.Website, bool) {
	access := x.session.Access()
	if access == nil {
		return enhance.Website{}, false
	}
	wanted := x.id(wizard.Website)
	for _, m := range access.Memberships {
		websites, err := x.client.Websites(ctx, m.OrgID, enhance.WebsiteQuery{Search: string(wanted), Recursive: m.MasterOrg})
		if err != nil {
			continue // what this organisation has cannot be seen: the finding is what the others tell
		}
		i := slices.IndexFunc(websites, func(w enhance.Website) bool { return w.ID == wanted && w.OrgID != x.id(wizard.Org) })
		if i >= 0 {
			return websites[i], true
		}
	}
	return enhance.Website{}, false
}
