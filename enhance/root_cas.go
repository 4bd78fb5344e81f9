package enhance

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"os"
)

// maxCAFileBytes is several times the size of all public authorities together.
const maxCAFileBytes = 4 << 20

// RootCAReason says why a file adds no certificate authority.
type RootCAReason string

// The reasons of a [RootCAError].
const (
	RootCAUnreadable    RootCAReason = "unreadable"
	RootCATooLarge      RootCAReason = "too_large"
	RootCANoCertificate RootCAReason = "no_certificate"
	RootCAMalformed     RootCAReason = "malformed"
)

// RootCAReasons lists every [RootCAReason].
func RootCAReasons() []RootCAReason {
	return []RootCAReason{RootCAUnreadable, RootCATooLarge, RootCANoCertificate, RootCAMalformed}
}

// RootCAError says that a file adds no certificate authority.
type RootCAError struct {
	Path   string
	Reason RootCAReason
	Err    error
}

func (e *RootCAError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("loading authorities from %s: %s", e.Path, e.Reason)
	}
	return fmt.Sprintf("loading authorities from %s: %s: %v", e.Path, e.Reason, e.Err)
}

func (e *RootCAError) Unwrap() error { return e.Err }

// LoadRootCAs returns the system's certificate authorities and those of a PEM
// file. The error is a [*RootCAError].
func LoadRootCAs(file string) (*x509.CertPool, error) {
	content, err := readCAFile(file)
	if err != nil {
		return nil, err
	}
	pool := systemRoots()
	added := false
	for {
		var block *pem.Block
		block, content = pem.Decode(content)
		if block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, &RootCAError{Path: file, Reason: RootCAMalformed, Err: err}
		}
		pool.AddCert(certificate)
		added = true
	}
	if !added {
		return nil, &RootCAError{Path: file, Reason: RootCANoCertificate}
	}
	return pool, nil
}

func readCAFile(file string) ([]byte, error) {
	opened, err := os.Open(file)
	if err != nil {
		return nil, &RootCAError{Path: file, Reason: RootCAUnreadable, Err: err}
	}
	defer func() { _ = opened.Close() }()
	content, err := io.ReadAll(io.LimitReader(opened, maxCAFileBytes+1))
	if err != nil {
		return nil, &RootCAError{Path: file, Reason: RootCAUnreadable, Err: err}
	}
	if len(content) > maxCAFileBytes {
		return nil, &RootCAError{Path: file, Reason: RootCATooLarge}
	}
	return content, nil
}
