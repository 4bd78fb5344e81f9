package probetest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"sync"
	"time"
)

const day = 24 * time.Hour

// authority is a root and one intermediate, shaped as those of Let's Encrypt.
type authority struct {
	root, intermediate       *x509.Certificate
	old                      *x509.Certificate // the same intermediate, expired
	rootKey, intermediateKey *ecdsa.PrivateKey
	leafKey                  *ecdsa.PrivateKey // one for all: to make a key costs more than the rest
	rsaKey                   func() (*rsa.PrivateKey, error)
}

func newAuthority(name string) (*authority, error) {
	a := &authority{rsaKey: sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })}
	for _, key := range []**ecdsa.PrivateKey{&a.rootKey, &a.intermediateKey, &a.leafKey} {
		made, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return nil, fmt.Errorf("making a key: %w", err)
		}
		*key = made
	}
	root := caTemplate(name + " Root")
	var err error
	if a.root, err = sign(root, root, &a.rootKey.PublicKey, a.rootKey); err != nil {
		return nil, err
	}
	template := caTemplate(name + " E1")
	if a.intermediate, err = sign(template, a.root, &a.intermediateKey.PublicKey, a.rootKey); err != nil {
		return nil, err
	}
	template.SerialNumber, template.NotAfter = serial(), time.Now().Add(-day)
	a.old, err = sign(template, a.root, &a.intermediateKey.PublicKey, a.rootKey)
	return a, err
}

func caTemplate(name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber:          serial(),
		Subject:               pkix.Name{CommonName: name, Organization: []string{"Let's Encrypt (farm)"}},
		NotBefore:             time.Now().Add(-365 * day),
		NotAfter:              time.Now().Add(5 * 365 * day),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
}

func serial() *big.Int {
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		panic(err) // crypto/rand does not fail on a supported system
	}
	return n
}

func sign(template, parent *x509.Certificate, key crypto.PublicKey, signer crypto.Signer) (*x509.Certificate, error) {
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key, signer)
	if err != nil {
		return nil, fmt.Errorf("signing a certificate: %w", err)
	}
	return x509.ParseCertificate(der)
}

func (a *authority) pem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.root.Raw})
}

// shape makes the names and the dates what they are to be.
func (how certificate) shape(template *x509.Certificate, name string, now time.Time, spread int) {
	switch how {
	case expiring:
		template.NotAfter = now.Add(time.Duration(1+spread%6)*day + time.Hour)
	case expired:
		template.NotAfter = now.Add(-time.Duration(1+spread%30) * day)
	case notYet:
		template.NotAfter = now.Add(91 * day)
	case ofOtherName:
		template.Subject.CommonName = "other-" + name
		template.DNSNames = []string{"other-" + name, "www.other-" + name}
	case withoutRoot:
		template.IssuingCertificateURL = nil
	case ofOrigin:
		template.Subject.CommonName, template.IssuingCertificateURL = "CloudFlare Origin Certificate", nil
	case withoutWWW:
		template.DNSNames = []string{name}
	case ofWildcard:
		template.DNSNames = []string{"*." + parentOf(name)}
	default:
	}
	template.NotBefore = template.NotAfter.Add(-90 * day)
	if how == placeholder {
		template.NotBefore = time.Date(1975, 1, 1, 0, 0, 0, 0, time.UTC)
		template.NotAfter = time.Date(4096, 1, 1, 0, 0, 0, 0, time.UTC)
	}
}

// issue makes the certificate that a site of this kind serves. Spread varies the dates from name to name.
func (a *authority) issue(name string, how certificate, spread int) (*tls.Certificate, error) {
	now := time.Now().Truncate(time.Second)
	template := &x509.Certificate{
		SerialNumber:          serial(),
		Subject:               pkix.Name{CommonName: name},
		DNSNames:              []string{name, "www." + name},
		NotAfter:              now.Add(time.Duration(20+spread%70)*day + time.Hour),
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IssuingCertificateURL: []string{"http://farm.test/e1.der"},
	}
	how.shape(template, name, now, spread)
	if len(name) > 64 { // RFC 5280: ub-common-name
		template.Subject.CommonName = ""
	}
	parent, signer := a.intermediate, a.intermediateKey
	if how == placeholder || how == ownSigned {
		parent, signer = template, a.leafKey
	}
	var key crypto.Signer = a.leafKey
	if how == onlyRSA {
		weighty, err := a.rsaKey()
		if err != nil {
			return nil, fmt.Errorf("making a key: %w", err)
		}
		key = weighty
		template.KeyUsage |= x509.KeyUsageKeyEncipherment
	}
	leaf, err := sign(template, parent, key.Public(), signer)
	if err != nil {
		return nil, err
	}
	chain := [][]byte{leaf.Raw}
	switch how {
	case placeholder, ownSigned, withoutChain, withoutRoot, ofOrigin:
	case ofOldChain:
		chain = append(chain, a.old.Raw)
	default:
		chain = append(chain, a.intermediate.Raw)
	}
	return &tls.Certificate{Certificate: chain, PrivateKey: key, Leaf: leaf}, nil
}
