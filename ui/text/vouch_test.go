package text

import (
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"net"
	"os/exec"
	"strings"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
)

// What a person types on the panel's server must print what is compared there.
func TestTheFingerprintCommandPrintsThePin(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"sh", "openssl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("needs the %s command", tool)
		}
	}
	for _, name := range []string{"localhost", "127.0.0.1"} {
		shown, err := paneltest.SelfSigned(paneltest.CertificateRequest{Names: []string{name, "localhost"}})
		if err != nil {
			t.Fatal(err)
		}
		listener, err := tls.Listen("tcp", "localhost:0", &tls.Config{Certificates: []tls.Certificate{shown}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = listener.Close() })
		go serveHandshakes(listener)
		_, port, _ := net.SplitHostPort(listener.Addr().String())
		base, err := enhance.ParseBaseURL("https://"+name+":"+port, enhance.URLOptions{})
		if err != nil {
			t.Fatal(err)
		}
		command := exec.CommandContext(t.Context(), "sh", "-c", strings.Join(FingerprintCommand(base), "\n"))
		printed, err := command.Output()
		if err != nil {
			t.Fatalf("%v: %s", err, printed)
		}
		pin := sha256.Sum256(shown.Leaf.RawSubjectPublicKeyInfo)
		if digits := hex.EncodeToString(pin[:]); !strings.Contains(string(printed), digits) {
			t.Errorf("%s: printed %q, want %s", name, printed, digits)
		}
	}
}

func serveHandshakes(listener net.Listener) {
	for {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		_ = connection.(*tls.Conn).Handshake()
		_ = connection.Close()
	}
}

func TestTheCommandFitsANarrowTerminal(t *testing.T) {
	t.Parallel()
	base, err := enhance.ParseBaseURL("https://panel.with-a-long-name.hosting.example.com", enhance.URLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range FingerprintCommand(base) {
		if len(line) > 76 {
			t.Errorf("%d columns: %s", len(line), line)
		}
	}
}

// Everything about a certificate is what a stranger says.
func TestAStrangersFactsAreCleaned(t *testing.T) {
	t.Parallel()
	const evil = "\x1b]52;c;AAAA\a\u202e"
	facts := enhance.TLSFacts{Subject: "CN=" + evil, Issuer: "O=" + evil, Names: []string{evil + ".example"}}
	for _, line := range Stranger(wizard.Stranger{Certificate: facts}) {
		if strings.ContainsAny(line, "\x1b\a\u202e") {
			t.Errorf("%q", line)
		}
	}
}
