package probetest

import (
	"net"
	"net/netip"

	"github.com/miekg/dns"
)

const ttl = 60 // seconds

// startResolver listens for DNS questions over UDP and TCP, on one port.
func (f *Farm) startResolver() error {
	packets, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return err
	}
	_ = packets.SetReadBuffer(4 << 20) // a burst of questions must not overflow it; less is granted where more is not allowed
	at := packets.LocalAddr().(*net.UDPAddr).AddrPort()
	f.resolver = netip.AddrPortFrom(at.Addr().Unmap(), at.Port())
	f.closers = append(f.closers, func() { _ = packets.Close() })
	streams, err := net.Listen("tcp4", f.resolver.String())
	if err != nil {
		return err
	}
	f.serveDNS(&dns.Server{PacketConn: packets, Handler: dns.HandlerFunc(f.answer), UDPSize: dns.DefaultMsgSize})
	f.serveDNS(&dns.Server{Listener: streams, Handler: dns.HandlerFunc(f.answer)})
	return nil
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
	if !f.fill(reply, question, overTCP) {
		f.stats.dropped.Add(1)
		return
	}
	if f.pause(1) {
		_ = w.WriteMsg(reply) // the one who asked may be gone
	}
}

// fill writes the answer; it reports false when there is to be none.
func (f *Farm) fill(reply, question *dns.Msg, overTCP bool) bool {
	q := question.Question[0]
	s, www := f.names.find(q.Name)
	if s == nil {
		f.fillOther(reply, q)
		return true
	}
	switch s.recipe.lookup {
	case nxdomain:
		reply.Rcode = dns.RcodeNameError
	case nodata:
	case servfail:
		reply.Rcode = dns.RcodeServerFailure
	case refusing:
		reply.Rcode = dns.RcodeRefused
	case silent:
		return false
	case lossy:
		if s.asked.Add(1)%3 != 0 {
			return false
		}
		f.records(reply, q, s)
	case truncated:
		if reply.Truncated = !overTCP; overTCP {
			f.records(reply, q, s)
		}
	case bogus:
		if question.CheckingDisabled {
			f.records(reply, q, s)
			break
		}
		reply.Rcode = dns.RcodeServerFailure
		extend(reply, question, dns.ExtendedErrorCodeSignatureExpired)
	case wwwMissing:
		if www {
			reply.Rcode = dns.RcodeNameError
			break
		}
		f.records(reply, q, s)
	case answers, aaaaFails, parentMissing:
		f.records(reply, q, s)
	}
	return true
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
