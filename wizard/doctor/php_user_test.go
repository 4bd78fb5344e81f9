package doctor_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"enhance-wizard/wizard/doctor"
	"enhance-wizard/wpconfig/network/networktest"
)

// TestPHPRunsAsTheSitesOwnerAndKnowsNothing lets a program in PHP's place tell as whom it runs, with what, and from where:
// never as root, without the environment of this program, and with no file of the site among its arguments.
func TestPHPRunsAsTheSitesOwnerAndKnowsNothing(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("needs root, which is what is given up")
	}
	real := php(t)
	t.Setenv("WU_ENHANCE_API_TOKEN", goodToken)
	for name, c := range map[string]struct{ owner, want int }{
		"the owner": {12345, 12345}, "nobody, in root's place": {0, 65534},
	} {
		t.Run(name, func(t *testing.T) {
			s := newPanel(t)
			s.makeSite(networktest.Options{PluginVersion: "2.4.12", Constants: s.constants()})
			readable(t, s.root)
			if err := os.Chown(filepath.Join(s.root, "wp-config.php"), c.owner, c.owner); err != nil {
				t.Fatal(err)
			}
			told := filepath.Join(t.TempDir(), "told")
			readable(t, told)
			if err := os.WriteFile(told, nil, 0o666); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(told, 0o666); err != nil {
				t.Fatal(err)
			}
			script := filepath.Join(filepath.Dir(told), "php")
			if err := os.WriteFile(script, []byte("#!/bin/sh\n{ id -u; id -g; id -G; pwd; env; echo \"$@\"; } >"+told+"\nexec "+real+" \"$@\"\n"), 0o755); err != nil {
				t.Fatal(err)
			}
			s.options.PHP = script
			hold(t, s.run(), doctor.PHPCommand, doctor.OK)
			said, err := os.ReadFile(told)
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(string(said), "\n")
			id := strings.Repeat(strconv.Itoa(c.want)+"\n", 3)
			if !strings.HasPrefix(string(said), id+"/\n") {
				t.Errorf("it runs as %q, want %q three times and then /", lines[:4], strconv.Itoa(c.want))
			}
			for _, secret := range []string{goodToken, "wp-config.php", "wp-load.php", "HOME="} {
				if strings.Contains(string(said), secret) {
					t.Errorf("it is told of %s: %s", secret, said)
				}
			}
		})
	}
}
