package paneltest

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// Huge answers 200 with a list of so many bytes, and says so beforehand.
func Huge(size int64) Fault {
	return Fault{serve: func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Content-Type", jsonType)
		w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
		item := strings.Repeat(" ", 64<<10)
		for left := size; left > 0; left -= int64(len(item)) {
			if _, err := io.WriteString(w, item[:min(left, int64(len(item)))]); err != nil {
				return
			}
		}
	}}
}

// GzipBomb answers 200 with a small body that unpacks to so many mebibytes,
// whether or not the client said that it unpacks. It is one member of a mebibyte
// many times over (RFC 1952 section 2.2).
func GzipBomb(mebibytes int) Fault {
	var member bytes.Buffer
	packer := gzip.NewWriter(&member)
	_, _ = packer.Write(bytes.Repeat([]byte(" "), 1<<20))
	_ = packer.Close()
	bomb := bytes.Repeat(member.Bytes(), mebibytes)
	return Fault{serve: func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Content-Type", jsonType)
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb)
	}}
}
