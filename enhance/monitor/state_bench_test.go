package monitor

import (
	"fmt"
	"net/netip"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
)

// records are those of a fleet of healthy domains.
func records(n int) []record {
	all := make([]record, n)
	for i := range all {
		f := fine(fmt.Sprintf("d%05d.test", i))
		all[i] = record{
			Domain: Domain{Name: f.Name, Panel: &diagnose.PanelRow{Mapped: true, Kind: "alias"}, Expected: []netip.Addr{address}},
			Facts:  &f, Since: time.Now(), FirstSeen: time.Now(),
		}
	}
	return all
}

// BenchmarkState keeps and reads what is known of 10,000 domains.
func BenchmarkState(b *testing.B) {
	all := records(10000)
	packed, err := writeState(all)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("save", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := writeState(all); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(packed))/(1<<20), "MiB")
	})
	b.Run("load", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			if err := readState(packed, func(record) { n++ }); err != nil || n != len(all) {
				b.Fatal(n, err)
			}
		}
	})
}

// FuzzReadState reads what is no state without harm.
func FuzzReadState(f *testing.F) {
	packed, err := writeState(records(2))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	f.Add(packed[:len(packed)/2])
	f.Add([]byte(`{"version":1}`))
	f.Fuzz(func(_ *testing.T, data []byte) {
		_ = readState(data, func(record) {})
	})
}

func TestDamagedStateIsSaid(t *testing.T) {
	t.Parallel()
	packed, err := writeState(records(100))
	if err != nil {
		t.Fatal(err)
	}
	for what, data := range map[string][]byte{
		"cut off": packed[:len(packed)-9], "not packed": []byte(`{"version":2,"rows":[]}`),
		"half": packed[:len(packed)/2], "changed": append(append([]byte{}, packed[:200]...), packed[201:]...),
	} {
		if readState(data, func(record) {}) == nil {
			t.Errorf("%s: no error", what)
		}
	}
}
