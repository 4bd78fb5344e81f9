package doctor_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"enhance-wizard/enhance/diagnose"
	"enhance-wizard/enhance/monitor"
	"enhance-wizard/enhance/probe"
	"enhance-wizard/wizard"
	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network/networktest"
)

// TestTheWebServerIsKnownByWhatItShows has a real web server where one answers.
func TestTheWebServerIsKnownByWhatItShows(t *testing.T) {
	t.Parallel()
	const lsws = "usr/local/lsws/"
	for name, c := range map[string]struct {
		own     string // Server header on this machine's address; "-": there is none
		domain  string // Server header that the check of the main domain saw
		files   []string
		process string
		offline bool
		want    string
	}{
		"Apache answers":               {own: "Apache/2.4.62 (Debian)", want: "web_server ok Apache"},
		"nginx answers":                {own: "nginx/1.26.0", want: "web_server_no_rules warning nginx"},
		"OpenResty answers":            {own: "openresty/1.27.1", want: "web_server_no_rules warning OpenResty"},
		"LiteSpeed, not which":         {own: "LiteSpeed", want: "web_server not_checked LiteSpeed"},
		"LiteSpeed with a licence":     {own: "LiteSpeed", files: []string{lsws + "conf/serial.no"}, want: "web_server ok LiteSpeed Enterprise"},
		"OpenLiteSpeed by its program": {own: "LiteSpeed", files: []string{lsws + "bin/openlitespeed"}, want: "web_server_no_rules warning OpenLiteSpeed"},
		"Apache runs":                  {process: "apache2", want: "web_server ok Apache"},
		"nginx runs":                   {process: "nginx", want: "web_server_no_rules warning nginx"},
		"OpenLiteSpeed runs":           {process: "openlitespeed", want: "web_server_no_rules warning OpenLiteSpeed"},
		"LiteSpeed runs":               {process: "lshttpd", files: []string{lsws + "conf/license.key"}, want: "web_server ok LiteSpeed Enterprise"},
		"what answers goes before":     {own: "nginx", process: "apache2", want: "web_server_no_rules warning nginx"},
		"it hides its name":            {own: "-", process: "apache2", want: "web_server ok Apache"},
		"another program":              {process: "nginx-exporter", want: "web_server not_checked"},
		"the domain shows it":          {domain: "Apache", want: "web_server ok Apache"},
		"a proxy shows itself":         {domain: "cloudflare", want: "web_server not_checked"},
		"nothing shows it":             {want: "web_server not_checked"},
		"nobody is asked":              {own: "Apache", process: "nginx", offline: true, want: "web_server_no_rules warning nginx"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
			s.system = fstest.MapFS{"proc/self/comm": {Data: []byte("nginx\n")}}
			if c.process != "" {
				s.system["proc/4711/comm"] = &fstest.MapFile{Data: []byte(c.process + "\n")}
			}
			for _, file := range c.files {
				s.system[file] = &fstest.MapFile{}
			}
			s.options.Offline = c.offline
			s.options.WebServers = []string{"https://127.0.0.1:1"}
			if c.own != "" {
				s.options.WebServers = append(s.options.WebServers, showing(t, c.own))
			}
			s.domains = func(context.Context, wizard.Options) ([]monitor.Row, error) {
				main := row(mainDomain, diagnose.Healthy)
				main.Verdict.Answer = &probe.HTTP{Status: 200, Server: c.domain}
				return []monitor.Row{row("another.example", diagnose.Healthy), main}, nil
			}
			got := ""
			for _, f := range s.run() {
				if f.ID == doctor.WebServer || f.ID == doctor.WebServerNoRules {
					got = string(f.ID) + " " + string(f.Status)
					if name, isText := param(f, "name").(string); isText {
						got += " " + name
					}
				}
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// showing starts a web server with a certificate of its own that answers for the main domain alone.
func showing(t *testing.T, name string) string {
	t.Helper()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host == mainDomain && r.TLS.ServerName == mainDomain && name != "-" {
			w.Header().Set("Server", name)
		}
		w.Header().Set("Location", "https://elsewhere.example/")
		w.WriteHeader(http.StatusFound)
	}))
	t.Cleanup(server.Close)
	return server.URL
}
