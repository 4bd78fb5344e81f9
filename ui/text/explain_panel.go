package text

import (
	"net"
	"net/http"
	"strings"

	"enhance-wizard/enhance"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network"
)

func explainPanel(e *enhance.Error, known []any) Explanation {
	params := []any{
		"host", or(e.Host, "panel.host"),
		"hostname", or(hostname(e.Host), "panel.host"),
		"call", e.Call,
		"status", e.Status,
		"said", said(e),
		"location", e.Location,
		"version", e.Version,
		"wait", waiting(e.RetryAfter),
		"object", Say("object." + object(e.Call)),
		"where", Say("where." + object(e.Call)),
		"role", roleFor(e.Call, known),
	}
	if e.Err != nil {
		params = append(params, "error", e.Err.Error())
	}
	if c := e.Certificate; c != nil {
		params = append(params, "issuer", c.Issuer, "names", listed(c.Names), "from", c.NotBefore, "until", c.NotAfter,
			"pin", c.Pin.String(), "pinned", pinned(e.Pinned))
	}
	return explain("panel."+panelKey(e), append(params, known...)...)
}

func pinned(pins []enhance.Pin) string {
	all := make([]string, len(pins))
	for i, pin := range pins {
		all[i] = pin.String()
	}
	return strings.Join(all, " "+Say("word.or")+" ")
}

// panelKey is the cause, or what is known more closely than that.
func panelKey(e *enhance.Error) string {
	switch {
	case e.Flaw != "":
		return "untrusted." + string(e.Flaw)
	case e.Cause == enhance.Unauthorized && e.Code == "no_session_token":
		return "unauthorized.no_token"
	case e.Cause == enhance.HTML && e.Status >= http.StatusBadRequest && e.Status != http.StatusNotFound:
		return "html.filter"
	case e.Cause == enhance.RouteMissing && object(e.Call) == "unknown":
		return "route_missing.host"
	default:
		return string(e.Cause)
	}
}

// said is what the panel itself says, in the clearest form that it gave.
func said(e *enhance.Error) string {
	for _, text := range []string{e.Message, e.Detail, e.Code} {
		if text != "" {
			return text
		}
	}
	return ""
}

func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}

func or(text, key string) string {
	if text == "" {
		return Say(key)
	}
	return text
}

// object is what a call is about: that of the last id in its path.
func object(call string) string {
	_, after, _ := cutLast(call, "{")
	for _, object := range []string{"domain", "website", "server", "org"} {
		if strings.HasPrefix(after, object) {
			return object
		}
	}
	return "unknown"
}

func cutLast(s, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[:i], s[i+len(separator):], true
	}
	return s, "", false
}

// scope is what a role must reach for a call.
func scope(call string) string {
	switch {
	case strings.Contains(call, " /servers"):
		return "servers"
	case strings.Contains(call, " /orgs"), strings.Contains(call, " /v2/"):
		return "websites"
	default:
		return "any"
	}
}

// roleFor is the role that the caller knows to be needed, or else that of the
// call alone.
func roleFor(call string, known []any) string {
	if role, ok := value(known, "role").(string); ok {
		return role
	}
	return Say("role." + scope(call))
}

// Role names the roles that a token needs for the calls of a plugin of this
// generation; while that is not known, the one that serves all.
func Role(plugin network.Generation) string {
	switch plugin {
	case network.GenerationServer:
		return Say("role.servers")
	case network.GenerationWebsite, network.GenerationStored:
		return Say("role.websites")
	default:
		return Say("role.any")
	}
}

// explainRight names the role that the refused call needs, whatever the plugin
// needs otherwise.
func explainRight(e *wizard.RightError, _ []any) Explanation {
	return explain("right", "call", deed(e.Err.Call), "said", said(e.Err), "role", Say("role."+scope(e.Err.Call)))
}

// deed says what a call would have changed; the call itself where it changes
// nothing, as people know it from the panel's documentation alone.
func deed(call string) string {
	method, route, _ := strings.Cut(call, " ")
	switch {
	case strings.Contains(route, "/letsencrypt"):
		return Say("deed.issue")
	case method == http.MethodPost && strings.HasSuffix(route, "/domains"):
		return Say("deed.add")
	case method == http.MethodDelete && strings.HasSuffix(route, "/domains/{domain_id}"):
		return Say("deed.remove")
	default:
		return call
	}
}

func explainToken(e *enhance.TokenError, _ []any) Explanation {
	return explain("token." + string(e.Reason))
}

func explainURL(e *enhance.URLError, _ []any) Explanation {
	return explain("url."+string(e.Reason), "suggestion", e.Suggestion)
}

func explainID(e *enhance.IDError, _ []any) Explanation {
	return explain("id." + string(e.Reason))
}

func explainPin(e *enhance.PinError, _ []any) Explanation {
	return explain("pin." + string(e.Reason))
}

func explainRootCA(e *enhance.RootCAError, _ []any) Explanation {
	return explain("rootca."+string(e.Reason), "path", e.Path)
}
