// Package networktest makes a throw-away WordPress network on disk: enough of WordPress to be found, read, edited and
// evaluated by PHP, with a stand-in for one version of the plugin Ultimate Multisite.
//
// Tests use it, and so does the demo of the shipped program. It needs nothing but the standard library.
package networktest

// Options say what to make. The zero value is a subdirectory network on network.example without the plugin.
type Options struct {
	MainDomain string // default network.example
	Subdomains bool   // sites are subdomains of the main domain
	Single     bool   // no network at all
	NoSunrise  bool   // neither SUNRISE nor sunrise.php
	Above      bool   // wp-config.php one level above the root, where WordPress looks too

	PluginVersion string // what the plugin's header says; empty: no plugin
	PluginLayout  Layout // what its files are; empty: as in that version
	MustUse       bool   // the plugin lies in mu-plugins

	Prefix    string     // default wp_
	Database  Database   // default: placeholders
	Constants []Constant // further constants with text values, such as old credentials
	PushLog   string     // content of the log of the integration; empty: no log
}

// Database is the login that wp-config.php holds.
type Database struct {
	Host, User, Password, Name string
}

// Constant is one more line of wp-config.php.
type Constant struct {
	Name, Value string
}

// Layout is which files of the Enhance integration the plugin has.
type Layout string

// The layouts, oldest first.
const (
	LayoutNone    Layout = "none"    // before 2.4.8
	LayoutServer  Layout = "server"  // 2.4.8 and 2.4.9
	LayoutWebsite Layout = "website" // 2.4.10
	LayoutStored  Layout = "stored"  // 2.4.11 and later
)

// layouts are those of the versions that differ from the latest.
var layouts = map[string]Layout{
	"2.4.7":  LayoutNone,
	"2.4.8":  LayoutServer,
	"2.4.9":  LayoutServer,
	"2.4.10": LayoutWebsite,
}

func (o Options) filled() Options {
	fill := func(field *string, standard string) {
		if *field == "" {
			*field = standard
		}
	}
	fill(&o.MainDomain, "network.example")
	fill(&o.Prefix, "wp_")
	fill(&o.Database.Host, "localhost")
	fill(&o.Database.User, "wordpress")
	fill(&o.Database.Password, "database-password-placeholder")
	fill(&o.Database.Name, "wordpress")
	if o.PluginLayout == "" {
		o.PluginLayout = LayoutStored
		if layout, found := layouts[o.PluginVersion]; found {
			o.PluginLayout = layout
		}
	}
	return o
}
