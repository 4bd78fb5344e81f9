package inventory

import (
	"context"
	"time"
)

// TokenEnds is when the panel's access token stops working; zero when it lasts, or when the panel does not tell.
func (p *Panel) TokenEnds(ctx context.Context) time.Time {
	memberships, _ := p.Client.Memberships(ctx) // refused to some tokens that are good
	own, _ := p.Client.OwnToken(ctx, p.Org, memberships)
	if own == nil {
		return time.Time{}
	}
	return own.Expires
}
