// Package wpconfig finds, reads and plans edits of wp-config.php.
//
// It never executes the file and never writes one: [File.Plan] gives the new bytes, and package safefile, which
// is the only writer, puts them in place. An edit changes byte ranges and leaves every other byte as it was; a
// file whose meaning is not certain is refused with the line that caused it.
package wpconfig
