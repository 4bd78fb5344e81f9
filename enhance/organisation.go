package enhance

import (
	"context"
	"net/http"
)

// Org is an organisation (schema Org).
type Org struct {
	ID   ID
	Name string
	// ParentID is "" for the master organisation.
	ParentID ID
	// Status is active or deleted.
	Status string
}

// orgAnswer is what is needed of the schema Org.
type orgAnswer struct {
	ID       requiredID  `json:"id"`
	ParentID lenientID   `json:"parentId"`
	Name     lenientText `json:"name"`
	Status   lenientText `json:"status"`
}

// Organisation returns one organisation (GET /orgs/{org_id}). It needs a
// SuperAdmin or Owner of the organisation or of one above it, and is [Forbidden]
// to others, whether the organisation is there or not; to those who may it is
// [NotFound] when it is not.
func (c *Client) Organisation(ctx context.Context, org ID) (Org, error) {
	r := call{method: http.MethodGet, route: "/orgs/{org_id}", ids: []ID{org}}
	answer, err := read[orgAnswer](ctx, c, r)
	if err != nil {
		return Org{}, err
	}
	if answer.ID == "" {
		return Org{}, c.bodyError(ctx, r, http.StatusOK, errNoID)
	}
	return Org{
		ID: ID(answer.ID), Name: string(answer.Name), ParentID: ID(answer.ParentID), Status: string(answer.Status),
	}, nil
}
