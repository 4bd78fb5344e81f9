package network

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
	"time"
)

// Stage is how far the plugin has come with a mapped domain.
type Stage string

// The plugin's stages (class-domain-stage.php). A stage this program does not know is handed on as it is.
const (
	StageCheckingDNS    Stage = "checking-dns"
	StageCheckingSSL    Stage = "checking-ssl-cert"
	StageDone           Stage = "done"
	StageDoneWithoutSSL Stage = "done-without-ssl"
	StageFailed         Stage = "failed"
	StageSSLFailed      Stage = "ssl-failed" // from plugin 2.4.10
)

// Stages lists the known stages.
func Stages() []Stage {
	return []Stage{StageCheckingDNS, StageCheckingSSL, StageDone, StageDoneWithoutSSL, StageFailed, StageSSLFailed}
}

// DomainMapping is one row of {prefix}wu_domain_mappings. Times are UTC, and zero when not set.
type DomainMapping struct {
	ID       int64
	SiteID   int64  // blog_id
	Domain   string // lower case, without a trailing dot
	Enabled  bool   // the column "active", which alone means nothing
	Primary  bool   // the site's other domains redirect to this one
	Secure   bool   // used over HTTPS
	Stage    Stage
	Created  time.Time
	Modified time.Time
}

// rowLimit bounds how many rows of one table are read: ten times the largest network this program is made for.
const rowLimit = 100_000

// Mappings reads all mapped domains, in the order of their ids. The error is a *DatabaseError; CauseNoTable means that
// the plugin was never set up here.
func (d *Database) Mappings(ctx context.Context) ([]DomainMapping, error) {
	var mappings []DomainMapping
	err := d.read(ctx, d.table("wu_domain_mappings"), func(ctx context.Context, tx *sql.Tx) error {
		table, err := d.mappingsTable(ctx, tx)
		if err != nil {
			return err
		}
		scan := func(rows *sql.Rows) error {
			mapping, err := scanMapping(rows)
			if err == nil && len(mappings) == rowLimit {
				err = &DatabaseError{Cause: CauseTooLarge, Table: table}
			}
			mappings = append(mappings, mapping)
			return err
		}
		return query(ctx, tx, scan, "SELECT id, blog_id, domain, active, primary_domain, secure, stage, date_created,"+
			" date_modified FROM "+quoteName(table)+" ORDER BY id LIMIT ?", rowLimit+1)
	})
	if err != nil {
		return nil, err
	}
	return mappings, nil
}

// mappingsTable names the table: on a network that is not the main one the plugin adds the network's id (its trait
// Network_Prefix). The main network is number 1, or the lowest (get_main_network_id in wp-includes/functions.php).
func (d *Database) mappingsTable(ctx context.Context, tx *sql.Tx) (string, error) {
	if d.login.NetworkID == 1 {
		return d.table("wu_domain_mappings"), nil
	}
	var lowest sql.NullInt64
	scan := func(rows *sql.Rows) error { return rows.Scan(&lowest) }
	err := query(ctx, tx, scan, "SELECT MIN(id) FROM "+quoteName(d.table("site")))
	if err != nil || !lowest.Valid || lowest.Int64 == d.login.NetworkID {
		return d.table("wu_domain_mappings"), err
	}
	return d.table("wu_" + strconv.FormatInt(d.login.NetworkID, 10) + "_domain_mappings"), nil
}

func scanMapping(rows *sql.Rows) (DomainMapping, error) {
	var mapping DomainMapping
	var enabled, primary, secure sql.NullInt64
	var stage, created, modified sql.NullString
	err := rows.Scan(&mapping.ID, &mapping.SiteID, &mapping.Domain, &enabled, &primary, &secure, &stage, &created, &modified)
	mapping.Domain = domainName(mapping.Domain)
	mapping.Enabled, mapping.Primary, mapping.Secure = enabled.Int64 != 0, primary.Int64 != 0, secure.Int64 != 0
	mapping.Stage = Stage(stage.String)
	mapping.Created, mapping.Modified = parseTime(created.String), parseTime(modified.String)
	return mapping, err
}

// domainName brings a name into the form in which names are compared.
func domainName(name string) string {
	return strings.TrimSuffix(strings.ToLower(strings.TrimSpace(name)), ".")
}

// parseTime reads a datetime column. The zero date, which Action Scheduler uses for "never", is no time.
func parseTime(text string) time.Time {
	moment, err := time.ParseInLocation(time.DateTime, text, time.UTC)
	if err != nil {
		return time.Time{}
	}
	return moment
}
