package probetest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"
)

func start(t testing.TB) *Farm {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the farm needs all of 127.0.0.0/8, which only Linux gives to loopback")
	}
	farm, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(farm.Close)
	return farm
}

// ask asks the farm by other means than the program's own.
func ask(t testing.TB, f *Farm, name string, kind uint16) *dns.Msg {
	t.Helper()
	m := new(dns.Msg)
	m.SetQuestion(dns.Fqdn(name), kind)
	client := &dns.Client{Timeout: patience}
	reply, _, err := client.Exchange(m, f.Resolver().String())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return reply
}

func addressOf(t testing.TB, f *Farm, name string) netip.Addr {
	t.Helper()
	for _, rr := range ask(t, f, name, dns.TypeA).Answer {
		if a, ok := rr.(*dns.A); ok {
			address, _ := netip.AddrFromSlice(a.A.To4())
			return address
		}
	}
	return netip.Addr{}
}

// patience bounds what would hang, on a busy machine too.
const patience = time.Minute

// visit does what a strict client does: it verifies, and gives up when that fails.
func visit(t testing.TB, f *Farm, name string) (status int, location string, err error) {
	t.Helper()
	return visitWithin(t, f, name, patience)
}

func visitWithin(t testing.TB, f *Farm, name string, limit time.Duration) (status int, location string, err error) {
	t.Helper()
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(f.CAPEM())
	at := net.JoinHostPort(addressOf(t, f, name).String(), strconv.Itoa(int(f.HTTPSPort())))
	client := &http.Client{
		Timeout: limit,
		Transport: &http.Transport{
			DisableKeepAlives: true,
			TLSClientConfig:   &tls.Config{RootCAs: roots},
			DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, network, at)
			},
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	answer, err := client.Get("https://" + name + "/")
	if err != nil {
		return 0, "", err
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, answer.Header.Get("Location"), answer.Body.Close()
}

func TestStrictClientsAgreeWithTheKinds(t *testing.T) {
	t.Parallel()
	f := start(t)
	timedOut := func(err error) bool {
		var n net.Error
		return errors.As(err, &n) && n.Timeout()
	}
	is := func(target error) func(error) bool { return func(err error) bool { return errors.Is(err, target) } }
	for kind, want := range map[Kind]func(error) bool{
		Healthy:   is(nil),
		CNAME:     is(nil),
		IPv6:      is(nil),
		Expiring:  is(nil),
		Expired:   func(err error) bool { return errors.As(err, new(x509.CertificateInvalidError)) },
		NotYet:    func(err error) bool { return errors.As(err, new(x509.CertificateInvalidError)) },
		WrongHost: func(err error) bool { return errors.As(err, new(x509.HostnameError)) },
		NoChain:   func(err error) bool { return errors.As(err, new(x509.UnknownAuthorityError)) },
		UnknownCA: func(err error) bool { return errors.As(err, new(x509.UnknownAuthorityError)) },
		OwnSigned: func(err error) bool { return errors.As(err, new(x509.UnknownAuthorityError)) },
		Refuse:    is(syscall.ECONNREFUSED),
		Hang:      timedOut,
		Blackhole: timedOut,
		NoTLS:     func(err error) bool { return errors.As(err, new(tls.RecordHeaderError)) || err != nil },
		HangUp:    is(io.EOF),
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			name := string(kind) + ".strict.test"
			f.Add(name, kind)
			limit := patience
			if kind == Hang || kind == Blackhole {
				limit = time.Second
			}
			if _, _, err := visitWithin(t, f, name, limit); !want(err) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestDropLetsNobodyIn(t *testing.T) {
	t.Parallel()
	at, stop, err := Drop()
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	for range 3 { // to wait for one must not make room for the next
		_, err := net.DialTimeout("tcp", at.String(), 100*time.Millisecond)
		if timeout := net.Error(nil); !errors.As(err, &timeout) || !timeout.Timeout() {
			t.Errorf("error %v, want a timeout", err)
		}
	}
}

func TestPagesAnswerAsTheirKind(t *testing.T) {
	t.Parallel()
	f := start(t)
	for kind, want := range map[Kind]int{Healthy: 200, Error500: 500, NotFound: 404, RedirectWWW: 301, RedirectLoop: 301, Signup: 302} {
		name := string(kind) + ".page.test"
		f.Add(name, kind)
		status, location, err := visit(t, f, name)
		if err != nil || status != want || (want/100 == 3) != (location != "") {
			t.Errorf("%s: %d to %q, %v; want %d", kind, status, location, err, want)
		}
	}
}

func TestNamesChangeAndGo(t *testing.T) {
	t.Parallel()
	f := start(t)
	if f.Add("a.test", "no such kind") {
		t.Error("an unknown kind was taken")
	}
	f.Add("A.test.", Healthy)
	if _, _, err := visit(t, f, "www.a.test"); err != nil {
		t.Errorf("www: %v", err)
	}
	first := f.NotAfter("a.test")
	f.Set("a.test", Expired)
	if _, _, err := visit(t, f, "a.test"); err == nil || !f.NotAfter("a.test").Before(first) {
		t.Errorf("after the change: %v, until %v", err, f.NotAfter("a.test"))
	}
	f.Remove("a.test")
	if got := ask(t, f, "a.test", dns.TypeA).Rcode; got != dns.RcodeNameError {
		t.Errorf("after it was removed: %s", dns.RcodeToString[got])
	}
}

func TestFarmsStandSideBySideAndLeaveNothing(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the farm needs all of 127.0.0.0/8, which only Linux gives to loopback")
	}
	before := runtime.NumGoroutine()
	a, err := Start(Options{RoundTrip: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	b, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	a.Add("only.test", Healthy)
	b.Add("hang.test", Hang)
	if _, _, err := visit(t, a, "only.test"); err != nil {
		t.Error(err)
	}
	hangs := make(chan struct{})
	go func() {
		defer close(hangs)
		_, _, _ = visit(t, b, "hang.test")
	}()
	for end := time.Now().Add(patience); b.Stats().Connections == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nobody visits")
		}
	}
	if addressOf(t, b, "only.test").IsValid() {
		t.Error("one farm answers for the other")
	}
	a.Close()
	b.Close()
	<-hangs
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<20)
	t.Errorf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
}

func TestEveryKindHasARecipeOfItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[recipe]Kind{}
	for _, r := range recipes {
		kind := r.kind
		r.kind = ""
		if other, ok := seen[r]; ok {
			t.Errorf("%s is made as %s", kind, other)
		}
		seen[r] = kind
	}
}
