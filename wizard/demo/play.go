package demo

import (
	"context"
	"time"

	"enhance-wizard/enhance/probetest"
)

const (
	mainDomain = "network.example"
	websiteID  = "66666666-6666-4666-8666-666666666666"
	// roundTrip makes checks take as long as over a real line.
	roundTrip = 40 * time.Millisecond
	// scenePause is the time between two domains that get better.
	scenePause = 15 * time.Second
)

// domains are the demo's: some well, some ill in the ways that are met most.
var domains = []struct {
	name string
	kind probetest.Kind
}{
	{mainDomain, probetest.Healthy},
	{"alpine-books.example", probetest.Healthy},
	{"bakery-lund.example", probetest.CNAME},
	{"cafe-riviera.example", probetest.AAAAWrong},
	{"dance-school.example", probetest.CAABlocks},
	{"express-print.example", probetest.Elsewhere},
	{"farm-shop.example", probetest.Expired},
	{"garden-tools.example", probetest.Expiring},
	{"hotel-seaside.example", probetest.Proxied},
	{"ice-cream.example", probetest.NXDomain},
	{"joinery-oak.example", probetest.WrongHost},
	{"kayak-tours.example", probetest.SelfSigned},
	{"language-lab.example", probetest.Error500},
}

// unissued are the domains that the demo's panel has no certificate for, or
// that get another one when they recover.
var unissued = map[string]bool{
	"cafe-riviera.example": true, "dance-school.example": true, "hotel-seaside.example": true,
	"ice-cream.example": true, "kayak-tours.example": true,
}

// recoveries are the domains that get better while one watches, in this order.
var recoveries = []string{"kayak-tours.example", "ice-cream.example", "cafe-riviera.example"}

// play lets one domain after the other recover, until the context ends.
func (s *Scene) play(ctx context.Context) {
	for _, name := range recoveries {
		select {
		case <-ctx.Done():
			return
		case <-time.After(scenePause):
			s.recover(name)
		}
	}
}
