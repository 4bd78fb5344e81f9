package probetest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"time"
)

const day = 24 * time.Hour

// authority is a root and one intermediate, shaped as those of Let's Encrypt.
type authority struct {
	root, intermediate       *x509.Certificate
	rootKey, intermediateKey *ecdsa.PrivateKey
	leafKey                  *ecdsa.PrivateKey // one for all: to make a key costs more than the rest
}

func newAuthority(name string) (*authority, error) {
	a := &authority{}
	for _, key := range []**ecdsa.PrivateKey{&a.rootKey, &a.intermediateKey, &a.leafKey} {
		made, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return nil, fmt.Errorf("making a key: %w", err)
		}
		*key = made
	}
	root := caTemplate(name + " Root")
	var err error
	if a.root, err = sign(root, root, a.rootKey, a.rootKey); err != nil {
		return nil, err
	}
	a.intermediate, err = sign(caTemplate(name+" E1"), a.root, a.intermediateKey, a.rootKey)
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

func sign(template, parent *x509.Certificate, key, signer *ecdsa.PrivateKey) (*x509.Certificate, error) {
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		return nil, fmt.Errorf("signing a certificate: %w", err)
	}
	return x509.ParseCertificate(der)
}

func (a *authority) pem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.root.Raw})
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
	}
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
	case ofWildcard:
		template.DNSNames = []string{"*." + parentOf(name)}
	default:
	}
	template.NotBefore = template.NotAfter.Add(-90 * day)
	if how == placeholder {
		template.NotBefore = time.Date(1975, 1, 1, 0, 0, 0, 0, time.UTC)
		template.NotAfter = time.Date(4096, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if len(name) > 64 { // RFC 5280: ub-common-name
		template.Subject.CommonName = ""
	}
	parent, signer := a.intermediate, a.intermediateKey
	if how == placeholder || how == ownSigned {
		parent, signer = template, a.leafKey
	}
	leaf, err := sign(template, parent, a.leafKey, signer)
	if err != nil {
		return nil, err
	}
	chain := [][]byte{leaf.Raw}
	if how != placeholder && how != ownSigned && how != withoutChain {
		chain = append(chain, a.intermediate.Raw)
	}
	return &tls.Certificate{Certificate: chain, PrivateKey: a.leafKey, Leaf: leaf}, nil
}
