package wizard

import (
	"slices"

	"enhance-wizard/enhance"
)

// judgeForm settles what needs no check: no answer, a malformed one, or nobody
// to ask.
func (s *Session) judgeForm(f Field) (Verdict, bool) {
	switch {
	case !s.answers[f].Given():
		return Verdict{}, true
	case s.malformed[f] != nil:
		return Verdict{State: Problem, Err: s.malformed[f]}, true
	case s.options.Offline:
		return Verdict{State: Unchecked, Notes: []Note{note(NoteOffline)}}, true
	default:
		return Verdict{}, false
	}
}

// judgeCheck settles what the check has not passed.
func (s *Session) judgeCheck(kind CheckKind) (Verdict, bool) {
	switch check := s.checks[kind]; {
	case check.progress == running:
		return Verdict{State: Checking}, true
	case check.progress == idle:
		return Verdict{State: Waiting}, true
	case check.err != nil:
		return Verdict{State: Problem, Err: check.err}, true
	default:
		return Verdict{}, false
	}
}

func (s *Session) judgeURL() Verdict {
	if v, settled := s.judgeForm(URL); settled {
		return v
	}
	if v, settled := s.judgeCheck(CheckPanel); settled {
		return v
	}
	v := Verdict{State: OK, Notes: []Note{note(NotePanel, "version", s.panel.Version, "host", s.base.Host())}}
	for _, fix := range s.base.Fixes() {
		v.Notes = append(v.Notes, note(noteOfFix(fix), "url", s.base.String()))
	}
	if key := s.Key(); key != nil {
		v.Notes = append(v.Notes, note(NotePinned, "pin", key.Pin))
	}
	switch {
	case s.panel.Status != enhance.StatusReady:
		v.State, v.Err = Warning, &NotReadyError{Status: s.panel.Status}
	case s.panel.IsOld():
		v.State, v.Err = Warning, concern(ConcernOldPanel, "version", s.panel.Version)
	case s.panel.ByPin:
		v.State, v.Err = Warning, concern(ConcernPinOnly, "host", s.base.Host())
	}
	return v
}

func noteOfFix(fix enhance.URLFix) NoteKind {
	switch fix {
	case enhance.AddedScheme:
		return NoteAddedScheme
	case enhance.DroppedPath:
		return NoteDroppedPath
	default:
		return NoteAddedAPI
	}
}

func (s *Session) judgeToken() Verdict {
	if v, settled := s.judgeForm(Token); settled {
		return v
	}
	if v, settled := s.judgeCheck(CheckAccess); settled {
		return v
	}
	v := Verdict{State: OK, Notes: s.access.notes()}
	if s.panel.SeenAs.IsValid() {
		v.Notes = append(v.Notes, note(NoteSeenAs, "address", s.panel.SeenAs))
	}
	if token := s.access.Token; token != nil && !token.Expires.IsZero() {
		v.State = Warning
	}
	return v
}

func (s *Session) judgeServer() Verdict {
	if v, settled := s.judgeForm(Server); settled {
		switch {
		case v.State != Empty || s.access == nil:
		case s.access.ServersErr != nil && s.Needed(Server):
			return Verdict{State: Problem, Err: s.access.ServersErr}
		case len(s.access.Servers) > 1:
			v.Notes = []Note{note(NoteChoose, "n", len(s.access.Servers))}
		}
		return v
	}
	if s.access == nil {
		return Verdict{State: Waiting}
	}
	if s.access.ServersErr != nil {
		if s.Needed(Server) && s.Generation() != "" {
			return Verdict{State: Problem, Err: s.access.ServersErr}
		}
		return Verdict{State: Unchecked, Notes: []Note{note(NoteNotReadable)}}
	}
	id := s.id(Server)
	i := slices.IndexFunc(s.access.Servers, func(server enhance.Server) bool { return server.ID == id })
	if i < 0 {
		return Verdict{State: Problem, Err: &NotListedError{Field: Server, ID: id, Listed: len(s.access.Servers)}}
	}
	name := s.access.Servers[i].Name
	if own, address, known := s.ownServer(); known && own.ID != id {
		return Verdict{State: Warning, Err: concern(ConcernOtherServer, "name", name, "own", own.Name, "address", address)}
	}
	return s.named(Server, name)
}

func (s *Session) judgeOrg() Verdict {
	if v, settled := s.judgeForm(Org); settled {
		if v.State == Empty && s.access != nil && len(s.access.Memberships) == 0 {
			v.Notes = []Note{note(NoteTypeOrg)}
		}
		return v
	}
	v, settled := s.judgeCheck(CheckWebsites)
	switch {
	case s.isForeignOrg(v.Err):
		return Verdict{State: Problem, Err: &NotListedError{Field: Org, ID: s.id(Org), Listed: len(s.access.Memberships)}}
	case v.Err != nil && s.passed(CheckWebsite): // the list is refused, and the website is shown
	case settled:
		return v
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
	v, _ := s.judgeCheck(CheckWebsite)
	if enhance.HasCause(v.Err, enhance.NotFound) {
		v.Err = &NotListedError{Field: Website, ID: s.id(Website), Listed: len(s.websites)}
	}
	return v
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

// named is an OK with the reason of a preselection, or else the name behind the id.
func (s *Session) named(f Field, name string) Verdict {
	why, ok := s.reasons[f]
	if !ok || s.answers[f].Source != FromPanel {
		why = note(NoteNamed, "name", name)
	}
	return Verdict{State: OK, Notes: []Note{why}}
}
