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
func (x inquiry) failure(ctx context.Context, id ID, err error) Finding {
	if reason := ended(ctx); reason != "" {
		return notChecked(id, reason)
	}
	var notListed *wizard.NotListedError
	var e *enhance.Error
	switch {
	case errors.As(err, &notListed) && notListed.Field == wizard.Server:
		return problem(ServerUnknown, "id", string(notListed.ID)).because(err)
	case errors.As(err, &notListed):
		return x.strayWebsite(ctx, err)
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
		if id != TokenAccepted && id != ServerKnown && x.foreign() {
			return x.strayWebsite(ctx, err)
		}
		return problem(TokenForbidden).because(err)
	default:
	}
	return problem(id).because(err)
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
func (x inquiry) foreign() bool {
	access := x.session.Access()
	if access == nil || len(access.Memberships) == 0 {
		return false
	}
	return !slices.ContainsFunc(access.Memberships, func(m enhance.Membership) bool {
		return m.MasterOrg || m.OrgID == x.id(wizard.Org)
	})
}

// strayWebsite looks for a website that is not in the organisation where it should be in all others that the token can
// see.
func (x inquiry) strayWebsite(ctx context.Context, err error) Finding {
	website := x.id(wizard.Website)
	var memberships []enhance.Membership
	if access := x.session.Access(); access != nil {
		memberships = access.Memberships
	}
	for _, m := range memberships {
		query := enhance.WebsiteQuery{Search: string(website), Recursive: m.MasterOrg}
		websites, listErr := x.client.Websites(ctx, m.OrgID, query)
		if listErr != nil {
			continue // what this organisation has cannot be seen: the finding is what the others tell
		}
		for _, w := range websites {
			if w.ID == website && w.OrgID != x.id(wizard.Org) {
				return problem(OrgWrong, "id", string(x.id(wizard.Org)), "right", string(w.OrgID), "name", w.Domain).because(err)
			}
		}
	}
	if x.foreign() {
		return problem(OrgWrong, "id", string(x.id(wizard.Org))).because(err)
	}
	return problem(WebsiteUnknown, "id", string(website)).because(err)
}
