package diagnose

import (
	"net/http"
	"net/url"
	"slices"
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
	case h.Identity:
		j.v.HTTPS = HTTPSError
		j.find(Attention, CauseHTTPSIdentity, at.Address.String())
	case h.Status == 0:
		j.v.HTTPS = HTTPSError
		j.find(Broken, CauseHTTPSNoAnswer, at.Address.String(), h.Detail)
	case h.Challenge: // the proxy's, and meant for us
	case h.Status >= http.StatusMultipleChoices && h.Status < http.StatusBadRequest && h.Location != "":
		j.v.HTTPS = HTTPSRedirect
		j.redirect(h)
	default:
		j.status(h.Status, h)
	}
}

func badness(h *probe.HTTP) int {
	if h.Status == 0 {
		return 1000
	}
	return h.Status
}

// particular are the codes for who asks, and not for what: no password, not this browser, too often.
var particular = []int{http.StatusUnauthorized, http.StatusNotAcceptable, http.StatusTooManyRequests}

// status judges the code that visitors get in the end.
func (j *judge) status(code int, h *probe.HTTP) {
	switch {
	case code == http.StatusServiceUnavailable && h.RetryAfter:
		j.find(Attention, CauseHTTPSMaintenance, code)
	case code >= http.StatusInternalServerError && h.Proxy == probe.Cloudflare && originTrouble(code) != "":
		j.find(Broken, CauseProxyOrigin, code, originTrouble(code))
	case code >= http.StatusInternalServerError:
		j.find(Broken, CauseHTTPSServer, code)
	case code == http.StatusForbidden:
		j.find(Healthy, CauseHTTPSForbidden, code)
		return // visitors may be let in
	case code < http.StatusBadRequest, slices.Contains(particular, code):
		return
	default: // not found, and what servers say to a name that is not theirs
		j.find(Attention, CauseHTTPSNotFound, code)
	}
	j.v.HTTPS = HTTPSError
}

// originTrouble says what a code of Cloudflare's own tells of the server behind it
// (https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/).
func originTrouble(code int) string {
	switch code {
	case 520:
		return "unclear"
	case 521:
		return "refused"
	case 522, 523:
		return "unreachable"
	case 524:
		return "slow"
	case 525, 526:
		return "certificate"
	case 530:
		return "address"
	default:
		return ""
	}
}

// redirect judges where visitors are sent to. To another name or page is what many sites want.
func (j *judge) redirect(h *probe.HTTP) {
	to, err := url.Parse(h.Location)
	if err != nil {
		return
	}
	if strings.HasSuffix(to.Path, "/wp-signup.php") {
		j.find(Attention, CauseHTTPSSignup, h.Location)
		return
	}
	if j.Facts.Inquiry == nil || j.Facts.Inquiry.Redirect == nil || len(j.Facts.Inquiry.Redirect.Hops) == 0 {
		return
	}
	r := j.Facts.Inquiry.Redirect
	last := r.Hops[len(r.Hops)-1]
	switch {
	case r.Loop:
		j.find(Broken, CauseHTTPSLoop, last)
	case r.Trouble != "":
		j.find(Broken, CauseHTTPSLost, last, string(r.Trouble))
	case strings.HasPrefix(last, "http:"):
		j.find(Attention, CauseHTTPSPlain, last)
	default:
		j.status(r.Status, h)
	}
}
