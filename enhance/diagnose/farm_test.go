package diagnose_test

import (
	"context"
	"crypto/x509"
	"fmt"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/enhance/probetest"
	"enhance-wizard/enhance/probetest/steady"
)

// nameOf gives the kinds a name that can be ill in their way: a subdomain where the parent matters.
func nameOf(kind probetest.Kind) string {
	switch kind {
	case probetest.CAAParent, probetest.ParentMissing, probetest.Wildcard:
		return "shop." + string(kind) + ".test"
	default:
		return string(kind) + ".test"
	}
}

func startFarm(t testing.TB) (*probetest.Farm, *probe.Prober) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the farm needs all of 127.0.0.0/8, which only Linux gives to loopback")
	}
	farm, err := probetest.Start(probetest.Options{})
	if err != nil {
		t.Fatal(err)
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
			steady.Run(t, func(t testing.TB) {
				facts := prober.Probe(context.Background(), nameOf(kind))
				now := time.Now()
				got := diagnose.Diagnose(diagnose.Input{
					Facts: facts, Expected: farm.Expected(), Now: now, FirstSeen: now.Add(-time.Hour),
				})
				is := probetest.Truth{
					DNS: string(got.DNS), Certificate: string(got.Certificate), HTTPS: string(got.HTTPS),
					State: string(got.State), Cause: string(got.Cause),
				}
				if want := probetest.TruthOf(kind); is != want {
					t.Errorf("%s:\n got %+v\nwant %+v\nfindings %v\nfacts %+v", kind, is, want, got.Findings, facts)
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
		})
	}
	wait.Wait()
}

