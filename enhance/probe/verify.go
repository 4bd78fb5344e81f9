package probe

import (
	"bytes"
	"crypto/x509"
	"errors"
	"sync"
	"time"
)

// verifier judges served certificates. It trusts an intermediate after its first full check, which saves one signature
// a name.
type verifier struct {
	roots   *x509.CertPool
	mu      sync.RWMutex
	anchors map[string]*x509.CertPool // by the bytes of the intermediate
	issuers map[string]bool           // the subjects of these
}

const mostAnchors = 512

func newVerifier(roots *x509.CertPool) *verifier {
	return &verifier{roots: roots, anchors: map[string]*x509.CertPool{}, issuers: map[string]bool{}}
}

// examine reads the leaf and names all its faults. x509.Verify tells of one only, so that in the bad case dates, name and
// chain are judged apart.
func (v *verifier) examine(served []*x509.Certificate, name string, now time.Time) *Certificate {
	leaf := served[0]
	c := &Certificate{
		Subject: leaf.Subject.CommonName, Issuer: leaf.Issuer.CommonName, Names: leaf.DNSNames,
		Serial: leaf.SerialNumber.Text(16), NotBefore: leaf.NotBefore.UTC(), NotAfter: leaf.NotAfter.UTC(),
	}
	if len(leaf.Issuer.Organization) > 0 {
		c.Organization = leaf.Issuer.Organization[0]
	}
	if c.Issuer == "" {
		c.Issuer = c.Organization
	}
	if v.trusted(served, name, now) {
		return c
	}
	c.Faults, c.Detail = v.chainFault(served, now)
	if err := leaf.VerifyHostname(name); err != nil {
		c.Faults = append(c.Faults, WrongName)
	}
	switch {
	case now.After(leaf.NotAfter):
		c.Faults = append(c.Faults, Expired)
	case now.Before(leaf.NotBefore):
		c.Faults = append(c.Faults, NotYetValid)
	}
	if len(c.Faults) == 0 { // the two ways of asking disagree: believe the stricter one
		c.Faults = []CertificateFault{Unacceptable}
	}
	return c
}

// trusted reports whether nothing at all is wrong.
func (v *verifier) trusted(served []*x509.Certificate, name string, now time.Time) bool {
	o := x509.VerifyOptions{DNSName: name, CurrentTime: now, Roots: v.roots}
	if len(served) > 1 {
		if anchor := v.anchor(served[1]); anchor != nil {
			o.Roots = anchor
			if _, err := served[0].Verify(o); err == nil {
				return true
			}
			o.Roots = v.roots
		}
	}
	o.Intermediates = pool(served[1:])
	chains, err := served[0].Verify(o)
	if err == nil && len(chains[0]) > 2 {
		v.trust(chains[0][1])
	}
	return err == nil
}

func pool(certificates []*x509.Certificate) *x509.CertPool {
	p := x509.NewCertPool()
	for _, c := range certificates {
		p.AddCert(c)
	}
	return p
}

func (v *verifier) anchor(c *x509.Certificate) *x509.CertPool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.anchors[string(c.Raw)]
}

func (v *verifier) trust(c *x509.Certificate) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.anchors) < mostAnchors {
		v.anchors[string(c.Raw)] = pool([]*x509.Certificate{c})
		v.issuers[string(c.RawSubject)] = true
	}
}

// knows reports whether a certificate is from an authority that another server proved to be trusted.
func (v *verifier) knows(c *x509.Certificate) bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.issuers[string(c.RawIssuer)]
}

// chainFault judges the chain alone: without a name, and at a time at which the leaf is valid. An authority that browsers
// trust says in the leaf where its own certificate is to be had; where nothing is said, it is somebody's own, unless another
// server has shown that it is trusted.
func (v *verifier) chainFault(served []*x509.Certificate, now time.Time) ([]CertificateFault, string) {
	leaf := served[0]
	at := now
	switch {
	case at.After(leaf.NotAfter):
		at = leaf.NotAfter
	case at.Before(leaf.NotBefore):
		at = leaf.NotBefore
	}
	_, err := leaf.Verify(x509.VerifyOptions{CurrentTime: at, Roots: v.roots, Intermediates: pool(served[1:])})
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	switch {
	case err == nil:
		return nil, ""
	case selfSigned(leaf):
		if leaf.NotBefore.Year() <= 1975 || leaf.NotAfter.Year() >= 4096 {
			return []CertificateFault{Placeholder}, ""
		}
		return []CertificateFault{SelfSigned}, ""
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != leaf:
		return []CertificateFault{ExpiredChain}, ""
	case !errors.As(err, &unknown):
		return []CertificateFault{Unacceptable}, err.Error()
	case !sent(served[1:], leaf) && (len(leaf.IssuingCertificateURL) > 0 || v.knows(leaf)):
		return []CertificateFault{IncompleteChain}, ""
	default:
		return []CertificateFault{UnknownAuthority}, ""
	}
}

// selfSigned takes a signature that is too weak to be checked for one's own.
func selfSigned(c *x509.Certificate) bool {
	if !bytes.Equal(c.RawIssuer, c.RawSubject) {
		return false
	}
	err := c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature)
	return err == nil || errors.As(err, new(x509.InsecureAlgorithmError))
}

// sent reports whether the issuer of a certificate is among the others.
func sent(others []*x509.Certificate, c *x509.Certificate) bool {
	for _, o := range others {
		if bytes.Equal(o.RawSubject, c.RawIssuer) {
			return true
		}
	}
	return false
}
