package diagnose

import (
	"net/http"
	"net/url"
	"strings"

	"enhance-wizard/enhance/probe"
)

// answer judges what the web server answers; of several addresses the worst counts.
func (j *judge) answer() {
	worst := -1
	var at probe.Endpoint
	for _, e := range j.Facts.Endpoints {
		if e.Outcome == probe.Answered && e.HTTP != nil && badness(e.HTTP) > worst {
			worst, at = badness(e.HTTP), e
		}
	}
	if worst < 0 {
		return
	}
	h := at.HTTP
	j.v.Answer = h
	j.v.HTTPS = HTTPSOK
	switch {
	case h.Status == 0:
		j.v.HTTPS = HTTPSError
		j.find(Broken, CauseHTTPSNoAnswer, at.Address.String(), h.Detail)
	case h.Challenge: // the proxy's, and meant for us
	case h.Status >= http.StatusInternalServerError:
		j.v.HTTPS = HTTPSError
		j.find(Broken, CauseHTTPSServer, h.Status)
	case h.Status == http.StatusNotFound, h.Status == http.StatusGone:
		j.v.HTTPS = HTTPSError
		j.find(Attention, CauseHTTPSNotFound, h.Status)
	case h.Status >= http.StatusMultipleChoices && h.Status < http.StatusBadRequest && h.Location != "":
		j.v.HTTPS = HTTPSRedirect
		j.redirect(h)
	}
}

func badness(h *probe.HTTP) int {
	if h.Status == 0 {
		return 1000
	}
	return h.Status
}

// redirect judges where visitors are sent to. To another name or page is what many sites want.
func (j *judge) redirect(h *probe.HTTP) {
	to, err := url.Parse(h.Location)
	if err != nil {
		return
	}
	same := to.Host == "" || strings.EqualFold(to.Hostname(), j.Facts.ASCII)
	front := strings.Trim(to.Path, "/") == "" && to.RawQuery == ""
	switch {
	case strings.HasSuffix(to.Path, "/wp-signup.php"):
		j.find(Attention, CauseHTTPSSignup, h.Location)
	case same && to.Scheme == "http":
		j.find(Attention, CauseHTTPSPlain, h.Location)
	case same && front && !h.SetsCookie && to.Fragment == "":
		j.find(Broken, CauseHTTPSLoop, h.Location)
	}
}
