package paneltest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
)

const (
	apiPrefix       = "/api"
	maxRequestBytes = 1 << 20
)

// reply is an answer before it is written: body as JSON, or else text.
type reply struct {
	status int
	body   any
	text   string
}

// refusalBody is the schema HttpError.
type refusalBody struct {
	Code    string `json:"code"`
	Detail  string `json:"detail,omitempty"`
	Message string `json:"message,omitempty"`
}

func ok(body any) reply { return reply{status: http.StatusOK, body: body} }

func refuse(status int, code, detail, message string) reply {
	return reply{status: status, body: refusalBody{Code: code, Detail: detail, Message: message}}
}

func (r reply) write(w http.ResponseWriter) {
	switch {
	case r.body != nil:
		// The values are our own structs: they can be encoded.
		encoded, _ := json.Marshal(r.body)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(r.status)
		_, _ = w.Write(encoded)
	case r.text != "":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(r.status)
		_, _ = io.WriteString(w, r.text)
	default:
		w.WriteHeader(r.status)
	}
}

// handler writes each request down, lets a fault answer in place of the panel,
// and shows the rest to Options.Check.
func (p *Panel) handler() http.Handler {
	routes := p.routes()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(io.LimitReader(r.Body, maxRequestBytes))
		r.Body = io.NopCloser(bytes.NewReader(body))
		p.log(r, body)
		exchange := Exchange{Request: r, RequestBody: body}
		if fault, found := p.takeFault(r); found {
			exchange.Faulted = true
			p.check(exchange)
			fault.serve(w, r, routes)
			return
		}
		recorded := newRecorder()
		routes.ServeHTTP(recorded, r)
		exchange.Status, exchange.Header, exchange.Body = recorded.status, recorded.header, recorded.body.Bytes()
		r.Body = io.NopCloser(bytes.NewReader(body))
		p.check(exchange)
		recorded.send(w)
	})
}

func (p *Panel) check(exchange Exchange) {
	if p.options.Check != nil {
		p.options.Check(exchange)
	}
}

func (p *Panel) log(r *http.Request, body []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.requests = append(p.requests, Request{
		Method: r.Method, Path: apiPath(r), Query: r.URL.RawQuery, Authorized: r.Header.Get("Authorization") != "",
		Body: string(body), At: p.options.Now(),
	})
}

// apiPath is what comes after /api, and the whole path elsewhere.
func apiPath(r *http.Request) string {
	if rest, found := strings.CutPrefix(r.URL.Path, apiPrefix); found && (rest == "" || rest[0] == '/') {
		return rest
	}
	return r.URL.Path
}

// recorder keeps an answer until it has been checked.
type recorder struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func newRecorder() *recorder { return &recorder{status: http.StatusOK, header: http.Header{}} }

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }

func (r *recorder) send(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.header)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body.Bytes())
}

// writePage answers as the panel's web interface does: with a page for every
// address that is not the API's.
func writePage(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = fmt.Fprint(w, "<!DOCTYPE html>\n<html><head><title>Enhance</title></head>"+
		"<body><div id=\"root\"></div><script src=\"/main.js\"></script></body></html>\n")
}
