package network

import (
	"context"
	"database/sql"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"enhance-wizard/wpconfig/network/phpserial"
)

const (
	optionSettings  = "wp-ultimo_v2_settings"
	optionPublicIP  = "_site_transient_wu_public_network_ip"
	defaultInterval = 300
	minInterval     = 10
)

// Settings are the plugin's settings that decide how a domain moves through its stages.
type Settings struct {
	DomainMapping bool          // enable_domain_mapping; false when not set, as the plugin's early reads take it
	DNSInterval   time.Duration // between two checks of a domain, 10 s to 300 s; 300 s when not set
	Logging       string        // error_logging_level: default, disabled, errors or all
	PublicIP      netip.Addr    // what the plugin takes for the network's address (cached 10 days); zero when not cached
	Unreadable    []string      // options that could not be read; the fields then hold the defaults
}

// LogsPushes reports whether the plugin writes the log of the integration: its entries are all of level INFO.
func (s Settings) LogsPushes() bool { return s.Logging != "disabled" && s.Logging != "errors" }

// Settings reads the plugin's settings. The error is a *DatabaseError.
func (d *Database) Settings(ctx context.Context) (Settings, error) {
	var settings Settings
	err := d.read(ctx, d.table("sitemeta"), func(ctx context.Context, tx *sql.Tx) error {
		options, err := d.options(ctx, tx, optionSettings, optionPublicIP)
		settings = settingsFrom(options)
		return err
	})
	if err != nil {
		return Settings{}, err
	}
	return settings, nil
}

func settingsFrom(options optionSet) Settings {
	settings := Settings{
		DomainMapping: options.element(optionSettings, "enable_domain_mapping").Truthy(),
		DNSInterval:   defaultInterval * time.Second,
		Logging:       "default",
		Unreadable:    options.unreadable(),
	}
	if seconds, ok := number(options.element(optionSettings, "dns_check_interval")); ok {
		settings.DNSInterval = time.Duration(min(max(seconds, minInterval), defaultInterval)) * time.Second
	}
	if level, ok := options.element(optionSettings, "error_logging_level").Text(); ok && level != "" {
		settings.Logging = level
	}
	if address, err := netip.ParseAddr(strings.TrimSpace(options[optionPublicIP].String)); err == nil {
		settings.PublicIP = address
	}
	return settings
}

// number reads an integer that a form may have stored as text.
func number(value phpserial.Value) (int64, bool) {
	if text, ok := value.Text(); ok {
		n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
		return n, err == nil
	}
	return value.Integer()
}