// TestEachWayToBeWithoutACertificateIsTold holds the causes for which a domain has no certificate: each one is found on a
// domain that has it, by looking at it, and is the first thing said.
func TestEachWayToBeWithoutACertificateIsTold(t *testing.T) {
	t.Parallel()
	farm, prober := startFarm(t)
	mapped := &diagnose.PanelRow{Mapped: true, Kind: "alias"}
	for i, c := range []struct {
		why   string
		name  string // empty: one of its kind
		kind  probetest.Kind
		panel *diagnose.PanelRow
		age   time.Duration
		state diagnose.State
		cause diagnose.Cause
	}{
		{why: "not at the panel", kind: probetest.Healthy, panel: &diagnose.PanelRow{}, state: diagnose.Broken, cause: diagnose.CausePanelNotAdded},
		{why: "only young", kind: probetest.SelfSigned, age: time.Minute, state: diagnose.Waiting, cause: diagnose.CauseCertificatePending},
		{why: "A elsewhere", kind: probetest.Elsewhere, cause: diagnose.CauseDNSElsewhereA},
		{why: "domain not registered", kind: probetest.NXDomain, cause: diagnose.CauseDNSUnregistered},
		{why: "record not there", name: "gone.there.test", kind: probetest.NXDomain, cause: diagnose.CauseDNSNXDomain},
		{why: "no address", kind: probetest.NoData, cause: diagnose.CauseDNSNoAddress},
		{why: "AAAA elsewhere", kind: probetest.AAAAWrong, cause: diagnose.CauseDNSElsewhereAAAA},
		{why: "one of several A elsewhere", kind: probetest.TwoA, state: diagnose.Attention, cause: diagnose.CauseDNSSomeElsewhere},
		{why: "CAA forbids", kind: probetest.CAABlocks, cause: diagnose.CauseCAAForbids},
		{why: "CAA of the parent forbids", kind: probetest.CAAParent, cause: diagnose.CauseCAAForbids},
		{why: "CAA of www forbids", kind: probetest.CAAOfWWW, cause: diagnose.CauseCAAForbids},
		{why: "CAA allows another method", kind: probetest.CAARestricts, cause: diagnose.CauseCAARestricts},
		{why: "CAA with a critical property", kind: probetest.CAACritical, cause: diagnose.CauseCAACritical},
		{why: "CAA not answered", kind: probetest.CAAFails, cause: diagnose.CauseCAAUnanswered},
		{why: "www missing", kind: probetest.WWWMissing, cause: diagnose.CauseWWWUnresolved},
		{why: "behind a proxy", kind: probetest.Proxied, state: diagnose.Healthy, cause: diagnose.CauseDNSProxy},
		{why: "path forbidden", kind: probetest.ACMEForbidden, cause: diagnose.CauseACMEBlocked},
		{why: "path behind a challenge", kind: probetest.ACMEChallenge, cause: diagnose.CauseACMEChallenge},
		{why: "TLS on port 80", kind: probetest.ACMETLS, cause: diagnose.CauseACMESpeaksTLS},
		{why: "path redirected to another host", kind: probetest.ACMEElsewhere, cause: diagnose.CauseACMERedirectHost},
		{why: "path redirected to another port", kind: probetest.ACMEPort, cause: diagnose.CauseACMERedirectPort},
		{why: "path redirected in a circle", kind: probetest.ACMELoop, cause: diagnose.CauseACMERedirectLoop},
		{why: "port 80 refuses", kind: probetest.ACMEClosed, cause: diagnose.CauseACMEPortClosed},
		{why: "port 80 does not answer", kind: probetest.ACMESilent, cause: diagnose.CauseACMETimeout},
		{why: "DNSSEC broken", kind: probetest.BrokenDNSSEC, cause: diagnose.CauseDNSSECBroken},
		{why: "lame name server", kind: probetest.LameDNS, cause: diagnose.CauseDNSLame},
		{why: "resolver has the old address", kind: probetest.Stale, state: diagnose.Waiting, cause: diagnose.CauseDNSStale},
		{why: "one name server has the old address", kind: probetest.HalfMoved, cause: diagnose.CauseDNSNotPropagated},
		{why: "resolver has the old absence", kind: probetest.StaleNone, state: diagnose.Waiting, cause: diagnose.CauseDNSStaleAbsence},
		{
			why: "panel's resolver has the old address", kind: probetest.SelfSigned, cause: diagnose.CauseDNSPanelUnresolved,
			panel: &diagnose.PanelRow{Mapped: true, DNSStatus: "ForeignServer"},
		},
		{why: "parent does not resolve", kind: probetest.ParentMissing, cause: diagnose.CauseParentUnresolved},
		{
			why: "rate limit", kind: probetest.SelfSigned, cause: diagnose.CausePreflightRateLimited,
			panel: &diagnose.PanelRow{Mapped: true, Preflight: &diagnose.Preflight{Error: "urn:ietf:params:acme:error:rateLimited: too many certificates"}},
		},
		{why: "only a wildcard", kind: probetest.Wildcard, state: diagnose.Healthy, cause: diagnose.CauseCertificateWildcard},
		{why: "nothing to be found: the panel tries again later", kind: probetest.SelfSigned, cause: diagnose.CauseCertificateNotIssued},
		{why: "underscore", name: "a_b.test", kind: probetest.SelfSigned, cause: diagnose.CauseNameNotCertifiable},
		{why: "too many labels", name: "a.b.c.d.e.f.g.h.i.j.test", kind: probetest.SelfSigned, cause: diagnose.CauseNameNotCertifiable},
		{
			why: "too long", name: strings.Repeat("a", 40) + "." + strings.Repeat("b", 40) + ".test", kind: probetest.SelfSigned,
			cause: diagnose.CauseNameNotCertifiable,
		},
		{why: "international name", name: "bücher.test", kind: probetest.CAABlocks, cause: diagnose.CauseCAAForbids},
	} {
		t.Run(c.why, func(t *testing.T) {
			t.Parallel()
			name := c.name
			if name == "" {
				name = fmt.Sprintf("n%d-%s", i, nameOf(c.kind))
			}
			_, ascii, _ := probe.Canonical(name)
			farm.Add(ascii, c.kind)
			if c.panel == nil {
				c.panel = mapped
			}
			if c.age == 0 {
				c.age = time.Hour
			}
			if c.state == "" {
				c.state = diagnose.Broken
			}
			steady.Run(t, func(t testing.TB) {
				facts := prober.Probe(t.Context(), name)
				now := time.Now()
				got := diagnose.Diagnose(diagnose.Input{
					Facts: facts, Panel: c.panel, Expected: farm.Expected(), Now: now, FirstSeen: now.Add(-c.age),
				})
				if got.State != c.state || got.Cause != c.cause {
					t.Errorf("%s: %s (%s), want %s (%s)\nfindings %v", name, got.State, got.Cause, c.state, c.cause, got.Findings)
				}
			})
		})
	}
}

func TestServerIsAskedWhereDNSDoesNotLeadThereYet(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm, prober := startFarm(t)
		for kind, asked := range map[probetest.Kind]bool{
			probetest.Elsewhere: true, probetest.NXDomain: true, probetest.NoData: true, probetest.Stale: true,
			probetest.Healthy: false, probetest.TwoA: false, probetest.Proxied: false, probetest.ServFail: false,
		} {
			farm.Add(nameOf(kind), kind)
			facts := prober.Probe(t.Context(), nameOf(kind))
			v := diagnose.Diagnose(diagnose.Input{Facts: facts, Expected: farm.Expected(), Now: time.Now()})
			want := diagnose.CertificateVerdict("")
			if asked {
				want = diagnose.CertificateValid // the farm serves it to whoever asks for the name
			}
			if v.AtServer != want {
				t.Errorf("%s: at the server %q, want %q", kind, v.AtServer, want)
			}
		}
	})
}
