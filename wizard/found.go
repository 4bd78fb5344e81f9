package wizard

import (
	"io"
	"os"
	"syscall"

	"enhance-wizard/wpconfig"
	"enhance-wizard/wpconfig/network"
)

// Constant is one of our constants as wp-config.php defines it today.
type Constant struct {
	// Value is empty when it is not a plain string.
	Value string
	Line  int
	// Effective is false for a definition that PHP may not reach, or reaches
	// only after WordPress has been loaded.
	Effective bool
	// Leftover marks '0' to '3', which plugin versions up to 2.4.10 offered for
	// copying in place of the values (Ultimate Multisite issue 290).
	Leftover bool
}

// Found is what was found on this machine before anything was asked.
type Found struct {
	Location  wpconfig.Location
	Constants map[Field]Constant
	Plugin    network.Plugin
	Multisite network.Multisite
	// File is what wp-config.php says.
	File *wpconfig.File
	// Err says why there is no wp-config.php to work on; nil when there is.
	Err error
}

// Where says where to look for WordPress.
type Where struct {
	// Root is --wp-path, Config is --wp-config; with neither, the search goes
	// upward from Dir.
	Root, Config, Dir string
}

// Discover looks for WordPress and reads what its files tell. A site that is
// not found is no error here: Found.Err says so, and the constants can still
// be printed.
func Discover(where Where) Found {
	found := Found{Constants: map[Field]Constant{}}
	found.Location, found.Err = locate(where)
	if found.Err != nil {
		return found
	}
	source, err := readConfig(found.Location.Config)
	if err != nil {
		found.Err = err
		return found
	}
	file, err := found.Location.Parse(source)
	if err != nil {
		found.Err = err
		return found
	}
	found.File = file
	found.Constants = constants(file)
	found.Multisite = network.ReadMultisite(found.Location.Root, file)
	found.Plugin = network.FindPlugin(found.Multisite.Dirs)
	return found
}

func locate(where Where) (wpconfig.Location, error) {
	switch {
	case where.Config != "":
		return wpconfig.AtConfig(where.Config)
	case where.Root != "":
		return wpconfig.AtRoot(where.Root)
	default:
		return wpconfig.Find(where.Dir)
	}
}

// readConfig reads the file without waiting for a pipe that took its place.
func readConfig(path string) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, &wpconfig.NotFoundError{Dir: path, Reason: wpconfig.NotFoundUnreadable, Err: err}
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		return nil, &wpconfig.NotFoundError{Dir: path, Reason: wpconfig.NotFoundNotFile}
	}
	source, err := io.ReadAll(io.LimitReader(f, wpconfig.MaxSize+1)) // Parse refuses what is larger
	if err != nil {
		return nil, &wpconfig.NotFoundError{Dir: path, Reason: wpconfig.NotFoundUnreadable, Err: err}
	}
	return source, nil
}

func constants(file *wpconfig.File) map[Field]Constant {
	found := map[Field]Constant{}
	for _, f := range Fields() {
		c, ok := file.Constant(f.Constant())
		if !ok {
			continue
		}
		value, _ := c.Value.Text()
		found[f] = Constant{Value: value, Line: c.Line, Effective: c.Effective, Leftover: leftover(value)}
	}
	return found
}

func leftover(value string) bool {
	switch value {
	case "0", "1", "2", "3":
		return true
	default:
		return false
	}
}

// Configured tells whether the constants that the installed plugin reads are
// all there and in effect: then a newcomer wants the dashboard, not the wizard.
func (f Found) Configured() bool {
	have := func(fields ...Field) bool {
		for _, field := range fields {
			if c := f.Constants[field]; c.Value == "" || c.Leftover || !c.Effective {
				return false
			}
		}
		return true
	}
	switch f.Plugin.Generation {
	case network.GenerationServer:
		return have(URL, Token, Server)
	case network.GenerationWebsite, network.GenerationStored:
		return have(URL, Token, Org, Website)
	default:
		return have(URL, Token) && (have(Server) || have(Org, Website))
	}
}
