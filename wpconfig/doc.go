// Package wpconfig finds, reads and plans edits of wp-config.php.
//
// It never writes a file: [File.Plan] gives the new bytes, and package safefile, which is the only writer, puts them
// in place. An edit changes byte ranges and leaves every other byte as it was; a file whose meaning is not certain is
// refused with the line that caused it. Nothing is executed but by [Evaluate], which lets PHP run a copy in memory as
// the owner of the file, never as root.
package wpconfig
