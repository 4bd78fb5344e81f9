// Package safefile is the one writer of enhance-wizard: it replaces site files
// such as wp-config.php so that every reader sees the old bytes or the new,
// keeps private backups, and can undo.
//
// A write is a transaction over one or several files: all of them or none, also
// when the process is killed in between, and one undo for all. [Read] takes a
// snapshot, the caller composes the new bytes, and [Vault.Apply] commits them;
// [Vault.Recover], called at every start, repairs what a killed run left.
//
// Run by root, it does not act as root inside a directory that somebody else
// controls: that part happens with the file system identity of the file's owner.
//
// It works on Linux only (openat2, renameat2, flock on directories).
package safefile
