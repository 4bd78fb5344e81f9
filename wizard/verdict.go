package wizard

import "enhance-wizard/enhance"

// State is how far the judgement of an answer has come.
type State string

// The states of a verdict.
const (
	// Empty: there is no answer yet.
	Empty State = ""
	// Waiting: the check waits for another field to pass.
	Waiting State = "waiting"
	// Checking: the check is under way.
	Checking State = "checking"
	// OK: the check passed.
	OK State = "ok"
	// Warning: usable, but a person should know Err, or the Notes where it is nil.
	Warning State = "warning"
	// Problem: Err says what is wrong.
	Problem State = "problem"
	// Unchecked: nobody could or was to check it.
	Unchecked State = "unchecked"
)

// Verdict is what is known about a field's answer.
type Verdict struct {
	State State
	// Err is typed: of package enhance, or of this package.
	Err error
	// Notes say what was found out, for OK, Warning and Unchecked.
	Notes []Note
}

// NoteKind names a fact that is worth telling beside a field.
type NoteKind string

// The notes. Their parameters stand behind each.
const (
	NotePanel          NoteKind = "panel"           // version, host
	NoteAddedScheme    NoteKind = "added_scheme"    // url
	NoteAddedAPI       NoteKind = "added_api"       // url
	NoteDroppedPath    NoteKind = "dropped_path"    // url
	NoteServerScope    NoteKind = "server_scope"    // servers
	NoteOrgScope       NoteKind = "org_scope"       //
	NoteRoles          NoteKind = "roles"           // roles
	NoteTokenRoles     NoteKind = "token_roles"     // roles
	NoteTokenAddresses NoteKind = "token_addresses" // addresses
	NoteTokenLasts     NoteKind = "token_lasts"     //
	NoteTokenEnds      NoteKind = "token_ends"      // until
	NoteSeenAs         NoteKind = "seen_as"         // address
	NotePinned         NoteKind = "pinned"          // pin
	NoteThisMachine    NoteKind = "this_machine"    // name, address
	NoteNamed          NoteKind = "named"           // name
	NoteOnlyOne        NoteKind = "only_one"        // name
	NoteServerOf       NoteKind = "server_of"       // name, website
	NoteMainDomain     NoteKind = "main_domain"     // name
	NoteInPath         NoteKind = "in_path"         // name
	NoteNotReadable    NoteKind = "not_readable"    // the token cannot read the list this id stands in
	NoteOffline        NoteKind = "offline"         //
	NoteChoose         NoteKind = "choose"          // n
	NoteTypeOrg        NoteKind = "type_org"        //
	NoteOrgNamed       NoteKind = "org_named"       // name
	NoteOrgOfWebsite   NoteKind = "org_of_website"  // name
)

// NoteKinds lists all notes, so that a test can hold the catalogue to them.
func NoteKinds() []NoteKind {
	return []NoteKind{
		NotePanel, NoteAddedScheme, NoteAddedAPI, NoteDroppedPath, NoteServerScope, NoteOrgScope, NoteRoles,
		NoteTokenRoles, NoteTokenAddresses, NoteTokenLasts, NoteTokenEnds, NoteSeenAs, NotePinned,
		NoteThisMachine, NoteNamed, NoteOnlyOne, NoteServerOf, NoteMainDomain, NoteInPath, NoteNotReadable, NoteOffline,
		NoteChoose, NoteTypeOrg, NoteOrgNamed, NoteOrgOfWebsite,
		NoteAddresses, NoteConnected, NoteProxy, NoteCertificate, NoteVersion, NoteServerName, NoteServerState, NoteWebsiteName,
		NoteDomains, NotePluginCall, NotePHPReaches, NotePHPUnasked,
	}
}

// Note is a fact with its parameters as name, value pairs.
type Note struct {
	Kind   NoteKind
	Params []any
}

func note(kind NoteKind, params ...any) Note { return Note{Kind: kind, Params: params} }

// NotReadyError says that the panel answers but is not ready for work.
type NotReadyError struct {
	Status enhance.PanelStatus
}

func (e *NotReadyError) Error() string { return "panel status is " + string(e.Status) }

// NotListedError says that an id is well formed but not among those the token sees.
type NotListedError struct {
	Field Field
	ID    enhance.ID
	// Listed is how many there are to choose from.
	Listed int
}

func (e *NotListedError) Error() string {
	return string(e.Field) + " " + string(e.ID) + " is not listed by the panel"
}

// Verdict is what is known about the field's answer now. It is worked out from
// the answers and the checks, never stored.
func (s *Session) Verdict(f Field) Verdict {
	switch f {
	case URL:
		return s.judgeURL()
	case Token:
		return s.judgeToken()
	case Server:
		return s.judgeServer()
	case Org:
		return s.judgeOrg()
	default:
		return s.judgeWebsite()
	}
}

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
