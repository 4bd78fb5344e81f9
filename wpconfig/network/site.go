package network

import (
	"context"
	"database/sql"
)

// Site is one row of {prefix}blogs: a site of the network and the address WordPress itself gave it.
type Site struct {
	ID       int64
	Domain   string // host, lower case, without port
	Path     string
	Archived bool
	Spam     bool
	Deleted  bool
}

// Live reports whether the site is served.
func (s Site) Live() bool { return !s.Archived && !s.Spam && !s.Deleted }

// Sites reads the network's sites, in the order of their ids. The error is a *DatabaseError.
func (d *Database) Sites(ctx context.Context) ([]Site, error) {
	var sites []Site
	err := d.read(ctx, d.table("blogs"), func(ctx context.Context, tx *sql.Tx) error {
		scan := func(rows *sql.Rows) error {
			var site Site
			err := rows.Scan(&site.ID, &site.Domain, &site.Path, &site.Archived, &site.Spam, &site.Deleted)
			if err == nil && len(sites) == rowLimit {
				err = &DatabaseError{Cause: CauseTooLarge}
			}
			site.Domain = hostOf(site.Domain)
			sites = append(sites, site)
			return err
		}
		return query(ctx, tx, scan, "SELECT blog_id, domain, path, archived <> 0, spam <> 0, deleted <> 0 FROM "+
			quoteName(d.table("blogs"))+" WHERE site_id = ? ORDER BY blog_id LIMIT ?", d.login.NetworkID, rowLimit+1)
	})
	if err != nil {
		return nil, err
	}
	return sites, nil
}
