package network

import "path/filepath"

// Dirs says where WordPress keeps its code and files. Empty fields mean the place WordPress uses by default.
type Dirs struct {
	Root    string // ABSPATH: the folder of wp-load.php
	Content string // WP_CONTENT_DIR
	Plugins string // WP_PLUGIN_DIR
	MustUse string // WPMU_PLUGIN_DIR
	Uploads string // UPLOADS, taken from the root
}

// Filled returns the folders with the defaults of WordPress in the place of empty ones (wp_plugin_directory_constants
// in wp-includes/default-constants.php, _wp_upload_dir in wp-includes/functions.php).
func (d Dirs) Filled() Dirs {
	fill := func(field *string, parent, name string) {
		if *field == "" {
			*field = filepath.Join(parent, name)
		}
	}
	fill(&d.Content, d.Root, "wp-content")
	fill(&d.Plugins, d.Content, "plugins")
	fill(&d.MustUse, d.Content, "mu-plugins")
	fill(&d.Uploads, d.Content, "uploads")
	return d
}
