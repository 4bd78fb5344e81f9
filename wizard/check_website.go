package wizard

import (
	"cmp"
	"context"
	"slices"

	"enhance-wizard/enhance"
)

// listing is one call that lists websites.
type listing struct {
	org   enhance.ID
	query enhance.WebsiteQuery
	// whole says that it shows all that the others would.
	whole bool
}

func (s *Session) prepareWebsites() work {
	if !s.passed(CheckAccess) {
		return nil
	}
	listings := s.listings()
	if len(listings) == 0 {
		return nil
	}
	client := s.client(s.token())
	return func(ctx context.Context) (func(*Session), error) {
		websites, err := listWebsites(ctx, client, listings)
		if err != nil {
			return nil, LacksRight(err)
		}
		return func(s *Session) {
			s.websites = websites
			s.preselectWebsite()
			s.bringOrganisation()
		}, nil
	}
}

// listings decides where to look: in the organisation that was named; else, for
// an admin of the master organisation, in everything that runs on the server,
// and where that is refused, in each organisation that the token is a member of.
func (s *Session) listings() []listing {
	if org := s.id(Org); org != "" && s.answers[Org].Source != FromPanel {
		return []listing{{org: org}}
	}
	var all []listing
	for _, m := range s.access.Memberships {
		if m.MasterOrg && s.access.ServersErr == nil {
			query := enhance.WebsiteQuery{Server: s.id(Server), Recursive: true}
			all = append([]listing{{org: m.OrgID, query: query, whole: true}}, all...)
			continue
		}
		all = append(all, listing{org: m.OrgID})
	}
	return all
}

// listWebsites leaves out an organisation that refuses the list where another
// has websites to show. With none at all, the refusal is why.
func listWebsites(ctx context.Context, client *enhance.Client, listings []listing) ([]enhance.Website, error) {
	var all []enhance.Website
	var refusal error
	for _, l := range listings {
		websites, err := client.Websites(ctx, l.org, l.query)
		switch {
		case enhance.HasCause(err, enhance.Forbidden, enhance.MasterOrgOnly):
			refusal = cmp.Or(refusal, err)
			continue
		case err != nil:
			return nil, err
		}
		for _, w := range websites {
			if w.OrgID == "" {
				w.OrgID = l.org
			}
			all = append(all, w)
		}
		if l.whole {
			break
		}
	}
	if len(all) == 0 {
		return nil, refusal
	}
	return all, nil
}

// website is the answered website as the panel listed or confirmed it.
func (s *Session) website() (enhance.Website, bool) {
	id := s.id(Website)
	if id == "" {
		return enhance.Website{}, false
	}
	if s.confirmed != nil && s.confirmed.ID == id {
		return *s.confirmed, true
	}
	i := slices.IndexFunc(s.websites, func(w enhance.Website) bool { return w.ID == id })
	if i < 0 {
		return enhance.Website{}, false
	}
	return s.websites[i], true
}

// prepareWebsite asks for a website that no list shows: it was typed, or the
// token may see it but not list it.
func (s *Session) prepareWebsite() work {
	org, id := s.id(Org), s.id(Website)
	if !s.passed(CheckAccess) || org == "" || id == "" {
		return nil
	}
	if lists := s.checks[CheckWebsites]; lists.progress == running || lists.progress == idle && s.prepareWebsites() != nil {
		return nil
	}
	if _, listed := s.website(); listed {
		return nil
	}
	client := s.client(s.token())
	return func(ctx context.Context) (func(*Session), error) {
		website, err := client.Website(ctx, org, id)
		if err != nil {
			return nil, LacksRight(err)
		}
		return func(s *Session) { s.confirmed = &website }, nil
	}
}
