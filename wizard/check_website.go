package wizard

import (
	"cmp"
	"context"
	"slices"
	"strings"

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
			return nil, lacksRight(err)
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

// preselectWebsite answers with the website that this WordPress is. Enhance
// keeps a site under its website's id, so the path tells; else the network's
// main domain does. Several candidates are a doubt, and left to a person.
func (s *Session) preselectWebsite() {
	if s.answers[Website].Given() {
		return
	}
	path, domain := strings.ToLower(s.found.Location.Config), s.found.Multisite.MainDomain
	if w, ok := s.only(func(w enhance.Website) bool { return strings.Contains(path, string(w.ID)) }); ok {
		s.preselect(Website, w.ID, note(NoteInPath, "name", w.Domain))
		return
	}
	if domain != "" {
		if w, ok := s.only(func(w enhance.Website) bool { return serves(w, domain) }); ok {
			s.preselect(Website, w.ID, note(NoteMainDomain, "name", domain))
		}
		return
	}
	if w, ok := s.only(func(enhance.Website) bool { return true }); ok {
		s.preselect(Website, w.ID, note(NoteOnlyOne, "name", w.Domain))
	}
}

func (s *Session) only(match func(enhance.Website) bool) (enhance.Website, bool) {
	var found enhance.Website
	matches := 0
	for _, w := range s.websites {
		if match(w) {
			found = w
			matches++
		}
	}
	return found, matches == 1
}

func serves(w enhance.Website, domain string) bool {
	return strings.EqualFold(w.Domain, domain) ||
		slices.ContainsFunc(w.Aliases, func(alias string) bool { return strings.EqualFold(alias, domain) })
}

// bringOrganisation fills in what a chosen website tells about itself: its
// organisation, and its server where that is still open.
func (s *Session) bringOrganisation() {
	w, ok := s.website()
	if !ok {
		return
	}
	if source := s.answers[Org].Source; w.OrgID != "" && (source == Unanswered || source == FromPanel) {
		s.preselect(Org, w.OrgID, note(NoteOrgOfWebsite, "name", w.Domain))
	}
	if w.ServerID != "" && (!s.answers[Server].Given() || s.followsWebsite()) {
		s.preselect(Server, w.ServerID, note(NoteServerOf, "name", s.serverName(w), "website", w.Domain))
	}
}

// followsWebsite tells whether the server was brought along by a website, so
// that another one brings its own.
func (s *Session) followsWebsite() bool {
	return s.answers[Server].Source == FromPanel && s.reasons[Server].Kind == NoteServerOf
}

// serverName is what the website's server is called, its id where nobody tells.
func (s *Session) serverName(w enhance.Website) string {
	if s.access != nil {
		i := slices.IndexFunc(s.access.Servers, func(server enhance.Server) bool { return server.ID == w.ServerID })
		if i >= 0 && s.access.Servers[i].Name != "" {
			return s.access.Servers[i].Name
		}
	}
	return cmp.Or(w.ServerName, string(w.ServerID))
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
			return nil, lacksRight(err)
		}
		return func(s *Session) { s.confirmed = &website }, nil
	}
}

// isListRefused tells that the installed plugin needs a website, and that none
// can be chosen because the panel gives no list of them: the role Sysadmin sees
// servers, and need not see websites. Of an organisation that was named, its own
// verdict tells.
func (s *Session) isListRefused() bool {
	source := s.answers[Org].Source
	check := s.checks[CheckWebsites]
	return check.progress == done && check.err != nil && (source == Unanswered || source == FromPanel) &&
		s.Needed(Website)
}

func (s *Session) judgeOrg() Verdict {
	if v, settled := s.judgeForm(Org); settled {
		if v.State == Empty && s.access != nil && len(s.access.Memberships) == 0 {
			v.Notes = []Note{note(NoteTypeOrg)}
		}
		return v
	}
	check := s.checks[CheckWebsites]
	switch {
	case check.progress == running:
		return Verdict{State: Checking}
	case check.progress == idle:
		return Verdict{State: Waiting}
	case check.err != nil && s.isForeignOrg(check.err):
		return Verdict{State: Problem, Err: &NotListedError{Field: Org, ID: s.id(Org), Listed: len(s.access.Memberships)}}
	case check.err != nil && !s.passed(CheckWebsite):
		return Verdict{State: Problem, Err: check.err}
	}
	if s.answers[Org].Source == FromPanel {
		return Verdict{State: OK, Notes: []Note{s.reasons[Org]}}
	}
	for _, m := range s.access.Memberships {
		if m.OrgID == s.id(Org) {
			return Verdict{State: OK, Notes: []Note{note(NoteOrgNamed, "name", m.OrgName)}}
		}
	}
	return Verdict{State: OK}
}

// isForeignOrg tells whether a refusal is about the organisation: the panel does
// not know it, or it is none of those that the token is of. In one of its own
// the token's role is too small.
func (s *Session) isForeignOrg(err error) bool {
	if !enhance.HasCause(err, enhance.NotFound, enhance.Forbidden, enhance.MasterOrgOnly) {
		return false
	}
	isOwn := slices.ContainsFunc(s.access.Memberships, func(m enhance.Membership) bool { return m.OrgID == s.id(Org) })
	return enhance.HasCause(err, enhance.NotFound) || len(s.access.Memberships) > 0 && !isOwn
}

func (s *Session) judgeWebsite() Verdict {
	if v, settled := s.judgeForm(Website); settled {
		switch {
		case v.State != Empty:
		case len(s.websites) > 0:
			v.Notes = []Note{note(NoteChoose, "n", len(s.websites))}
		case s.isListRefused():
			return Verdict{State: Problem, Err: s.checks[CheckWebsites].err}
		}
		return v
	}
	if w, ok := s.website(); ok {
		return s.named(Website, w.Domain)
	}
	check := s.checks[CheckWebsite]
	switch {
	case check.progress == running:
		return Verdict{State: Checking}
	case check.progress == idle:
		return Verdict{State: Waiting}
	case enhance.HasCause(check.err, enhance.NotFound):
		return Verdict{State: Problem, Err: &NotListedError{Field: Website, ID: s.id(Website), Listed: len(s.websites)}}
	default:
		return Verdict{State: Problem, Err: check.err}
	}
}
