package probetest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const connectionLife = 30 * time.Second

// unknownName is what the panel's placeholder for a name that it does not know is made out to.
const unknownName = "placeholder.invalid"

var (
	errHungUp     = errors.New("hung up")
	errNoProtocol = errors.New("no common protocol")
)

// keepSilent reads what comes and never answers.
func (f *Farm) keepSilent(c net.Conn) {
	f.stats.connections.Add(1)
	_, _ = io.Copy(io.Discard, c)
}

// serveHTTPS answers for the name in the TLS hello, with that name's own certificate, once.
func (f *Farm) serveHTTPS(c net.Conn, proxy bool) {
	f.stats.connections.Add(1)
	_ = c.SetDeadline(time.Now().Add(connectionLife))
	if !f.pause(2) || !f.linger() {
		return
	}
	secured := tls.Server(c, &tls.Config{
		MinVersion:         tls.VersionTLS12,
		GetConfigForClient: func(h *tls.ClientHelloInfo) (*tls.Config, error) { return f.configFor(h, c) },
	})
	if secured.HandshakeContext(context.Background()) != nil {
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
	config := &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}, SessionTicketsDisabled: true}
	s, _ := f.names.find(hello.ServerName)
	if s == nil {
		s = f.unknown
	}
	switch s.recipe.certificate {
	case refused:
		return config, nil // without a certificate: the alert unrecognized_name
	case onlyX25519:
		config.CurvePreferences = []tls.CurveID{tls.X25519}
	case onlyH2:
		if !slices.Contains(hello.SupportedProtos, "h2") { // Go would let a client of HTTP/1.1 pass
			return nil, errNoProtocol
		}
		config.NextProtos = []string{"h2"}
	case onlyRSA:
		config.MaxVersion, config.CipherSuites = tls.VersionTLS12, []uint16{tls.TLS_RSA_WITH_AES_128_GCM_SHA256}
	case oldTLS:
		config.MinVersion, config.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
	case wantsIdentity:
		config.ClientAuth = tls.RequireAnyClientCert
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
	host := hostOf(r)
	status, location := http.StatusNotFound, ""
	if !strings.HasPrefix(r.URL.Path, challengePath) {
		status, location = f.page(host, r)
	}
	if status == 0 {
		<-f.closing
		return
	}
	header := http.Header{"Server": {"farm"}, "Content-Type": {"text/html"}, "Date": {time.Now().UTC().Format(http.TimeFormat)}}
	switch status {
	case http.StatusServiceUnavailable:
		header.Set("Retry-After", "600")
	case http.StatusFound:
		header.Set("Set-Cookie", cookieName+"=1")
	}
	if proxy {
		header.Set("Server", "cloudflare")
		header.Set("Cf-Ray", fmt.Sprintf("%016x-FRM", f.stats.handshakes.Load()))
	}
	if location != "" {
		header.Set("Location", location)
	}
	body := "<!doctype html><title>" + host + "</title>\n"
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set("Connection", "close")
	var answer bytes.Buffer // sent in one piece, as servers do; each piece would be a TLS record
	fmt.Fprintf(&answer, "HTTP/1.1 %d %s\r\n", status, http.StatusText(status))
	_ = header.Write(&answer)
	answer.WriteString("\r\n" + body)
	_, _ = answer.WriteTo(w)
}

// cookieName is the cookie without which some names redirect.
const cookieName = "seen"

// page says which status and redirect a name answers with; status 0 is for no answer.
func (f *Farm) page(host string, r *http.Request) (status int, location string) {
	how := pageFine
	s, www := f.names.find(host)
	if s != nil {
		how = s.recipe.page
	}
	switch how {
	case pageSilent:
		return 0, ""
	case pageWWW:
		if www {
			return http.StatusOK, ""
		}
		return http.StatusMovedPermanently, fmt.Sprintf("https://www.%s:%d/", host, f.https)
	case pageLoop:
		return http.StatusMovedPermanently, fmt.Sprintf("https://%s:%d/", host, f.https)
	case pageWWWAndBack:
		if www {
			return http.StatusMovedPermanently, fmt.Sprintf("https://%s:%d/", strings.TrimPrefix(host, "www."), f.https)
		}
		return http.StatusMovedPermanently, fmt.Sprintf("https://www.%s:%d/", host, f.https)
	case pageOtherAndBack:
		if r.URL.Path == "/" {
			return http.StatusMovedPermanently, "/en/"
		}
		return http.StatusMovedPermanently, "/"
	case pageCookie:
		if _, err := r.Cookie(cookieName); err == nil {
			return http.StatusOK, ""
		}
		return http.StatusFound, "/"
	case pageHTTP, pageHTTPAndBack:
		return http.StatusMovedPermanently, fmt.Sprintf("http://%s:%d/", host, f.http)
	case pageSignup:
		return http.StatusFound, "https://network.test/wp-signup.php?new=" + host
	default:
		return statuses[how], ""
	}
}

// statuses are those of pages that are no redirects.
var statuses = map[page]int{
	pageFine: http.StatusOK, page403: http.StatusForbidden, page404: http.StatusNotFound,
	page500: http.StatusInternalServerError, page503: http.StatusServiceUnavailable, page526: 526, // Cloudflare's own
}

// hostOf returns the name that was asked for, without the port.
func hostOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		return r.Host
	}
	return host
}
