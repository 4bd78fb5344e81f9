package doctor

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
)

// How far the clock may be from the panel's. Certificates and tokens have dates, and an answer a second of its own.
const (
	clockNote = time.Minute
	clockHarm = 15 * time.Minute
)

// clock compares this machine's clock with the panel's.
func (e examination) clock(ctx context.Context) []Finding {
	base, reason := e.base()
	if reason != "" {
		return []Finding{notChecked(Clock, reason)}
	}
	client := enhance.New(enhance.Options{
		BaseURL: base, RootCAs: e.Wizard.RootCAs, Pins: e.Wizard.PinsFor(base), Logger: e.Wizard.Logger,
	})
	defer client.Close()
	contact, err := client.Contact(ctx)
	if err != nil { // PanelReady says what is wrong there
		return []Finding{notChecked(Clock, ReasonEarlier, "id", string(PanelReady))}
	}
	date, err := e.date(ctx, base, contact)
	if err != nil {
		return []Finding{notChecked(Clock, failedOrEnded(ctx)).because(err)}
	}
	off := e.Now().Sub(date).Abs().Truncate(time.Second)
	switch {
	case off >= clockHarm:
		return []Finding{problem(Clock, "off", off)}
	case off >= clockNote:
		return []Finding{warning(Clock, "off", off)}
	default:
		return []Finding{ok(Clock)}
	}
}

// date asks for the Date header, which is no part of the panel's interface. No token goes along and no redirect is
// followed.
func (e examination) date(ctx context.Context, base enhance.BaseURL, contact enhance.Contact) (time.Time, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, base.String()+"version", nil)
	if err != nil {
		return time.Time{}, fmt.Errorf("asking for the date: %w", err)
	}
	transport, err := e.transport(contact)
	if err != nil {
		return time.Time{}, err
	}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request)
	if err != nil {
		return time.Time{}, fmt.Errorf("asking for the date: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	return http.ParseTime(response.Header.Get("Date"))
}

// transport trusts what the client trusted a moment ago: authorities, or the very certificate that a pin vouched for.
func (e examination) transport(contact enhance.Contact) (*http.Transport, error) {
	standard, isTransport := http.DefaultTransport.(*http.Transport)
	if !isTransport {
		return nil, errors.New("asking for the date: the standard transport was replaced")
	}
	transport := standard.Clone()
	transport.DisableKeepAlives = true
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: e.Wizard.RootCAs}
	if contact.ByPin {
		transport.TLSClientConfig.InsecureSkipVerify = true
		transport.TLSClientConfig.VerifyConnection = func(state tls.ConnectionState) error {
			sum := sha256.Sum256(state.PeerCertificates[0].Raw)
			known := strings.ReplaceAll(contact.Certificate.Fingerprint, ":", "")
			if !strings.EqualFold(hex.EncodeToString(sum[:]), known) {
				return errors.New("asking for the date: the panel shows another certificate than a moment ago")
			}
			return nil
		}
	}
	return transport, nil
}

// base is the panel's address, or why there is none to ask.
func (e examination) base() (enhance.BaseURL, Reason) {
	if e.Wizard.Offline {
		return enhance.BaseURL{}, ReasonOffline
	}
	session := wizard.New(e.Wizard, e.Found)
	base, err := enhance.ParseBaseURL(session.Answer(wizard.URL).Value(), enhance.URLOptions{AllowHTTP: e.Wizard.AllowHTTP})
	if err != nil {
		return base, ReasonNoURL
	}
	return base, ""
}
