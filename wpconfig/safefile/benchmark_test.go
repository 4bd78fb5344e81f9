package safefile

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkApply is a whole write on the disk of the temporary folder, as the
// file's owner and, by root, in a user's directory.
func BenchmarkApply(b *testing.B) {
	for name, uid := range map[string]int{"own": os.Geteuid(), "user": siteUser} {
		b.Run(name, func(b *testing.B) {
			if uid != os.Geteuid() && os.Geteuid() != 0 {
				b.Skip("needs root: it gives files to other users")
			}
			base := b.TempDir()
			config := filepath.Join(base, "wp-config.php")
			vault, err := OpenVault(filepath.Join(base, "state"))
			if err == nil {
				err = os.WriteFile(config, []byte(oldConfig), 0o640)
			}
			if err == nil && uid != os.Geteuid() {
				vault, err = OpenVault(b.TempDir())
				_ = os.Chown(base, uid, uid)
				_ = os.Chown(config, uid, uid)
			}
			contents := []string{newConfig, oldConfig}
			for i := 0; b.Loop() && err == nil; i++ {
				var s Snapshot
				if s, err = Read(config); err == nil {
					_, err = vault.Apply(context.Background(), Request{Changes: []Change{{Snapshot: s, Content: []byte(contents[i%2])}}})
				}
			}
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}
