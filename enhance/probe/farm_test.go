package probe_test

import (
	"context"
	"crypto/x509"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"enhance-wizard/enhance/probe"
	"enhance-wizard/enhance/probetest"
	"enhance-wizard/enhance/probetest/steady"
)

func startFarm(t testing.TB) *probetest.Farm {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the farm needs all of 127.0.0.0/8, which only Linux gives to loopback")
	}
	farm, err := probetest.Start(probetest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(farm.Close)
	return farm
}

func proberOf(t testing.TB, farm *probetest.Farm, resolvers ...netip.AddrPort) *probe.Prober {
	t.Helper()
	return patientProber(t, farm, 6*time.Second, resolvers...)
}

func patientProber(t testing.TB, farm *probetest.Farm, limit time.Duration, resolvers ...netip.AddrPort) *probe.Prober {
	t.Helper()
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(farm.CAPEM())
	if len(resolvers) == 0 {
		resolvers = []netip.AddrPort{farm.Resolver()}
	}
	p, err := probe.New(probe.Config{
		Resolvers: resolvers, Expected: farm.Expected(), RootCAs: roots,
		HTTPSPort: farm.HTTPSPort(), HTTPPort: farm.HTTPPort(), DNSPort: farm.DNSPort(), Timeout: limit,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func TestBadCertificatesGiveDateIssuerAndReason(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		p := proberOf(t, farm)
		p.Probe(context.Background(), warm(farm)) // from here on the intermediate is known
		for kind, want := range map[probetest.Kind][]probe.CertificateFault{
			probetest.Healthy:    nil,
			probetest.Expired:    {probe.Expired},
			probetest.NotYet:     {probe.NotYetValid},
			probetest.WrongHost:  {probe.WrongName},
			probetest.SelfSigned: {probe.Placeholder},
			probetest.OwnSigned:  {probe.SelfSigned},
			probetest.NoChain:    {probe.IncompleteChain},
			probetest.UnknownCA:  {probe.UnknownAuthority},
		} {
			name := string(kind) + ".test"
			farm.Add(name, kind)
			f := p.Probe(context.Background(), name)
			if len(f.Endpoints) != 1 || f.Endpoints[0].Certificate == nil {
				t.Errorf("%s: %+v", kind, f)
				continue
			}
			c := f.Endpoints[0].Certificate
			if !slices.Equal(c.Faults, want) || c.Issuer == "" || len(c.Names) != 2 || !c.NotAfter.Equal(farm.NotAfter(name)) {
				t.Errorf("%s: %+v, want faults %v until %v", kind, c, want, farm.NotAfter(name))
			}
			if h := f.Endpoints[0].HTTP; h == nil || h.Status != 200 {
				t.Errorf("%s: HTTP %+v", kind, h)
			}
		}
	})
}

func warm(farm *probetest.Farm) string {
	farm.Add("warm.test", probetest.Healthy)
	return "warm.test"
}

func TestInternationalNames(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		farm.Add("xn--bcher-kva.test", probetest.Healthy)
		f := proberOf(t, farm).Probe(context.Background(), "Bücher.test.")
		if f.Name != "bücher.test" || f.ASCII != "xn--bcher-kva.test" || len(f.Endpoints) != 1 ||
			f.Endpoints[0].Certificate == nil || len(f.Endpoints[0].Certificate.Faults) != 0 {
			t.Errorf("%+v", f)
		}
	})
}

func TestFreshFactsAreNotAskedForAgain(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		farm.Add("a.test", probetest.Healthy)
		farm.Add("b.test", probetest.Expired)
		p := proberOf(t, farm)
		a, b := p.Probe(context.Background(), "a.test"), p.Probe(context.Background(), "b.test")
		before := farm.Stats()

		again := p.Do(context.Background(), probe.Request{Name: "a.test", Previous: &a})
		if now := farm.Stats(); now.Questions != before.Questions || now.Connections != before.Connections {
			t.Errorf("asked again within TTL and quarter of an hour: %+v, then %+v", before, now)
		}
		if again.Endpoints[0].At != a.Endpoints[0].At || !again.CheckedAt.After(a.CheckedAt) {
			t.Errorf("facts %+v after %+v", again, a)
		}
		p.Do(context.Background(), probe.Request{Name: "b.test", Previous: &b})
		if now := farm.Stats(); now.Handshakes != before.Handshakes+1 {
			t.Errorf("%d handshakes with the expired one, want one more than %d", now.Handshakes, before.Handshakes)
		}
		a.DNS.AskedAt = a.DNS.AskedAt.Add(-time.Hour)
		a.Endpoints[0].At = a.Endpoints[0].At.Add(-time.Hour)
		before = farm.Stats()
		p.Do(context.Background(), probe.Request{Name: "a.test", Previous: &a})
		if now := farm.Stats(); now.Questions != before.Questions+2 || now.Handshakes != before.Handshakes+1 {
			t.Errorf("old facts: %+v, then %+v; want two questions and a handshake", before, now)
		}
	})
}

