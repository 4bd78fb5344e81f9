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

// GzipBomb answers 200 with a small body that unpacks to so many bytes, whether
// or not the client said that it unpacks.
func GzipBomb(size int64) Fault {
	var bomb bytes.Buffer
	packer := gzip.NewWriter(&bomb)
	blank := bytes.Repeat([]byte(" "), 64<<10)
	for left := size; left > 0; left -= int64(len(blank)) {
		_, _ = packer.Write(blank)
	}
	_ = packer.Close()
	return Fault{serve: func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Content-Type", jsonType)
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	}}
}
