package network

import (
	"context"
	"database/sql"
	"strings"

	"enhance-wizard/wpconfig/network/phpserial"
)

// optionSet holds network options as they stand in the database; one that is too long has no value.
type optionSet map[string]sql.NullString

// options reads network options the way get_network_option does: of several rows the first counts.
func (d *Database) options(ctx context.Context, tx *sql.Tx, names ...string) (optionSet, error) {
	found := optionSet{}
	scan := func(rows *sql.Rows) error {
		var name string
		var value sql.NullString
		if err := rows.Scan(&name, &value); err != nil {
			return err
		}
		if _, known := found[name]; !known {
			found[name] = value
		}
		return nil
	}
	arguments := []any{phpserial.MaxBytes, d.login.NetworkID}
	for _, name := range names {
		arguments = append(arguments, name)
	}
	statement := "SELECT meta_key, CASE WHEN meta_value IS NULL THEN '' WHEN LENGTH(meta_value) <= ? THEN meta_value END" +
		" FROM " + quoteName(d.table("sitemeta")) +
		" WHERE site_id = ? AND meta_key IN (" + marks(len(names)) + ") ORDER BY meta_id LIMIT 100"
	err := query(ctx, tx, scan, statement, arguments...)
	return found, err
}

// value parses an option. WordPress stores a bare string or number as it is, and serializes the rest.
func (s optionSet) value(name string) (phpserial.Value, error) {
	option, found := s[name]
	if !found {
		return phpserial.Value{}, nil
	}
	if !option.Valid {
		return phpserial.Value{}, phpserial.ErrTooLarge
	}
	return phpserial.Parse(strings.TrimSpace(option.String))
}

// element returns an element of an option that is an array, and null where there is none.
func (s optionSet) element(name, key string) phpserial.Value {
	value, err := s.value(name)
	if err != nil {
		return phpserial.Value{}
	}
	element, _ := value.Get(key)
	return element
}

func (s optionSet) has(name, key string) bool {
	value, err := s.value(name)
	if err != nil {
		return false
	}
	_, found := value.Get(key)
	return found
}

// truthy is for an option that holds a bare value.
func (s optionSet) truthy(name string) bool {
	option := s[name]
	value, err := phpserial.Parse(option.String)
	if err == nil {
		return value.Truthy()
	}
	return option.String != "" && option.String != "0"
}

// unreadable lists the options that hold an array which cannot be read.
func (s optionSet) unreadable() []string {
	var names []string
	for _, name := range []string{optionIntegrations, optionPlugins, optionSunrise, optionSettings} {
		if option := s[name]; option.Valid && option.String == "" {
			continue
		}
		if _, err := s.value(name); err != nil {
			names = append(names, name)
		}
	}
	return names
}
