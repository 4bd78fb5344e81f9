package enhance

import (
	"cmp"
	"encoding/json"
	"time"
)

// The years of the stand-in that a panel serves before it has a certificate.
const (
	placeholderBegin = 1975
	placeholderEnd   = 4096
)

// certificateFields are the schema DomainSslCert, and the names of the same
// things up to 9.4.0. The fields cert and key of a single certificate's answer
// are left out on purpose: the second is the private key.
type certificateFields struct {
	CN         lenientText              `json:"cn"`
	CommonName lenientText              `json:"commonName"`
	Issuer     lenientText              `json:"issuer"`
	Issued     lenientTime              `json:"issued"`
	ValidFrom  lenientTime              `json:"validFrom"`
	Expires    lenientTime              `json:"expires"`
	ValidTo    lenientTime              `json:"validTo"`
	SANs       lenientList[lenientText] `json:"sans"`
}

// certificateAnswer is the certificate of a mapping, absent unless it is an object.
type certificateAnswer struct {
	fields *certificateFields
}

func (a *certificateAnswer) UnmarshalJSON(data []byte) error {
	if data[0] != '{' {
		return nil
	}
	a.fields = &certificateFields{}
	return json.Unmarshal(data, a.fields)
}

// certificateListEntry is one of several certificates of a mapping, up to 9.4.0.
type certificateListEntry struct {
	certificateFields
	Enabled lenientBool `json:"enabled"`
}

// storedCertificate returns the mapping's certificate. Of several it is the one
// that is enabled, and of those the one that lasts longest.
func storedCertificate(single certificateAnswer, several []certificateListEntry) *StoredCertificate {
	if single.fields != nil {
		return single.fields.certificate()
	}
	var best *StoredCertificate
	bestEnabled := false
	for _, entry := range several {
		candidate, enabled := entry.certificate(), bool(entry.Enabled)
		if best == nil || enabled && !bestEnabled || enabled == bestEnabled && candidate.NotAfter.After(best.NotAfter) {
			best, bestEnabled = candidate, enabled
		}
	}
	return best
}

func (f certificateFields) certificate() *StoredCertificate {
	certificate := &StoredCertificate{
		CommonName: string(cmp.Or(f.CN, f.CommonName)),
		Issuer:     string(f.Issuer),
		Names:      texts(f.SANs),
		NotBefore:  firstTime(f.Issued, f.ValidFrom),
		NotAfter:   firstTime(f.Expires, f.ValidTo),
	}
	certificate.Placeholder = certificate.CommonName == certificate.Issuer &&
		(certificate.NotBefore.Year() == placeholderBegin || certificate.NotAfter.Year() == placeholderEnd)
	return certificate
}

func firstTime(a, b lenientTime) time.Time {
	if time.Time(a).IsZero() {
		return time.Time(b)
	}
	return time.Time(a)
}
