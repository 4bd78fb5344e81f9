// Package network reads what WordPress itself knows about its multisite network and about the Enhance integration of the
// plugin Ultimate Multisite: from the plugin's files, the constants of wp-config.php, the database and the plugin's log.
//
// It only reads. No PHP is executed, every read is bounded, and whatever comes back (versions, domains, log lines) is
// text from outside: clean it before it is drawn.
package network
