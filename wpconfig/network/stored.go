package network

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"slices"
	"strings"

	"enhance-wizard/wpconfig"
)

// StoreKey is what the plugin encrypts stored values with: a digest of the keys in wp-config.php. Nothing prints it.
type StoreKey struct{ key func() [sha256.Size]byte }

// String gives [redacted].
func (StoreKey) String() string { return "[redacted]" }

// ReadStoreKey takes the key from file, as wp_salt('auth') would have it (wp-includes/pluggable.php). It is false where
// WordPress takes its keys from the database, or where only PHP can tell them.
func ReadStoreKey(file *wpconfig.File) (StoreKey, bool) {
	reader := constantReader{file: file}
	times := map[string]int{keyPlaceholder: 2}
	for _, scheme := range []string{"AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE", "SECRET"} {
		for _, part := range []string{"_KEY", "_SALT"} {
			if text := reader.text(scheme+part, ""); text != "" {
				times[text]++
			}
		}
	}
	key, salt := reader.text("AUTH_KEY", ""), reader.text("AUTH_SALT", "")
	if reader.unsure != nil || key == "" || salt == "" || times[key] > 1 || times[salt] > 1 {
		return StoreKey{}, false
	}
	digest := sha256.Sum256([]byte(key + salt))
	return StoreKey{func() [sha256.Size]byte { return digest }}, true
}

// keyPlaceholder stands in wp-config-sample.php; WordPress does not take it for a key.
const keyPlaceholder = "put your unique phrase here"

// Locked lists the constants whose stored value the plugin cannot open with this key, and so takes for empty: the keys
// of wp-config.php were changed after it was stored. No value is kept. The error is a *DatabaseError.
func (d *Database) Locked(ctx context.Context, key StoreKey) ([]string, error) {
	var names, locked []string
	for _, name := range Constants() {
		names = append(names, optionCredential+name)
	}
	err := d.read(ctx, d.table("sitemeta"), func(ctx context.Context, tx *sql.Tx) error {
		options, err := d.options(ctx, tx, names...)
		for option, value := range options {
			if value.Valid && !key.opens(value.String) {
				locked = append(locked, strings.TrimPrefix(option, optionCredential))
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(locked)
	return locked, nil
}

// storedPrefix begins a value that OpenSSL encrypted. One without it is plain, and one of Sodium is not judged.
const storedPrefix = "$wu_enc$"

// opens reports whether a stored value can be opened: base64 of the initialisation vector and of the base64 text that
// PHP's openssl_encrypt makes with aes-256-cbc (Ultimate Multisite from 2.4.11). What is no such value at
// all is not called locked.
func (k StoreKey) opens(stored string) bool {
	encoded, isEncrypted := strings.CutPrefix(stored, storedPrefix)
	if !isEncrypted {
		return true
	}
	raw, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(raw) < aes.BlockSize {
		return false
	}
	sealed, err := base64.StdEncoding.DecodeString(string(raw[aes.BlockSize:]))
	if err != nil || len(sealed) == 0 || len(sealed)%aes.BlockSize != 0 {
		return false
	}
	key := k.key()
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return false
	}
	defer clear(sealed)
	cipher.NewCBCDecrypter(block, raw[:aes.BlockSize]).CryptBlocks(sealed, sealed)
	padding := int(sealed[len(sealed)-1])
	if padding == 0 || padding > aes.BlockSize {
		return false
	}
	value, tail := sealed[:len(sealed)-padding], sealed[len(sealed)-padding:]
	padded := bytes.Count(tail, []byte{byte(padding)}) == padding
	// Of wrong keys one in 256 gives a right padding by chance, and then not the text of a credential.
	return padded && len(value) > 0 && !bytes.ContainsFunc(value, func(r rune) bool { return r < ' ' || r > '~' })
}
