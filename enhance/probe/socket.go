package probe

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/miekg/dns"
)

const (
	// A socket serves this many rounds of questions. Its port is part of what an attacker would have to guess.
	socketRounds = 64
	mostIdle     = 256
	udpSize      = 1232 // the size that DNS flag day 2020 settled on
)

// socket is a UDP socket connected to one resolver.
type socket struct {
	net.Conn
	to     netip.AddrPort
	rounds int
	buffer [2 << 10]byte // more than udpSize
}

// sockets keeps idle sockets, so that in effect each worker has one.
type sockets struct {
	mu   sync.Mutex
	idle map[netip.AddrPort][]*socket
}

func (s *sockets) take(ctx context.Context, to netip.AddrPort) (*socket, error) {
	s.mu.Lock()
	if idle := s.idle[to]; len(idle) > 0 {
		last := idle[len(idle)-1]
		s.idle[to] = idle[:len(idle)-1]
		s.mu.Unlock()
		return last, nil
	}
	s.mu.Unlock()
	c, err := new(net.Dialer).DialContext(ctx, "udp", to.String())
	if err != nil {
		return nil, err
	}
	return &socket{Conn: c, to: to}, nil
}

// give puts a socket back, or closes it when it has served long enough.
func (s *sockets) give(k *socket) {
	k.rounds++
	s.mu.Lock()
	if keep := k.rounds < socketRounds && len(s.idle[k.to]) < mostIdle; keep {
		s.idle[k.to] = append(s.idle[k.to], k)
		k = nil
	}
	s.mu.Unlock()
	if k != nil {
		_ = k.Close()
	}
}

func (s *sockets) closeIdle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for to, idle := range s.idle {
		for _, k := range idle {
			_ = k.Close()
		}
		delete(s.idle, to)
	}
}

// round sends what is unanswered and reads until all is answered or the limit is over. An answer to an earlier round
// counts as well. The error is that of the socket, nil when time ran out.
func (k *socket) round(ctx context.Context, open []*query, limit time.Duration) error {
	deadline := time.Now().Add(limit)
	if end, ok := ctx.Deadline(); ok && end.Before(deadline) {
		deadline = end
	}
	if err := k.SetDeadline(deadline); err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() { _ = k.SetDeadline(time.Unix(1, 0)) })()
	missing := 0
	for _, q := range open {
		if q.reply != nil {
			continue
		}
		missing++
		if _, err := k.Write(q.packet); err != nil {
			return err
		}
	}
	for late := false; missing > 0; {
		n, err := k.Read(k.buffer[:])
		switch {
		case err != nil && (late || !isTimeout(err) || ctx.Err() != nil):
			return ignoreTimeout(err)
		case err != nil: // on a busy machine the answer may have come in time, and we too late to read it
			late = true
			if err := k.SetReadDeadline(time.Now().Add(time.Millisecond)); err != nil {
				return err
			}
			continue
		}
		if q := match(open, k.buffer[:n]); q != nil {
			q.from = k.to
			missing--
		}
	}
	return nil
}

func ignoreTimeout(err error) error {
	if isTimeout(err) {
		return nil
	}
	return err
}

// match finds the question that a packet answers, and keeps the answer there. What fits none is a late answer, or a
// forged one.
func match(open []*query, packet []byte) *query {
	reply := new(dns.Msg)
	if err := reply.Unpack(packet); err != nil && !reply.Truncated {
		return nil
	}
	if !reply.Response {
		return nil
	}
	for _, q := range open {
		if q.reply == nil && q.id == reply.Id && answers(reply, q) {
			q.reply = reply
			return q
		}
	}
	return nil
}

// answers reports whether a reply is to this question. One that could not be read comes back without it, from some servers.
func answers(reply *dns.Msg, q *query) bool {
	switch len(reply.Question) {
	case 0:
		return misunderstood(reply.Rcode)
	case 1:
		return q.kind == reply.Question[0].Qtype && strings.EqualFold(q.name, reply.Question[0].Name)
	default:
		return false
	}
}
