package probe

import (
	"testing"

	"github.com/miekg/dns"
)

func TestWhatAnAnswerSaysBeyondItsCode(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]struct {
		code  int
		error *dns.EDNS0_EDE
	}{
		"":                        {dns.RcodeServerFailure, nil},
		"NOTIMP":                  {dns.RcodeNotImplemented, nil},
		"EDE 7 Signature Expired": {dns.RcodeServerFailure, &dns.EDNS0_EDE{InfoCode: dns.ExtendedErrorCodeSignatureExpired}},
		"EDE 22 No Reachable Authority: at delegation shop.example": {
			dns.RcodeServerFailure, &dns.EDNS0_EDE{InfoCode: dns.ExtendedErrorCodeNoReachableAuthority, ExtraText: "at delegation shop.example"},
		},
		"EDE 4242": {dns.RcodeServerFailure, &dns.EDNS0_EDE{InfoCode: 4242}},
	} {
		q := newQuery("shop.example", dns.TypeA)
		q.reply = new(dns.Msg)
		q.reply.SetRcode(new(dns.Msg), c.code)
		if c.error != nil {
			q.reply.SetEdns0(1232, false)
			q.reply.IsEdns0().Option = []dns.EDNS0{c.error}
		}
		if got := q.detail(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
