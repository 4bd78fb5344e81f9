package probe

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/miekg/dns"
)

const shortTry = 400 * time.Millisecond

// A lost datagram should cost little, and a resolver that has to ask far away should get its time: four short tries,
// the third and fourth at another resolver, and two patient ones at the first. The very last is without EDNS: there are
// firewalls that drop what they do not know.
var tries = []time.Duration{shortTry, shortTry, shortTry, shortTry, time.Second, time.Second}

const (
	shortTries = 4
	patience   = 4*shortTry + 2*time.Second // all tries together
)

// query is one question and, in the end, its answer.
type query struct {
	name      string // with the dot at its end
	kind      uint16
	id        uint16
	packet    []byte
	reply     *dns.Msg
	from      netip.AddrPort
	disabled  bool // checking of DNSSEC disabled
	authority bool // asked of a name server: without recursion
	plain     bool // without EDNS
}

// resolver asks the configured resolvers.
type resolver struct {
	servers []netip.AddrPort
	first   atomic.Int64 // which of them is asked first: the one that answered last
	sockets sockets
	canary  canary
}

func newResolver(servers []netip.AddrPort) *resolver {
	return &resolver{
		servers: servers,
		sockets: sockets{idle: map[netip.AddrPort][]*socket{}},
		canary:  canary{turn: make(chan struct{}, 1)},
	}
}

// systemResolvers reads /etc/resolv.conf.
func systemResolvers() ([]netip.AddrPort, error) {
	c, err := dns.ClientConfigFromFile("/etc/resolv.conf")
	if err != nil {
		return nil, err
	}
	var servers []netip.AddrPort
	for _, s := range c.Servers {
		if a, err := netip.ParseAddr(s); err == nil {
			servers = append(servers, netip.AddrPortFrom(a, 53))
		}
	}
	if len(servers) == 0 {
		return nil, errors.New("no name server in /etc/resolv.conf")
	}
	return servers, nil
}

func newQuery(name string, kind uint16) *query {
	return &query{name: dns.Fqdn(name), kind: kind, id: dns.Id()}
}

func (q *query) pack() error {
	m := new(dns.Msg)
	m.SetQuestion(q.name, q.kind)
	m.Id = q.id
	m.CheckingDisabled = q.disabled
	m.RecursionDesired = !q.authority
	if !q.plain {
		m.SetEdns0(udpSize, false)
	}
	packet, err := m.Pack()
	q.packet = packet
	return err
}

// ask asks all questions at once, and returns when all are answered, the tries are used up or the context is done. What is
// left unanswered has no reply.
func (r *resolver) ask(ctx context.Context, questions ...*query) error {
	for _, q := range questions {
		if err := q.pack(); err != nil {
			return err
		}
	}
	first := int(r.first.Load())
	held := map[int]*socket{} // kept from try to try: an answer that comes late comes there
	defer func() {
		for _, k := range held {
			r.sockets.give(k)
		}
	}()
	for try, limit := range tries {
		server := (first + try/2) % len(r.servers)
		if try >= shortTries {
			server = first
		}
		if try == len(tries)-1 {
			simplify(questions)
		}
		r.try(ctx, held, server, questions, limit)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if answered(questions) {
			if server != first {
				r.first.Store(int64(server))
			}
			r.secondOpinion(ctx, held, server, questions)
			return nil
		}
	}
	return nil
}

// simplify lets questions that are still open be asked without EDNS. Their id stays: an answer to an earlier try counts.
func simplify(questions []*query) {
	for _, q := range questions {
		if q.reply == nil && !q.plain {
			q.plain = true
			_ = q.pack() // it could be packed before
		}
	}
}

// askTwice asks once more what nobody answered, once the resolver has proved that it works: it may have been busy, or the
// line gone, just for that moment. A name should not be called dead for that.
func (r *resolver) askTwice(ctx context.Context, questions ...*query) {
	if r.ask(ctx, questions...) == nil && !answered(questions) && r.works(ctx) {
		_ = r.ask(ctx, questions...) // what was not answered is a Timeout
	}
}

