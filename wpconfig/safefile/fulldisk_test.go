package safefile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Contents that take one page, and several.
var (
	smallConfig = oldConfig + strings.Repeat("// padding\n", 250)
	largeConfig = newConfig + strings.Repeat("// padding\n", 4000)
)

// onSmallDisk makes a site on a file system of the given size. The vault is there
// too, or on a disk with room.
func onSmallDisk(t *testing.T, options string, vaultToo bool) *site {
	t.Helper()
	base := t.TempDir()
	must(t, os.Chmod(filepath.Dir(base), 0o755))
	disk := filepath.Join(base, "disk")
	must(t, os.Mkdir(disk, 0o755))
	mountOn(t, "tmpfs", disk, "tmpfs", "mode=755,"+options)
	s := &site{base: base, root: filepath.Join(disk, "public_html")}
	s.config = filepath.Join(s.root, "wp-config.php")
	state := filepath.Join(base, "state")
	if vaultToo {
		state = filepath.Join(disk, "state")
	}
	var err error
	s.vault, err = OpenVault(state)
	must(t, err)
	if os.Mkdir(s.root, 0o755) != nil || os.WriteFile(s.config, []byte(smallConfig), 0o640) != nil {
		t.Fatalf("not even the site fits in %s", options)
	}
	return s
}

func smallDisks() []string {
	var options []string
	for kib := 4; kib <= 256; kib += size(8, 4) {
		options = append(options, fmt.Sprintf("size=%dk", kib))
	}
	for inodes := 4; inodes < 20; inodes += size(2, 1) {
		options = append(options, fmt.Sprintf("size=1m,nr_inodes=%d", inodes))
	}
	return options
}

func TestFullDiskLeavesTheFileWhole(t *testing.T) {
	needRoot(t)
	worked, failed := 0, 0
	for _, options := range smallDisks() {
		for _, vaultToo := range []bool{false, true} {
			for _, inPlace := range []bool{false, true} {
				s := onSmallDisk(t, options, vaultToo)
				if inPlace {
					forbidReplacing(t, s)
				}
				before, written := looks(t, s.config), lastWritten(t, s.config)
				_, err := s.vault.Apply(context.Background(), Request{
					Changes: []Change{{Snapshot: snapshot(t, s.config), Content: []byte(largeConfig)}}, InPlace: inPlace,
				})
				want := smallConfig
				if err == nil {
					want, worked = largeConfig, worked+1
				} else {
					failed++
					if !vaultToo && lastWritten(t, s.config) != written {
						t.Errorf("%s: it was written before the disk was known to be full", options)
					}
				}
				if failure, ok := errors.AsType[*FailedError](err); err != nil && (!ok || failure.Outcome != OutcomeOld || !errors.Is(err, unix.ENOSPC)) {
					t.Errorf("%s: error %v", options, err)
				}
				if read(t, s.config) != want || looks(t, s.config) != before {
					t.Errorf("%s: %d bytes, %s, was %s, after %v", options, len(read(t, s.config)), looks(t, s.config), before, err)
				}
				s.holdsOnly(t, "wp-config.php")
				if _, err := s.vault.Recover(context.Background()); err != nil {
					t.Errorf("%s: recover: %v", options, err)
				}
			}
		}
	}
	if worked == 0 || failed == 0 {
		t.Errorf("%d writes worked and %d failed: the disks are not small and large", worked, failed)
	}
}

func lastWritten(t *testing.T, path string) time.Time {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	return info.ModTime()
}

// forbidReplacing puts a mount on the file, so that it can only be overwritten.
func forbidReplacing(t *testing.T, s *site) {
	t.Helper()
	if err := unix.Mount(s.config, s.config, "", unix.MS_BIND, ""); err != nil {
		t.Skipf("cannot mount here: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(s.config, unix.MNT_DETACH) })
}

func TestFullDiskDuringUndoLeavesTheFileWhole(t *testing.T) {
	needRoot(t)
	failed := 0
	for _, vaultToo := range []bool{false, true} {
		for _, room := range []int{0, 1, 4, 8, 16, 40, 64} {
			s := onSmallDisk(t, "size=512k", vaultToo)
			receipt, err := s.apply(t, largeConfig)
			must(t, err)
			fill(t, filepath.Dir(s.root), room<<10)
			_, err = s.vault.Undo(context.Background(), receipt.ID, UndoOptions{})
			want := smallConfig
			if err != nil {
				want, failed = largeConfig, failed+1
			}
			if read(t, s.config) != want {
				t.Errorf("with %d KiB left: %d bytes after %v", room, len(read(t, s.config)), err)
			}
			s.holdsOnly(t, "wp-config.php")
			// With room again, it works.
			must(t, os.Remove(filepath.Join(filepath.Dir(s.root), "fill")))
			if err != nil {
				_, err := s.vault.Undo(context.Background(), receipt.ID, UndoOptions{})
				must(t, err)
			}
			if read(t, s.config) != smallConfig {
				t.Error("it was not put back")
			}
		}
	}
	if failed == 0 {
		t.Error("no undo met a full disk")
	}
}

// fill leaves so many bytes free.
func fill(t *testing.T, disk string, free int) {
	t.Helper()
	file, err := os.Create(filepath.Join(disk, "fill"))
	must(t, err)
	page := make([]byte, 4096)
	written := int64(0)
	for err == nil {
		var n int
		n, err = file.Write(page)
		written += int64(n)
	}
	must(t, file.Truncate(max(0, written-int64(free))))
	must(t, file.Close())
}

// The control: a writer that truncates loses the file on such disks.
func TestFullDiskRuinsACarelessWriter(t *testing.T) {
	needRoot(t)
	ruined := 0
	for _, options := range smallDisks() {
		s := onSmallDisk(t, options, false)
		_ = os.WriteFile(s.config, []byte(largeConfig), 0o640)
		if content := read(t, s.config); content != smallConfig && content != largeConfig {
			ruined++
		}
	}
	if ruined == 0 {
		t.Error("the disks are not small enough to prove anything")
	}
}
