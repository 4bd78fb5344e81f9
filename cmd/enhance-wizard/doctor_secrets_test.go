package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/enhance/paneltest"
	"enhance-wizard/wizard"
	"enhance-wizard/wpconfig/network"
	"enhance-wizard/wpconfig/network/networktest"
)

// Secrets that no output may hold. The token has every character that some encoding changes.
const (
	canaryToken    = "canary+tok/en=~0.1_2-3ABCxyz"
	canaryPassword = "canary-database-password"
	canaryKey      = "canary-auth-key"
)

// forms are the ways in which a text may hold a secret.
func forms(secret string) []string {
	all := []string{
		secret, url.QueryEscape(secret), url.PathEscape(secret), html.EscapeString(secret), strings.ReplaceAll(secret, "/", `\/`),
		hex.EncodeToString([]byte(secret)), strings.ToUpper(hex.EncodeToString([]byte(secret))),
	}
	for shift := range 3 {
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			whole := encoding.EncodeToString([]byte("xyz"[:shift] + secret))
			all = append(all, whole[4:len(whole)-4]) // without what its neighbours change
		}
	}
	quoted, _ := json.Marshal(secret)
	return append(all, strings.Trim(string(quoted), `"`), secret[:12], secret[len(secret)-12:])
}

// TestACheckUpTellsNoSecret lets everything that is read or asked give secrets back, in every encoding.
func TestACheckUpTellsNoSecret(t *testing.T) {
	t.Parallel()
	said := `{"code":"unauthorized","detail":%[1]q,"message":%[1]q}`
	answers := map[string]paneltest.Fault{
		"healthy":  {},
		"echo 401": paneltest.EchoAuthorization(401), "echo 403": paneltest.EchoAuthorization(403),
		"echo 500": paneltest.EchoAuthorization(500), "a page": paneltest.HTML(200),
		"redirect": paneltest.Redirect(302, "https://elsewhere.example/?token="+url.QueryEscape(canaryToken)),
		"own host": paneltest.Redirect(302, "https://"+url.PathEscape(canaryToken)+".example/"),
		"as text":  paneltest.Answer(404, "text/plain", "UUID parsing failed: "+canaryToken),
		"cut off":  paneltest.Answer(403, "text/plain", strings.Repeat("x", 290)+canaryToken),
		"a list":   paneltest.Answer(200, "application/json", `["`+canaryToken+`"]`),
		"a string": paneltest.Answer(200, "application/json", `"`+canaryToken+`"`),
	}
	for i, form := range forms(canaryToken)[:13] {
		answers[fmt.Sprintf("encoded %d", i)] = paneltest.Answer(403, "application/json", fmt.Sprintf(said, form))
	}
	paths := []string{"", "/version", "/servers", "/login/memberships", "/orgs/*", "/orgs/*/websites/*", "/orgs/*/websites/*/domains"}
	for _, name := range slices.Sorted(maps.Keys(answers)) {
		for _, path := range paths {
			switch { // what a panel says in an error is taken from every call in the same way
			case name == "healthy" && path != "", strings.HasPrefix(name, "encoded") && path != "/servers":
				continue
			case !strings.HasPrefix(name, "echo") && !slices.Contains([]string{"", "/servers", "/orgs/*/websites/*"}, path):
				continue
			}
			t.Run(name+" "+strings.ReplaceAll(path, "/", "_"), func(t *testing.T) {
				t.Parallel()
				p := secretive(t, func(panel *paneltest.Panel) {
					if name != "healthy" {
						panel.Fault(paneltest.Match{Path: path}, answers[name])
					}
				})
				hunt(t, p.run(t))
			})
		}
	}
}

// TestTheHuntFindsWhatItLooksFor keeps the test above alive.
func TestTheHuntFindsWhatItLooksFor(t *testing.T) {
	t.Parallel()
	for _, form := range forms(canaryToken)[:13] {
		if found(`{"detail": "x`+form+`y"}`) == "" {
			t.Errorf("%q is not found", form)
		}
	}
	if secret := found("nothing to see"); secret != "" {
		t.Errorf("%q is found where nothing is", secret)
	}
}

func hunt(t *testing.T, said string) {
	t.Helper()
	if secret := found(said); secret != "" {
		t.Errorf("it holds %q: %s", secret, said)
	}
}

func found(said string) string {
	for _, secret := range []string{canaryToken, canaryPassword, canaryKey} {
		for _, form := range forms(secret) {
			if strings.Contains(said, form) {
				return form
			}
		}
	}
	return ""
}

// secretiveSite is a program on a site that holds secrets wherever it can.
type secretiveSite struct{ root, ca, state string }

func secretive(t *testing.T, spoil func(*paneltest.Panel)) secretiveSite {
	t.Helper()
	panel := paneltest.New(paneltest.Options{})
	org := panel.AddOrg(paneltest.Org{Name: "Example Hosting"})
	server := panel.AddServer(paneltest.Server{Name: "web1", IPs: []string{"203.0.113.10"}})
	website := panel.AddWebsite(paneltest.Website{OrgID: org, ServerID: server, Domain: "network.example"})
	panel.AddToken(paneltest.Token{Value: canaryToken, OrgID: org, Roles: []string{"SuperAdmin"}})
	if err := panel.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(panel.Close)
	spoil(panel)
	dir := t.TempDir()
	s := secretiveSite{filepath.Join(dir, "site"), filepath.Join(dir, "ca.pem"), filepath.Join(dir, "state")}
	if err := networktest.Make(s.root, networktest.Options{
		PluginVersion: "2.4.12", Subdomains: true, Database: networktest.Database{Host: "127.0.0.1:1", Password: canaryPassword},
		Constants: []networktest.Constant{
			{Name: network.ConstantToken, Value: canaryToken},
			{Name: network.ConstantURL, Value: panel.URL()},
			{Name: network.ConstantOrgID, Value: org},
			{Name: network.ConstantWebsiteID, Value: website},
			{Name: network.ConstantServerID, Value: canaryToken},
			{Name: "wu_enhance_api_token", Value: canaryToken},
			{Name: "COOKIE_DOMAIN", Value: canaryToken},
		},
		PushLog: "[2026-11-23 10:00:00] [INFO] Adding domain: shop.example for site ID: 7\n" +
			"[2026-11-23 10:00:01] [INFO] Failed to add domain shop.example. Error: {\"error\":\"" + canaryToken + "\"}\n",
	}); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(s.root, "wp-config.php")
	source, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	source = bytes.Replace(source, []byte("put your unique phrase here"), []byte(canaryKey), 1)
	for path, content := range map[string][]byte{config: source, s.ca: panel.CAPEM()} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// run does a check-up, and gives all that it says in either form.
func (s secretiveSite) run(t *testing.T) string {
	t.Helper()
	var said bytes.Buffer
	p := &program{stdout: &output{to: &said}, stderr: &said, variables: map[wizard.Field]string{}}
	p.flags.wpPath, p.flags.caCert, p.flags.stateDir = s.root, s.ca, s.state
	site, err := p.site()
	if err != nil {
		t.Fatal(err)
	}
	site.options.WebServers = nil
	found, err := p.checkUp(t.Context(), site, watching{resolvers: []string{"127.0.0.1:1"}})
	if err != nil || !found.HasProblem() {
		t.Errorf("no problem was found (%v)", err)
	}
	for _, write := range []func(io.Writer) error{found.Table, found.JSON} {
		if err := write(p.stdout); err != nil {
			t.Error(err)
		}
	}
	return said.String()
}
