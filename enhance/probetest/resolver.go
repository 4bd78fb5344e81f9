package probetest

import (
	"net"
	"net/netip"

	"github.com/miekg/dns"
)

const ttl = 60 // seconds

// startDNS starts a resolver, and the name server of all zones.
func (f *Farm) startDNS() error {
	var err error
	if f.resolver, err = f.startResolver(loopback, f.answer); err != nil {
		return err
	}
	at, err := f.startResolver(authorityAddress, f.answerAsAuthority)
	f.authorityPort = at.Port()
	return err
}

// startResolver listens for DNS questions over UDP and TCP, on one port.
func (f *Farm) startResolver(address netip.Addr, handler dns.HandlerFunc) (netip.AddrPort, error) {
	packets, streams, err := listenBoth(address)
	if err != nil {
		return netip.AddrPort{}, err
	}
	_ = packets.SetReadBuffer(4 << 20) // a burst of questions must not overflow it; less is granted where more is not allowed
	f.serveDNS(&dns.Server{PacketConn: packets, Handler: handler, UDPSize: dns.DefaultMsgSize})
	f.serveDNS(&dns.Server{Listener: streams, Handler: handler})
	return streams.Addr().(*net.TCPAddr).AddrPort(), nil
}

// listenBoth finds a port that is free for UDP and TCP.
func listenBoth(address netip.Addr) (*net.UDPConn, net.Listener, error) {
	for try := 0; ; try++ {
		streams, err := listen(netip.AddrPortFrom(address, 0))
		if err != nil {
			return nil, nil, err
		}
		at := net.UDPAddrFromAddrPort(streams.Addr().(*net.TCPAddr).AddrPort())
		packets, err := net.ListenUDP("udp4", at)
		if err == nil {
			return packets, streams, nil
		}
		_ = streams.Close()
		if try == portTries {
			return nil, nil, err
		}
	}
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

// answerAsAuthority answers as the zones' own name server.
func (f *Farm) answerAsAuthority(w dns.ResponseWriter, question *dns.Msg) {
	reply := new(dns.Msg)
	reply.SetReply(question)
	s, www := f.names.find(question.Question[0].Name)
	switch {
	case s == nil || s.recipe.lookup == lame:
		reply.Rcode = dns.RcodeRefused
	case s.recipe.lookup == nxdomain:
		reply.Rcode = dns.RcodeNameError
	case s.recipe.lookup == nodata:
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
		reply.Answer = append(reply.Answer, &dns.NS{Hdr: header(q.Name, dns.TypeNS), Ns: dns.Fqdn(nameServer)})
	case s == nil:
		f.fillOther(reply, q)
	case s.recipe.lookup == silent, s.recipe.lookup == lossy && s.asked.Add(1)%2 != 0:
		return false
	case s.recipe.lookup == truncated && !overTCP:
		reply.Truncated = true
	case s.recipe.lookup == bogus && !question.CheckingDisabled:
		reply.Rcode = dns.RcodeServerFailure
		extend(reply, question, dns.ExtendedErrorCodeSignatureExpired)
	case s.recipe.lookup == withoutEDNS && question.IsEdns0() != nil:
		reply.Rcode = dns.RcodeFormatError
	case s.recipe.lookup == wwwMissing && www:
		reply.Rcode = dns.RcodeNameError
	default:
		f.fillSite(reply, q, s, www)
	}
	return true
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
	case outdated:
		if q.Qtype == dns.TypeA {
			reply.Answer = append(reply.Answer, addressRecord(q.Name, otherAddress, dns.TypeA))
		}
	default:
		f.records(reply, q, s, www)
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
	case canonical(q.Name) == nameServer:
		if q.Qtype == dns.TypeA {
			reply.Answer = append(reply.Answer, addressRecord(q.Name, authorityAddress, dns.TypeA))
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
