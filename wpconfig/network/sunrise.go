package network

import (
	"bytes"
	"path/filepath"
)

// Sunrise is what lies in the place of WordPress's sunrise.php.
type Sunrise struct {
	Path    string
	Present bool
	Ours    bool   // it is the plugin's
	Version string // of the plugin's file, which has a number of its own, such as 2.0.0.10; may be empty
	Err     error  // why it could not be read; nil otherwise
}

// sunriseBytes bounds the read; the plugin's file has about 3 KiB.
const sunriseBytes = 64 << 10

// FindSunrise looks at wp-content/sunrise.php, which WordPress loads when SUNRISE is defined.
func FindSunrise(dirs Dirs) Sunrise {
	return readSunrise(filepath.Join(dirs.Filled().Content, "sunrise.php"))
}

// Sunrise looks at the copy that the plugin brings, which it puts in its place when it is set up and updated.
func (p Plugin) Sunrise() Sunrise {
	if p.Status != PluginFound {
		return Sunrise{}
	}
	return readSunrise(filepath.Join(p.Folder, "sunrise.php"))
}

func readSunrise(path string) Sunrise {
	sunrise := Sunrise{Path: path}
	source, err := readHead(sunrise.Path, sunriseBytes)
	if absent(err) {
		return sunrise
	}
	sunrise.Present = true
	if err != nil {
		sunrise.Err = err
		return sunrise
	}
	_, after, found := bytes.Cut(source, []byte("WP_ULTIMO_SUNRISE_VERSION"))
	sunrise.Ours = found
	after = bytes.TrimLeft(after, " \t\"',=")
	end := 0
	for end < min(len(after), versionBytes) && (after[end] == '.' || '0' <= after[end] && after[end] <= '9') {
		end++
	}
	sunrise.Version = string(after[:end])
	return sunrise
}
