package main

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

// plainServer counts what is asked of it without TLS.
type plainServer struct {
	url      string
	requests atomic.Int32
}

func newPlainServer(t *testing.T) *plainServer {
	t.Helper()
	s := &plainServer{}
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { s.requests.Add(1) }))
	t.Cleanup(server.Close)
	s.url = server.URL + "/"
	return s
}
