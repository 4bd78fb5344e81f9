package monitor

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net"
	"net/netip"
	"os"
	"sync"
	"time"

	"github.com/miekg/dns"

	"enhance-wizard/enhance/probetest"
	"enhance-wizard/enhance/probetest/steady"
)

// The yardstick does the least that tells whether a name resolves and its certificate is valid: one A question and one
// verified handshake a name, in a fixed number of goroutines.

const (
	yardstickDNSLimit = 2 * time.Second
	yardstickDNSTries = 2
)

func playYardstick() error {
	w, roots, err := readWorld()
	if err != nil {
		return err
	}
	first := make(map[string]time.Duration, w.Names)
	var o outcome
	var mu sync.Mutex
	var wait sync.WaitGroup
	jobs := make(chan int)
	began := time.Now()
	stood := steady.Watch()
	for range w.Lanes {
		wait.Go(func() {
			y := yardstick{world: w, roots: roots, client: &dns.Client{Timeout: yardstickDNSLimit}}
			for i := range jobs {
				valid := y.check(w.name(i))
				mu.Lock()
				first[w.name(i)] = time.Since(began)
				if want := wantValid(w.kind(i)); valid != want {
					o.Wrong = append(o.Wrong, fmt.Sprintf("%s (%s): valid %v", w.name(i), w.kind(i), valid))
				}
				mu.Unlock()
			}
		})
	}
	for i := range w.Names {
		jobs <- i
	}
	close(jobs)
	wait.Wait()
	o.Wall, o.First95, o.Stood = time.Since(began), percentile95(first), stood()
	return json.NewEncoder(os.Stdout).Encode(o)
}

func wantValid(kind probetest.Kind) bool {
	c := probetest.TruthOf(kind).Certificate
	return c == "valid" || c == "expiring"
}

type yardstick struct {
	world  world
	roots  *x509.CertPool
	client *dns.Client
	conn   *dns.Conn
}

func (y *yardstick) check(name string) bool {
	address := y.lookUp(name)
	if !address.IsValid() {
		return false
	}
	c, err := tls.DialWithDialer(&net.Dialer{Timeout: y.world.Timeout}, "tcp",
		netip.AddrPortFrom(address, y.world.HTTPS).String(), &tls.Config{ServerName: name, RootCAs: y.roots})
	if err != nil {
		return false
	}
	_ = c.Close()
	return true
}

func (y *yardstick) lookUp(name string) netip.Addr {
	m := new(dns.Msg)
	m.SetQuestion(dns.Fqdn(name), dns.TypeA)
	for range yardstickDNSTries {
		if y.conn == nil {
			y.conn, _ = y.client.Dial(y.world.Resolver.String())
		}
		m.Id = dns.Id()
		reply, _, err := y.client.ExchangeWithConn(m, y.conn)
		if err != nil {
			_ = y.conn.Close()
			y.conn = nil
			continue
		}
		for _, rr := range reply.Answer {
			if a, ok := rr.(*dns.A); ok {
				address, _ := netip.AddrFromSlice(a.A.To4())
				return address
			}
		}
		break
	}
	return netip.Addr{}
}
