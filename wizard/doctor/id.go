package doctor

// ID names one thing that can be found. It is stable: support tickets and scripts hold it.
type ID string

// What can be found, in the order in which it is shown. The parameters stand behind each.
const (
	PanelAddress  ID = "panel_address"  // the panel's host has an address
	PanelConnect  ID = "panel_connect"  // a connection comes about
	PanelFirewall ID = "panel_firewall" // the connection is dropped on the way
	PanelFiltered ID = "panel_filtered" // something in front of the panel answers in its place
	PanelTLS      ID = "panel_tls"      // until: the certificate is good
	PanelReady    ID = "panel_ready"    // it is a panel, and ready
	PanelVersion  ID = "panel_version"  // version: recent enough for all that is done with it

	TokenAccepted     ID = "token_accepted"     // the panel takes the token
	TokenUnauthorized ID = "token_unauthorized" // 401
	TokenExpired      ID = "token_expired"      // 401 invalid_session_token
	TokenStripped     ID = "token_stripped"     // 401 no_session_token: the token does not arrive
	TokenForbidden    ID = "token_forbidden"    // 403 to all: wrong, expired, from another address, or too small a role
	TokenRole         ID = "token_role"         // roles: what the token may do is enough
	TokenExpiry       ID = "token_expiry"       //nolint:gosec // a finding, no credential. until: zero when the token lasts
	TokenAddresses    ID = "token_addresses"    // seen, addresses: where the token may be used from
	TokenOneFamily    ID = "token_one_family"   // family, addresses: the other family is not allowed
	ServerKnown       ID = "server_known"       // the panel tells of the server
	ServerUnknown     ID = "server_unknown"     // id: the panel has no such server
	ServerState       ID = "server_state"       // name, state: the server is online
	ServerCapacity    ID = "server_capacity"    // name, disk, percent: room on the fullest disk
	ServerRole        ID = "server_role"        // name: websites can live there
	WebsiteKnown      ID = "website_known"      // the panel tells of the website
	WebsiteUnknown    ID = "website_unknown"    // id: the panel has no such website
	OrgState          ID = "org_state"          // name, state: the organisation is there, and not deleted
	OrgUnknown        ID = "org_unknown"        // id: the panel has no such organisation
	OrgWrong          ID = "org_wrong"          // id, right, name: the website is not this organisation's
	WebsiteState      ID = "website_state"      // name, state: the website is switched on
	WebsiteKind       ID = "website_kind"       // name, kind: it is an ordinary website
	WebsiteDomain     ID = "website_domain"     // name, domain: it serves the network's main domain
	DomainsListed     ID = "domains_listed"     // the panel lists the domains
	PlanLimit         ID = "plan_limit"         // plan, n: domains beside the website's own; how many the plan allows is not told
	PluginCall        ID = "plugin_call"        // what the installed plugin asks the panel is answered

	WordPressFound       ID = "wordpress_found"        // root, path
	DatabaseRead         ID = "database_read"          // WordPress' database can be read
	PluginPresent        ID = "plugin_present"         // version, folder
	PluginMissing        ID = "plugin_missing"         // folder: where it is looked for
	PluginIncomplete     ID = "plugin_incomplete"      // folder
	PluginIntegration    ID = "plugin_integration"     // version: it has the Enhance integration
	PluginTooOld         ID = "plugin_too_old"         // version: it has none yet
	PluginServerCalls    ID = "plugin_server_calls"    // version: 2.4.8 or 2.4.9
	PluginLayout         ID = "plugin_layout"          // version: its files are not known here
	PluginDisagrees      ID = "plugin_disagrees"       // version, generation: header and files differ
	PluginShadowed       ID = "plugin_shadowed"        // folder: of the copy that is not loaded
	PluginFormer         ID = "plugin_former"          // folders: copies under former names
	PluginActive         ID = "plugin_active"          // active for the whole network
	PluginSetupFinished  ID = "plugin_setup_finished"  //
	IntegrationEnabled   ID = "integration_enabled"    // page
	PluginOptionsDamaged ID = "plugin_options_damaged" // options

	ConstantsPresent     ID = "constants_present"      // constants: all that this version reads
	ConstantsOther       ID = "constants_other"        // version, missing: those of another version are there
	URLMissing           ID = "url_missing"            // constant
	TokenMissing         ID = "token_missing"          // constant
	ServerIDMissing      ID = "server_id_missing"      // constant
	OrgIDMissing         ID = "org_id_missing"         // constant
	WebsiteIDMissing     ID = "website_id_missing"     // constant
	IDsMissing           ID = "ids_missing"            // no plugin is there, and neither set of ids
	URLHTTP              ID = "url_http"               // place, suggestion
	URLNoAPI             ID = "url_no_api"             // place, suggestion
	URLMalformed         ID = "url_malformed"          // place
	TokenMalformed       ID = "token_malformed"        // place
	ServerIDMalformed    ID = "server_id_malformed"    // place
	OrgIDMalformed       ID = "org_id_malformed"       // place
	WebsiteIDMalformed   ID = "website_id_malformed"   // place
	ConstantsLeftover    ID = "constants_leftover"     // places: '0' to '3' in place of a value
	ConstantsLate        ID = "constants_late"         // places: after wp-settings.php
	ConstantsConditional ID = "constants_conditional"  // places
	ConstantsComputed    ID = "constants_computed"     // constants: made by code
	ConstantsDuplicate   ID = "constants_duplicate"    // places
	ConstantsOtherCase   ID = "constants_other_case"   // places
	ConstantsDynamic     ID = "constants_dynamic"      // places: a define whose name only PHP can tell
	IncludeUnread        ID = "include_unread"         // places
	StoredOverridden     ID = "stored_overridden"      // constants
	StoredUsed           ID = "stored_used"            // constants: only in the database
	StoredLocked         ID = "stored_locked"          // constants: only in the database, encrypted with other keys than today's
	MultisiteEnabled     ID = "multisite_enabled"      //
	MultisiteConstants   ID = "multisite_constants"    // missing
	MultisiteDomain      ID = "multisite_domain"       // constant, database: DOMAIN_CURRENT_SITE and the database agree
	SunriseConstant      ID = "sunrise_constant"       //
	SunriseFile          ID = "sunrise_file"           // path, version
	SunriseMissing       ID = "sunrise_missing"        // path
	SunriseForeign       ID = "sunrise_foreign"        // path: it is not the plugin's
	SunriseOutdated      ID = "sunrise_outdated"       // path, version, newer: not the one that the plugin brings
	SunriseActive        ID = "sunrise_active"         //
	DomainMapping        ID = "domain_mapping"         //
	CookieDomain         ID = "cookie_domain"          //
	CookieDomainFalse    ID = "cookie_domain_false"    // place
	CookieDomainFixed    ID = "cookie_domain_fixed"    // place, value
	CookiePath           ID = "cookie_path"            // places: a path of cookies that is not that of a mapped domain
	HtaccessRules        ID = "htaccess_rules"         // path, network: subdomain or subdirectory
	HtaccessSingle       ID = "htaccess_single"        // path, network
	HtaccessOtherNetwork ID = "htaccess_other_network" // path, network
	HtaccessOwn          ID = "htaccess_own"           // path: neither the one nor the other
	HtaccessMissing      ID = "htaccess_missing"       // path

	PHPCommand ID = "php_command" // version
	PHPReach   ID = "php_reach"   // url, error: PHP reaches the panel
	PHPNoHost  ID = "php_no_host" // url, error: PHP does not find the panel's address
	PHPNoTrust ID = "php_no_trust"

	Clock    ID = "clock"    // off: how far it is from the panel's
	Resolver ID = "resolver" // name: it was asked for

	WebServer        ID = "web_server"          // name: the server software
	WebServerNoRules ID = "web_server_no_rules" // name: it goes by .htaccess not at all, or in part

	ConfigMode    ID = "config_mode"    // path, mode
	ConfigOpen    ID = "config_open"    // path, mode: others may write it
	ConfigOwner   ID = "config_owner"   // path, owner, root
	ConfigGit     ID = "config_git"     // path, git: the folder that holds .git
	ConfigCopies  ID = "config_copies"  // files: copies that a web server hands out as text
	ConfigClones  ID = "config_clones"  // files: copies that PHP runs
	CronSwitch    ID = "cron_switch"    // DISABLE_WP_CRON
	CronReplaced  ID = "cron_replaced"  // it is off, and no job is overdue
	JobsOverdue   ID = "jobs_overdue"   // n, since
	JobsFailed    ID = "jobs_failed"    // n, message, domain
	DNSInterval   ID = "dns_interval"   // interval
	PushLogging   ID = "push_logging"   // level
	Pushes        ID = "pushes"         // n, domains, message
	PublicIP      ID = "public_ip"      // known, expected: what the plugin takes for the network's address
	TwoPrimaries  ID = "two_primaries"  // domains: of one site
	DomainsHealth ID = "domains_health" // total, healthy, waiting, attention, broken, unknown, names
	DomainsUnsent ID = "domains_unsent" // n, names: in WordPress, and not at the panel
	DomainsLeft   ID = "domains_left"   // n, names: at the panel, and not in WordPress
	PanelResolver ID = "panel_resolver" // n, names: DNS is right, and the panel's own name servers have not seen it
)