// TestUnchangedDomainIsAskedSeldom plays hours of sweeps over a domain that is healthy and stays so, with a clock that is
// set on by hand.
func TestUnchangedDomainIsAskedSeldom(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		interval, whole     time.Duration
		questions           int64 // A and AAAA as often as the answers' TTL of a minute allows, CAA every half hour, with the parent's
		handshakes, request int64 // every quarter of an hour
	}{
		"every five minutes": {5 * time.Minute, 3 * time.Hour, 36*2 + 6*2, 12, 12},
		"every ten seconds":  {10 * time.Second, 30 * time.Minute, 30*2 + 1*2, 2, 2},
		"every minute":       {time.Minute, time.Hour, 60*2 + 2*2, 4, 4},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			steady.Run(t, func(t testing.TB) {
				farm := startFarm(t)
				farm.Add("a.test", probetest.Healthy)
				roots := x509.NewCertPool()
				roots.AppendCertsFromPEM(farm.CAPEM())
				now := time.Now()
				p, err := probe.New(probe.Config{
					Resolvers: []netip.AddrPort{farm.Resolver()}, Expected: farm.Expected(), RootCAs: roots,
					HTTPSPort: farm.HTTPSPort(), HTTPPort: farm.HTTPPort(), Now: func() time.Time { return now },
				})
				if err != nil {
					t.Fatal(err)
				}
				defer p.Close()
				var before *probe.Facts
				for end := now.Add(c.whole); now.Before(end); now = now.Add(c.interval) {
					f := p.Do(t.Context(), probe.Request{Name: "a.test", Previous: before})
					if len(f.Endpoints) != 1 || f.Endpoints[0].Outcome != probe.Answered {
						t.Fatalf("%+v", f)
					}
					before = &f
				}
				got := farm.Stats()
				if got.Questions != c.questions || got.Handshakes != c.handshakes || got.Requests != c.request {
					t.Errorf("%d questions, %d handshakes, %d requests in %v; want %d, %d, %d",
						got.Questions, got.Handshakes, got.Requests, c.whole, c.questions, c.handshakes, c.request)
				}
			})
		})
	}
}

func TestCancellingIsImmediate(t *testing.T) {
	t.Parallel()
	farm := startFarm(t)
	p := patientProber(t, farm, time.Hour)
	for _, kind := range []probetest.Kind{probetest.Hang, probetest.Blackhole, probetest.NoAnswer} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			name := string(kind) + ".cancel.test"
			farm.Add(name, kind)
			ctx, cancel := context.WithCancel(context.Background())
			ended := make(chan probe.Facts)
			go func() { ended <- p.Probe(ctx, name) }()
			time.Sleep(200 * time.Millisecond)
			cancel()
			select {
			case <-ended:
			case <-time.After(time.Minute): // its own time limit is half an hour
				t.Error("still running after a minute")
			}
		})
	}
}

// TestCancelledQuestionsAreNotRepeated: a question without an answer is asked six times and, of a resolver that works, six
// times again.
func TestCancelledQuestionsAreNotRepeated(t *testing.T) {
	t.Parallel()
	farm := startFarm(t)
	farm.Add("a.test", probetest.DNSTimeout)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	p := proberOf(t, farm)
	go func() {
		defer close(ended)
		p.Probe(ctx, "a.test")
	}()
	for farm.Stats().Questions == 0 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	before := farm.Stats().Questions
	<-ended
	const once = 3 // A, AAAA and CAA may be on their way
	if now := farm.Stats().Questions; now > before+once {
		t.Errorf("%d questions until it was cancelled, %d until it ended", before, now)
	}
}

func TestResolverThatIsDownIsNotTheDomainsFault(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		farm.Add("a.test", probetest.Healthy)
		farm.SetResolving(false)
		silent := proberOf(t, farm).Probe(context.Background(), "a.test")
		// Who is connected to somebody else gets nothing from others: the kernel refuses it, and keeps the port.
		elsewhere, err := net.Dial("udp4", "127.0.0.1:9")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = elsewhere.Close() })
		gone := netip.MustParseAddrPort(elsewhere.LocalAddr().String())
		refusing := proberOf(t, farm, gone).Probe(context.Background(), "a.test")
		for what, f := range map[string]probe.Facts{"silent": silent, "refusing": refusing} {
			if f.DNS.Status != probe.ResolverDown || len(f.Endpoints) != 0 {
				t.Errorf("%s: %+v, want the resolver down", what, f.DNS)
			}
		}
	})
}

