// Package doctor looks at everything that makes the integration run, and says what is wrong: the panel, the plugin, the
// constants of wp-config.php, the network, and this machine. It only looks, and it holds no words.
//
// What can be found is listed once, by [Kinds]. What could not be looked at is NotChecked, with the reason, and never OK.
package doctor
