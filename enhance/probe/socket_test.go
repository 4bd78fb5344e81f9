package probe

import (
	"testing"

	"github.com/miekg/dns"
)

func TestWhichRepliesAnswerAQuestion(t *testing.T) {
	t.Parallel()
	reply := func(change func(*dns.Msg)) *dns.Msg {
		m := new(dns.Msg)
		m.SetQuestion("shop.example.", dns.TypeA)
		m.Response = true
		change(m)
		return m
	}
	q := newQuery("shop.example", dns.TypeA)
	for name, c := range map[string]struct {
		reply *dns.Msg
		want  bool
	}{
		"the question":               {reply(func(*dns.Msg) {}), true},
		"in other letters":           {reply(func(m *dns.Msg) { m.Question[0].Name = "sHoP.example." }), true},
		"another name":               {reply(func(m *dns.Msg) { m.Question[0].Name = "other.example." }), false},
		"another type":               {reply(func(m *dns.Msg) { m.Question[0].Qtype = dns.TypeAAAA }), false},
		"a header, not understood":   {reply(func(m *dns.Msg) { m.Question, m.Rcode = nil, dns.RcodeFormatError }), true},
		"a header, as if it were so": {reply(func(m *dns.Msg) { m.Question, m.Rcode = nil, dns.RcodeNameError }), false},
		"two questions":              {reply(func(m *dns.Msg) { m.Question = append(m.Question, m.Question[0]) }), false},
	} {
		if got := answers(c.reply, q); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