// secondOpinion asks again what a resolver could not or would not answer: another one, and where the question itself was
// not understood, the same one without EDNS (RFC 6891, 7).
func (r *resolver) secondOpinion(ctx context.Context, held map[int]*socket, server int, questions []*query) {
	other := (server + 1) % len(r.servers)
	for _, q := range questions {
		again := newQuery(q.name, q.kind) // an id of its own: repeated answers to the first question may still come
		again.disabled, again.authority = q.disabled, q.authority
		to := other
		switch code := q.reply.Rcode; {
		case misunderstood(code):
			again.plain, to = true, server
		case code != dns.RcodeServerFailure && code != dns.RcodeRefused || other == server || q.bogus():
			continue
		}
		if r.insist(ctx, held, to, again); again.status().settled() {
			q.reply, q.from = again.reply, again.from
		}
	}
}

// misunderstood reports whether a code is one of those that servers send which do not know EDNS (RFC 6891, 7).
func misunderstood(code int) bool {
	return code == dns.RcodeFormatError || code == dns.RcodeNotImplemented || code == dns.RcodeBadVers
}

// bogus reports whether a resolver found the signatures broken. One that does not check them would answer, and Let's Encrypt
// checks them.
func (q *query) bogus() bool {
	e := q.extended()
	return e != nil && dns.ExtendedErrorCodeDNSBogus <= e.InfoCode && e.InfoCode <= dns.ExtendedErrorCodeNSECMissing
}

// extended returns the extended error of an answer (RFC 8914), nil when there is none.
func (q *query) extended() *dns.EDNS0_EDE {
	opt := q.reply.IsEdns0()
	if opt == nil {
		return nil
	}
	for _, o := range opt.Option {
		if e, ok := o.(*dns.EDNS0_EDE); ok {
			return e
		}
	}
	return nil
}

// insist asks one resolver with all short tries.
func (r *resolver) insist(ctx context.Context, held map[int]*socket, server int, q *query) {
	if q.pack() != nil {
		return
	}
	for _, limit := range tries[:shortTries] {
		r.try(ctx, held, server, []*query{q}, limit)
		if q.reply != nil || ctx.Err() != nil {
			return
		}
	}
}

func answered(questions []*query) bool {
	for _, q := range questions {
		if q.reply == nil {
			return false
		}
	}
	return true
}

// try asks what is open of one resolver. A socket that fails is given up, and the try is over.
func (r *resolver) try(ctx context.Context, held map[int]*socket, server int, questions []*query, limit time.Duration) {
	to := r.servers[server]
	k := held[server]
	if k == nil {
		var err error
		if k, err = r.sockets.take(ctx, to); err != nil {
			return
		}
		held[server] = k
	}
	if k.round(ctx, questions, limit) != nil {
		delete(held, server)
		_ = k.Close()
	}
	for _, q := range questions {
		if q.reply != nil && q.reply.Truncated && q.from == to {
			r.askOverTCP(ctx, q, to)
		}
	}
}

// askOverTCP asks again what did not fit into a datagram. When that fails the question counts as unanswered.
func (r *resolver) askOverTCP(ctx context.Context, q *query, to netip.AddrPort) {
	m := new(dns.Msg)
	if err := m.Unpack(q.packet); err != nil {
		return
	}
	client := &dns.Client{Net: "tcp", Timeout: 2 * time.Second}
	reply, _, err := client.ExchangeContext(ctx, m, to.String())
	if err != nil {
		reply = nil
	}
	q.reply = reply
}

// status says what became of a question.
func (q *query) status() Status {
	if q.reply == nil {
		return Timeout
	}
	switch q.reply.Rcode {
	case dns.RcodeSuccess:
		for _, rr := range q.reply.Answer {
			if rr.Header().Rrtype == q.kind {
				return Resolved
			}
		}
		return NoData
	case dns.RcodeNameError:
		return NXDomain
	case dns.RcodeServerFailure:
		return ServFail
	case dns.RcodeRefused:
		return Refused
	default:
		return BadAnswer
	}
}

// detail is what the answer says beyond its code: an extended error (RFC 8914), or the code itself.
func (q *query) detail() string {
	if q.reply == nil {
		return ""
	}
	if e := q.extended(); e != nil {
		return strings.TrimRight(fmt.Sprintf("EDE %d %s: %s", e.InfoCode, dns.ExtendedErrorCodeToString[e.InfoCode], e.ExtraText), ": ")
	}
	if q.status() == BadAnswer {
		return dns.RcodeToString[q.reply.Rcode]
	}
	return ""
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &n) && n.Timeout()
}
