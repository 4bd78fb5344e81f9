package probetest

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

const challengePath = "/.well-known/acme-challenge/"

// serveHTTP stands for port 80: the ACME path answers as the site's kind wants it, the rest goes to HTTPS.
func (f *Farm) serveHTTP(l net.Listener) {
	server := &http.Server{Handler: http.HandlerFunc(f.answerPlain), ReadHeaderTimeout: connectionLife}
	f.wait.Go(func() { _ = server.Serve(l) })
	f.closers = append(f.closers, func() { _ = server.Close() })
}

func (f *Farm) answerPlain(w http.ResponseWriter, r *http.Request) {
	if !f.pause(2) {
		return
	}
	host := hostOf(r)
	s, _ := f.names.find(host)
	if !strings.HasPrefix(r.URL.Path, challengePath) {
		if s != nil && s.recipe.page == pageHTTP {
			_, _ = io.WriteString(w, "<!doctype html><title>without TLS</title>\n")
			return
		}
		w.Header().Set("Location", fmt.Sprintf("https://%s:%d%s", host, f.https, r.URL.Path))
		w.WriteHeader(http.StatusMovedPermanently)
		return
	}
	f.stats.challenges.Add(1)
	f.answerChallenge(w, r, s)
}

// answerChallenge answers where Let's Encrypt looks for its token.
func (f *Farm) answerChallenge(w http.ResponseWriter, r *http.Request, s *site) {
	host, how := hostOf(r), challengeOpen
	if s != nil {
		how = s.recipe.challenge
	}
	switch how {
	case challengeOpen:
		http.Error(w, "no such token", http.StatusNotFound)
	case challengeForbidden:
		http.Error(w, "no", http.StatusForbidden)
	case challengePage:
		w.Header().Set("Cf-Mitigated", "challenge")
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = io.WriteString(w, "<!doctype html><title>Just a moment...</title>\n")
	case challengeElsewhere:
		w.Header().Set("Location", "https://login.elsewhere.test/")
		w.WriteHeader(http.StatusFound)
	case challengePort:
		w.Header().Set("Location", fmt.Sprintf("http://%s:8081%s", host, r.URL.Path))
		w.WriteHeader(http.StatusFound)
	case challengeLoop:
		w.Header().Set("Location", r.URL.Path)
		w.WriteHeader(http.StatusFound)
	case challengeSilent:
		select {
		case <-f.closing:
		case <-r.Context().Done():
		}
		panic(http.ErrAbortHandler) // to return would be an answer
	case challengeTLS:
		http.Error(w, "The plain HTTP request was sent to HTTPS port", http.StatusBadRequest) // nginx's words
	}
}

// rest waits a moment after a failed accept; it reports false when the farm closes meanwhile.
func (f *Farm) rest() bool {
	select {
	case <-time.After(5 * time.Millisecond):
		return true
	case <-f.closing:
		return false
	}
}
