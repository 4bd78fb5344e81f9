package text

// connectionWords are for a panel that is reached and not all well: what a
// person should know, and the key that only they can vouch for.
var connectionWords = words{
	"concern.old_panel.what": "Enhance {version} is of the old generation, up to 9.4.0: its domains can be seen from here, and not be " +
		"added, removed or given certificates.",
	"concern.old_panel.next": "Update the panel, or make such changes in the panel itself.",

	"concern.pin_only.what": "Only its pinned key vouches for {host}. WordPress knows no pins: it refuses this certificate, and the " +
		"plugin's calls fail.",
	"concern.pin_only.next": "Give the panel a certificate that WordPress trusts, for example from Let's Encrypt.",

	"concern.server_calls.what": "Ultimate Multisite {version} waits for an answer that panels do not give: its own test will say " +
		"\"Failed to connect to Enhance API\", and domains that it adds do not arrive.",
	"concern.server_calls.next": "Update the plugin to 2.4.11 or later, which reads the ids of organisation and website; they are " +
		"written now where they are known.",

	"concern.no_integration.what": "Ultimate Multisite {version} has no Enhance integration, so it calls nothing.",
	"concern.no_integration.next": "Update the plugin to 2.4.11 or later; it reads what is written now.",

	"concern.server_state.what": "The panel says that the server {name} is in the state \"{state}\".",
	"concern.server_state.next": "Look at the server in the panel. The set-up can go on: its id stays the same.",

	"concern.website_state.what": "The website {name} is in the state \"{state}\" in the panel, so it serves none of its domains.",
	"concern.website_state.next": "Switch the website on in the panel, or choose another one.",

	"concern.other_server.what": "This is the server {name}, and this machine is another: {own} ({address}).",
	"concern.other_server.next": "Choose {own}, where this WordPress runs on this machine.",

	"concern.certificate_ends.what": "The certificate of {host} ends on {until}, and was not renewed yet: with it WordPress loses the panel.",
	"concern.certificate_ends.next": "Look in the panel, or ask whoever runs it, why the certificate is not renewed.",

	"concern.php_no_host.what":         "WordPress calls the panel through PHP, and PHP does not find {host} ({error}).",
	"concern.php_no_host.what.plain":   "WordPress calls the panel through PHP, and PHP does not find {host}.",
	"concern.php_no_host.next":         "Compare /etc/resolv.conf and /etc/hosts with what the website's user sees.",
	"concern.php_no_trust.what":        "WordPress goes by a list of authorities of its own, and PHP does not accept the certificate of {host} with it ({error}).",
	"concern.php_no_trust.what.plain":  "WordPress goes by a list of authorities of its own, and PHP does not accept the certificate of {host} with it.",
	"concern.php_no_trust.next":        "Give the panel a certificate from Let's Encrypt, with its whole chain; --ca-cert and --tls-pin are for this program alone.",
	"concern.php_unreached.what":       "WordPress calls the panel through PHP, and PHP gets no answer of a panel from {host} ({error}).",
	"concern.php_unreached.what.plain": "WordPress calls the panel through PHP, and PHP gets no answer of a panel from {host}.",
	"concern.php_unreached.next":       "Let the website's user connect to {host}: look for a firewall rule for outgoing connections, or a proxy.",

	"concern.token_ends.what": "The token stops working on {until}: WordPress loses the panel then.",
	"concern.token_ends.next": "Create a token that never expires, or replace this one before that day.",

	"vouch.title":   "Is this your panel?",
	"vouch.why":     "No authority known here vouches for {host}. The token was not sent to it.",
	"vouch.subject": "Certificate of: {subject}",
	"vouch.issuer":  "Issued by: {issuer}",
	"vouch.self":    "Issued by: itself",
	"vouch.names":   "For the names: {names}",
	"vouch.dates":   "Valid from {from} until {until}",
	"vouch.pin":     "Key: {pin}",
	"vouch.compare": "Let the panel's own server print that key's fingerprint, and compare all of it:",
	"vouch.means": "From then on only this key is accepted at {host}. WordPress knows no pins: PHP and the plugin still refuse the " +
		"certificate. For an authority of your own, leave, and start again with --ca-cert FILE.",
	"vouch.field": "The first 8 digits behind sha256:, as the panel's server prints them",
	"vouch.hint":  "nothing is pinned without them",
	"vouch.offer": "Press enter in this field to see the certificate and to compare its key.",
	"vouch.skip":  "empty: leave it",

	"digits.short.what":  "At least 8 digits of a fingerprint are needed, 0 to 9 and a to f.",
	"digits.short.next":  "Type those that stand right behind sha256: in what the panel's server prints.",
	"digits.differ.what": "These are not the digits of the key that came here.",
	"digits.differ.next": "Compare once more. If the panel's own server prints another fingerprint, somebody is in between: go no further, " +
		"and ask whoever runs the panel.",

	"key.accept.pin":  "pin this key",
	"key.certificate": "certificate",
	"key.sideways":    "long lines",
	"key.jump":        "to its field",

	"page.api_token":  "In the panel: {page} > Settings > Access Tokens",
	"page.server_id":  "In the panel: {page} > Servers > the server; its id is in that page's address",
	"page.website_id": "In the panel: {page} > the website; its id is in that page's address, after /websites/",
	"page.org_id":     "In the panel: {page} > Settings > Access Tokens, \"Org ID\"",

	"review.key":       "Only this key is accepted from the panel: {pin} ({source})",
	"receipt.key":      "Only this key is accepted from the panel from now on: {pin}",
	"receipt.key.only": "WordPress does not know that key: until the panel has a certificate that WordPress trusts, the plugin cannot reach it.",

	"plain.many": "{n} to choose from: type a part of the name to see those that have it.",

	"test.passed.notes": "It works, with something to know before you go on.",
}
