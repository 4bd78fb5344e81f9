package probetest

import (
	"bufio"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

const connectionLife = 30 * time.Second

// unknownName is what the panel's placeholder for a name that it does not know is made out to.
const unknownName = "placeholder.invalid"

var errHungUp = errors.New("hung up")

// keepSilent reads what comes and never answers.
func (f *Farm) keepSilent(c net.Conn) {
	f.stats.connections.Add(1)
	_, _ = io.Copy(io.Discard, c)
}

// serveHTTPS answers for the name in the TLS hello, with that name's own certificate, once.
func (f *Farm) serveHTTPS(c net.Conn, proxy bool) {
	f.stats.connections.Add(1)
	_ = c.SetDeadline(time.Now().Add(connectionLife))
	if !f.pause(2) {
		return
	}
	secured := tls.Server(c, &tls.Config{
		MinVersion:         tls.VersionTLS12,
		GetConfigForClient: func(h *tls.ClientHelloInfo) (*tls.Config, error) { return f.configFor(h, c) },
	})
	if secured.Handshake() != nil {
		return
	}
	f.stats.handshakes.Add(1)
	request, err := http.ReadRequest(bufio.NewReader(secured))
	if err != nil || !f.pause(1) {
		return
	}
	f.stats.requests.Add(1)
	f.answerPage(secured, request, proxy)
	_ = secured.CloseWrite()
}

func (f *Farm) configFor(hello *tls.ClientHelloInfo, c net.Conn) (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}}
	s, _ := f.names.find(hello.ServerName)
	if s == nil {
		s = f.unknown
	}
	switch s.recipe.certificate {
	case refused:
		return config, nil // without a certificate: the alert unrecognized_name
	case plainHTTP:
		_, _ = io.WriteString(c, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		return nil, hangUpOn(c)
	case hangUp:
		return nil, hangUpOn(c)
	default:
	}
	certificate, err := f.served(s)
	if err != nil {
		return nil, err
	}
	config.Certificates = []tls.Certificate{*certificate}
	return config, nil
}

// hangUpOn closes the connection itself, so that no TLS alert goes out on it.
func hangUpOn(c net.Conn) error {
	if err := c.Close(); err != nil {
		return err
	}
	return errHungUp
}

// answerPage answers GET / as the site's kind wants it.
func (f *Farm) answerPage(w io.Writer, r *http.Request, proxy bool) {
	how := pageFine
	host, _ := splitHost(r.Host)
	s, www := f.names.find(host)
	if s != nil {
		how = s.recipe.page
	}
	header := http.Header{"Server": {"farm"}, "Content-Type": {"text/html"}}
	if proxy {
		header.Set("Server", "cloudflare")
		header.Set("Cf-Ray", fmt.Sprintf("%016x-FRM", f.stats.handshakes.Load()))
	}
	status := http.StatusOK
	redirect := func(to string) {
		status = http.StatusMovedPermanently
		header.Set("Location", to)
	}
	switch {
	case len(r.URL.Path) > len(challengePath) && r.URL.Path[:len(challengePath)] == challengePath:
		status = http.StatusNotFound
	case how == pageSilent:
		<-f.closing
		return
	case how == page500:
		status = http.StatusInternalServerError
	case how == page404:
		status = http.StatusNotFound
	case how == pageWWW && !www:
		redirect(fmt.Sprintf("https://www.%s:%d/", host, f.https))
	case how == pageLoop:
		redirect(fmt.Sprintf("https://%s:%d/", host, f.https))
	case how == pageHTTP:
		redirect(fmt.Sprintf("http://%s:%d/", host, f.http))
	case how == pageSignup:
		redirect("https://network.test/wp-signup.php?new=" + host)
	}
	body := "<!doctype html><title>" + host + "</title>\n"
	_, _ = fmt.Fprintf(w, "HTTP/1.1 %d %s\r\nContent-Length: %d\r\nConnection: close\r\n", status, http.StatusText(status), len(body))
	_ = header.Write(w)
	_, _ = io.WriteString(w, "\r\n"+body)
}

func splitHost(hostport string) (host, port string) {
	host, port, err := net.SplitHostPort(hostport)
	if err != nil {
		return hostport, ""
	}
	return host, port
}
