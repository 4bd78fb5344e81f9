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
		pin := sha256.Sum256(shown.Leaf.RawSubjectPublicKeyInfo)
		for _, width := range []int{27, 37, 57, 77, 200} { // of the windows it is read in
			typed := strings.Join(FingerprintCommand(base, width), "\n")
			printed, err := exec.CommandContext(t.Context(), "sh", "-c", typed).Output()
			if digits := hex.EncodeToString(pin[:]); err != nil || !strings.Contains(string(printed), digits) {
				t.Errorf("%v: printed %q, want %s, by:\n%s", err, printed, digits, typed)
			}
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

func TestTheFingerprintCommandFitsTheWindow(t *testing.T) {
	t.Parallel()
	base, err := enhance.ParseBaseURL("https://panel.hosting.example:65535", enhance.URLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for width := 27; width < 200; width++ {
		for _, line := range FingerprintCommand(base, width) {
			if len(line) > width {
				t.Errorf("%d columns in %d: %s", len(line), width, line)
			}
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
