package diagnose

import "slices"

// Cause is the typed reason of a finding. Its words are in ui/text, under its value.
type Cause string

// The causes, in the order of judging. Parameters are in the comment, and in Parameters.
const (
	CauseNameMalformed Cause = "name_malformed" // name
	CauseNameWildcard  Cause = "name_wildcard"  // name
	CauseNameAddress   Cause = "name_address"   // name

	CausePanelPushPending Cause = "panel_push_pending" // waiting: the plugin's job has not run yet
	CausePanelPushOverdue Cause = "panel_push_overdue" // since: the job is overdue, so cron does not run
	CausePanelPushFailed  Cause = "panel_push_failed"  // message: of the integration's log, may be empty
	CausePanelHeld        Cause = "panel_held"         // by: inUseCurrentOrg, inUseAnotherOrg, inUseDeletedSite, prohibited
	CausePanelWrongSite   Cause = "panel_wrong_site"   // mapped to the server's host name site, by plugin 2.4.8 or 2.4.9
	CausePanelNotAdded    Cause = "panel_missing"      // nobody added the name
	CausePanelLeftover    Cause = "panel_leftover"     // kind: at the panel, and not in WordPress

	CauseDNSResolverDown    Cause = "dns_resolver_down"    // resolver: our own resolver or line is down
	CauseDNSUnregistered    Cause = "dns_unregistered"     // domain: the registered domain does not exist
	CauseDNSNXDomain        Cause = "dns_nxdomain"         // name, missing: the highest name that does not exist
	CauseDNSAlias           Cause = "dns_alias"            // name, target, status, expected: the CNAME leads nowhere
	CauseDNSNoAddress       Cause = "dns_no_address"       // name, expected
	CauseDNSSECBroken       Cause = "dns_dnssec"           // detail
	CauseDNSServFail        Cause = "dns_servfail"         // detail
	CauseDNSRefused         Cause = "dns_refused"          // detail
	CauseDNSBadAnswer       Cause = "dns_bad_answer"       // detail
	CauseDNSTimeout         Cause = "dns_timeout"          // name
	CauseDNSStale           Cause = "dns_stale"            // address, authority, addresses, ttl: the resolver holds an old answer
	CauseDNSStaleAbsence    Cause = "dns_stale_absence"    // name, authority, addresses, ttl: the resolver holds that there is none
	CauseDNSNotPropagated   Cause = "dns_not_propagated"   // server, addresses, authority: the name servers do not agree
	CauseDNSLame            Cause = "dns_lame"             // server, status: one of the name servers does not serve the zone
	CauseDNSPrivate         Cause = "dns_private"          // address, expected
	CauseDNSSplit           Cause = "dns_split_horizon"    // address, authority, addresses: our resolver has a view of its own
	CauseDNSElsewhereA      Cause = "dns_a_elsewhere"      // addresses, expected, cname
	CauseDNSElsewhereAAAA   Cause = "dns_aaaa_elsewhere"   // address, expected: A is right; expected is IPv6, may be empty
	CauseDNSSomeElsewhere   Cause = "dns_some_elsewhere"   // addresses, wrong, total, expected
	CauseDNSProxy           Cause = "dns_proxied"          // addresses: neutral
	CauseDNSUnconfirmed     Cause = "dns_unconfirmed"      // addresses, expected: the server's own are all private
	CauseDNSAUnanswered     Cause = "dns_a_unanswered"     // status: AAAA is answered, A is not
	CauseDNSAAAAUnanswered  Cause = "dns_aaaa_unanswered"  // status: A is answered, AAAA is not
	CauseDNSPanelUnresolved Cause = "dns_panel_unresolved" // status: DNS is right, and the panel still sees it otherwise
	CauseServerReady        Cause = "server_ready"         // address, until: DNS is not there yet, the server has the certificate
	CauseServerNotReady     Cause = "server_not_ready"     // address, verdict: DNS is not there yet, nor is a good certificate

	CauseHTTPSTimeout     Cause = "https_timeout"       // address: no answer to the connection
	CauseHTTPSSilent      Cause = "https_silent"        // address: accepts, and never answers
	CauseServerSilent     Cause = "https_server_silent" // address: it answers no name, so this one was not asked
	CauseHTTPSRefused     Cause = "https_refused"       // address
	CauseHTTPSClosed      Cause = "https_closed"        // address: accepts, and hangs up
	CauseHTTPSNoHost      Cause = "https_host_down"     // address: a router says that the host cannot be reached
	CauseHTTPSNotTLS      Cause = "https_not_tls"       // address: something else than TLS on the HTTPS port
	CauseHTTPSNoCert      Cause = "https_no_cert"       // address, detail: no certificate for this name
	CauseHTTPSTLSFailed   Cause = "https_tls_failed"    // address, detail
	CauseHTTPSSome        Cause = "https_some_silent"   // address, outcome, answering: one of several addresses does not answer
	CauseLineDown         Cause = "line_down"           // address: this machine has no way there
	CauseNoFamily         Cause = "no_family"           // address, family: this machine has no IPv6, or no IPv4
	CauseLocalFailure     Cause = "local_failure"       // detail: this machine could not open a connection
	CauseOverloaded       Cause = "overloaded"          // this machine was too busy to take an answer in
	CauseInterrupted      Cause = "interrupted"         // the check was cut off
	CauseHTTPSNoAnswer    Cause = "https_no_answer"     // address, detail: TLS stands, HTTP does not answer
	CauseHTTPSIdentity    Cause = "https_identity"      // address: visitors are asked for a certificate of their own
	CauseHTTPSServer      Cause = "https_server_error"  // status
	CauseHTTPSMaintenance Cause = "https_maintenance"   // status: it says when to come back
	CauseProxyOrigin      Cause = "proxy_origin"        // status, trouble: the proxy does not reach the server
	CauseHTTPSNotFound    Cause = "https_not_found"     // status
	CauseHTTPSForbidden   Cause = "https_forbidden"     // status: to this check at least
	CauseHTTPSLoop        Cause = "https_redirect_loop" // location
	CauseHTTPSLost        Cause = "https_redirect_lost" // location, trouble: sent to www. or from it, where nothing works
	CauseHTTPSSignup      Cause = "https_signup"        // location: WordPress does not know the name
	CauseHTTPSPlain       Cause = "https_to_http"       // location: sent back to http

	CauseCertificatePending      Cause = "certificate_pending"       // since: young, the panel is about to issue
	CauseCAAForbids              Cause = "caa_forbids"               // domain, allowed, wanted
	CauseCAARestricts            Cause = "caa_restricts"             // domain, property, value: accounturi or validationmethods
	CauseCAACritical             Cause = "caa_critical"              // domain, tag: a critical property that nobody knows
	CauseCAAUnanswered           Cause = "caa_unanswered"            // domain, status
	CauseNameNotCertifiable      Cause = "name_not_certifiable"      // name, reason: underscore, labels, length
	CauseWWWUnresolved           Cause = "www_unresolved"            // name, status
	CauseParentUnresolved        Cause = "parent_unresolved"         // name, status
	CauseACMEPortClosed          Cause = "acme_port_closed"          // address, port: refused
	CauseACMETimeout             Cause = "acme_timeout"              // address, port
	CauseACMENotHTTP             Cause = "acme_not_http"             // address, port, detail
	CauseACMESpeaksTLS           Cause = "acme_speaks_tls"           // address, port
	CauseACMEBlocked             Cause = "acme_blocked"              // address, status
	CauseACMEChallenge           Cause = "acme_challenge"            // address, status
	CauseACMERedirectHost        Cause = "acme_redirect_host"        // address, location
	CauseACMERedirectPort        Cause = "acme_redirect_port"        // address, location
	CauseACMERedirectLoop        Cause = "acme_redirect_loop"        // address, location
	CausePreflightRateLimited    Cause = "preflight_rate_limited"    // message: of the panel
	CausePreflightRefused        Cause = "preflight_refused"         // message: of the panel
	CauseCertificateNotIssued    Cause = "certificate_not_issued"    // since: old, and no cause found
	CauseCertificateSelfSigned   Cause = "certificate_self_signed"   // issuer
	CauseCertificateIncomplete   Cause = "certificate_incomplete"    // issuer: the intermediate is not sent
	CauseCertificateChainExpired Cause = "certificate_chain_expired" // issuer: its certificate, as sent, has expired
	CauseCertificateUnknownCA    Cause = "certificate_unknown_ca"    // issuer
	CauseCertificateOriginOnly   Cause = "certificate_origin_only"   // only Cloudflare trusts it
	CauseCertificateUnacceptable Cause = "certificate_unacceptable"  // detail
	CauseCertificateWrongName    Cause = "certificate_wrong_name"    // name, names
	CauseCertificateExpiredSince Cause = "certificate_expired"       // since
	CauseCertificateNotYet       Cause = "certificate_not_yet_valid" // from
	CauseClockDiffers            Cause = "clock_differs"             // by, address: by the server's clock the certificate is valid
	CauseCertificateLate         Cause = "certificate_expiring"      // days, until
	CauseCertificateStored       Cause = "certificate_stored"        // stored, served, shown: earlier, later or placeholder
	CauseCertificateProxy        Cause = "certificate_proxy"         // verdict, until: the proxy's own is no good
	CauseCertificateOrigin       Cause = "certificate_origin"        // verdict, until: behind the proxy the panel's own is no good

	CauseCertificateWildcard Cause = "certificate_wildcard"  // name, wildcard: only a wildcard covers the name
	CauseWordPressChecking   Cause = "wordpress_checking"    // stage: under way
	CauseWordPressStuck      Cause = "wordpress_stuck"       // stage: no job that would move it on
	CauseWordPressDNSFailed  Cause = "wordpress_dns_failed"  // DNS is right, and WordPress has given up
	CauseWordPressSSLFailed  Cause = "wordpress_ssl_failed"  // the certificate is right, and WordPress has given up
	CauseWordPressWithoutTLS Cause = "wordpress_without_ssl" // the certificate is right, and WordPress goes without
	CauseWordPressOff        Cause = "wordpress_inactive"    // switched off in WordPress
)

