package enhance

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
)

func TestBodiesAreReadUpToTheLimit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		list bool
		size int
		want error
	}{
		"nothing":              {false, 0, nil},
		"an object, just":      {false, 1 << 20, nil},
		"an object, too large": {false, 1<<20 + 1, errTooLarge},
		"a list, just":         {true, 32 << 20, nil},
		"a list, too large":    {true, 32<<20 + 1, errTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// Strings of a kibibyte, so that only the size is out of bounds.
			text := strings.Repeat(strings.Repeat("x", 1022)+`""`, c.size>>10+1)[:c.size]
			response := &http.Response{Body: io.NopCloser(strings.NewReader(text)), ContentLength: -1}
			body, err := readAnswer(response, c.list)
			if !errors.Is(err, c.want) || err == nil && string(body) != text {
				t.Errorf("%d bytes, %v, want %v", len(body), err, c.want)
			}
		})
	}
}

func TestBodiesArriveInAnyPieces(t *testing.T) {
	t.Parallel()
	text := bytes.Repeat([]byte("0123456789"), 2000)
	for name, source := range map[string]io.Reader{
		"whole":           bytes.NewReader(text),
		"byte by byte":    iotest.OneByteReader(bytes.NewReader(text)),
		"end with a byte": iotest.DataErrReader(bytes.NewReader(text)),
	} {
		if body, err := readLimited(source, 20_000); err != nil || !bytes.Equal(body, text) {
			t.Errorf("%s: %d bytes, %v", name, len(body), err)
		}
	}
	if _, err := readLimited(iotest.TimeoutReader(iotest.HalfReader(bytes.NewReader(text))), 20_000); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("a broken body: %v", err)
	}
}
