package enhance_test

import (
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"enhance-wizard/enhance"
	"enhance-wizard/enhance/paneltest"
)

func TestAPrivateAuthorityIsAddedToTheSystems(t *testing.T) {
	t.Parallel()
	panel := newPanel(t, paneltest.Options{})
	file := filepath.Join(t.TempDir(), "ca.pem")
	content := append([]byte("# our own\n"), panel.CAPEM()...)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	roots, err := enhance.LoadRootCAs(file)
	if err != nil {
		t.Fatal(err)
	}
	client := newClient(t, panel, masterToken, func(o *enhance.Options) { o.RootCAs = roots })
	if _, err := client.Servers(background(t)); err != nil {
		t.Error(err)
	}
	if roots.Equal(pool(t, panel.CAPEM())) {
		t.Skip("this machine has no authorities of its own to keep")
	}
}

func TestFilesThatHoldNoAuthority(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write := func(name string, content []byte) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for file, want := range map[string]enhance.RootCAReason{
		filepath.Join(folder, "missing"): enhance.RootCAUnreadable,
		folder:                           enhance.RootCAUnreadable,
		write("empty", nil):              enhance.RootCANoCertificate,
		write("text", []byte("hello")):   enhance.RootCANoCertificate,
		write("key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte{1}})):    enhance.RootCANoCertificate,
		write("broken", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte{1}})): enhance.RootCAMalformed,
		write("large", make([]byte, 5<<20)):                                                    enhance.RootCATooLarge,
	} {
		_, err := enhance.LoadRootCAs(file)
		var refused *enhance.RootCAError
		if !errors.As(err, &refused) || refused.Reason != want || refused.Path != file {
			t.Errorf("%s: %v, want %s", file, err, want)
		}
	}
}
