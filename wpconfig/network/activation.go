package network

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// The network options that say whether the integration runs. They are in {prefix}sitemeta; arrays are serialized.
const (
	optionIntegrations  = "wu_host_integrations_enabled"
	optionPlugins       = "active_sitewide_plugins"
	optionSetupFinished = "wu_setup_finished"
	optionSunrise       = "wu_sunrise_meta"
	optionCredential    = "wu_hosting_credential_" //nolint:gosec // the start of an option's name, not a credential

	integrationID = "enhance"
	pluginEntry   = pluginFolder + "/" + pluginFile
)

// Activation is what the database says about whether the integration runs.
type Activation struct {
	Integration   bool     // the plugin's Enhance integration is switched on
	Plugin        bool     // the plugin is active for the whole network
	SetupFinished bool     // its set-up was finished; its sunrise.php does nothing before that
	Sunrise       bool     // its sunrise.php is switched on
	Stored        []string // constants that have a stored value; the values themselves are never read
	MainDomain    string   // host of the network's row in {prefix}site, lower case, without port
	Path          string   // its path
	// Unreadable names options that could not be read: damaged, or longer than 1 MiB. Their fields are false.
	Unreadable []string
}

// Activation reads what decides whether the integration runs. The error is a *DatabaseError; CauseNoTable means that
// this is no network, or has another table prefix.
func (d *Database) Activation(ctx context.Context) (Activation, error) {
	var activation Activation
	err := d.read(ctx, d.table("sitemeta"), func(ctx context.Context, tx *sql.Tx) error {
		options, err := d.options(ctx, tx, optionIntegrations, optionPlugins, optionSetupFinished, optionSunrise)
		if err != nil {
			return err
		}
		activation = activationFrom(options)
		if activation.Stored, err = d.storedNames(ctx, tx); err != nil {
			return err
		}
		activation.MainDomain, activation.Path, err = d.mainDomain(ctx, tx)
		return err
	})
	if err != nil {
		return Activation{}, err
	}
	return activation, nil
}

// ReadActivation connects, reads and closes, all within the login's time limit.
func ReadActivation(ctx context.Context, login Login) (Activation, error) {
	within, stop := context.WithTimeoutCause(ctx, login.timeLimit(), context.DeadlineExceeded)
	defer stop()
	database, err := OpenDatabase(within, login)
	if err != nil {
		return Activation{}, err
	}
	defer func() { _ = database.Close() }() // everything wanted has been read by then
	return database.Activation(within)
}

func activationFrom(options optionSet) Activation {
	return Activation{
		Integration:   options.element(optionIntegrations, integrationID).Truthy(),
		Plugin:        options.has(optionPlugins, pluginEntry),
		SetupFinished: options.truthy(optionSetupFinished),
		Sunrise:       options.element(optionSunrise, "active").Truthy(),
		Unreadable:    options.unreadable(),
	}
}

// storedNames lists the constants that have a non-empty stored value.
func (d *Database) storedNames(ctx context.Context, tx *sql.Tx) ([]string, error) {
	var keys []any
	for _, name := range Constants() {
		keys = append(keys, optionCredential+name)
	}
	var names []string
	scan := func(rows *sql.Rows) error {
		var key string
		err := rows.Scan(&key)
		names = append(names, strings.TrimPrefix(key, optionCredential))
		return err
	}
	statement := "SELECT DISTINCT meta_key FROM " + quoteName(d.table("sitemeta")) +
		" WHERE site_id = ? AND LENGTH(meta_value) > 0 AND meta_key IN (" + marks(len(keys)) + ")"
	err := query(ctx, tx, scan, statement, append([]any{d.login.NetworkID}, keys...)...)
	slices.Sort(names)
	return names, err
}

// mainDomain is a second source for what DOMAIN_CURRENT_SITE says. A missing row leaves it empty.
func (d *Database) mainDomain(ctx context.Context, tx *sql.Tx) (domain, path string, err error) {
	scan := func(rows *sql.Rows) error { return rows.Scan(&domain, &path) }
	statement := "SELECT domain, path FROM " + quoteName(d.table("site")) + " WHERE id = ?"
	err = query(ctx, tx, scan, statement, d.login.NetworkID)
	return hostOf(domain), path, err
}
