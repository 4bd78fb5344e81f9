package networktest

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// The files are stand-ins, written for this program: none of them is WordPress's or the plugin's own.
//
//go:embed files
var files embed.FS

const (
	folderMode = 0o755
	fileMode   = 0o644
	configMode = 0o640
	hostFolder = "inc/integrations/host-providers"
	newFolder  = "inc/integrations/providers/enhance"
)

// Make makes the network in dir, which becomes the root of WordPress and is created where missing. A file that is
// already there is an error, and stays as it is.
func Make(dir string, options Options) error {
	options = options.filled()
	site := site{root: dir, options: options}
	for _, step := range []func() error{site.core, site.config, site.plugin, site.sunrise, site.pushLog} {
		if err := step(); err != nil {
			return fmt.Errorf("making a network in %s: %w", dir, err)
		}
	}
	return nil
}

type site struct {
	root    string
	options Options
}

func (s site) core() error {
	for from, to := range map[string]string{
		"core/wp-load.php":             "wp-load.php",
		"core/wp-settings.php":         "wp-settings.php",
		"core/wp-includes/version.php": "wp-includes/version.php",
		"core/index.php":               "index.php",
		"core/htaccess":                ".htaccess",
	} {
		if err := s.copy(from, to); err != nil {
			return err
		}
	}
	return os.MkdirAll(filepath.Join(s.root, "wp-content", "plugins"), folderMode)
}

func (s site) config() error {
	content, err := s.render("wp-config.php.txt")
	if err != nil {
		return err
	}
	name := "wp-config.php"
	if s.options.Above {
		name = "../" + name
	}
	return s.write(name, content, configMode)
}

func (s site) plugin() error {
	if s.options.PluginVersion == "" {
		return nil
	}
	folder := "wp-content/plugins/ultimate-multisite"
	if s.options.MustUse {
		folder = "wp-content/mu-plugins/ultimate-multisite"
	}
	content, err := s.render("plugin/ultimate-multisite.php.txt")
	if err != nil {
		return err
	}
	if err := s.write(path.Join(folder, "ultimate-multisite.php"), content, fileMode); err != nil {
		return err
	}
	from, to := string(s.options.PluginLayout), path.Join(folder, hostFolder)
	switch s.options.PluginLayout {
	case LayoutNone:
		return nil
	case LayoutStored:
		to = path.Join(folder, newFolder)
	case LayoutServer, LayoutWebsite:
	default:
		return fmt.Errorf("plugin layout %q: %w", s.options.PluginLayout, errors.ErrUnsupported)
	}
	return s.copyFolder(from, to)
}

func (s site) sunrise() error {
	if s.options.Single || s.options.NoSunrise {
		return nil
	}
	return s.copy("sunrise.php", "wp-content/sunrise.php")
}

func (s site) pushLog() error {
	if s.options.PushLog == "" {
		return nil
	}
	folder := "wp-content/uploads/wu-logs"
	if err := s.write(path.Join(folder, ".htaccess"), []byte("deny from all\n"), fileMode); err != nil {
		return err
	}
	return s.write(path.Join(folder, "integration-enhance.log"), []byte(s.options.PushLog), fileMode)
}

func (s site) copyFolder(from, to string) error {
	entries, err := fs.ReadDir(files, path.Join("files", from))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := s.copy(path.Join(from, entry.Name()), path.Join(to, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}

func (s site) copy(from, to string) error {
	content, err := files.ReadFile(path.Join("files", from))
	if err != nil {
		return err
	}
	return s.write(to, content, fileMode)
}

// render fills the places of a file. Plain replacement does: the template
// packages of the standard library would make every program that links this
// one larger by a megabyte.
func (s site) render(name string) ([]byte, error) {
	content, err := files.ReadFile(path.Join("files", name))
	if err != nil {
		return nil, err
	}
	o := s.options
	return []byte(strings.NewReplacer(
		"{{database}}", quote(o.Database.Name), "{{user}}", quote(o.Database.User),
		"{{password}}", quote(o.Database.Password), "{{host}}", quote(o.Database.Host),
		"{{prefix}}", quote(o.Prefix), "{{network}}", s.network(), "{{constants}}", s.constants(),
		"{{version}}", o.PluginVersion,
	).Replace(string(content))), nil
}

// network is the part of wp-config.php that makes WordPress a network.
func (s site) network() string {
	if s.options.Single {
		return ""
	}
	lines := "define( 'WP_ALLOW_MULTISITE', true );\n" +
		"define( 'MULTISITE', true );\n" +
		"define( 'SUBDOMAIN_INSTALL', " + strconv.FormatBool(s.options.Subdomains) + " );\n" +
		"define( 'DOMAIN_CURRENT_SITE', " + quote(s.options.MainDomain) + " );\n" +
		"define( 'PATH_CURRENT_SITE', '/' );\n" +
		"define( 'SITE_ID_CURRENT_SITE', 1 );\n" +
		"define( 'BLOG_ID_CURRENT_SITE', 1 );\n"
	if !s.options.NoSunrise {
		lines += "define( 'SUNRISE', true );\n"
	}
	return lines
}

func (s site) constants() string {
	var lines strings.Builder
	for _, c := range s.options.Constants {
		lines.WriteString("define( " + quote(c.Name) + ", " + quote(c.Value) + " );\n")
	}
	return lines.String()
}

// write makes a new file; it never replaces one.
func (s site) write(name string, content []byte, mode os.FileMode) error {
	target := filepath.Join(s.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(target), folderMode); err != nil {
		return err
	}
	file, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Close())
}

// quote writes a PHP string in single quotes.
func quote(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}
