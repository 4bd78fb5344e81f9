package enhance

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// Generation says which interface a panel has, by its version.
type Generation string

// The generations of panels. Specifications are known of 7.3.0 and later; they
// changed between 9.4.0 and 9.9.0, and not since.
const (
	// GenerationUnknown is of a version that cannot be read, or that is older
	// than any that is known. Such a panel is taken for a present one: what it
	// does not have, it will say.
	GenerationUnknown Generation = "unknown"
	// GenerationOld is of panels up to 9.4.0, which are read and never changed.
	GenerationOld Generation = "old"
	// GenerationPresent is of all later ones.
	GenerationPresent Generation = "present"
)

var (
	firstKnownVersion = [3]int{7, 0, 0}
	lastOldVersion    = [3]int{9, 4, 0}
)

// GenerationOf judges what [Client.Version] returned.
func GenerationOf(version string) Generation {
	numbers, ok := versionNumbers(version)
	switch {
	case !ok || isBelow(numbers, firstKnownVersion):
		return GenerationUnknown
	case !isBelow(lastOldVersion, numbers):
		return GenerationOld
	default:
		return GenerationPresent
	}
}

// versionNumbers reads the first three numbers of a semantic version. What
// comes behind them, as in "9.9.0-beta.1", decides nothing here.
func versionNumbers(version string) (numbers [3]int, ok bool) {
	core, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(version), "v"), "-")
	core, _, _ = strings.Cut(core, "+")
	parts := strings.Split(core, ".")
	if len(parts) != len(numbers) {
		return numbers, false
	}
	for i, part := range parts {
		number, err := strconv.ParseUint(part, 10, 31)
		if err != nil {
			return numbers, false
		}
		numbers[i] = int(number)
	}
	return numbers, true
}

func isBelow(a, b [3]int) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

// versionMemory is the version that a panel told last, shared by all forms of
// one client.
type versionMemory struct {
	mu      sync.Mutex
	version string
}

func (m *versionMemory) set(version string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.version = version
}

func (m *versionMemory) get() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.version
}

// Writable returns the [PanelTooOld] that every write would get from a panel of
// the old generation. It is for what reads first by functions that such panels do
// not have, and would stop there with [RouteMissing]. Only GET /version is asked.
func (c *Client) Writable(ctx context.Context) error {
	return c.refuseOld(ctx, versionCall())
}

// refuseOld stops a write before it is sent to a panel of the old generation.
// The version is asked for once, and again while it is an old one, since a panel
// is updated while a dashboard is open. An address that gives no answer to that
// gets no write either; a panel that does not want to tell its version does.
func (c *Client) refuseOld(ctx context.Context, r call) error {
	version := c.version.get()
	if version == "" || GenerationOf(version) == GenerationOld {
		var err error
		var failure *Error
		version, err = c.Version(ctx)
		if errors.As(err, &failure) && (failure.Unreachable() || failure.Cause == Cancelled || failure.Cause == RateLimited) {
			return err
		}
	}
	if GenerationOf(version) != GenerationOld {
		return nil
	}
	failure := c.failure(r, PanelTooOld, fmt.Errorf("version %s is only read", c.redact(version)))
	failure.Version = version
	return failure
}

// isWrite reports whether the call changes something on the panel.
func (r call) isWrite() bool { return r.method != http.MethodGet && !r.harmless }
