package inventory

import (
	"flag"
	"os"
	"testing"
	"time"
)

// TestMain lets many tests run at once: they wait for the pauses that the client
// keeps between its requests, not for the processor.
func TestMain(m *testing.M) {
	flag.Parse()
	_ = flag.Set("test.parallel", "16")
	looksTime = time.Minute
	os.Exit(m.Run())
}
