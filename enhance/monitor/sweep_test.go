package monitor

import (
	"bufio"
	"context"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor/frugal"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/enhance/probetest"
	"enhance-wizard/enhance/probetest/steady"
)

// The size of the sweeps comes from SWEEP_NAMES. The farm with all its kinds, at the full size, is
//
//	SWEEP_NAMES=10000 go test -count=1 -v -run TestSweep ./enhance/monitor
//
// The farm, the yardstick and the monitor each run in a process of their own (this test binary again), so that CPU time
// and memory are those of one of them alone.
const (
	sizeVariable = "SWEEP_NAMES"
	roleVariable = "SWEEP_ROLE"
	fullSize     = 10000
	smallSize    = 300
	roundTrip    = 40 * time.Millisecond
)

// world is what a farm tells the others.
type world struct {
	Names            int
	All              bool // every kind alike; otherwise 87 of 100 healthy, and 5 hanging
	Resolver         netip.AddrPort
	HTTPS, HTTP, DNS uint16
	Expected         []netip.Addr
	Timeout          time.Duration // to reach an address
	Lanes            int           // how many at once
	Loss             int           // of 100 packets
	Burners          int           // goroutines that take the monitor's only processor away from it
	CA               []byte
}

// name gives the kinds that are ill by their parent a parent of their own.
func (w world) name(i int) string {
	if kind := w.kind(i); kind == probetest.CAAParent || kind == probetest.ParentMissing || kind == probetest.Wildcard {
		return fmt.Sprintf("shop.d%05d.test", i)
	}
	return fmt.Sprintf("d%05d.test", i)
}

// kind deals the kinds evenly, the same every time.
func (w world) kind(i int) probetest.Kind {
	if w.All {
		kinds := probetest.Kinds()
		return kinds[i%len(kinds)]
	}
	switch i % 100 {
	case 7, 27, 47, 67, 87:
		return probetest.Hang
	case 11, 51:
		return probetest.Expired
	case 21, 61:
		return probetest.SelfSigned
	case 31, 71:
		return probetest.WrongHost
	case 41, 81:
		return probetest.Expiring
	default:
		return probetest.Healthy
	}
}

// outcome is what a sweep says of itself.
type outcome struct {
	Wall, First95 time.Duration
	Wrong         []string
	Unjudged      int           // since this machine was too busy
	Stood         time.Duration // still, at the longest
}

func TestMain(m *testing.M) {
	role, ok := map[string]func() error{"farm": playFarm, "yardstick": playYardstick, "monitor": playMonitor}[os.Getenv(roleVariable)]
	if !ok {
		os.Exit(m.Run())
	}
	if err := role(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// playFarm serves until its input ends.
func playFarm() error {
	debug.SetGCPercent(1000) // it stands for other machines: it should take little of this one
	stood := steady.Watch()
	var w world
	in := json.NewDecoder(os.Stdin)
	if err := in.Decode(&w); err != nil {
		return err
	}
	farm, err := probetest.Start(probetest.Options{RoundTrip: roundTrip, Loss: w.Loss})
	if err != nil {
		return err
	}
	defer farm.Close()
	for i := range w.Names {
		farm.Add(w.name(i), w.kind(i))
		farm.NotAfter(w.name(i)) // makes the certificate, so that the sweep does not pay for it
	}
	w.Resolver, w.HTTPS, w.HTTP, w.DNS = farm.Resolver(), farm.HTTPSPort(), farm.HTTPPort(), farm.DNSPort()
	w.Expected, w.CA = farm.Expected(), farm.CAPEM()
	if err := json.NewEncoder(os.Stdout).Encode(w); err != nil {
		return err
	}
	if _, err = io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(stood())
}

func readWorld() (w world, roots *x509.CertPool, err error) {
	err = json.NewDecoder(os.Stdin).Decode(&w)
	roots = x509.NewCertPool()
	roots.AppendCertsFromPEM(w.CA)
	return w, roots, err
}

// playMonitor sweeps once with full verification, A, AAAA, CAA and the page, and judges itself by the farm's truth.
func playMonitor() error {
	frugal.Start() // as the program does
	stood := steady.Watch()
	w, roots, err := readWorld()
	if err != nil {
		return err
	}
	prober, err := probe.New(probe.Config{
		Resolvers: []netip.AddrPort{w.Resolver}, Expected: w.Expected, RootCAs: roots, HTTPSPort: w.HTTPS, HTTPPort: w.HTTP, DNSPort: w.DNS,
		Timeout: 2 * w.Timeout,
	})
	if err != nil {
		return err
	}
	defer prober.Close()
	if w.Burners > 0 {
		runtime.GOMAXPROCS(1)
	}
	for range w.Burners {
		go burn()
	}
	source := &list{}
	for i := range w.Names {
		source.domains = append(source.domains, Domain{Name: w.name(i)})
	}
	m := New(Config{Source: source, Prober: prober, Expected: w.Expected, Concurrency: w.Lanes, Once: true})
	began := time.Now()
	ended := make(chan error, 1)
	go func() { ended <- m.Run(context.Background()) }()
	// Rows are judged as they come, and not kept: their memory would be counted as the monitor's.
	first, judged := make(map[string]time.Duration, w.Names), map[string]string{}
	for b := range m.Updates() {
		for i := range b.Rows {
			r := &b.Rows[i]
			if r.CheckedAt.IsZero() {
				continue
			}
			if _, ok := first[r.Name]; !ok {
				first[r.Name] = time.Since(began)
			}
			delete(judged, r.Name)
			if said := w.judge(r); said != "" {
				judged[r.Name] = said
			}
		}
	}
	o := outcome{Wall: time.Since(began), First95: percentile95(first)}
	for i := range w.Names {
		name := w.name(i)
		_, seen := first[name]
		switch said := judged[name]; {
		case !seen:
			o.Wrong = append(o.Wrong, name+": no verdict")
		case said == unjudged:
			o.Unjudged++
		case said != "":
			o.Wrong = append(o.Wrong, said)
		}
	}
	o.Stood = stood()
	if err := json.NewEncoder(os.Stdout).Encode(o); err != nil {
		return err
	}
	return <-ended
}

// burn takes a processor for as long as it is let.
func burn() {
	for n := uint64(1); n != 0; n += 2 {
	}
}

// unjudged is said of a row for which this machine had no time.
const unjudged = "unjudged"

// judge says what is wrong with a row.
func (w world) judge(r *Row) string {
	if r.Verdict.Overloaded() {
		return unjudged
	}
	kind := w.kind(number(r.Name))
	if wrong := judgeRow(r, probetest.TruthOf(kind)); wrong != "" {
		return fmt.Sprintf("%s (%s): %s", r.Name, kind, wrong)
	}
	return ""
}

// number is the inverse of world.name.
func number(name string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSuffix(name, ".test"), "shop."), "d"))
	if err != nil {
		panic(err)
	}
	return n
}

