package doctor

import (
	"context"
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
		BaseURL: base, RootCAs: e.Wizard.RootCAs, Pins: e.Wizard.PinsFor(base), Timeouts: e.Wizard.Timeouts,
		Logger: e.Wizard.Logger,
	})
	defer client.Close()
	contact, err := client.Contact(ctx)
	if err != nil { // PanelReady says what is wrong there
		return []Finding{notChecked(Clock, ReasonEarlier, "id", string(PanelReady))}
	}
	if contact.Date.IsZero() {
		return []Finding{notChecked(Clock, ReasonFailed)}
	}
	off := e.Now().Sub(contact.Date).Abs().Truncate(time.Second)
	switch {
	case off >= clockHarm:
		return []Finding{problem(Clock, "off", off)}
	case off >= clockNote:
		return []Finding{warning(Clock, "off", off)}
	default:
		return []Finding{ok(Clock)}
	}
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
