package network

import (
	"net"
	"path/filepath"
	"strconv"
	"strings"

	"enhance-wizard/wpconfig"
)

// Multisite is what the constants of wp-config.php say about the network.
type Multisite struct {
	Allowed    bool   // WP_ALLOW_MULTISITE: the network setup page may be used
	Enabled    bool   // WordPress runs as a network, as is_multisite() finds it
	Subdomains bool   // sites are subdomains, not subdirectories
	MainDomain string // host of DOMAIN_CURRENT_SITE, lower case, without port; empty when not known
	Path       string // PATH_CURRENT_SITE; "/" when not defined
	NetworkID  int64  // SITE_ID_CURRENT_SITE; 1 when not defined
	Sunrise    bool   // SUNRISE is true, so that WordPress loads sunrise.php
	CronOff    bool   // DISABLE_WP_CRON is true: jobs need a cron job of the system
	Prefix     string // $table_prefix; empty when it is not a literal
	Dirs       Dirs
	// Unsure names the constants above that are defined in a way that only PHP can evaluate, or under a condition.
	// What they say is not in the fields.
	Unsure []string
}

// ReadMultisite reads the constants that matter for a network from file, the wp-config.php of the WordPress in root.
func ReadMultisite(root string, file *wpconfig.File) Multisite {
	reader := constantReader{file: file}
	multisite := Multisite{
		Allowed:    reader.truth("WP_ALLOW_MULTISITE"),
		Sunrise:    reader.truth("SUNRISE"),
		CronOff:    reader.truth("DISABLE_WP_CRON"),
		Subdomains: reader.subdomains(),
		Enabled:    reader.multisite(),
		MainDomain: hostOf(reader.text("DOMAIN_CURRENT_SITE", "")),
		Path:       reader.text("PATH_CURRENT_SITE", "/"),
		NetworkID:  reader.number("SITE_ID_CURRENT_SITE", 1),
		Dirs:       reader.dirs(root),
	}
	multisite.Prefix, _ = file.TablePrefix()
	multisite.Unsure = reader.unsure
	return multisite
}

// constantReader reads constants and remembers those whose value cannot be told.
type constantReader struct {
	file   *wpconfig.File
	unsure []string
}

// value returns a constant that WordPress is certain to see.
func (r *constantReader) value(name string) (wpconfig.Value, bool) {
	constant, defined := r.file.Constant(name)
	switch {
	case !defined || constant.Standing == wpconfig.Dead:
		return wpconfig.Value{}, false
	case !constant.Effective:
		r.unsure = append(r.unsure, name)
		return wpconfig.Value{}, false
	default:
		return constant.Value, true
	}
}

func (r *constantReader) truth(name string) bool {
	value, defined := r.value(name)
	if !defined {
		return false
	}
	truth, known := value.Truth()
	if !known {
		r.unsure = append(r.unsure, name)
	}
	return truth
}

func (r *constantReader) text(name, missing string) string {
	if _, defined := r.value(name); !defined {
		return missing
	}
	if text, ok := r.file.Resolve(name); ok {
		return text
	}
	r.unsure = append(r.unsure, name)
	return missing
}

func (r *constantReader) number(name string, missing int64) int64 {
	value, defined := r.value(name)
	if !defined {
		return missing
	}
	if number, ok := value.Integer(); ok {
		return number
	}
	if text, ok := value.Text(); ok {
		if number, err := strconv.ParseInt(text, 10, 64); err == nil {
			return number
		}
	}
	r.unsure = append(r.unsure, name)
	return missing
}

// has reports whether PHP's defined() would be true when WordPress asks.
func (r *constantReader) has(name string) bool {
	constant, defined := r.file.Constant(name)
	return defined && constant.Effective
}

// multisite follows is_multisite() in wp-includes/load.php.
func (r *constantReader) multisite() bool {
	if r.has("MULTISITE") {
		return r.truth("MULTISITE")
	}
	if constant, defined := r.file.Constant("MULTISITE"); defined && constant.Standing != wpconfig.Dead {
		r.unsure = append(r.unsure, "MULTISITE")
		return false
	}
	return r.has("SUBDOMAIN_INSTALL") || r.has("VHOST") || r.has("SUNRISE")
}

// subdomains follows is_subdomain_install() in wp-includes/ms-load.php; VHOST is the name of before WordPress 3.0.
func (r *constantReader) subdomains() bool {
	if _, defined := r.file.Constant("SUBDOMAIN_INSTALL"); defined {
		return r.truth("SUBDOMAIN_INSTALL")
	}
	return r.text("VHOST", "") == "yes"
}

// dirs reads the folders. A relative WP_CONTENT_DIR and the like would depend on PHP's working folder.
func (r *constantReader) dirs(root string) Dirs {
	folder := func(name string) string {
		path := r.text(name, "")
		if path == "" {
			return ""
		}
		if !filepath.IsAbs(path) {
			r.unsure = append(r.unsure, name)
			return ""
		}
		return filepath.Clean(path)
	}
	dirs := Dirs{
		Root:    root,
		Content: folder("WP_CONTENT_DIR"),
		Plugins: folder("WP_PLUGIN_DIR"),
		MustUse: folder("WPMU_PLUGIN_DIR"),
	}
	if uploads := r.text("UPLOADS", ""); uploads != "" {
		dirs.Uploads = filepath.Join(root, uploads) // WordPress puts ABSPATH in front
	}
	return dirs.Filled()
}

// hostOf takes the host from what WordPress holds for a domain, which may have a port.
func hostOf(domain string) string {
	domain = strings.ToLower(strings.TrimSpace(domain))
	if host, _, err := net.SplitHostPort(domain); err == nil {
		domain = host
	}
	return strings.TrimSuffix(domain, ".")
}
