package diagnose_test

import (
	"context"
	"crypto/x509"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/enhance/probetest"
)

// truth says how each kind of the farm is to be judged when it is old (its DNS has long been right).
var truth = map[probetest.Kind]struct {
	dns         diagnose.DNSVerdict
	certificate diagnose.CertificateVerdict
	https       diagnose.HTTPSVerdict
	state       diagnose.State
	cause       diagnose.Cause
}{
	probetest.Healthy:    {"ok", "valid", "ok", "healthy", ""},
	probetest.CAAAllows:  {"ok", "valid", "ok", "healthy", ""},
	probetest.CNAME:      {"ok", "valid", "ok", "healthy", ""},
	probetest.IPv6:       {"ok", "valid", "ok", "healthy", ""},
	probetest.Expiring:   {"ok", "expiring", "ok", "attention", diagnose.CauseCertificateLate},
	probetest.Expired:    {"ok", "expired", "ok", "broken", diagnose.CauseCertificateExpiredSince},
	probetest.NotYet:     {"ok", "untrusted", "ok", "broken", diagnose.CauseCertificateNotYet},
	probetest.SelfSigned: {"ok", "placeholder", "ok", "broken", diagnose.CauseCertificateNotIssued},
	probetest.OwnSigned:  {"ok", "untrusted", "ok", "broken", diagnose.CauseCertificateSelfSigned},
	probetest.WrongHost:  {"ok", "mismatch", "ok", "broken", diagnose.CauseCertificateWrongName},
	probetest.NoChain:    {"ok", "untrusted", "ok", "broken", diagnose.CauseCertificateIncomplete},
	probetest.UnknownCA:  {"ok", "untrusted", "ok", "broken", diagnose.CauseCertificateUnknownCA},
	probetest.Proxied:    {"proxied", "valid", "ok", "healthy", diagnose.CauseDNSProxy},

	probetest.Hang:      {"ok", "unknown", "unreachable", "broken", diagnose.CauseHTTPSSilent},
	probetest.Blackhole: {"ok", "unknown", "unreachable", "broken", diagnose.CauseHTTPSTimeout},
	probetest.Refuse:    {"ok", "unknown", "unreachable", "broken", diagnose.CauseHTTPSRefused},
	probetest.HangUp:    {"ok", "unknown", "unreachable", "broken", diagnose.CauseHTTPSClosed},
	probetest.NoTLS:     {"ok", "none", "unreachable", "broken", diagnose.CauseHTTPSNotTLS},
	probetest.NoCert:    {"ok", "none", "unreachable", "broken", diagnose.CauseHTTPSNoCert},

	probetest.Elsewhere: {"elsewhere", "valid", "ok", "broken", diagnose.CauseDNSElsewhereA},
	probetest.TwoA:      {"mixed", "valid", "ok", "attention", diagnose.CauseDNSSomeElsewhere},
	probetest.AAAAWrong: {"mixed", "valid", "ok", "broken", diagnose.CauseDNSElsewhereAAAA},
	probetest.AAAAFails: {"ok", "valid", "ok", "attention", diagnose.CauseDNSAAAAUnanswered},
	probetest.Stale:     {"elsewhere", "valid", "ok", "waiting", diagnose.CauseDNSStale},
	probetest.Private:   {"elsewhere", "unknown", "unknown", "broken", diagnose.CauseDNSPrivate},

	probetest.NXDomain:       {"none", "unknown", "unknown", "broken", diagnose.CauseDNSUnregistered},
	probetest.NoData:         {"none", "unknown", "unknown", "broken", diagnose.CauseDNSNoAddress},
	probetest.ServFail:       {"failed", "unknown", "unknown", "broken", diagnose.CauseDNSServFail},
	probetest.BrokenDNSSEC:   {"failed", "unknown", "unknown", "broken", diagnose.CauseDNSSECBroken},
	probetest.RefusedByDNS:   {"failed", "unknown", "unknown", "broken", diagnose.CauseDNSRefused},
	probetest.LameDNS:        {"failed", "unknown", "unknown", "broken", diagnose.CauseDNSLame},
	probetest.DNSTimeout:     {"failed", "unknown", "unknown", "broken", diagnose.CauseDNSTimeout},
	probetest.DNSLossy:       {"ok", "valid", "ok", "healthy", ""},
	probetest.DNSTruncated:   {"ok", "valid", "ok", "healthy", ""},
	probetest.DNSWithoutEDNS: {"ok", "valid", "ok", "healthy", ""},
	probetest.CAABlocks:      {"ok", "placeholder", "ok", "broken", diagnose.CauseCAAForbids},
	probetest.CAAParent:      {"ok", "placeholder", "ok", "broken", diagnose.CauseCAAForbids},
	probetest.CAARestricts:   {"ok", "placeholder", "ok", "broken", diagnose.CauseCAARestricts},
	probetest.CAACritical:    {"ok", "placeholder", "ok", "broken", diagnose.CauseCAACritical},
	probetest.CAAFails:       {"ok", "placeholder", "ok", "broken", diagnose.CauseCAAUnanswered},
	probetest.WWWMissing:     {"ok", "placeholder", "ok", "broken", diagnose.CauseWWWUnresolved},
	probetest.ParentMissing:  {"ok", "placeholder", "ok", "broken", diagnose.CauseParentUnresolved},

	probetest.ACMEClosed:    {"ok", "placeholder", "ok", "broken", diagnose.CauseACMEPortClosed},
	probetest.ACMEForbidden: {"ok", "placeholder", "ok", "broken", diagnose.CauseACMEBlocked},
	probetest.ACMEChallenge: {"ok", "placeholder", "ok", "broken", diagnose.CauseACMEChallenge},
	probetest.ACMEElsewhere: {"ok", "placeholder", "ok", "broken", diagnose.CauseACMERedirectHost},
	probetest.ACMEPort:      {"ok", "placeholder", "ok", "broken", diagnose.CauseACMERedirectPort},
	probetest.ACMELoop:      {"ok", "placeholder", "ok", "broken", diagnose.CauseACMERedirectLoop},
	probetest.ACMETLS:       {"ok", "placeholder", "ok", "broken", diagnose.CauseACMESpeaksTLS},

	probetest.Error500:     {"ok", "valid", "error", "broken", diagnose.CauseHTTPSServer},
	probetest.NotFound:     {"ok", "valid", "error", "attention", diagnose.CauseHTTPSNotFound},
	probetest.RedirectWWW:  {"ok", "valid", "redirect", "healthy", ""},
	probetest.RedirectLoop: {"ok", "valid", "redirect", "broken", diagnose.CauseHTTPSLoop},
	probetest.RedirectHTTP: {"ok", "valid", "redirect", "attention", diagnose.CauseHTTPSPlain},
	probetest.Signup:       {"ok", "valid", "redirect", "attention", diagnose.CauseHTTPSSignup},
	probetest.NoAnswer:     {"ok", "valid", "error", "broken", diagnose.CauseHTTPSNoAnswer},
}