// parameters is the one list of causes; the order is that of judging.
var parameters = []struct {
	cause Cause
	names []string
}{
	{CauseNameMalformed, []string{"name"}},
	{CauseNameWildcard, []string{"name"}},
	{CauseNameAddress, []string{"name"}},

	{CausePanelPushPending, nil},
	{CausePanelPushOverdue, []string{"since"}},
	{CausePanelPushFailed, []string{"message"}},
	{CausePanelHeld, []string{"by"}},
	{CausePanelWrongSite, nil},
	{CausePanelNotAdded, nil},
	{CausePanelLeftover, []string{"kind"}},

	{CauseDNSResolverDown, []string{"resolver"}},
	{CauseDNSUnregistered, []string{"domain"}},
	{CauseDNSNXDomain, []string{"name", "missing"}},
	{CauseDNSAlias, []string{"name", "target", "status", "expected"}},
	{CauseDNSNoAddress, []string{"name", "expected"}},
	{CauseDNSSECBroken, []string{"detail"}},
	{CauseDNSServFail, []string{"detail"}},
	{CauseDNSRefused, []string{"detail"}},
	{CauseDNSBadAnswer, []string{"detail"}},
	{CauseDNSTimeout, []string{"name"}},
	{CauseDNSStale, []string{"address", "authority", "addresses", "ttl"}},
	{CauseDNSStaleAbsence, []string{"name", "authority", "addresses", "ttl"}},
	{CauseDNSNotPropagated, []string{"server", "addresses", "authority"}},
	{CauseDNSLame, []string{"server", "status"}},
	{CauseDNSPrivate, []string{"address", "expected"}},
	{CauseDNSSplit, []string{"address", "authority", "addresses"}},
	{CauseDNSElsewhereA, []string{"addresses", "expected", "cname"}},
	{CauseDNSElsewhereAAAA, []string{"address", "expected"}},
	{CauseDNSSomeElsewhere, []string{"addresses", "wrong", "total", "expected"}},
	{CauseDNSProxy, []string{"addresses"}},
	{CauseDNSUnconfirmed, []string{"addresses", "expected"}},
	{CauseDNSAUnanswered, []string{"status"}},
	{CauseDNSAAAAUnanswered, []string{"status"}},
	{CauseDNSPanelUnresolved, []string{"status"}},
	{CauseServerReady, []string{"address", "until"}},
	{CauseServerNotReady, []string{"address", "verdict"}},

	{CauseHTTPSTimeout, []string{"address"}},
	{CauseHTTPSSilent, []string{"address"}},
	{CauseServerSilent, []string{"address"}},
	{CauseHTTPSRefused, []string{"address"}},
	{CauseHTTPSClosed, []string{"address"}},
	{CauseHTTPSNoHost, []string{"address"}},
	{CauseHTTPSNotTLS, []string{"address"}},
	{CauseHTTPSNoCert, []string{"address", "detail"}},
	{CauseHTTPSTLSFailed, []string{"address", "detail"}},
	{CauseHTTPSSome, []string{"address", "outcome", "answering"}},
	{CauseLineDown, []string{"address"}},
	{CauseNoFamily, []string{"address", "family"}},
	{CauseLocalFailure, []string{"detail"}},
	{CauseOverloaded, nil},
	{CauseInterrupted, nil},
	{CauseHTTPSNoAnswer, []string{"address", "detail"}},
	{CauseHTTPSIdentity, []string{"address"}},
	{CauseHTTPSServer, []string{"status"}},
	{CauseHTTPSMaintenance, []string{"status"}},
	{CauseProxyOrigin, []string{"status", "trouble"}},
	{CauseHTTPSNotFound, []string{"status"}},
	{CauseHTTPSForbidden, []string{"status"}},
	{CauseHTTPSLoop, []string{"location"}},
	{CauseHTTPSLost, []string{"location", "trouble"}},
	{CauseHTTPSSignup, []string{"location"}},
	{CauseHTTPSPlain, []string{"location"}},

	{CauseCertificatePending, []string{"since"}},
	{CauseCAAForbids, []string{"domain", "allowed", "wanted"}},
	{CauseCAARestricts, []string{"domain", "property", "value"}},
	{CauseCAACritical, []string{"domain", "tag"}},
	{CauseCAAUnanswered, []string{"domain", "status"}},
	{CauseNameNotCertifiable, []string{"name", "reason"}},
	{CauseWWWUnresolved, []string{"name", "status"}},
	{CauseParentUnresolved, []string{"name", "status"}},
	{CauseACMEPortClosed, []string{"address", "port"}},
	{CauseACMETimeout, []string{"address", "port"}},
	{CauseACMENotHTTP, []string{"address", "port", "detail"}},
	{CauseACMESpeaksTLS, []string{"address", "port"}},
	{CauseACMEBlocked, []string{"address", "status"}},
	{CauseACMEChallenge, []string{"address", "status"}},
	{CauseACMERedirectHost, []string{"address", "location"}},
	{CauseACMERedirectPort, []string{"address", "location"}},
	{CauseACMERedirectLoop, []string{"address", "location"}},
	{CausePreflightRateLimited, []string{"message"}},
	{CausePreflightRefused, []string{"message"}},
	{CauseCertificateNotIssued, []string{"since"}},
	{CauseCertificateSelfSigned, []string{"issuer"}},
	{CauseCertificateIncomplete, []string{"issuer"}},
	{CauseCertificateChainExpired, []string{"issuer"}},
	{CauseCertificateUnknownCA, []string{"issuer"}},
	{CauseCertificateOriginOnly, nil},
	{CauseCertificateUnacceptable, []string{"detail"}},
	{CauseCertificateWrongName, []string{"name", "names"}},
	{CauseCertificateExpiredSince, []string{"since"}},
	{CauseCertificateNotYet, []string{"from"}},
	{CauseClockDiffers, []string{"by", "address"}},
	{CauseCertificateLate, []string{"days", "until"}},
	{CauseCertificateStored, []string{"stored", "served", "shown"}},
	{CauseCertificateProxy, []string{"verdict", "until"}},
	{CauseCertificateOrigin, []string{"verdict", "until"}},
	{CauseCertificateWildcard, []string{"name", "wildcard"}},

	{CauseWordPressChecking, []string{"stage"}},
	{CauseWordPressStuck, []string{"stage"}},
	{CauseWordPressDNSFailed, nil},
	{CauseWordPressSSLFailed, nil},
	{CauseWordPressWithoutTLS, nil},
	{CauseWordPressOff, nil},
}

// Causes returns all causes, in the order of judging.
func Causes() []Cause {
	causes := make([]Cause, len(parameters))
	for i, p := range parameters {
		causes[i] = p.cause
	}
	return causes
}

// Parameters returns the names of the parameters that every finding of this cause has.
func Parameters(cause Cause) []string {
	for _, p := range parameters {
		if p.cause == cause {
			return slices.Clone(p.names)
		}
	}
	return nil
}
