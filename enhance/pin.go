package enhance

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
)

// Pin is the SHA-256 of a public key, as the SubjectPublicKeyInfo of a
// certificate holds it (RFC 7469 section 2.4). It stays the same when a
// certificate is renewed with its key.
type Pin [sha256.Size]byte

// PinReason says why a text is no pin.
type PinReason string

// The reasons of a [PinError].
const (
	PinEmpty     PinReason = "empty"
	PinAlgorithm PinReason = "algorithm"
	PinMalformed PinReason = "malformed"
)

// PinReasons lists every [PinReason].
func PinReasons() []PinReason { return []PinReason{PinEmpty, PinAlgorithm, PinMalformed} }

// PinError says that a text is no pin.
type PinError struct {
	Reason PinReason
}

func (e *PinError) Error() string { return "parsing the pin: " + string(e.Reason) }

const pinPrefix = "sha256:"

// String is the form that [ParsePin] reads, in lower-case hex.
func (p Pin) String() string { return pinPrefix + hex.EncodeToString(p[:]) }

// ParsePin reads "sha256:" with the digest behind it: in hex, with colons or
// without, as openssl prints it, or in base64, as "sha256//" of curl has it. The
// error is a [*PinError].
func ParsePin(raw string) (Pin, error) {
	text := withoutBlanks(raw)
	if text == "" {
		return Pin{}, &PinError{Reason: PinEmpty}
	}
	const algorithm = "sha256"
	if len(text) < len(algorithm) || !strings.EqualFold(text[:len(algorithm)], algorithm) {
		return Pin{}, &PinError{Reason: PinAlgorithm}
	}
	digest, isShort := strings.CutPrefix(text[len(algorithm):], ":")
	if !isShort {
		if digest, isShort = strings.CutPrefix(digest, "//"); !isShort {
			return Pin{}, &PinError{Reason: PinMalformed}
		}
	}
	for _, read := range []func(string) ([]byte, error){
		func(s string) ([]byte, error) { return hex.DecodeString(strings.ReplaceAll(s, ":", "")) },
		base64.StdEncoding.Strict().DecodeString, base64.RawStdEncoding.Strict().DecodeString,
	} {
		if sum, err := read(digest); err == nil && len(sum) == sha256.Size {
			return Pin(sum), nil
		}
	}
	return Pin{}, &PinError{Reason: PinMalformed}
}

func pinOf(certificate *x509.Certificate) Pin {
	return sha256.Sum256(certificate.RawSubjectPublicKeyInfo)
}

// pinMismatch says that a certificate was accepted, and that its key is none of
// the pinned ones.
type pinMismatch struct{ chain []*x509.Certificate }

func (e *pinMismatch) Error() string {
	return "the key is not a pinned one: " + pinOf(e.chain[0]).String()
}

// errPinNeedsTLS says that there is no key to hold to a pin.
var errPinNeedsTLS = errors.New("a key is pinned, and plain http shows none")

// pinned holds the panel's key to the pins, after its certificate was verified;
// nil when no key is pinned.
func pinned(host string, pins []Pin) func(tls.ConnectionState) error {
	if len(pins) == 0 {
		return nil
	}
	return func(state tls.ConnectionState) error {
		leaf := state.PeerCertificates[0]
		// A certificate that was verified and is not for the panel's host is
		// that of an https proxy on the way, whose handshake comes first.
		isPanel := leaf.VerifyHostname(host) == nil
		if isPanel && !slices.Contains(pins, pinOf(leaf)) {
			return &pinMismatch{chain: state.PeerCertificates}
		}
		return nil
	}
}
