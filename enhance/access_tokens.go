package enhance

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
)

// AccessToken is what a panel tells about an access token (schema
// OrgAccessToken).
type AccessToken struct {
	ID   ID
	Name string
	// FirstFive are the first five characters of the token.
	FirstFive string
	// Roles are those of [Membership].
	Roles []string
	// Expires is in UTC, zero when the token lasts.
	Expires time.Time
	// AllowedIPs are the addresses or networks that it may be used from, as the
	// panel writes them; empty when it may be used from everywhere.
	AllowedIPs []string
}

// accessTokenAnswer is what is needed of the schema OrgAccessToken. The
// addresses and the name came by 12.21.3 and with 9.9.0.
type accessTokenAnswer struct {
	ID           lenientID                `json:"id"`
	FriendlyName lenientText              `json:"friendlyName"`
	FirstFive    lenientText              `json:"firstFive"`
	Roles        lenientList[lenientText] `json:"roles"`
	TokenExpires lenientTime              `json:"tokenExpires"`
	AllowedIPs   lenientList[lenientText] `json:"allowedIps"`
}

// AccessTokens returns the access tokens of an organisation
// (GET /orgs/{org_id}/access_tokens). Which role it needs is not documented.
func (c *Client) AccessTokens(ctx context.Context, org ID) ([]AccessToken, error) {
	r := call{method: http.MethodGet, route: "/orgs/{org_id}/access_tokens", ids: []ID{org}, list: true}
	answer, err := read[page[accessTokenAnswer]](ctx, c, r)
	if err != nil {
		return nil, err
	}
	tokens := make([]AccessToken, 0, len(answer.items))
	for _, item := range answer.items {
		tokens = append(tokens, AccessToken{
			ID: ID(item.ID), Name: string(item.FriendlyName), FirstFive: string(item.FirstFive), Roles: texts(item.Roles),
			Expires: time.Time(item.TokenExpires), AllowedIPs: texts(item.AllowedIPs),
		})
	}
	return tokens, nil
}

// firstFiveLength is how much of a token a panel shows of it.
const firstFiveLength = 5

// maxTokenOrgs bounds in how many organisations the token is looked for.
const maxTokenOrgs = 5

// OwnToken finds the token of the client among those of an organisation, unless
// that is "", and then of the ones that the token is a member of; at most five
// are asked. No call of the panel names it: it is known by its first five
// characters, and nil when no token has them, or several have. An organisation
// that refuses is passed over; the error is the last refusal when the token is
// not found.
func (c *Client) OwnToken(ctx context.Context, org ID, memberships []Membership) (*AccessToken, error) {
	orgs := make([]ID, 0, 1+len(memberships))
	if org != "" {
		orgs = append(orgs, org)
	}
	for _, m := range memberships {
		if m.OrgID != org {
			orgs = append(orgs, m.OrgID)
		}
	}
	var err error
	for _, org := range orgs[:min(len(orgs), maxTokenOrgs)] {
		tokens, refusal := c.AccessTokens(ctx, org)
		if refusal != nil {
			err = refusal
			continue
		}
		if own := c.ownAmong(tokens); own != nil {
			return own, nil
		}
	}
	return nil, err
}

func (c *Client) ownAmong(tokens []AccessToken) *AccessToken {
	secret := c.options.Token.Reveal()
	own := slices.DeleteFunc(tokens, func(t AccessToken) bool {
		return len(t.FirstFive) != firstFiveLength || !strings.HasPrefix(secret, t.FirstFive)
	})
	if len(own) != 1 {
		return nil
	}
	return &own[0]
}
