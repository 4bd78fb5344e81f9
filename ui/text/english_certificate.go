package text

// certificateWords are for what is found about a domain's certificate.
var certificateWords = words{
	"cause.certificate_pending.why":  "The panel still shows its stand-in: the certificate of Let's Encrypt is on its way.",
	"cause.certificate_pending.next": "Wait: it takes about 5 minutes. After 15 minutes it counts as failing.",

	"cause.caa_forbids.why":       "The CAA records of {domain} let only {allowed} issue certificates.",
	"cause.caa_forbids.why.plain": "The CAA records of {domain} let nobody issue certificates.",
	"cause.caa_forbids.next":      "Add this CAA record to {domain}, or remove its CAA records: 0 issue \"{wanted}\"",

	"cause.caa_restricts.why": "A CAA record of {domain} sets a limit that the panel may not meet: " +
		"{property}={value}.",
	"cause.caa_restricts.next": "Remove {property} from that CAA record.",
	"cause.caa_restricts.accounturi.why": "The CAA record of {domain} lets only one account of Let's Encrypt issue " +
		"certificates: {value}.",
	"cause.caa_restricts.accounturi.next": "Remove accounturi from that CAA record, or set it to the account of the panel.",
	"cause.caa_restricts.validationmethods.why": "The CAA record of {domain} allows only the check {value}, and the panel uses " +
		"http-01.",
	"cause.caa_restricts.validationmethods.next": "Remove validationmethods from that CAA record, or add http-01 to it.",

	"cause.caa_critical.why":  "A CAA record of {domain} demands {tag}, which Let's Encrypt does not know, so it issues nothing.",
	"cause.caa_critical.next": "Remove the CAA record with {tag}.",

	"cause.caa_unanswered.why":  "DNS gives no answer about CAA records of {domain}: {status}. Let's Encrypt issues nothing then.",
	"cause.caa_unanswered.next": "Ask the DNS provider to answer CAA questions; an answer without a record is enough.",

	"cause.name_not_certifiable.why":  "Let's Encrypt issues no certificate for {name}: {reason}.",
	"cause.name_not_certifiable.next": "Use another name.",
	"term.reason.underscore":          "it has an underscore",
	"term.reason.labels":              "it has too many parts (10 are allowed)",
	"term.reason.length":              "it is longer than 64 characters",

	"cause.www_unresolved.why": "{name} does not lead to the server: {status}. " +
		"The certificate is for both names, so it fails for both.",
	"cause.www_unresolved.next": "Create a record for {name} with the same address.",
	"cause.parent_unresolved.why": "{name}, the domain above, does not resolve: {status}. " +
		"The panel wants it to before it issues a certificate.",
	"cause.parent_unresolved.next": "Create an A record for {name}.",

	"cause.acme_port_closed.why":  "{address} refuses port {port}, where Let's Encrypt checks the domain.",
	"cause.acme_port_closed.next": "Open port {port} in the firewalls, and let the web server listen there.",
	"cause.acme_timeout.why":      "{address} does not answer on port {port}, where Let's Encrypt checks the domain.",
	"cause.acme_timeout.next":     "Open port {port} in the server's firewall and in its provider's.",
	"cause.acme_not_http.why": "{address} does not speak http on port {port}, where Let's Encrypt checks the domain " +
		"({detail}).",
	"cause.acme_not_http.why.plain": "{address} does not speak http on port {port}, where Let's Encrypt checks the domain.",
	"cause.acme_not_http.next":      "Let the web server answer on port {port}.",
	"cause.acme_speaks_tls.why":     "{address} speaks https on port {port}, where Let's Encrypt checks the domain by http.",
	"cause.acme_speaks_tls.next":    "Let port {port} answer with plain http.",
	"cause.acme_blocked.why":        "{address} answers {status} where Let's Encrypt looks for its proof.",
	"cause.acme_blocked.next":       "Exempt the path /.well-known/acme-challenge/ from passwords, firewalls and rewrites.",
	"cause.acme_challenge.why": "{address} shows a page that tests for a browser ({status}) where Let's Encrypt looks for its " +
		"proof.",
	"cause.acme_challenge.next":          "Exempt the path /.well-known/acme-challenge/ from that test.",
	"cause.acme_redirect_host.why":       "{address} redirects Let's Encrypt to another host: {location}.",
	"cause.acme_redirect_host.why.plain": "{address} redirects Let's Encrypt to another place.",
	"cause.acme_redirect_host.next":      "Exempt the path /.well-known/acme-challenge/ from the redirect.",
	"cause.acme_redirect_port.why":       "{address} redirects Let's Encrypt to a port other than 80 and 443: {location}.",
	"cause.acme_redirect_port.why.plain": "{address} redirects Let's Encrypt to a port other than 80 and 443.",
	"cause.acme_redirect_port.next":      "Keep the path /.well-known/acme-challenge/ on port 80 or 443.",
	"cause.acme_redirect_loop.why":       "{address} redirects Let's Encrypt in a circle, last to {location}.",
	"cause.acme_redirect_loop.why.plain": "{address} redirects Let's Encrypt in a circle.",
	"cause.acme_redirect_loop.next":      "Answer the path /.well-known/acme-challenge/ without a redirect.",

	"cause.preflight_rate_limited.why":       "Let's Encrypt asks for patience, says the panel: {message}",
	"cause.preflight_rate_limited.why.plain": "Let's Encrypt asks for patience, says the panel.",
	"cause.preflight_rate_limited.next":      "Wait as long as it says. Each further try makes the wait longer.",
	"cause.preflight_refused.why":            "The panel says that no certificate can be issued: {message}",
	"cause.preflight_refused.why.plain":      "The panel says that no certificate can be issued.",
	"cause.preflight_refused.next":           "Correct what the panel names, then issue the certificate.",

	"cause.certificate_not_issued.why":       "There has been no certificate since {since}, and no reason is visible from here.",
	"cause.certificate_not_issued.why.plain": "There is no certificate, and no reason is visible from here.",
	"cause.certificate_not_issued.next":      "Issue it at the panel, which then says what is in the way.",

	"cause.certificate_self_signed.why":       "The certificate is self-signed ({issuer}): browsers warn of it.",
	"cause.certificate_self_signed.why.plain": "The certificate is self-signed: browsers warn of it.",
	"cause.certificate_self_signed.next":      "Issue a certificate of Let's Encrypt at the panel.",

	"cause.certificate_incomplete.why": "The server does not send the certificate of its issuer, {issuer}. Browsers may cope; " +
		"payment services and apps fail.",
	"cause.certificate_incomplete.why.plain": "The server does not send the certificate of its issuer. Browsers may cope; " +
		"payment services and apps fail.",
	"cause.certificate_incomplete.next": "Install the certificate together with its chain, or issue a new one at the panel.",

	"cause.certificate_chain_expired.why":       "The server sends a certificate of its issuer, {issuer}, that has expired.",
	"cause.certificate_chain_expired.why.plain": "The server sends a certificate of its issuer that has expired.",
	"cause.certificate_chain_expired.next":      "Install the certificate with its present chain, or issue a new one at the panel.",

	"cause.certificate_origin_only.why": "The certificate is one of Cloudflare for servers behind it: only Cloudflare trusts it, and " +
		"browsers warn of it.",
	"cause.certificate_origin_only.next": "Issue a certificate of Let's Encrypt at the panel, or switch the proxy on at Cloudflare.",

	"cause.certificate_unknown_ca.why":       "The certificate is from {issuer}, which browsers do not trust.",
	"cause.certificate_unknown_ca.why.plain": "The certificate is from an authority which browsers do not trust.",
	"cause.certificate_unknown_ca.next": "Issue one of Let's Encrypt at the panel. " +
		"If the authority is your own, start with --ca-cert FILE.",

	"cause.certificate_unacceptable.why":       "Browsers do not accept the certificate: {detail}",
	"cause.certificate_unacceptable.why.plain": "Browsers do not accept the certificate.",
	"cause.certificate_unacceptable.next":      "Issue a new one at the panel.",

	"cause.certificate_wildcard.why":  "Only the wildcard {wildcard} covers {name}; it is renewed by whoever issued it, not by the panel.",
	"cause.certificate_wildcard.next": "Issue a certificate for {name} itself at the panel, to have it renewed there.",

	"cause.certificate_wrong_name.why":       "The certificate is for {names}, not for {name}.",
	"cause.certificate_wrong_name.why.plain": "The certificate is not for {name}.",
	"cause.certificate_wrong_name.next": "Issue a certificate for {name}. If the panel has one, check that the domain is on the " +
		"right website there.",

	"cause.certificate_expired.why":       "The certificate expired on {since}.",
	"cause.certificate_expired.why.plain": "The certificate has expired.",
	"cause.certificate_expired.next":      "Issue a new one at the panel, which then says why it did not renew it.",

	"cause.certificate_not_yet_valid.why": "The certificate is valid only from {from} on.",
	"cause.certificate_not_yet_valid.next": "Check this machine's clock with \"date\". " +
		"If it is right, wait or issue a new certificate.",

	"cause.clock_differs.why": "The clock of this machine and that of {address} differ by {by}. By the other clock the certificate " +
		"is valid.",
	"cause.clock_differs.next": "Check this machine's clock with \"date\", and the server's.",

	"cause.certificate_expiring.why": "The certificate ends on {until} (days left: " +
		"{days}), and the panel should have renewed it by now.",
	"cause.certificate_expiring.next": "Issue a new one at the panel before it ends. The panel then says what is in the way.",

	"cause.certificate_stored.why": "The panel has a certificate until {stored}, but the web server still shows the one until " +
		"{served}.",
	"cause.certificate_stored.why.plain": "The panel has another certificate than the web server shows.",
	"cause.certificate_stored.next":      "Reload the web server on that server.",
	"cause.certificate_stored.placeholder.why": "The panel has a certificate until {stored}, but the web server still shows the " +
		"panel's stand-in.",
	"cause.certificate_stored.placeholder.why.plain": "The panel has a certificate, but the web server still shows the panel's " +
		"stand-in.",
	"cause.certificate_stored.placeholder.next": "Reload the web server on that server. The certificate need not be issued again.",
	"cause.certificate_stored.later.why": "The web server shows a certificate until {served}, which the panel does not have: its " +
		"own ends on {stored}.",
	"cause.certificate_stored.later.why.plain": "The web server shows a newer certificate than the panel has.",
	"cause.certificate_stored.later.next":      "Find out who else installs certificates on that server: the panel renews only its own.",

	"cause.certificate_proxy.why":       "The certificate that the proxy shows to visitors is {verdict} (until {until}).",
	"cause.certificate_proxy.why.plain": "The certificate that the proxy shows to visitors is {verdict}.",
	"cause.certificate_proxy.next":      "Have it made anew at the proxy: visitors do not see the panel's.",
	"cause.certificate_proxy.none.why":  "The proxy has no certificate for this domain.",
	"cause.certificate_proxy.none.next": "Have one made for this name at the proxy. The free ones of Cloudflare cover one level below " +
		"the domain, and no more.",
	"cause.certificate_proxy.placeholder.why": "The proxy shows visitors the panel's stand-in in place of a certificate.",

	"cause.certificate_origin.why":       "Behind the proxy, the server's own certificate is {verdict} (until {until}).",
	"cause.certificate_origin.why.plain": "Behind the proxy, the server's own certificate is {verdict}.",
	"cause.certificate_origin.placeholder.why": "Behind the proxy, the server itself has no real certificate, only the panel's " +
		"stand-in.",
	"cause.certificate_origin.next": "Switch the proxy off, issue a certificate, and switch it on again with Full " +
		"(strict).",
	"term.verdict.expired":   "expired",
	"term.verdict.expiring":  "about to expire",
	"term.verdict.mismatch":  "for other names",
	"term.verdict.untrusted": "not trusted",
	"term.verdict.none":      "missing",
	"term.verdict.valid":     "valid",
	"term.verdict.unknown":   "not known",
}
