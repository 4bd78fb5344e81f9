package text

// wpconfigWords are for a wp-config.php that is not changed because it is not
// understood beyond doubt, and for the database whose login it holds.
var wpconfigWords = words{
	"wpconfig.empty.what":          "{place} is empty.",
	"wpconfig.empty.next":          "Put the website's own wp-config.php back.",
	"wpconfig.too_large.what":      "{place} is larger than 1 MiB, which no wp-config.php is.",
	"wpconfig.too_large.next":      "Check that it is the right file: --wp-config FILE names it.",
	"wpconfig.no_open_tag.what":    "{place} has no <?php, so PHP would show it as text.",
	"wpconfig.no_open_tag.next":    "Check that it is the right file. The first line of wp-config.php is <?php.",
	"wpconfig.short_open_tag.what": "{place} has <? in place of <?php, which is code on one server and text on the next.",
	"wpconfig.short_open_tag.next": "Write <?php there.",
	"wpconfig.unterminated.what":   "A text or comment that begins at {place} has no end.",
	"wpconfig.unterminated.next":   "Close it: a quote, a */ or the end of a heredoc is missing.",
	"wpconfig.bad_character.what":  "{place} has a character that PHP does not accept.",
	"wpconfig.bad_character.next":  "Type that line again.",
	"wpconfig.unbalanced.what":     "A bracket has no partner: {place}.",
	"wpconfig.unbalanced.next":     "Add the bracket that is missing, or remove the one too many.",
	"wpconfig.unclear.what":        "It is not certain where the statement at {place} ends.",
	"wpconfig.unclear.next":        "Write that statement on lines of its own.",
	"wpconfig.attribute.what":      "{place} has #[, which is a comment in PHP 7 and something else in PHP 8.",
	"wpconfig.attribute.next":      "Put a space between # and [, if it is a comment.",
	"wpconfig.too_deep.what":       "The code at {place} has more levels of brackets than can be followed.",
	"wpconfig.too_deep.next":       "Add the constants by hand.",

	"wpconfig.no_settings.what": "{place} does not load wp-settings.php, so there is no certain place for the constants.",
	"wpconfig.no_settings.next": "Name the right file with --wp-config FILE, or add the constants by hand where your set-up " +
		"keeps its own.",

	"wpconfig.settings_in_function.what": "wp-settings.php is loaded from within a function: {place}.",
	"wpconfig.settings_in_function.next": "Add the constants by hand, above the call of that function.",

	"wpconfig.settings_in_alternative_syntax.what": "wp-settings.php is loaded between \"if:\" and \"endif;\": {place}.",
	"wpconfig.settings_in_alternative_syntax.next": "Add the constants by hand, above that if.",

	"wpconfig.settings_in_included_file.what": "WordPress is loaded by an included file, before the constants could be set: " +
		"{place}.",
	"wpconfig.settings_in_included_file.next": "Add the constants by hand, above the line that includes that file.",

	"wpconfig.unreachable.what": "The file may end early, so that lines after it have no effect: {place}.",
	"wpconfig.unreachable.next": "Remove the return, exit or goto there, or add the constants by hand above it.",

	"wpconfig.conditional.what": "{constant} is set only under a condition: {place}.",
	"wpconfig.conditional.next": "Change the value there by hand, or move the line out of the condition.",

	"wpconfig.in_function.what": "{constant} is set within a function or class: {place}.",
	"wpconfig.in_function.next": "Change the value there by hand, or move the line out of the function.",

	"wpconfig.used_as_expression.what": "The define of {constant} is part of a larger statement: {place}.",
	"wpconfig.used_as_expression.next": "Write it as a statement of its own.",

	"wpconfig.not_alone.what": "{constant} stands too late, and shares its statement with others: {place}.",
	"wpconfig.not_alone.next": "Give it a statement of its own, above the line that loads wp-settings.php.",

	"wpconfig.built_name.what": "A define puts its name together from pieces, and may set {constant}: {place}.",
	"wpconfig.built_name.next": "Write the name out in one piece.",

	"wpconfig.unclear_arguments.what": "Name and value of a define cannot be told apart: {place}.",
	"wpconfig.unclear_arguments.next": "Write it in the form define( 'NAME', 'value' ); on one line.",

	"wpconfig.name_elsewhere.what": "The name {constant} also stands in other code, which may set it: {place}.",
	"wpconfig.name_elsewhere.next": "Set the constant there by hand, or remove its name from that code.",

	"wpconfig.defined_in_included_file.what": "Another file that wp-config.php includes sets {constant}, or may set it: {place}.",
	"wpconfig.defined_in_included_file.next": "Change the value in that file by hand, or remove the line there.",

	"wpconfig.define_replaced.what": "The file gives the word \"define\" a meaning of its own: {place}.",
	"wpconfig.define_replaced.next": "Add the constants by hand, as your own function wants them.",

	"wpconfig.after_settings.what": "{constant} is set after the line that loads WordPress, where it has no effect: {place}.",
	"wpconfig.after_settings.next": "Remove that line by hand: it could not be taken away with certainty.",

	"wpconfig.self_check.what": "The change did not pass this program's own check, so it was not made: {place}.",
	"wpconfig.self_check.next": "Add the constants by hand, and report it with the part of the file around that place, without " +
		"passwords.",

	"setting.name.what":  "{constant} is no name for a constant in PHP.",
	"setting.name.next":  "Use letters, digits and underscores only.",
	"setting.twice.what": "{constant} was given twice.",
	"setting.twice.next": "Give each constant once.",
	"setting.nul.what":   "The value of {constant} holds a NUL byte.",
	"setting.nul.next":   "Copy the value again.",
	"setting.code.what":  "The value of {constant} is not one PHP expression.",
	"setting.code.next":  "Write it as a single expression on one line.",

	"database.no_credentials.what":       "wp-config.php does not state the database login as plain values: {missing}.",
	"database.no_credentials.what.plain": "wp-config.php does not state the database login as plain values.",
	"database.no_credentials.next":       "Look in WordPress itself: this program does not run wp-config.php to learn them.",
	"database.bad_prefix.what":           "The table prefix in wp-config.php is not a plain name.",
	"database.bad_prefix.next":           "Check $table_prefix: it is made of letters, digits and underscores.",
	"database.bad_host.what":             "DB_HOST in wp-config.php is not written as WordPress expects it.",
	"database.bad_host.next":             "Check DB_HOST: a host, host:port, or host:/path/to/socket.",
	"database.unreachable.what":          "The database at {address} does not answer.",
	"database.unreachable.what.plain":    "The database does not answer.",
	"database.unreachable.next":          "Check that the database server runs, and that DB_HOST can be reached from this machine.",
	"database.access_denied.what":        "The database refuses the login of wp-config.php.",
	"database.access_denied.next":        "Check DB_USER and DB_PASSWORD, and that this user may log in from this machine.",
	"database.no_database.what":          "The database server has no database of the name in wp-config.php.",
	"database.no_database.next":          "Check DB_NAME.",
	"database.no_table.what":             "The database has no table {table}.",
	"database.no_table.what.plain":       "The database lacks a table of a WordPress network.",
	"database.no_table.next": "Check that multisite is set up, that $table_prefix is right, and that Ultimate Multisite was " +
		"activated.",
	"database.too_large.what":    "The database holds more than this program reads.",
	"database.too_large.next":    "Look in WordPress itself.",
	"database.timeout.what":      "The database took too long to answer.",
	"database.timeout.next":      "Try again. If it stays slow, look at the load of the database server.",
	"database.cancelled.what":    "Reading the database was cancelled.",
	"database.cancelled.next":    "Start it again when you want.",
	"database.failed.what":       "The database answers with error {number}.",
	"database.failed.what.plain": "The database could not be read.",
	"database.failed.next":       "Look into the log of the database server.",
}
