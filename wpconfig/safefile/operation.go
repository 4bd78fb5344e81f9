package safefile

import (
	"crypto/rand"
	"encoding/hex"
	"strings"
)

// operation is one file of a transaction, from what it was to what it will be.
type operation struct {
	*place
	label  string
	check  func([]byte) error
	before *version // nil: the file is made
	after  []byte
	remove bool // the file is removed; after is nothing

	uid, gid, mode uint32 // of the new file

	temporary string   // name beside the target, of the new file and later of the old
	staged    *version // the new file as read back from the disk
	overwrite bool     // in place, since it cannot be replaced
	progress  progress
}

// progress is how far an operation has come, and so what putting back takes.
type progress int

const (
	pending     progress = iota // nothing is on the disk
	prepared                    // the new file lies under the temporary name
	exchanged                   // the new file is in place, the old under the temporary name
	substituted                 // the new file is in place, the old is in the backup only
	overwritten                 // writing in place has begun
)

// newOperation begins with a file that keeps its owner, group and mode.
func newOperation(at *place, before *version) *operation {
	o := &operation{place: at, before: before, temporary: temporaryName(at.name)}
	if before != nil {
		o.uid, o.gid, o.mode = before.stat.Uid, before.stat.Gid, before.permissions()
	}
	return o
}

// wanted is the new content's record in the manifest.
func (o *operation) wanted() *record {
	if o.remove {
		return nil
	}
	return newRecord(o.after, o.uid, o.gid, o.mode)
}

// temporaryName is a name beside the target that no web server shows: PHP runs
// what ends in .php, Apache denies what begins with .ht. It cannot be guessed.
func temporaryName(target string) string {
	if strings.HasSuffix(target, ".php") {
		return ".wp-config." + randomHex(16) + ".php"
	}
	return ".ht." + randomHex(16)
}

func randomHex(bytes int) string {
	random := make([]byte, bytes)
	_, _ = rand.Read(random) // never fails (crypto/rand)
	return hex.EncodeToString(random)
}