// nameOf gives the kinds a name that can be ill in their way: a subdomain where the parent matters.
func nameOf(kind probetest.Kind) string {
	if kind == probetest.CAAParent || kind == probetest.ParentMissing {
		return "shop." + string(kind) + ".test"
	}
	return string(kind) + ".test"
}

func startFarm(t testing.TB) (*probetest.Farm, *probe.Prober) {
	t.Helper()
	farm, err := probetest.Start(probetest.Options{})
	if err != nil {
		t.Skipf("the farm needs all of 127.0.0.0/8: %v", err)
	}
	t.Cleanup(farm.Close)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(farm.CAPEM())
	prober, err := probe.New(probe.Config{
		Resolvers: []netip.AddrPort{farm.Resolver()}, Expected: farm.Expected(), RootCAs: roots,
		HTTPSPort: farm.HTTPSPort(), HTTPPort: farm.HTTPPort(), DNSPort: farm.DNSPort(), Timeout: 6 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(prober.Close)
	return farm, prober
}

func TestEveryKindOfTheFarmIsJudgedRight(t *testing.T) {
	t.Parallel()
	farm, prober := startFarm(t)
	for _, kind := range probetest.Kinds() {
		farm.Add(nameOf(kind), kind)
	}
	var wait sync.WaitGroup
	for _, kind := range probetest.Kinds() {
		wait.Go(func() {
			facts := prober.Probe(context.Background(), nameOf(kind))
			now := time.Now()
			got := diagnose.Diagnose(diagnose.Input{
				Facts: facts, Expected: farm.Expected(), Now: now, FirstSeen: now.Add(-time.Hour),
			})
			want, ok := truth[kind]
			if !ok {
				t.Errorf("%s: the test does not know how it is to be judged", kind)
			}
			if got.DNS != want.dns || got.Certificate != want.certificate || got.HTTPS != want.https ||
				got.State != want.state || got.Cause != want.cause {
				t.Errorf("%s:\n got %s %s %s %s %s\nwant %s %s %s %s %s\nfindings %v\nfacts %+v", kind,
					got.DNS, got.Certificate, got.HTTPS, got.State, got.Cause,
					want.dns, want.certificate, want.https, want.state, want.cause, got.Findings, facts)
			}
			if c := got.Served; c != nil && !c.NotAfter.Equal(farm.NotAfter(nameOf(kind))) {
				t.Errorf("%s: not after %v, served until %v", kind, c.NotAfter, farm.NotAfter(nameOf(kind)))
			}
			if got.Certificate == "unknown" != (got.Served == nil) && got.Certificate != "none" {
				t.Errorf("%s: certificate %s with served %v", kind, got.Certificate, got.Served)
			}
			if kind == probetest.BrokenDNSSEC && !strings.Contains(facts.DNS.Detail, "Signature Expired") {
				t.Errorf("detail %q, should hold the extended error", facts.DNS.Detail)
			}
		})
	}
	wait.Wait()
}
