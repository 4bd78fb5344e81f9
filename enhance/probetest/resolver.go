package probetest

import (
	"net"
	"net/netip"

	"github.com/miekg/dns"
)

const ttl = 60 // seconds

// startDNS starts a resolver, and on one port the two name servers of all zones.
func (f *Farm) startDNS() error {
	resolver, err := listenBoth(loopback)
	if err != nil {
		return err
	}
	f.resolver = f.startServers(f.answer, resolver)
	both, err := listenBoth(authorityAddress, secondAuthority)
	if err != nil {
		return err
	}
	first := func(w dns.ResponseWriter, q *dns.Msg) { f.answerAsAuthority(w, q, false) }
	second := func(w dns.ResponseWriter, q *dns.Msg) { f.answerAsAuthority(w, q, true) }
	f.authorityPort = f.startServers(first, both[:1]).Port()
	f.startServers(second, both[1:])
	return nil
}

// ear is where DNS questions are listened for, over UDP and TCP on one port.
type ear struct {
	packets *net.UDPConn
	streams net.Listener
}

func (e ear) close() { _ = e.packets.Close(); _ = e.streams.Close() }

// startServers answers on all ears, and returns where the first one is.
func (f *Farm) startServers(handler dns.HandlerFunc, ears []ear) netip.AddrPort {
	for _, e := range ears {
		_ = e.packets.SetReadBuffer(4 << 20) // a burst of questions must not overflow it; less is granted where more is not allowed
		f.serveDNS(&dns.Server{PacketConn: e.packets, Handler: handler, UDPSize: dns.DefaultMsgSize})
		f.serveDNS(&dns.Server{Listener: e.streams, Handler: handler})
	}
	return ears[0].streams.Addr().(*net.TCPAddr).AddrPort()
}

// listenBoth finds a port that is free for UDP and TCP on all addresses.
func listenBoth(addresses ...netip.Addr) (ears []ear, err error) {
	for range portTries {
		ears = nil
		var port uint16
		for _, a := range addresses {
			var e ear
			if e, err = listenOnce(netip.AddrPortFrom(a, port)); err != nil {
				break
			}
			ears = append(ears, e)
			port = e.streams.Addr().(*net.TCPAddr).AddrPort().Port()
		}
		if err == nil {
			return ears, nil
		}
		for _, e := range ears {
			e.close()
		}
	}
	return nil, err
}

func listenOnce(at netip.AddrPort) (ear, error) {
	streams, err := listen(at)
	if err != nil {
		return ear{}, err
	}
	packets, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(streams.Addr().(*net.TCPAddr).AddrPort()))
	if err != nil {
		_ = streams.Close()
		return ear{}, err
	}
	return ear{packets, streams}, nil
}

func (f *Farm) serveDNS(s *dns.Server) {
	ready := make(chan struct{})
	s.NotifyStartedFunc = func() { close(ready) }
	f.wait.Go(func() { _ = s.ActivateAndServe() })
	<-ready
	f.closers = append(f.closers, func() { _ = s.Shutdown() })
}

func (f *Farm) answer(w dns.ResponseWriter, question *dns.Msg) {
	f.stats.questions.Add(1)
	if !f.resolving.Load() || len(question.Question) != 1 {
		f.stats.dropped.Add(1)
		return
	}
	reply := new(dns.Msg)
	reply.SetReply(question)
	reply.RecursionAvailable = true
	_, overTCP := w.RemoteAddr().(*net.TCPAddr)
	if !overTCP && f.loses() || !f.fill(reply, question, overTCP) {
		f.stats.dropped.Add(1)
		return
	}
	if f.pause(1) {
		_ = w.WriteMsg(reply) // the one who asked may be gone
	}
}

// answerAsAuthority answers as one of the zones' own name servers.
func (f *Farm) answerAsAuthority(w dns.ResponseWriter, question *dns.Msg, second bool) {
	reply := new(dns.Msg)
	reply.SetReply(question)
	s, www := f.names.find(question.Question[0].Name)
	switch {
	case question.Question[0].Qtype == dns.TypeNS: // as the zone above: it refers to the servers
		reply.Ns = servers(question.Question[0])
	case s == nil || s.recipe.lookup == lame:
		reply.Rcode = dns.RcodeRefused
	case s.recipe.lookup == aliasGone, s.recipe.lookup == aliasEmpty, s.recipe.lookup == aliasRound:
		fillAlias(reply, question.Question[0], emptyName)
	case s.recipe.lookup == nxdomain:
		reply.Rcode = dns.RcodeNameError
	case s.recipe.lookup == nodata:
	case s.recipe.lookup == halfPropagated && second:
		fillOld(reply, question.Question[0])
	default:
		f.records(reply, question.Question[0], s, www)
	}
	if f.pause(1) {
		_ = w.WriteMsg(reply)
	}
}

// fill writes the answer; it reports false when there is to be none.
func (f *Farm) fill(reply, question *dns.Msg, overTCP bool) bool {
	q := question.Question[0]
	s, www := f.names.find(q.Name)
	switch {
	case q.Qtype == dns.TypeNS:
		fillServers(reply, q, s)
	case s == nil:
		f.fillOther(reply, q)
	case s.recipe.lookup == silent, s.recipe.lookup == lossy && s.asked.Add(1)%2 != 0:
		return false
	case s.recipe.lookup == truncated && !overTCP:
		reply.Truncated = true
	case s.recipe.lookup == bogus && !question.CheckingDisabled:
		reply.Rcode = dns.RcodeServerFailure
		extend(reply, question, dns.ExtendedErrorCodeSignatureExpired)
	case question.IsEdns0() != nil && s.recipe.lookup.minds():
		return s.recipe.lookup.refuseEDNS(reply)
	case s.recipe.lookup == wwwMissing && www:
		reply.Rcode = dns.RcodeNameError
	default:
		f.fillSite(reply, q, s, www)
	}
	return true
}

