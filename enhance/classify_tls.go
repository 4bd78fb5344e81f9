package enhance

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// tlsCause judges a failed handshake, and says what the server showed. The
// cause is "" when err is of another kind.
func (c *Client) tlsCause(err error) (Cause, []*x509.Certificate) {
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var mismatch *pinMismatch
	chain, rejection := rejectedChain(err)
	switch {
	case errors.As(err, &mismatch):
		return TLSPinMismatch, mismatch.chain
	case rejection != nil:
		return c.certificateCause(chain, rejection), chain
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return TLSNotSpoken, nil
	case errors.As(err, &alert), strings.HasPrefix(rootText(err), "tls: "):
		return TLSFailed, nil
	default:
		return "", nil
	}
}

// rejectedChain is the chain that a handshake did not accept, and why; nil when
// it failed for another reason, or on the way to an https proxy, whose
// certificate says nothing about the panel.
func rejectedChain(err error) ([]*x509.Certificate, error) {
	var verification *tls.CertificateVerificationError
	if !errors.As(err, &verification) || isProxyConnect(err) {
		return nil, nil
	}
	return verification.UnverifiedCertificates, verification.Err
}

// rootText is the text of the innermost error. What the tls package refuses by
// itself, such as an old protocol version, has no type.
func rootText(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// certificateCause judges a chain that was not accepted. Trust comes before
// dates and names: there is no use in mending a name on a certificate that
// nobody signed.
func (c *Client) certificateCause(chain []*x509.Certificate, err error) Cause {
	if len(chain) > 0 && !slices.Contains(c.options.Pins, pinOf(chain[0])) && c.isUntrusted(chain) {
		switch {
		case len(c.options.Pins) > 0:
			return TLSPinMismatch
		case isSelfSigned(chain[0]):
			return TLSSelfSigned
		default:
			return TLSUnknownAuthority
		}
	}
	return rejectionCause(err)
}

// rejectionCause judges what is wrong with a certificate beside its authority.
func rejectionCause(err error) Cause {
	var invalid x509.CertificateInvalidError
	var hostname x509.HostnameError
	switch {
	case errors.As(err, &hostname):
		return TLSWrongName
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		if invalid.Cert != nil && time.Now().Before(invalid.Cert.NotBefore) {
			return TLSNotYetValid
		}
		return TLSExpired
	default:
		return TLSFailed
	}
}

// isUntrusted verifies again without a name and at a time within the
// certificate's own dates.
func (c *Client) isUntrusted(chain []*x509.Certificate) bool {
	intermediates := x509.NewCertPool()
	for _, certificate := range chain[1:] {
		intermediates.AddCert(certificate)
	}
	leaf := chain[0]
	_, err := leaf.Verify(x509.VerifyOptions{
		Roots:         c.options.RootCAs,
		Intermediates: intermediates,
		CurrentTime:   leaf.NotBefore.Add(leaf.NotAfter.Sub(leaf.NotBefore) / 2),
	})
	var unknown x509.UnknownAuthorityError
	return errors.As(err, &unknown)
}

// flaw is what would keep a certificate from being accepted as its own
// authority, which is what a pin makes of it; "" when nothing would.
func (c *Client) flaw(leaf *x509.Certificate) Cause {
	_, err := leaf.Verify(x509.VerifyOptions{
		DNSName: c.options.BaseURL.Hostname(), Roots: withAuthority(x509.NewCertPool(), leaf),
	})
	if err == nil {
		return ""
	}
	return rejectionCause(err)
}

func isSelfSigned(certificate *x509.Certificate) bool {
	if !bytes.Equal(certificate.RawIssuer, certificate.RawSubject) {
		return false
	}
	err := certificate.CheckSignature(certificate.SignatureAlgorithm, certificate.RawTBSCertificate, certificate.Signature)
	var insecure x509.InsecureAlgorithmError
	return err == nil || errors.As(err, &insecure)
}

// maxNames bounds how many names of a certificate are kept.
const maxNames = 100

// tlsFacts describes the first certificate of a chain, nil when there is none.
func tlsFacts(chain []*x509.Certificate) *TLSFacts {
	if len(chain) == 0 {
		return nil
	}
	leaf := chain[0]
	names := append([]string{}, leaf.DNSNames...)
	for _, address := range leaf.IPAddresses {
		names = append(names, address.String())
	}
	sum := sha256.Sum256(leaf.Raw)
	return &TLSFacts{
		Subject:     leaf.Subject.String(),
		Issuer:      leaf.Issuer.String(),
		Names:       names[:min(len(names), maxNames)],
		NotBefore:   leaf.NotBefore.UTC(),
		NotAfter:    leaf.NotAfter.UTC(),
		Pin:         pinOf(leaf),
		Fingerprint: strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":"),
	}
}
