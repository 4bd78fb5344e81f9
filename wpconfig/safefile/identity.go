package safefile

import (
	"crypto/sha256"
	"encoding/hex"

	"golang.org/x/sys/unix"

	"enhance-wizard/wpconfig/safefile/internal/descriptor"
)

// version is a file's content and everything about it that a replacement must
// keep or that tells whether it is still the same. A nil version is a file that
// is not there.
type version struct {
	content    []byte
	attributes descriptor.Attributes
	stat       unix.Stat_t
	sum        [sha256.Size]byte
}

func (v *version) permissions() uint32 { return v.stat.Mode & 0o7777 }

// untouched tells whether the file was not written, replaced or changed in owner
// or mode between two looks at the same place.
func (v *version) untouched(now *version) bool {
	if v == nil || now == nil {
		return v == nil && now == nil
	}
	a, b := &v.stat, &now.stat
	return a.Dev == b.Dev && a.Ino == b.Ino && a.Ctim == b.Ctim && a.Nlink == b.Nlink && v.same(now)
}

// same is untouched for a file that has been given another name meanwhile. That
// moves the time of change, and the inode on overlay file systems.
func (v *version) same(now *version) bool {
	if v == nil || now == nil {
		return v == nil && now == nil
	}
	a, b := &v.stat, &now.stat
	return a.Size == b.Size && a.Mtim == b.Mtim && a.Uid == b.Uid && a.Gid == b.Gid && a.Mode == b.Mode && v.sum == now.sum
}

// record is what the manifest keeps of a version: never the content.
type record struct {
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
	UID    uint32 `json:"uid"`
	GID    uint32 `json:"gid"`
	Mode   uint32 `json:"mode"`
}

func (v *version) record() *record {
	if v == nil {
		return nil
	}
	return newRecord(v.content, v.stat.Uid, v.stat.Gid, v.permissions())
}

func newRecord(content []byte, uid, gid, mode uint32) *record {
	return &record{SHA256: digest(content), Size: int64(len(content)), UID: uid, GID: gid, Mode: mode}
}

// holds tells whether a version has the content that was recorded.
func (r *record) holds(v *version) bool {
	if r == nil || v == nil {
		return r == nil && v == nil
	}
	return r.SHA256 == hex.EncodeToString(v.sum[:])
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
