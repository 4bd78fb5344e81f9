package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"enhance-wizard/enhance/paneltest"
)

// outsideHost is the panel's name where it is reached through a proxy: what is on
// the loopback interface never is.
const outsideHost = "panel.example"

// Who may use the proxy of these tests.
const proxyUser, proxyPassword = "proxyuser", "proxy-password-that-nobody-may-see"

// detour is an HTTP proxy that knows CONNECT only, and leads everybody to one
// place.
type detour struct {
	address string

	mu sync.Mutex
	// asked is the head of each request, as it was sent.
	asked []string
}

// newDetour starts a proxy that answers with the status in place of a tunnel,
// unless that is 200. It may want a password.
func newDetour(t *testing.T, place string, status int, wantsPassword bool) *detour {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	d := &detour{address: listener.Addr().String()}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go d.serve(connection, place, status, wantsPassword)
		}
	}()
	return d
}

func (d *detour) serve(connection net.Conn, place string, status int, wantsPassword bool) {
	defer func() { _ = connection.Close() }()
	reader := bufio.NewReader(connection)
	request, err := http.ReadRequest(reader)
	if err != nil {
		return
	}
	head, _ := httputil.DumpRequest(request, false)
	d.mu.Lock()
	d.asked = append(d.asked, string(head))
	d.mu.Unlock()
	known := "Basic " + base64.StdEncoding.EncodeToString([]byte(proxyUser+":"+proxyPassword))
	if wantsPassword && request.Header.Get("Proxy-Authorization") != known {
		status = http.StatusProxyAuthRequired
	}
	if status != http.StatusOK || request.Method != http.MethodConnect {
		_, _ = fmt.Fprintf(connection, "HTTP/1.1 %d %s\r\n\r\n", status, http.StatusText(status))
		return
	}
	inner, err := net.Dial("tcp", place)
	if err != nil {
		return
	}
	defer func() { _ = inner.Close() }()
	_, _ = io.WriteString(connection, "HTTP/1.1 200 Connection established\r\n\r\n")
	go func() { _, _ = io.Copy(inner, reader) }()
	_, _ = io.Copy(connection, inner)
}

func (d *detour) heads() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.asked)
}

// TestProxies runs the whole program where a proxy is set, from the environment
// as people set it.
func TestProxies(t *testing.T) {
	t.Parallel()
	s := stageFor(t, outsidePanel(paneltest.Options{Names: []string{outsideHost}}))
	place := hostOfURL(t, s.panel.URL())
	works, forbids := newDetour(t, place, 200, false), newDetour(t, place, 403, false)
	locked := newDetour(t, place, 200, true)
	with := func(credentials, address string) string { return "http://" + credentials + address }
	right, wrong := proxyUser+":"+proxyPassword+"@", proxyUser+":not-"+proxyPassword+"@"
	sudo := []string{"SUDO_USER=somebody", "SUDO_UID=1000", "SUDO_COMMAND=enhance-wizard"}
	for name, c := range map[string]struct {
		environment []string
		code        int
		says        string
		through     *detour
	}{
		"HTTPS_PROXY":             {[]string{"HTTPS_PROXY=" + with("", works.address)}, exitOK, "network.example", works},
		"https_proxy":             {[]string{"https_proxy=" + works.address}, exitOK, "network.example", works},
		"under sudo, kept":        {append(sudo, "HTTPS_PROXY="+with("", works.address)), exitOK, "network.example", works},
		"under sudo, dropped":     {sudo, exitUnreachable, "sudo --preserve-env=HTTPS_PROXY", nil},
		"with credentials":        {[]string{"HTTPS_PROXY=" + with(right, locked.address)}, exitOK, "network.example", locked},
		"407":                     {[]string{"HTTPS_PROXY=" + with("", locked.address)}, exitUnreachable, "status 407", locked},
		"407, wrong credentials":  {[]string{"HTTPS_PROXY=" + with(wrong, locked.address)}, exitUnreachable, "status 407", locked},
		"refused by the proxy":    {[]string{"HTTPS_PROXY=" + with(right, forbids.address)}, exitUnreachable, "status 403", forbids},
		"nobody there":            {[]string{"HTTPS_PROXY=" + with(right, "127.0.0.1:1")}, exitUnreachable, "proxy", nil},
		"malformed":               {[]string{"HTTPS_PROXY=http://" + right + "proxy:port:port"}, exitUnreachable, "proxy", nil},
		"NO_PROXY":                {[]string{"HTTPS_PROXY=" + with(right, works.address), "NO_PROXY=" + outsideHost}, exitUnreachable, "hint", nil},
		"NO_PROXY of the domain":  {[]string{"HTTPS_PROXY=" + with(right, works.address), "no_proxy=.example"}, exitUnreachable, "hint", nil},
		"NO_PROXY of another one": {[]string{"HTTPS_PROXY=" + with(right, works.address), "NO_PROXY=other.example"}, exitOK, "network.example", works},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			command := s.command("domains", "list", "--org-id", stageOrg, "--website-id", stageWebsite, "--api-url", "https://"+outsideHost)
			command.Env = append(append(command.Env, "WU_ENHANCE_API_TOKEN="+stageToken), c.environment...)
			output, _ := command.CombinedOutput() // the exit code says it
			if code := command.ProcessState.ExitCode(); code != c.code || !strings.Contains(string(output), c.says) {
				t.Errorf("exit code %d, want %d, and %q in\n%s", code, c.code, c.says, output)
			}
			keepsProxySecret(t, output)
			if c.through != nil && len(c.through.heads()) == 0 {
				t.Error("it did not go through the proxy")
			}
		})
	}
	t.Cleanup(func() {
		for _, head := range slices.Concat(works.heads(), forbids.heads(), locked.heads()) {
			if !strings.HasPrefix(head, "CONNECT "+outsideHost+":443 ") || tokenIn([]byte(head)) != "" {
				t.Errorf("the proxy was told %s", head)
			}
		}
	})
}

