package probe

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	userAgent  = "enhance-wizard (domain check)"
	headLimit  = 256 << 10 // bytes read of an answer: as long as browsers let the head be
	pageLimit  = 16 << 10  // bytes read of a page
	farClock   = 10 * time.Minute
	textLimit  = 300 // bytes kept of a header
	bufferSize = 2 << 10
)

var readers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, bufferSize) }}

// hostHeader is the name, with the port where it is not the usual one.
func hostHeader(name string, port, usual uint16) string {
	if port == usual {
		return name
	}
	return net.JoinHostPort(name, strconv.Itoa(int(port)))
}

// get asks for the front page and reads the head of the answer. The connection is of no use afterwards.
func get(c io.ReadWriter, host string, now func() time.Time) *HTTP {
	began := time.Now()
	request := "GET / HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: " + userAgent + "\r\nAccept: text/html, */*;q=0.5\r\n" +
		"Connection: close\r\n\r\n"
	if _, err := io.WriteString(c, request); err != nil {
		return &HTTP{Took: time.Since(began), Detail: err.Error(), late: isTimeout(err)}
	}
	r := readers.Get().(*bufio.Reader)
	defer readers.Put(r)
	in := &limited{from: c, left: headLimit}
	r.Reset(in)
	answer, err := readHead(r)
	h := &HTTP{Took: time.Since(began)}
	if err != nil {
		if isTimeout(in.err) {
			err, h.late = in.err, true
		}
		h.Detail = err.Error()
		return h
	}
	defer func() { _ = answer.Body.Close() }()
	h.Status = answer.StatusCode
	h.Location = short(answer.Header.Get("Location"))
	h.Server = short(answer.Header.Get("Server"))
	h.Proxy = proxyOf(answer.Header)
	h.Challenge = strings.EqualFold(answer.Header.Get("Cf-Mitigated"), "challenge")
	h.RetryAfter = answer.Header.Get("Retry-After") != ""
	if at, err := http.ParseTime(answer.Header.Get("Date")); err == nil {
		if ahead := at.Sub(now()).Round(time.Minute); ahead.Abs() >= farClock {
			h.Ahead = ahead
		}
	}
	return h
}

// limited reads so many bytes at most, and keeps the error that ended it: who reads lines takes half of one for a whole one
// at the end, and complains of what is missing.
type limited struct {
	from io.Reader
	left int
	err  error
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, io.EOF
	}
	n, err := l.from.Read(p[:min(len(p), l.left)])
	l.left -= n
	l.err = err
	return n, err
}

// readHead reads the head of an answer, past those that only announce one (RFC 9110, 15.2).
func readHead(r *bufio.Reader) (*http.Response, error) {
	for {
		answer, err := http.ReadResponse(r, nil)
		if err != nil || answer.StatusCode >= 200 || answer.StatusCode == http.StatusSwitchingProtocols {
			return answer, err
		}
		_ = answer.Body.Close()
	}
}

// short cuts a header's value, and keeps its bytes from keeping the whole answer in memory.
func short(text string) string {
	if len(text) > textLimit {
		text = text[:textLimit]
	}
	return strings.Clone(text)
}
