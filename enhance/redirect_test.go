package enhance_test

import (
	"fmt"
	"net/http"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func TestRedirectsAreNamedAndNotFollowed(t *testing.T) {
	t.Parallel()
	target := newPanel(t, paneltest.Options{})
	for _, status := range []int{301, 302, 303, 307, 308} {
		for name, to := range map[string]string{
			"another host": "https://evil.example/api/servers",
			"itself":       "?again",
			"http":         "http://127.0.0.1:80/api/servers",
			"another port": target.URL() + "servers",
			"a path":       "/login",
			"nowhere":      "",
			"no URL":       "http://[::1",
			"a password":   "https://me:secret@evil.example/",
		} {
			t.Run(fmt.Sprintf("%d to %s", status, name), func(t *testing.T) {
				t.Parallel()
				panel := newPanel(t, paneltest.Options{})
				panel.Fault(paneltest.Match{Path: "/servers"}, paneltest.Redirect(status, to))
				panel.Fault(paneltest.Match{Method: http.MethodPost}, paneltest.Redirect(status, to))
				client := newClient(t, panel, masterToken)
				want := map[string]string{
					"a path": "https://" + client.BaseURL().Host() + "/login", "a password": "https://me:xxxxx@evil.example/",
					"itself": client.BaseURL().String() + "servers?again",
				}[name]
				if want == "" {
					want = to
				}
				_, err := client.Servers(background(t))
				if failure := wantError(t, err, enhance.Redirect); failure.Location != want || failure.Status != status || !failure.Unreachable() {
					t.Errorf("%+v, want a location of %q", failure, want)
				}
				_, err = client.AddMapping(background(t), customerOrg, network, "shop.example")
				wantError(t, err, enhance.Redirect)
				requests := panel.Requests()
				if len(requests) != 3 || requests[1].Path != "/version" || requests[2].Method != http.MethodPost || len(target.Requests()) != 0 {
					t.Errorf("the redirect was followed: %+v", requests)
				}
			})
		}
	}
}
