package probe

import (
	"testing"
	"time"

	"github.com/miekg/dns"
)

func TestFlagsThatMakeAPropertyCritical(t *testing.T) {
	t.Parallel()
	for flag, want := range map[uint8]bool{0: false, 1: true, 128: true, 129: true, 2: false, 64: false} {
		q := newQuery("shop.example", dns.TypeCAA)
		q.reply = &dns.Msg{Answer: []dns.RR{&dns.CAA{
			Hdr: dns.RR_Header{Name: "Shop.example.", Rrtype: dns.TypeCAA}, Flag: flag, Tag: "TBS", Value: "x",
		}}}
		c := caaOf("shop.example", q, time.Now())
		if len(c.Records) != 1 || c.Records[0].Critical != want || c.Records[0].Tag != "tbs" || c.Domain != "shop.example" {
			t.Errorf("flag %d: %+v, want critical %v", flag, c, want)
		}
	}
}