// TestASetUpSaysThatItGoesThroughAProxy holds what the connection test shows.
func TestASetUpSaysThatItGoesThroughAProxy(t *testing.T) {
	t.Parallel()
	s := stageFor(t, outsidePanel(paneltest.Options{Names: []string{outsideHost}}))
	proxy := newDetour(t, hostOfURL(t, s.panel.URL()), 200, true)
	command := s.command(append(s.setUp(), "--api-url", "https://"+outsideHost)...)
	command.Env = append(command.Env, "WU_ENHANCE_API_TOKEN="+stageToken,
		"HTTPS_PROXY=http://"+proxyUser+":"+proxyPassword+"@"+proxy.address)
	output, err := command.CombinedOutput()
	if err != nil || !strings.Contains(string(output), "through the proxy "+proxy.address) {
		t.Errorf("%v:\n%s", err, output)
	}
	keepsProxySecret(t, output)
	if content := s.file(t); bytes.Contains(content, []byte(proxyPassword)) {
		t.Error("the proxy's password is in wp-config.php")
	}
}

// TestTheLoopbackInterfaceNeedsNoProxy sets one that would fail.
func TestTheLoopbackInterfaceNeedsNoProxy(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	proxy := newDetour(t, hostOfURL(t, s.panel.URL()), 403, false)
	for _, host := range []string{"127.0.0.1", "localhost"} {
		command := s.command("domains", "list", "--org-id", stageOrg, "--website-id", stageWebsite,
			"--api-url", strings.Replace(s.panel.URL(), "127.0.0.1", host, 1))
		command.Env = append(command.Env, "WU_ENHANCE_API_TOKEN="+stageToken, "HTTPS_PROXY=http://"+proxy.address, "ALL_PROXY=http://"+proxy.address)
		if output, err := command.CombinedOutput(); err != nil {
			t.Errorf("%s: %v:\n%s", host, err, output)
		}
	}
	if heads := proxy.heads(); len(heads) != 0 {
		t.Errorf("the proxy was asked %q", heads)
	}
}

// outsidePanel is a panel elsewhere, with the stage's website.
func outsidePanel(o paneltest.Options) *paneltest.Panel {
	panel := paneltest.New(o)
	panel.AddOrg(paneltest.Org{ID: stageOrg, Name: "Example Hosting"})
	panel.AddServer(paneltest.Server{ID: stageServer, Name: "web1", Hostname: "web1.example", IPs: []string{"203.0.113.10"}})
	panel.AddWebsite(paneltest.Website{ID: stageWebsite, OrgID: stageOrg, ServerID: stageServer, Domain: "network.example"})
	panel.AddToken(paneltest.Token{Value: stageToken, OrgID: stageOrg, Roles: []string{"SuperAdmin"}})
	return panel
}

func hostOfURL(t *testing.T, raw string) string {
	t.Helper()
	parsed, err := url.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Host
}

func keepsProxySecret(t *testing.T, output []byte) {
	t.Helper()
	encoded := base64.StdEncoding.EncodeToString([]byte(proxyUser + ":" + proxyPassword))
	for _, secret := range []string{proxyPassword, encoded, proxyUser + ":"} {
		if bytes.Contains(output, []byte(secret)) {
			t.Errorf("%q is in the output:\n%s", secret, output)
		}
	}
	if leak := tokenIn(output); leak != "" {
		t.Errorf("the token is in the output:\n%s", output)
	}
}
