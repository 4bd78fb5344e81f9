package inventory

import (
	"testing"
	"time"

	"enhance-wizard/enhance"
)

func TestWhatThePanelSawIsToldForAWhile(t *testing.T) {
	t.Parallel()
	var l looks
	if got := l.tell("shop.example"); got != "" {
		t.Errorf("before anything was asked: %q", got)
	}
	l.note("Shop.example", look{enhance.DNSForeignServer, time.Now()})
	l.note("old.example", look{enhance.DNSResolved, time.Now().Add(-lookAge - time.Second)})
	for name, want := range map[string]string{"shop.example": "ForeignServer", "old.example": "", "other.example": ""} {
		if got := l.tell(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