// judgeRow compares a row of a first sweep with the truth: what is a placeholder may still be waiting.
func judgeRow(r *Row, want probetest.Truth) string {
	v := r.Verdict
	got := probetest.Truth{
		DNS: string(v.DNS), Certificate: string(v.Certificate), HTTPS: string(v.HTTPS), State: string(v.State), Cause: string(v.Cause),
	}
	if v.State == diagnose.Waiting && v.Cause == diagnose.CauseCertificatePending && want.Certificate == "placeholder" {
		got.State, got.Cause = want.State, want.Cause
	}
	if got != want {
		return fmt.Sprintf("%+v, want %+v", got, want)
	}
	return ""
}

func percentile95(first map[string]time.Duration) time.Duration {
	var times []time.Duration
	for _, t := range first {
		times = append(times, t)
	}
	slices.Sort(times)
	if len(times) == 0 {
		return 0
	}
	return times[(len(times)*95+99)/100-1]
}

// play runs a role to its end and returns what it said and what it used.
func play(t testing.TB, role string, w world) (outcome, *syscall.Rusage) {
	t.Helper()
	input, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"="+role)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = stdin.Write(input); _ = stdin.Close() }()
	cmd.Stderr = os.Stderr
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", role, err)
	}
	var o outcome
	if err := json.Unmarshal(said, &o); err != nil {
		t.Fatalf("%s: %v in %q", role, err, said)
	}
	used, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return o, used
}

func startFarmProcess(t testing.TB, w world) world {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the farm needs all of 127.0.0.0/8, which only Linux gives to loopback")
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"=farm")
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := json.NewDecoder(bufio.NewReader(stdout))
	t.Cleanup(func() {
		_ = stdin.Close()
		var stood time.Duration
		if said.Decode(&stood) == nil {
			steady.Stood(t, stood)
		}
		_ = cmd.Wait()
	})
	if w.Timeout == 0 {
		w.Timeout = 5 * time.Second
	}
	w.Lanes = 300
	if w.Names < fullSize {
		w.Lanes = 50
	}
	if err := json.NewEncoder(stdin).Encode(w); err != nil {
		t.Fatal(err)
	}
	if err := said.Decode(&w); err != nil {
		t.Fatal(err)
	}
	return w
}

func sweepSize(t testing.TB) int {
	t.Helper()
	text := os.Getenv(sizeVariable)
	if text == "" {
		return smallSize
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s=%q is not a number of names", sizeVariable, text)
	}
	return n
}

func TestSweepOfAllKindsHasNoWrongVerdict(t *testing.T) {
	if sweepSize(t) < fullSize {
		t.Parallel()
	}
	steady.Run(t, func(t testing.TB) {
		o, _ := play(t, "monitor", startFarmProcess(t, world{Names: sweepSize(t), All: true}))
		report(t, o)
	})
}

func TestLossyLineMakesNoDomainBad(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		o, _ := play(t, "monitor", startFarmProcess(t, world{Names: smallSize, Loss: 25}))
		report(t, o)
	})
}

// TestStarvedMachineIsNotTakenForBadDomains sweeps with one processor, which others hold for a third of a second at a time.
// What is wrong then is said of the machine, and not of the domains. Where the machine that runs the tests is starved as
// well, one name in ten may be unlucky; without the excuse nearly all are wrong.
func TestStarvedMachineIsNotTakenForBadDomains(t *testing.T) {
	t.Parallel()
	steady.Run(t, func(t testing.TB) {
		const names = 40
		o, _ := play(t, "monitor", startFarmProcess(t, world{Names: names, Timeout: time.Second, Burners: 30}))
		if len(o.Wrong) > names/10 {
			t.Errorf("wrong: %q", o.Wrong)
		}
		if o.Unjudged == 0 {
			t.Error("all domains were judged: the machine had time enough, and the test shows nothing")
		}
		t.Logf("%d of %d domains could not be judged", o.Unjudged, names)
	})
}

func report(t testing.TB, o outcome) {
	t.Helper()
	steady.Stood(t, o.Stood)
	for _, wrong := range o.Wrong[:min(len(o.Wrong), 20)] {
		t.Error(wrong)
	}
	if len(o.Wrong) > 0 {
		t.Errorf("%d wrong verdicts", len(o.Wrong))
	}
	if o.Unjudged > 0 { // no fault of the program, as long as others are to blame
		t.Logf("this machine was too busy to judge %d", o.Unjudged)
	}
}