func TestBrokenSignaturesAreNoMatterOfOpinion(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		strict, easy := startFarm(t), startFarm(t) // a resolver that checks, and one that does not
		strict.Add("a.test", probetest.BrokenDNSSEC)
		easy.Add("a.test", probetest.Healthy)
		f := proberOf(t, easy, strict.Resolver(), easy.Resolver()).Probe(context.Background(), "a.test")
		if f.DNS.Status != probe.ServFail || f.Inquiry == nil || !f.Inquiry.Signatures {
			t.Errorf("%+v, inquiry %+v", f.DNS, f.Inquiry)
		}
	})
}

// TestOwnLineIsNotTheDomainsFault: what DNS says is still known, so that nobody has noticed yet that the line is gone.
func TestOwnLineIsNotTheDomainsFault(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		farm.Add("a.test", probetest.Blackhole)
		p := proberOf(t, farm)
		known := *p.LookUp(context.Background(), probe.Request{Name: "a.test"})
		farm.SetResolving(false)
		f := p.Do(context.Background(), probe.Request{Name: "a.test", Previous: &known})
		if f.DNS.Status != probe.Resolved || len(f.Endpoints) != 1 || f.Endpoints[0].Outcome != probe.NoRoute {
			t.Errorf("without a line: %s, %+v", f.DNS.Status, f.Endpoints)
		}
		farm.SetResolving(true)
		time.Sleep(4 * time.Second) // what was found out about the resolver counts for 3 s
		f = p.Do(context.Background(), probe.Request{Name: "a.test", Previous: &known})
		if len(f.Endpoints) != 1 || f.Endpoints[0].Outcome != probe.ConnectTimeout {
			t.Errorf("with a line: %+v", f.Endpoints)
		}
	})
}

func TestRedirectIsFollowedOnceAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		farm.Add("a.test", probetest.RedirectWWW)
		p := proberOf(t, farm)
		a := p.Probe(context.Background(), "a.test")
		if a.Inquiry == nil || a.Inquiry.Redirect == nil || a.Inquiry.Redirect.Status != 200 || a.Inquiry.Redirect.Loop {
			t.Fatalf("%+v", a.Inquiry)
		}
		for _, kind := range []probetest.Kind{probetest.LoopWWW, probetest.LoopPage} {
			name := string(kind) + ".test"
			farm.Add(name, kind)
			before := farm.Stats()
			if i := p.Probe(context.Background(), name).Inquiry; i == nil || i.Redirect == nil || !i.Redirect.Loop {
				t.Errorf("%s: %+v", kind, i)
			}
			if requests := farm.Stats().Requests - before.Requests; requests > 6 {
				t.Errorf("%s: %d requests until a loop was believed", kind, requests)
			}
		}
		before := farm.Stats()
		again := p.Do(context.Background(), probe.Request{Name: "a.test", Previous: &a})
		if now := farm.Stats(); now != before || again.Inquiry.Redirect != a.Inquiry.Redirect {
			t.Errorf("followed again: %+v, then %+v", before, now)
		}
	})
}

func TestSecondResolverStepsIn(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm, sick := startFarm(t), startFarm(t)
		farm.Add("a.test", probetest.Healthy)
		sick.Add("a.test", probetest.ServFail)
		p := proberOf(t, farm, sick.Resolver(), farm.Resolver())
		if f := p.Probe(context.Background(), "a.test"); f.DNS.Status != probe.Resolved {
			t.Errorf("first one fails: %+v", f.DNS)
		}
		sick.SetResolving(false)
		if f := p.Probe(context.Background(), "a.test"); f.DNS.Status != probe.Resolved || f.DNS.Resolver != farm.Resolver() {
			t.Errorf("first one is silent: %+v", f.DNS)
		}
		before := sick.Stats().Questions
		p.Probe(context.Background(), "a.test")
		if sick.Stats().Questions != before {
			t.Error("the silent one was asked first again")
		}
	})
}

func TestStrangersCannotSendUsIntoOurOwnNetwork(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		farm.Add("private.test", probetest.Private)
		f := proberOf(t, farm).Probe(context.Background(), "private.test")
		if len(f.Endpoints) != 1 || f.Endpoints[0].Outcome != probe.NotAllowed {
			t.Errorf("%+v", f.Endpoints)
		}
	})
}

