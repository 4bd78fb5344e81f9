package wizard

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

// The facts that a passed check of the connection test tells.
const (
	NoteAddresses   NoteKind = "addresses"    // addresses
	NoteConnected   NoteKind = "connected"    // address
	NoteProxy       NoteKind = "proxy"        // host
	NoteCertificate NoteKind = "certificate"  // names, issuer, until, pin
	NoteVersion     NoteKind = "version"      // version
	NoteServerName  NoteKind = "server_name"  // name
	NoteServerState NoteKind = "server_state" // name, state
	NoteWebsiteName NoteKind = "website_name" // name
	NoteDomains     NoteKind = "domains"      // n
	NotePluginCall  NoteKind = "plugin_call"  // call
	NotePHPReaches  NoteKind = "php_reaches"  // version
	NotePHPUnasked  NoteKind = "php_unasked"  //
)
