package paneltest

import (
	"crypto/tls"
	"time"
)

// Authority is a certificate authority made for one run.
type Authority struct{}

// NewAuthority makes an authority with a new key.
func NewAuthority(name string) (*Authority, error) { return &Authority{}, nil }

// PEM is the authority's certificate.
func (a *Authority) PEM() []byte { return nil }

// Request says what a certificate is to be like.
type CertificateRequest struct {
	// Names are DNS names and IP addresses; the first is the subject.
	Names []string
	// NotBefore and NotAfter are an hour ago and in a year when zero.
	NotBefore, NotAfter time.Time
}

// Issue makes a key and a certificate signed by the authority.
func (a *Authority) Issue(r CertificateRequest) (tls.Certificate, error) {
	return tls.Certificate{}, nil
}

// SelfSigned makes a key and a certificate signed by itself.
func SelfSigned(r CertificateRequest) (tls.Certificate, error) { return tls.Certificate{}, nil }
