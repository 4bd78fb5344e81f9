package diagnose_test

import (
	"context"
	"crypto/x509"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/enhance/probetest"
)

// nameOf gives the kinds a name that can be ill in their way: a subdomain where the parent matters.
func nameOf(kind probetest.Kind) string {
	if kind == probetest.CAAParent || kind == probetest.ParentMissing {
		return "shop." + string(kind) + ".test"
	}
	return string(kind) + ".test"
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
	}
	wait.Wait()
}
