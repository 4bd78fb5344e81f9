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
	body, err := readLimited(io.TeeReader(response.Body, &structureGuard{}), limit)
	if err != nil {
		return nil, err
	}
	return trimMark(body), nil
}

// Sizes of the pieces in which a body is read.
const (
	firstPieceBytes = 4 << 10
	maxPieceBytes   = 1 << 20
)

// readLimited reads to the end, or until there is more than limit. It joins the
// pieces last, so that a body that is too large is never held twice.
func readLimited(source io.Reader, limit int64) ([]byte, error) {
	var pieces [][]byte
	total := int64(0)
	piece := make([]byte, 0, firstPieceBytes)
	for {
		n, err := source.Read(piece[len(piece):cap(piece)])
		piece = piece[:len(piece)+n]
		total += int64(n)
		switch {
		case total > limit:
			return nil, errTooLarge
		case errors.Is(err, io.EOF):
			return bytes.Join(append(pieces, piece), nil), nil
		case err != nil:
			return nil, err
		case len(piece) == cap(piece):
			pieces = append(pieces, piece)
			piece = make([]byte, 0, min(2*cap(piece), maxPieceBytes))
		}
	}
}

func isHTMLType(header http.Header) bool {
	mediaType, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	return err == nil && (mediaType == "text/html" || mediaType == "application/xhtml+xml")
}

// trimMark drops blanks and the byte order mark, which is not JSON.
func trimMark(body []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(body), []byte("\uFEFF")))
}
