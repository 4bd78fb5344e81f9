package network

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// The plugin's folder and main file. Its sunrise.php looks for no other name.
const (
	pluginFolder = "ultimate-multisite"
	pluginFile   = "ultimate-multisite.php"
)

// formerFolders are the names the plugin had before; such a copy is deactivated by the plugin itself.
var formerFolders = []string{"wp-ultimo", "wp-multisite-waas", "multisite-ultimate"}

// PluginStatus says what was found on disk.
type PluginStatus string

// What can be found on disk.
const (
	PluginNotFound   PluginStatus = "not_found"
	PluginIncomplete PluginStatus = "incomplete" // the folder is there, its main file is not
	PluginUnreadable PluginStatus = "unreadable" // the folder or main file cannot be read
	PluginFound      PluginStatus = "found"
)

// PluginStatuses lists every status.
func PluginStatuses() []PluginStatus {
	return []PluginStatus{PluginNotFound, PluginIncomplete, PluginUnreadable, PluginFound}
}

// Plugin is the copy of Ultimate Multisite that WordPress would load.
type Plugin struct {
	Status     PluginStatus
	Folder     string     // its folder; empty when not found
	MustUse    bool       // it lies in mu-plugins
	Version    string     // as its header says, with pre-release parts; empty when there is none
	Generation Generation // as its provider files say; meaningful when found
	Names      []string   // the WU_ENHANCE_* names in its provider files, sorted
	Shadowed   string     // a second copy, in mu-plugins, that is not the one loaded; else empty
	Former     []string   // folders of copies under the plugin's former names
	Err        error      // why something could not be read; nil when all could
}

// Disagrees reports whether header and provider files tell of different generations. The files are right: they are
// what the code reads.
func (p Plugin) Disagrees() bool {
	stated := generationOf(p.Version)
	return stated != GenerationUnknown && p.Generation != GenerationUnknown && stated != p.Generation
}

// FindPlugin looks for the plugin where its sunrise.php does: in the plugins folder, then in the must-use folder.
func FindPlugin(dirs Dirs) Plugin {
	dirs = dirs.Filled()
	plugin := inspect(filepath.Join(dirs.Plugins, pluginFolder))
	mustUse := inspect(filepath.Join(dirs.MustUse, pluginFolder))
	mustUse.MustUse = true
	switch {
	case mustUse.Status == PluginNotFound:
	case plugin.Status == PluginNotFound, plugin.Status == PluginIncomplete && mustUse.Status == PluginFound:
		plugin = mustUse
	default:
		plugin.Shadowed = mustUse.Folder
	}
	plugin.Former = formerCopies(dirs)
	return plugin
}

func inspect(folder string) Plugin {
	info, err := os.Stat(folder)
	switch {
	case absent(err), err == nil && !info.IsDir():
		return Plugin{Status: PluginNotFound}
	case err != nil:
		return Plugin{Status: PluginUnreadable, Folder: folder, Err: err}
	}
	header, err := readHead(filepath.Join(folder, pluginFile), headerBytes)
	switch {
	case absent(err):
		return Plugin{Status: PluginIncomplete, Folder: folder}
	case err != nil:
		return Plugin{Status: PluginUnreadable, Folder: folder, Err: err}
	}
	plugin := Plugin{Status: PluginFound, Folder: folder, Version: headerVersion(header)}
	plugin.Generation, plugin.Names, plugin.Err = readProvider(folder)
	return plugin
}

func formerCopies(dirs Dirs) []string {
	var found []string
	for _, parent := range []string{dirs.Plugins, dirs.MustUse} {
		for _, name := range formerFolders {
			folder := filepath.Join(parent, name)
			if info, err := os.Stat(folder); err == nil && info.IsDir() && !slices.Contains(found, folder) {
				found = append(found, folder)
			}
		}
	}
	return found
}

// absent reports that there is nothing at a path, or no folder on the way to it.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDirectory)
}
