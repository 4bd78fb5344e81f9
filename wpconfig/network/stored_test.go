package network_test

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
)

const (
	authKey  = `k3y-of-this-site;'"\ and more`
	authSalt = "salt-of-this-site"
)

func keysFile(t *testing.T, lines string) *wpconfig.File {
	t.Helper()
	return parse(t, "/site/wp-config.php", "<?php\n"+lines+"\nrequire_once ABSPATH . 'wp-settings.php';\n")
}

func phpText(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}

func authKeys(key, salt string) string {
	return "define( 'AUTH_KEY', " + phpText(key) + " );\ndefine( 'AUTH_SALT', " + phpText(salt) + " );"
}

// sealed is a value as the plugin stores it.
func sealed(t *testing.T, key, value string) string {
	t.Helper()
	digest := sha256.Sum256([]byte(key))
	block, err := aes.NewCipher(digest[:])
	if err != nil {
		t.Fatal(err)
	}
	padding := aes.BlockSize - len(value)%aes.BlockSize
	padded := []byte(value + strings.Repeat(string(rune(padding)), padding))
	vector := []byte("0123456789abcdef")
	cipher.NewCBCEncrypter(block, vector).CryptBlocks(padded, padded)
	inner := base64.StdEncoding.EncodeToString(padded)
	return "$wu_enc$" + base64.StdEncoding.EncodeToString(append(vector, inner...))
}

// sealedByPHP lets PHP itself encrypt, as the plugin does.
func sealedByPHP(t *testing.T, key, value string) string {
	t.Helper()
	php, err := exec.LookPath("php")
	if err != nil {
		t.Skip("needs the php command: ", err)
	}
	const code = `$iv = random_bytes(16); echo '$wu_enc$' . base64_encode($iv .
		openssl_encrypt($argv[2], 'aes-256-cbc', hash('sha256', $argv[1], true), 0, $iv));`
	out, err := exec.Command(php, "-r", code, "--", key, value).Output()
	if err != nil {
		t.Skip("needs PHP's openssl extension: ", err)
	}
	return string(out)
}

func TestStoredValuesThatTodaysKeysDoNotOpenAreLocked(t *testing.T) {
	server, login := makeNetwork(t)
	for i, c := range []struct {
		name, stored string
		want         bool
	}{
		{"of these keys", sealed(t, authKey+authSalt, "a-token-0123456789"), false},
		{"of these keys, a whole block", sealed(t, authKey+authSalt, "0123456789abcdef"), false},
		{"of other keys", sealed(t, "another"+authSalt, "a-token-0123456789"), true},
		{"cut off", sealed(t, authKey+authSalt, "a-token-0123456789")[:30], true},
		{"no base64", "$wu_enc$***", true},
		{"nothing in it", "$wu_enc$", true},
		{"plain", "a-token-0123456789", false},
		{"of Sodium, which is not judged", "$wu_sodium$QUJD", false},
		{"made by PHP", sealedByPHP(t, authKey+authSalt, "a-token-0123456789"), false},
		{"made by PHP, of other keys", sealedByPHP(t, authKey+"x", "a-token-0123456789"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			login := login
			login.NetworkID = int64(10 + i)
			execute(t, server, login, fmt.Sprintf("INSERT INTO wp_sitemeta (site_id, meta_key, meta_value) VALUES "+
				"(%d, 'wu_hosting_credential_WU_ENHANCE_API_TOKEN', '%s');", login.NetworkID, c.stored))
			key, known := network.ReadStoreKey(keysFile(t, authKeys(authKey, authSalt)))
			if !known {
				t.Fatal("the key is not known")
			}
			locked, err := open(t, login).Locked(t.Context(), key)
			if err != nil || slices.Contains(locked, network.ConstantToken) != c.want {
				t.Errorf("locked: %v (%v)", locked, err)
			}
		})
	}
}

func TestTheKeyIsKnownOnlyWhereWordPressTakesItFromTheFile(t *testing.T) {
	t.Parallel()
	const placeholder = "put your unique phrase here"
	for name, c := range map[string]struct {
		lines string
		want  bool
	}{
		"both":             {authKeys(authKey, authSalt), true},
		"no salt":          {"define( 'AUTH_KEY', 'x' );", false},
		"empty":            {authKeys("", authSalt), false},
		"the sample's":     {authKeys(placeholder, authSalt), false},
		"the same twice":   {authKeys("x", "x"), false},
		"that of another":  {authKeys(authKey, authSalt) + "\ndefine( 'NONCE_KEY', " + phpText(authKey) + " );", false},
		"by code":          {"define( 'AUTH_KEY', f() );\ndefine( 'AUTH_SALT', 'x' );", false},
		"under condition":  {"if ( $x ) { define( 'AUTH_KEY', 'y' ); }\ndefine( 'AUTH_SALT', 'x' );", false},
		"others alongside": {authKeys(authKey, authSalt) + "\ndefine( 'NONCE_KEY', 'other' );", true},
	} {
		key, known := network.ReadStoreKey(keysFile(t, c.lines))
		if known != c.want {
			t.Errorf("%s: known %v", name, known)
		}
		if said := fmt.Sprintf("%v %+v %#v %s", key, key, key, key); strings.Contains(said, authKey) {
			t.Errorf("%s: it prints as %q", name, said)
		}
	}
}
