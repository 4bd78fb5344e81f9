package inventory

import (
	"context"
	"slices"
	"time"

	"enhance-wizard/enhance"
)

// TokenEnds is when the panel's access token stops working; zero when it lasts, or when the panel does not tell.
func (p *Panel) TokenEnds(ctx context.Context) time.Time {
	var orgs []enhance.ID
	memberships, _ := p.Client.Memberships(ctx) // refused to some tokens that are good
	for _, m := range memberships {
		orgs = append(orgs, m.OrgID)
	}
	if p.Org != "" && !slices.Contains(orgs, p.Org) {
		orgs = append(orgs, p.Org)
	}
	own, _, _ := p.Client.OwnToken(ctx, orgs...)
	return own.Expires
}
