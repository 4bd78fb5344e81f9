package paneltest

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
	"net"
	"time"
)

// Authority is a certificate authority made for one run. Its key is never
// written anywhere.
type Authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// NewAuthority makes an authority with a new key, valid for ten years.
func NewAuthority(name string) (*Authority, error) {
	now := time.Now()
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             now.AddDate(-10, 0, 0),
		NotAfter:              now.AddDate(10, 0, 0),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	issued, err := sign(template, nil)
	if err != nil {
		return nil, err
	}
	return &Authority{certificate: issued.Leaf, key: issued.PrivateKey.(*ecdsa.PrivateKey)}, nil
}

// PEM is the authority's certificate.
func (a *Authority) PEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.certificate.Raw})
}

// CertificateRequest says what a certificate is to be like.
type CertificateRequest struct {
	// Names are DNS names and IP addresses; the first is the subject.
	Names []string
	// NotBefore and NotAfter are an hour ago and in 90 days when zero.
	NotBefore, NotAfter time.Time
}

// Issue makes a key and a certificate signed by the authority.
func (a *Authority) Issue(r CertificateRequest) (tls.Certificate, error) {
	return sign(r.template(), a)
}

// SelfSigned makes a key and a certificate signed by itself.
func SelfSigned(r CertificateRequest) (tls.Certificate, error) { return sign(r.template(), nil) }

func (r CertificateRequest) template() *x509.Certificate {
	template := &x509.Certificate{
		NotBefore:             r.NotBefore,
		NotAfter:              r.NotAfter,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if len(r.Names) > 0 {
		template.Subject = pkix.Name{CommonName: r.Names[0]}
	}
	for _, name := range r.Names {
		if address := net.ParseIP(name); address != nil {
			template.IPAddresses = append(template.IPAddresses, address)
		} else {
			template.DNSNames = append(template.DNSNames, name)
		}
	}
	if template.NotBefore.IsZero() {
		template.NotBefore = time.Now().Add(-time.Hour)
	}
	if template.NotAfter.IsZero() {
		template.NotAfter = time.Now().AddDate(0, 0, 90)
	}
	return template
}

// sign makes a key for the template and signs it by the authority, or by the
// key itself when there is none.
func sign(template *x509.Certificate, by *Authority) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("making a key: %w", err)
	}
	template.SerialNumber, err = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 126))
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("making a serial number: %w", err)
	}
	parent, signer := template, key
	if by != nil {
		parent, signer = by.certificate, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("signing a certificate: %w", err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("reading the certificate back: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}, nil
}
