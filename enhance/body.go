package enhance

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
)

// Limits of an answer, in bytes.
const (
	maxAnswerBytes  = 1 << 20
	maxListBytes    = 32 << 20
	maxRefusalBytes = 64 << 10
)

var (
	errHTML     = errors.New("the answer is a web page")
	errTooLarge = errors.New("the answer is too large")
	errTooDeep  = errors.New("the answer is nested too deeply")
	errEncoded  = errors.New("the answer is compressed, which was not asked for")
)

// readAnswer reads a body to its end, or until it breaks a limit, so that a
// hostile one costs neither time nor memory.
func readAnswer(response *http.Response, list bool) ([]byte, error) {
	if isHTMLType(response.Header) {
		return nil, errHTML
	}
	if encoding := response.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return nil, errEncoded
	}
	limit := int64(maxAnswerBytes)
	if list {
		limit = maxListBytes
	}
	if response.ContentLength > limit {
		return nil, errTooLarge
	}
	body, err := io.ReadAll(io.TeeReader(io.LimitReader(response.Body, limit+1), &structureGuard{}))
	if err != nil {
		return body, err
	}
	if int64(len(body)) > limit {
		return nil, errTooLarge
	}
	return trimMark(body), nil
}

func isHTMLType(header http.Header) bool {
	mediaType, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	return err == nil && (mediaType == "text/html" || mediaType == "application/xhtml+xml")
}

// trimMark drops blanks and the byte order mark, which is not JSON.
func trimMark(body []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(body), []byte("\uFEFF")))
}