func TestMissingNamesAreClimbed(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		farm.Add("shop.gone.example.com", probetest.NXDomain)
		farm.Add("gone.example.com", probetest.NXDomain)
		f := proberOf(t, farm).Probe(context.Background(), "shop.gone.example.com")
		if f.DNS.Status != probe.NXDomain || f.Inquiry == nil || f.Inquiry.Missing != "gone.example.com" {
			t.Errorf("%+v, inquiry %+v", f.DNS, f.Inquiry)
		}
	})
}

// TestCAAOfTheParentIsKnownBeforeTheRenewal: a good certificate of Let's Encrypt is renewed by what the parent's set says, where
// the name has none of its own. The set is not asked for again as long as it holds.
func TestCAAOfTheParentIsKnownBeforeTheRenewal(t *testing.T) {
	t.Parallel()
	farm := startFarm(t)
	farm.Add("shop.parent.test", probetest.CAAParent)
	p := proberOf(t, farm)
	request := probe.Request{Name: "shop.parent.test"}
	f := p.LookUp(t.Context(), request)
	if f.DNS.Status != probe.Resolved || f.DNS.CAA.Status != probe.NoData {
		t.Fatalf("%+v", f.DNS)
	}
	for issuer, want := range map[string]string{"Let's Encrypt": "parent.test", "DigiCert Inc": "shop.parent.test"} {
		served := probe.Endpoint{
			Address: f.DNS.Addresses[0], Outcome: probe.Answered, HTTP: &probe.HTTP{Status: 200}, At: time.Now(),
			Certificate: &probe.Certificate{Organization: issuer, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(0, 3, 0)},
		}
		request.Previous = &probe.Facts{Endpoints: []probe.Endpoint{served}}
		got := p.Do(t.Context(), request)
		if got.DNS.CAA.Domain != want || got.DNS.CAA.Climbed != (want == "parent.test") || got.Inquiry != nil {
			t.Errorf("%s: %+v, inquiry %+v; want the set of %s", issuer, got.DNS.CAA, got.Inquiry, want)
		}
		before := farm.Stats()
		request.Previous = &got
		if again := p.Do(t.Context(), request); again.DNS.CAA.Domain != want || farm.Stats() != before {
			t.Errorf("%s: %+v asked for again, %+v after %+v", issuer, again.DNS.CAA, farm.Stats(), before)
		}
	}
}

func TestAliasOfWWWIsTold(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		farm.Add("shop.test", probetest.SelfSigned)
		farm.Add("www.shop.test", probetest.CNAME)
		f := proberOf(t, farm).Probe(context.Background(), "shop.test")
		if f.Inquiry == nil || f.Inquiry.WWW == nil || !slices.Equal(f.Inquiry.WWW.CNAME, []string{"edge.farm.test"}) {
			t.Errorf("%+v", f.Inquiry)
		}
	})
}

func TestHealthyDomainCostsThreeQuestionsAndOneConnection(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		farm.Add("a.test", probetest.Healthy)
		p := proberOf(t, farm)
		p.Probe(context.Background(), warm(farm)) // from here on the CAA set of the parent is known, which all names share
		before := farm.Stats()
		p.Probe(context.Background(), "a.test")
		got := farm.Stats()
		asked := got.Questions - before.Questions
		if asked != 3 || got.Connections != before.Connections+1 || got.Handshakes != before.Handshakes+1 || got.Requests != before.Requests+1 {
			t.Errorf("%+v after %+v, want three questions and one connection", got, before)
		}
	})
}

func TestChallengeIsAskedOnlyWhereACertificateIsNeeded(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		farm := startFarm(t)
		p := proberOf(t, farm)
		for kind, want := range map[probetest.Kind]bool{
			probetest.Healthy: false, probetest.Error500: false, probetest.Hang: false,
			probetest.SelfSigned: true, probetest.Expiring: true, probetest.WrongHost: true,
		} {
			name := string(kind) + ".test"
			farm.Add(name, kind)
			f := p.Probe(context.Background(), name)
			if got := f.Inquiry != nil && len(f.Inquiry.ACME) > 0; got != want {
				t.Errorf("%s: challenge asked %v, want %v", kind, got, want)
			}
			if want && f.Inquiry.ACME[0].Outcome != probe.ACMEOpen && !strings.HasPrefix(string(kind), "acme") {
				t.Errorf("%s: %+v", kind, f.Inquiry.ACME)
			}
		}
	})
}

func BenchmarkHealthyDomain(b *testing.B) {
	farm := startFarm(b)
	p := proberOf(b, farm)
	name := warm(farm)
	p.Probe(context.Background(), name)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if f := p.Probe(context.Background(), name); f.DNS.Status != probe.Resolved {
				b.Error(f.DNS)
			}
		}
	})
}
