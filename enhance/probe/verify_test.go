package probe

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"slices"
	"testing"
	"time"
)

// issuer is an authority of one key.
type issuer struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// issue signs a certificate; an issuer without one signs its own. The change is made last.
func (i *issuer) issue(t *testing.T, name string, authority bool, change func(*x509.Certificate)) *issuer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(90 * 24 * time.Hour),
		IsCA: authority, BasicConstraintsValid: true,
	}
	if !authority {
		template.DNSNames = []string{name}
	}
	if change != nil {
		change(template)
	}
	parent, signer := template, key
	if i.certificate != nil {
		parent, signer = i.certificate, i.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &issuer{c, key}
}

func TestFaultsOfAChain(t *testing.T) {
	t.Parallel()
	const name = "shop.example"
	expired := func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) }
	located := func(c *x509.Certificate) { c.IssuingCertificateURL = []string{"http://ca.example/x.der"} }
	root := new(issuer).issue(t, "Root", true, nil)
	middle := root.issue(t, "Middle", true, nil)
	stranger := new(issuer).issue(t, "Stranger", true, nil)
	reissue := func(change func(*x509.Certificate)) *x509.Certificate {
		return middle.issue(t, name, false, change).certificate
	}
	// The intermediate anew, with the same key and an end that is over.
	again := *middle.certificate
	again.NotAfter = time.Now().Add(-time.Minute)
	der, err := x509.CreateCertificate(rand.Reader, &again, root.certificate, &middle.key.PublicKey, root.key)
	if err != nil {
		t.Fatal(err)
	}
	old, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	good := reissue(nil)
	for what, c := range map[string]struct {
		served []*x509.Certificate
		known  bool // the intermediate was seen before, in a whole chain
		want   []CertificateFault
	}{
		"whole":                           {[]*x509.Certificate{good, middle.certificate}, false, nil},
		"with an old one and a good one":  {[]*x509.Certificate{good, old, middle.certificate}, false, nil},
		"with an old one alone":           {[]*x509.Certificate{good, old}, false, []CertificateFault{ExpiredChain}},
		"cut off, and says where to look": {[]*x509.Certificate{reissue(located)}, false, []CertificateFault{IncompleteChain}},
		"cut off, of one that is known":   {[]*x509.Certificate{good}, true, []CertificateFault{IncompleteChain}},
		"cut off, of one that is not":     {[]*x509.Certificate{good}, false, []CertificateFault{UnknownAuthority}},
		"of a stranger": {
			[]*x509.Certificate{stranger.issue(t, name, false, nil).certificate, stranger.certificate}, true, []CertificateFault{UnknownAuthority},
		},
		"its own": {[]*x509.Certificate{new(issuer).issue(t, name, false, nil).certificate}, false, []CertificateFault{SelfSigned}},
		"its own, too old by the calendar and for another name": {
			[]*x509.Certificate{new(issuer).issue(t, "other.example", false, expired).certificate},
			false,
			[]CertificateFault{SelfSigned, WrongName, Expired},
		},
		"of one level below a wildcard": {
			[]*x509.Certificate{reissue(func(c *x509.Certificate) { c.DNSNames = []string{"*.example"} }), middle.certificate}, false, nil,
		},
		"of two levels below a wildcard": {
			[]*x509.Certificate{reissue(func(c *x509.Certificate) { c.DNSNames = []string{"*.com"} }), middle.certificate},
			false,
			[]CertificateFault{WrongName},
		},
		"named in the common name alone": {
			[]*x509.Certificate{reissue(func(c *x509.Certificate) { c.DNSNames = nil }), middle.certificate}, false, []CertificateFault{WrongName},
		},
	} {
		v := newVerifier(pool([]*x509.Certificate{root.certificate}))
		if c.known {
			v.examine([]*x509.Certificate{good, middle.certificate}, name, time.Now())
		}
		if got := v.examine(c.served, name, time.Now()); !slices.Equal(got.Faults, c.want) {
			t.Errorf("%s: %v, want %v", what, got.Faults, c.want)
		}
	}
}
