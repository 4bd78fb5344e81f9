package doctor

import (
	"context"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
)

// orgDeleted is the status of an organisation that a panel keeps only for a while (schema Status).
const orgDeleted = "deleted"

// organisation tells whether the organisation is there. Not every token that may use its websites may ask for it.
func (x *inquiry) organisation(ctx context.Context) []Finding {
	id := x.id(wizard.Org)
	if id == "" {
		return []Finding{notChecked(OrgState, ReasonNoID)}
	}
	org, err := x.client.Organisation(ctx, id)
	switch {
	case enhance.HasCause(err, enhance.NotFound):
		return []Finding{problem(OrgUnknown, "id", string(id)).because(err)}
	case enhance.HasCause(err, enhance.Forbidden, enhance.MasterOrgOnly, enhance.RouteMissing):
		return []Finding{notChecked(OrgState, ReasonUntold)}
	case err != nil:
		return []Finding{notChecked(OrgState, failedOrEnded(ctx)).because(err)}
	case org.Status == "":
		return []Finding{notChecked(OrgState, ReasonUntold)}
	default:
		return []Finding{yes(OrgState, org.Status != orgDeleted, "name", org.Name, "state", org.Status)}
	}
}

// isOrgUnknown asks whether a panel that does not give a website lacks its whole organisation. To an admin of the
// master organisation all are open, so that a refusal means that there is none.
func (x *inquiry) isOrgUnknown(ctx context.Context) bool {
	_, err := x.client.Organisation(ctx, x.id(wizard.Org))
	return enhance.HasCause(err, enhance.NotFound) || enhance.HasCause(err, enhance.Forbidden) && x.rulesAll()
}