// minds reports whether EDNS is too much for it.
func (l lookup) minds() bool { return l == withoutEDNS || l == bareFormErr || l == dropsEDNS }

// refuseEDNS answers a question with EDNS; it reports false when there is to be no answer.
func (l lookup) refuseEDNS(reply *dns.Msg) bool {
	reply.Rcode = dns.RcodeFormatError
	if l == bareFormErr {
		reply.Question = nil
	}
	return l != dropsEDNS
}

// fillServers names the servers of a zone, where one of them is there to say so.
func fillServers(reply *dns.Msg, q dns.Question, s *site) {
	if s != nil && (s.recipe.lookup == lame || s.recipe.lookup == servfail) {
		reply.Rcode = dns.RcodeServerFailure
		return
	}
	reply.Answer = servers(q)
}

// servers are the records of a zone's name servers.
func servers(q dns.Question) []dns.RR {
	var records []dns.RR
	for _, server := range []string{nameServer, secondNameServer} {
		records = append(records, &dns.NS{Hdr: header(q.Name, dns.TypeNS), Ns: dns.Fqdn(server)})
	}
	return records
}

// fillSite answers for one of the farm's names.
func (f *Farm) fillSite(reply *dns.Msg, q dns.Question, s *site, www bool) {
	switch s.recipe.lookup {
	case nxdomain, outdatedAbsence:
		reply.Rcode = dns.RcodeNameError
	case nodata:
	case servfail, lame:
		reply.Rcode = dns.RcodeServerFailure
	case refusing:
		reply.Rcode = dns.RcodeRefused
	case outdated, halfPropagated:
		fillOld(reply, q)
	case aliasGone:
		fillAlias(reply, q, "gone.farm.test")
		reply.Rcode = dns.RcodeNameError
	case aliasEmpty:
		fillAlias(reply, q, emptyName)
	case aliasRound:
		reply.Rcode = dns.RcodeServerFailure
		if q.Qtype == dns.TypeCNAME {
			reply.Rcode = dns.RcodeSuccess
			fillAlias(reply, q, canonical(q.Name))
		}
	default:
		f.records(reply, q, s, www)
	}
}

// fillAlias answers with a CNAME alone.
func fillAlias(reply *dns.Msg, q dns.Question, target string) {
	reply.Answer = append(reply.Answer, &dns.CNAME{Hdr: header(q.Name, dns.TypeCNAME), Target: dns.Fqdn(target)})
}

// fillOld answers what was right before the name moved.
func fillOld(reply *dns.Msg, q dns.Question) {
	if q.Qtype == dns.TypeA {
		reply.Answer = append(reply.Answer, addressRecord(q.Name, otherAddress, dns.TypeA))
	}
}

// extend adds an extended error (RFC 8914), where the question allows for one.
func extend(reply, question *dns.Msg, code uint16) {
	if question.IsEdns0() == nil {
		return
	}
	reply.SetEdns0(dns.DefaultMsgSize, false)
	opt := reply.IsEdns0()
	opt.Option = append(opt.Option, &dns.EDNS0_EDE{InfoCode: code})
}

// fillOther answers for the targets of CNAMEs and for the parents of the farm's names.
func (f *Farm) fillOther(reply *dns.Msg, q dns.Question) {
	child := f.names.child(q.Name)
	switch {
	case canonical(q.Name) == edgeName:
		if q.Qtype == dns.TypeA {
			reply.Answer = append(reply.Answer, addressRecord(q.Name, panelAddresses[0], dns.TypeA))
		}
	case canonical(q.Name) == emptyName:
	case canonical(q.Name) == nameServer:
		if q.Qtype == dns.TypeA {
			reply.Answer = append(reply.Answer, addressRecord(q.Name, authorityAddress, dns.TypeA))
		}
	case canonical(q.Name) == secondNameServer:
		if q.Qtype == dns.TypeA {
			reply.Answer = append(reply.Answer, addressRecord(q.Name, secondAuthority, dns.TypeA))
		}
	case child == nil || child.recipe.lookup == parentMissing:
		reply.Rcode = dns.RcodeNameError
	case q.Qtype == dns.TypeA:
		reply.Answer = append(reply.Answer, addressRecord(q.Name, panelAddresses[0], dns.TypeA))
	case q.Qtype == dns.TypeCAA && child.recipe.caa == caaOthersAtParent:
		reply.Answer = append(reply.Answer, caaRecord(q.Name, 0, "issue", "digicert.com"))
	}
}

func caaRecord(owner string, flag uint8, tag, value string) dns.RR {
	return &dns.CAA{Hdr: header(owner, dns.TypeCAA), Flag: flag, Tag: tag, Value: value}
}

func header(owner string, kind uint16) dns.RR_Header {
	return dns.RR_Header{Name: owner, Rrtype: kind, Class: dns.ClassINET, Ttl: ttl}
}

func addressRecord(owner string, addr netip.Addr, kind uint16) dns.RR {
	if kind == dns.TypeA {
		return &dns.A{Hdr: header(owner, kind), A: addr.AsSlice()}
	}
	return &dns.AAAA{Hdr: header(owner, kind), AAAA: addr.AsSlice()}
}
