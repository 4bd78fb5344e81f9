package text

// behindProxy is for a machine that cannot go out by itself. sudo drops the
// variable.
const behindProxy = "If only a proxy leads out, set HTTPS_PROXY, and with sudo use \"sudo --preserve-env=HTTPS_PROXY\"."

// panelWords are for what the client of the panel runs into, and for what is
// typed about the panel.
var panelWords = words{
	"panel.host_not_found.what": "There is no host named {hostname}.",
	"panel.host_not_found.next": "Check the spelling. It is the host in the address with which you open the Enhance panel in a " +
		"browser. " + behindProxy,

	"panel.resolver_failed.what": "This machine could not look up {hostname}: its DNS resolver gave no answer.",
	"panel.resolver_failed.next": "Try \"getent hosts {hostname}\" on this machine. " +
		"If that fails too, check the name servers in /etc/resolv.conf. " + behindProxy,

	"panel.connection_refused.what": "{host} refuses the connection: nothing listens on that port.",
	"panel.connection_refused.next": "Check host and port of the API URL; a panel normally needs no port. " +
		"If they are right, check that the panel runs.",

	"panel.connect_timeout.what": "{host} does not answer. Most often a firewall drops the connection.",
	"panel.connect_timeout.next": "Check the API URL. If it is right, allow this machine to connect to {host}, in its own " +
		"firewall and in the panel's. " + behindProxy,

	"panel.network_unreachable.what": "This machine has no network route to {host}.",
	"panel.network_unreachable.next": "Check this machine's network, for example with \"ping -c 1 {hostname}\". " + behindProxy,

	"panel.connection_failed.what":       "The connection to {host} broke off ({error}).",
	"panel.connection_failed.what.plain": "The connection to {host} broke off.",
	"panel.connection_failed.next": "Try again. If it breaks off again, look for a firewall or proxy between this machine and " +
		"the panel.",

	"panel.address_blocked.what": "{hostname} leads to an address that only this machine's own network uses (such as " +
		"169.254.x.x). No panel is there.",
	"panel.address_blocked.next": "Use the panel's public host name. \"getent hosts {hostname}\" shows the address that it " +
		"leads to.",

	"panel.proxy_failed.what":       "The proxy of this shell did not connect to {host} ({error}).",
	"panel.proxy_failed.what.plain": "The proxy of this shell did not connect to {host}.",
	"panel.proxy_failed.next": "Check the variable HTTPS_PROXY. If the panel is reached without a proxy, add {hostname} to " +
		"NO_PROXY.",

	"panel.tls_self_signed.what": "{host} shows a self-signed certificate: nobody vouches that this is your panel. " +
		"WordPress will refuse it too.",
	"panel.tls_self_signed.next": "Give the panel a certificate from Let's Encrypt. " +
		"To go on with this one, compare its key with the panel's own ({pin}) and start again with --tls-pin and that; " +
		"WordPress has to trust it as well.",
	"panel.tls_self_signed.next.plain": "Give the panel a certificate from Let's Encrypt. " +
		"To go on with this one, save it to a file and start again with --ca-cert FILE; WordPress has to trust it as well.",

	"panel.tls_unknown_authority.what": "The certificate of {host} is from an authority that this machine does not trust: " +
		"{issuer}.",
	"panel.tls_unknown_authority.what.plain": "The certificate of {host} is from an authority that this machine does not trust.",
	"panel.tls_unknown_authority.next": "Start again with --ca-cert FILE, the authority's certificate, if the authority is your " +
		"own. " +
		"Otherwise let the panel send its whole certificate chain.",

	"panel.tls_expired.what":       "The certificate of {host} expired on {until}.",
	"panel.tls_expired.what.plain": "The certificate of {host} has expired.",
	"panel.tls_expired.next": "Renew the panel's certificate. If that date is in the future, set this machine's clock right: " +
		"\"date\" shows it.",

	"panel.tls_not_yet_valid.what":       "The certificate of {host} is valid only from {from} on.",
	"panel.tls_not_yet_valid.what.plain": "The certificate of {host} is not valid yet.",
	"panel.tls_not_yet_valid.next": "Check this machine's clock with \"date\". " +
		"If it is right, replace the panel's certificate.",

	"panel.tls_wrong_name.what":       "{host} shows a certificate for other names: {names}.",
	"panel.tls_wrong_name.what.plain": "{host} shows a certificate that does not name {hostname}.",
	"panel.tls_wrong_name.next": "Use the host name with which you open the panel in a browser. " +
		"An IP address works only if the certificate names it.",

	"panel.tls_not_spoken.what": "{host} answers, but not with https.",
	"panel.tls_not_spoken.next": "Check the port in the API URL. Without a port it is 443, the usual one: " +
		"https://{hostname}/api/ may already be right.",

	"panel.untrusted.tls_expired.what": "The certificate of {host} expired on {until}, and no authority that this machine knows " +
		"vouches for it.",
	"panel.untrusted.tls_expired.what.plain": "The certificate of {host} has expired, and no authority that this machine knows vouches for it.",
	"panel.untrusted.tls_expired.next": "Give the panel a new certificate, best from Let's Encrypt. No pin and no --ca-cert makes an " +
		"expired one good.",
	"panel.untrusted.tls_not_yet_valid.what": "The certificate of {host} is valid only from {from} on, and no authority that this " +
		"machine knows vouches for it.",
	"panel.untrusted.tls_not_yet_valid.what.plain": "The certificate of {host} is not valid yet, and no authority that this machine knows vouches for it.",
	"panel.untrusted.tls_not_yet_valid.next":       "Check the clocks of this machine and of the panel with \"date\".",
	"panel.untrusted.tls_wrong_name.what": "{host} shows a certificate for other names ({names}), and no authority that this machine " +
		"knows vouches for it.",
	"panel.untrusted.tls_wrong_name.what.plain": "{host} shows a certificate that does not name {hostname}, and no authority that " +
		"this machine knows vouches for it.",
	"panel.untrusted.tls_wrong_name.next": "Use a name that the certificate is for, or give the panel a certificate for {hostname}. " +
		"No pin makes a wrong name right.",
	"panel.untrusted.tls_failed.what": "The certificate of {host} is not made for a web server, and no authority that this machine " +
		"knows vouches for it.",
	"panel.untrusted.tls_failed.next": "Give the panel a certificate that is, best from Let's Encrypt.",

	"panel.tls_pin_mismatch.what":       "{host} shows another key than the one that is pinned: {pin}. Pinned is {pinned}.",
	"panel.tls_pin_mismatch.what.plain": "{host} does not show the key that is pinned.",
	"panel.tls_pin_mismatch.next": "Ask whoever runs the panel whether its key was changed. If it was, start again with --tls-pin " +
		"and the new one, compared with theirs; otherwise somebody is in between.",

	"panel.tls_failed.what":       "No secure connection to {host} came about ({error}).",
	"panel.tls_failed.what.plain": "No secure connection to {host} came about.",
	"panel.tls_failed.next": "Let the panel offer TLS 1.2 or newer. \"curl -v https://{host}/api/version\" shows what it " +
		"offers.",

	"panel.timeout.what": "{host} took too long to answer.",
	"panel.timeout.next": "Try again in a minute. If it stays slow, look at the load of the panel's server.",

	"panel.cancelled.what": "The request to {host} was cancelled.",
	"panel.cancelled.next": "Start it again when you want.",

	"panel.redirect.what": "{host} sends the request on to {location}. It was not followed: " +
		"the token goes only to the address that you give.",
	"panel.redirect.what.plain": "{host} sends the request on to another address. It was not followed: " +
		"the token goes only to the address that you give.",
	"panel.redirect.next": "Enter that address as the API URL, if you know its host as your panel. Otherwise check the host.",

	"panel.html.what": "{host} answers with a web page, not with the API of a panel.",
	"panel.html.next": "Check the host: it is the panel's, not the website's, and the API URL ends in /api/. " +
		"In a browser https://{host}/api/version shows the version number of a panel.",

	"panel.html.filter.what": "{host} answers with an error page ({status}), and not with the API of a panel.",
	"panel.html.filter.next": "Let requests to https://{host}/api/ through. " +
		"A firewall or a proxy such as Cloudflare stands in front of the panel.",

	"panel.not_json.what": "{host} answers with something that is not the API of a panel.",
	"panel.not_json.next": "Open https://{host}/api/version in a browser: an Enhance panel shows its version number there. " +
		"If it does not, the host or the port is another service's.",

	"panel.too_large.what": "{host} sent more than a panel ever sends, so reading it was given up.",
	"panel.too_large.next": "Check that the host of the API URL is your panel's.",

	"panel.unexpected_answer.what": "The answer of {host} is not one that is known from Enhance panels ({call}).",
	"panel.unexpected_answer.next": "Open https://{host}/api/version in a browser. " +
		"If it shows a version from 9.9 on, report this with that version; " +
		"otherwise update the panel, or check the host.",

	"panel.unauthorized.what":       "The panel does not accept this token (401): {said}",
	"panel.unauthorized.what.plain": "The panel does not accept this token (401).",
	"panel.unauthorized.next": "Look in the panel under Settings > Access Tokens whether the token still exists and has not " +
		"expired. " +
		"If in doubt, create a new one and paste it whole.",

	"panel.unauthorized.no_token.what": "No token reached the panel (401), although one was sent.",
	"panel.unauthorized.no_token.next": "Look for a proxy in front of {host} that removes the header \"Authorization\", and let " +
		"it pass.",

	"panel.forbidden.what":       "The panel refuses this token (403): {said}",
	"panel.forbidden.what.plain": "The panel refuses this token (403).",
	"panel.forbidden.next": "Check under Settings > Access Tokens, as the panel does not say which it is: " +
		"the token is wrong, or has expired; " +
		"its allowed IP addresses leave out {seen_as}, which is this machine; or its role is too small: it needs {role}.",
	"panel.forbidden.next.plain": "Check under Settings > Access Tokens, as the panel does not say which it is: " +
		"the token is wrong, or has expired; " +
		"its allowed IP addresses leave out this machine; or its role is too small: it needs {role}.",

	"deed.add":    "to add a domain",
	"deed.remove": "to remove a domain",
	"deed.issue":  "to get a certificate",

	"right.what":       "The panel takes this token, and yet refuses it {call} (403): {said}",
	"right.what.plain": "The panel takes this token, and yet refuses it {call} (403).",
	"right.next": "Either the token's role lacks the right to this, or this is another organisation's. " +
		"Create a token in the organisation that it belongs to, with the role {role}: " +
		"Settings > Access Tokens > Create Token.",

	"panel.master_org_only.what": "This token belongs to a customer's organisation. " +
		"Only the panel's master organisation may see servers.",
	"panel.master_org_only.next": "Leave the server out: plugin versions from 2.4.10 on need organisation and website instead. " +
		"For the server id, create a token in the master organisation: Settings > Access Tokens, role System Administrator.",

	"panel.malformed_id.what": "The panel does not understand the id of {object}.",
	"panel.malformed_id.next": "Copy the id again: {where}.",

	"panel.not_found.what": "The panel does not know {object} with this id.",
	"panel.not_found.next": "Copy the id again: {where}. It also has to belong to the organisation of the token.",

	"panel.route_missing.what": "This panel does not have the function {call}.",
	"panel.route_missing.next": "Update the panel to a current version of Enhance (9.9 or later).",

	"panel.route_missing.host.what": "{host} answers, but it is not an Enhance panel: it does not know {call}.",
	"panel.route_missing.host.next": "Check the host of the API URL. In a browser https://{host}/api/version shows the version " +
		"number of a panel.",

	"panel.invalid_request.what":       "The panel does not accept the request: {said}",
	"panel.invalid_request.what.plain": "The panel does not accept the request ({call}).",
	"panel.invalid_request.next": "Correct what the panel names. If nothing is wrong with it, report this with the panel's " +
		"version.",

	"panel.panel_too_old.what": "{host} runs Enhance {version}. Panels up to 9.4.0 are only read by this program: " +
		"nothing was sent.",
	"panel.panel_too_old.what.plain": "{host} runs a version of Enhance that this program only reads: nothing was sent.",
	"panel.panel_too_old.next": "Update the panel to a current version of Enhance (9.9 or later), " +
		"or make this change in the panel itself.",

	"panel.conflict.what":       "The panel has this already: {said}",
	"panel.conflict.what.plain": "The panel has this already.",
	"panel.conflict.next": "Refresh the list. If it does not show the entry, look for it at another website or organisation of " +
		"the panel.",

	"panel.rate_limited.what":       "The panel asks for fewer requests (429).",
	"panel.rate_limited.next":       "Wait {wait}, then try again.",
	"panel.rate_limited.next.plain": "Wait a minute, then try again.",

	"panel.server_error.what":       "The panel failed with an error of its own ({status}): {said}",
	"panel.server_error.what.plain": "The panel failed with an error of its own ({status}).",
	"panel.server_error.next":       "Try again in a minute: it may be restarting. If it stays, look at the panel's server.",

	"panel.host": "the panel",

	"object.domain":  "a domain",
	"object.website": "a website",
	"object.server":  "a server",
	"object.org":     "an organisation",
	"object.unknown": "an entry",

	"where.domain":  "refresh the list of domains",
	"where.website": "it stands in the address of the website's page, after /websites/",
	"where.server":  "Servers > the server, in the address of that page",
	"where.org":     "Settings > Access Tokens shows it as \"Org ID\"",
	"where.unknown": "it stands in the address of its page in the panel",

	"role.servers":  "System Administrator or Super Admin (master organisation)",
	"role.websites": "Super Admin or Owner",
	"role.any":      "Super Admin",

	"token.empty.what":         "There is no token yet.",
	"token.empty.next":         "Create one in the panel, Settings > Access Tokens > Create Token, and paste it.",
	"token.too_short.what":     "This is too short for an access token.",
	"token.too_short.next":     "Copy the whole token. The panel shows it once only: if it is gone, create a new one.",
	"token.too_long.what":      "This is too long for an access token.",
	"token.too_long.next":      "Paste the token alone, without the text around it.",
	"token.bad_character.what": "This holds characters that are in no access token.",
	"token.bad_character.next": "Paste the token alone: no quotes, no words around it.",

	"url.empty.what":                   "There is no address of the panel yet.",
	"url.empty.next":                   "Enter the address with which you open the Enhance panel, for example panel.example.com.",
	"url.malformed.what":               "This cannot be read as an address.",
	"url.malformed.next":               "Enter {suggestion}, if that is your panel.",
	"url.malformed.next.plain":         "Write it as in https://panel.example.com/api/ with your panel's own host.",
	"url.http.what":                    "The address begins with http://, so the token would travel unencrypted.",
	"url.http.next":                    "Use {suggestion} instead.",
	"url.http.next.plain":              "Use https:// instead.",
	"url.http_not_loopback.what":       "Plain http:// is allowed only to a panel on this very machine (localhost).",
	"url.http_not_loopback.next":       "Use {suggestion}, as every other host needs https.",
	"url.http_not_loopback.next.plain": "Use https://, as every other host needs it.",
	"url.scheme.what":                  "The address has to begin with https:// and does not.",
	"url.scheme.next":                  "Use {suggestion}, if that is your panel.",
	"url.scheme.next.plain":            "Begin it with https://, then the host of the panel.",
	"url.user_info.what":               "The address holds a user name or a password, which do not belong there.",
	"url.user_info.next":               "Leave them out, so that {suggestion} is left.",
	"url.user_info.next.plain":         "Leave out everything before the @.",
	"url.query_or_fragment.what":       "The address holds a ? or a #, as the address of a page does.",
	"url.query_or_fragment.next":       "Leave out that part, so that {suggestion} is left.",
	"url.query_or_fragment.next.plain": "Leave out everything from that character on.",
	"url.no_host.what":                 "The address names no host.",
	"url.no_host.next":                 "Enter the panel's host too, as in https://panel.example.com/api/ for example.",

	"id.empty.what":     "There is no id yet.",
	"id.empty.next":     "Choose from the list, or paste the id from the panel.",
	"id.malformed.what": "This is not an id: an id has 36 characters, such as 44444444-4444-4444-8444-444444444444.",
	"id.malformed.next": "Copy it from the panel. Server: Servers > the server, in the address of that page. " +
		"Website: in the address of its page, after /websites/. Organisation: Settings > Access Tokens, \"Org ID\".",

	"rootca.unreadable.what":     "The file {path} with the certificate authority cannot be read.",
	"rootca.unreadable.next":     "Check the path that --ca-cert gives, and that this user may read the file.",
	"rootca.too_large.what":      "{path} is too large for a file of certificates.",
	"rootca.too_large.next":      "Give --ca-cert the file with the authority's certificate alone.",
	"rootca.no_certificate.what": "{path} holds no certificate.",
	"rootca.no_certificate.next": "Give --ca-cert a PEM file, which has a line with BEGIN CERTIFICATE.",
	"rootca.malformed.what":      "A certificate in {path} is damaged.",
	"rootca.malformed.next":      "Copy the file again from the authority.",

	"pin.empty.what":     "The pin is empty.",
	"pin.empty.next":     "Write --tls-pin sha256: and the SHA-256 of the panel's public key behind it.",
	"pin.algorithm.what": "A pin begins with sha256: and this one does not.",
	"pin.algorithm.next": "Write --tls-pin sha256: and the SHA-256 of the panel's public key behind it.",
	"pin.malformed.what": "A SHA-256 has 64 hexadecimal digits, or 44 characters in base64, and this pin does not.",
	"pin.malformed.next": "Copy the pin again, whole.",

	"domain.cannot_issue.what":       "The panel cannot get a certificate for {name}: {said}",
	"domain.cannot_issue.what.plain": "The panel cannot get a certificate for {name}, and does not say why.",
	"domain.cannot_issue.next": "Correct what the panel names, then try again. \"enhance-wizard status {name}\" shows DNS, " +
		"certificate and what is in the way.",
	"domain.not_issued.what": "The panel was asked for a certificate for {name}, and has no new one yet.",
	"domain.not_issued.next": "Wait five minutes, then look with \"enhance-wizard status {name}\" before you ask again: " +
		"the authority limits how often it may be asked.",

	"domain.taken.inUseCurrentOrg.what":  "{name} belongs to another website of this organisation.",
	"domain.taken.inUseCurrentOrg.next":  "Remove it from that website in the panel first.",
	"domain.taken.inUseAnotherOrg.what":  "{name} belongs to another organisation of this panel.",
	"domain.taken.inUseAnotherOrg.next":  "Have it removed there first; whoever runs the panel can see where it is.",
	"domain.taken.inUseDeletedSite.what": "{name} is still held by a website that was deleted.",
	"domain.taken.inUseDeletedSite.next": "Delete that website for good in the panel, or ask whoever runs it to, and then add {name} again.",
	"domain.taken.prohibited.what":       "The panel does not allow the name {name}.",
	"domain.taken.prohibited.next":       "Choose another name, or ask whoever runs the panel why it is not allowed.",

	"domain.not_mapped.what":     "The panel does not have {name}.",
	"domain.not_mapped.next":     "Check the spelling. \"enhance-wizard domains list\" shows what the panel has.",
	"domain.primary.what":        "{name} is the primary domain of the website, which cannot be removed.",
	"domain.primary.next":        "Make another domain the primary one in the panel first.",
	"domain.website_needed.what": "A domain is added to a website, and only a server is known here.",
	"domain.website_needed.next": "Give --org-id and --website-id, or run \"enhance-wizard setup\" and choose the website.",

	"notready.initialising.what":        "The panel is being set up: it is not ready yet.",
	"notready.initialising.next":        "Finish its first steps in the browser, then check again.",
	"notready.updating.what":            "The panel is updating itself at the moment.",
	"notready.updating.next":            "Wait until the update is done, then check again.",
	"notready.initialisingServers.what": "The panel is still getting its servers ready.",
	"notready.initialisingServers.next": "Wait a few minutes, then check again.",
	"notready.other.what":               "The panel answers, but says of itself \"{status}\" and not \"ready\".",
	"notready.other.next":               "Look at the panel in the browser, then check again.",

	"notlisted.server_id.what":  "The panel lists no server with the id {id}.",
	"notlisted.server_id.next":  "Copy the id from the panel: Servers > the server, in the address of that page.",
	"notlisted.org_id.what":     "The panel knows no organisation with the id {id} that this token may see.",
	"notlisted.org_id.next":     "Copy the \"Org ID\" from the panel: Settings > Access Tokens.",
	"notlisted.website_id.what": "The panel lists no website with the id {id} for this organisation.",
	"notlisted.website_id.next": "Copy the id from the address of the website's page in the panel, after /websites/.",
	"notlisted.choose":          "Choose from the list (entries: {n}), or correct the id.",
}
