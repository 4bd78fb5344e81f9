package text

// commandWords are for the command line: help, flags, usage errors.
var commandWords = words{
	"help.usage":         "Usage:",
	"help.commands":      "Commands:",
	"help.flags.own":     "Flags:",
	"help.flags.extras":  "Extras that are written as well:",
	"help.flags.answers": "Answers, in place of wp-config.php, variables and questions:",
	"help.flags.panel":   "How the panel is reached and trusted:",
	"help.flags.place":   "Where things are:",
	"help.flags.face":    "How it is shown:",
	"help.more":          "More about a command: {command} [command] --help",

	"help.root.short": "Connect Ultimate Multisite to an Enhance panel, and watch its domains",
	"help.root.long": `Connect Ultimate Multisite to an Enhance panel, and watch its domains.

Without a command it opens the set-up, or the dashboard where the integration
is set up already. Nothing is written before you have seen the exact change.`,
	"help.setup.short": "set up the integration in four steps",
	"help.setup.long": `Set up the integration in four steps: intro, credentials, connection test,
review.

With --yes no question is asked: answers come from flags, variables,
wp-config.php and the panel itself. With --dry-run the change is printed and
nothing is written.`,
	"help.dashboard.short": "watch every domain: panel, DNS, certificate, HTTPS",
	"help.dashboard.long": `Watch every domain: panel, DNS, certificate, HTTPS, what is wrong and what to
do.

With --domains-file no panel is needed. With --plain it is a table a round, as
status --watch gives it.`,
	"help.constants.short": "print the constants for wp-config.php, the token masked",
	"help.constants.long": `Print the constants for wp-config.php, the token masked unless --reveal is
given.

The panel is not contacted.`,
	"help.domains.short":        "list, add and remove the panel's domains, issue certificates",
	"help.domains.list.short":   "list the domains that the panel has for this site",
	"help.domains.add.short":    "add a domain to this site at the panel",
	"help.domains.remove.short": "remove a domain from this site at the panel",
	"help.domains.issue.short":  "let the panel get a certificate for a domain",
	"help.domains.issue.long": `Let the panel get a certificate for a domain from Let's Encrypt.

The panel looks first whether it can. Where it cannot, its reason is told and
the exit code is 3. Issuing takes up to two minutes. The certificate is read
back.`,
	"help.domains.remove.long": "Remove a domain from this site at the panel. The panel keeps its certificate.",
	"help.undo.short":          "put back what a set-up changed",
	"help.undo.long": `Put back what a set-up changed: the last one, or the one named by its id.

The file is put back only if nobody has changed it since. Where somebody has,
--only-constants takes just the constants out of wp-config.php, gives those that
were there before their old value, and keeps every other edit. That is a change
of its own, which undo takes back again; an .htaccess stays as it is.`,
	"help.demo.short": "try all of it against a built-in panel",
	"help.demo.long": `Try all of it: a built-in panel, a dozen domains in different states and a
throw-away WordPress multisite, on the real code path. Nothing is left behind.`,
	"help.help.short":       "help about a command",
	"help.completion.short": "print a script that completes commands and flags in a shell",
	"help.exit-codes.short": "what the exit codes mean",
	"help.exit-codes.long": `Exit codes:

  0    fine, or nothing to do
  1    failure
  2    wrong usage, or input is missing
  3    checks found problems, or a dry run would change something
  4    the panel refused the credentials
  5    the panel could not be reached, or not one domain could be checked
  6    refused, to be on the safe side; nothing was changed
  7    the file changed meanwhile; it is untouched
  8    another run is at work on the same site
  129  terminal closed (HUP)       130  interrupted (INT)
  131  QUIT                        141  output closed (PIPE)
  143  terminated (TERM)`,

	"flag.wp-path":          "WordPress root (default: looked for upward from here)",
	"flag.wp-config":        "wp-config.php, instead of looking for it",
	"flag.api-url":          "the panel's API URL",
	"flag.server-id":        "the server's id",
	"flag.org-id":           "the organisation's id",
	"flag.website-id":       "the website's id",
	"flag.token-file":       "file with the access token; - is standard input",
	"flag.ca-cert":          "a private certificate authority to trust as well (PEM)",
	"flag.tls-pin":          "the one key that the panel may have, sha256:..., whoever signed it (repeatable)",
	"flag.state-dir":        "folder for backups, undo and the last verdicts (default: /var/lib/enhance-wizard for root, else in the XDG state folder)",
	"flag.allow-http":       "allow plain http, to this machine only",
	"flag.plain":            "lines of text instead of a screen",
	"flag.no-color":         "no colours",
	"flag.debug":            "log each request to the panel and each check too: to --log-file, else to standard error",
	"flag.log-file":         "add a log of what is done to this file, which only you can read; it never holds the token",
	"flag.yes":              "do it without asking",
	"flag.dry-run":          "show what would change, write nothing; exit 3 if there is something",
	"flag.offline":          "do not contact the panel",
	"flag.in-place":         "consent to writing in place where the file cannot be replaced",
	"flag.cookie-constants": "also set the cookie constants, for networks whose logins fail on mapped domains",
	"flag.debug-log":        "also switch WordPress' debug log on, hidden from visitors",
	"flag.htaccess":         "also put the network's rewrite rules into .htaccess",
	"flag.only-constants":   "take only the constants out; keep what was edited since",
	"flag.list":             "list what can be undone",
	"flag.output":           "output format: {formats}",
	"flag.reveal":           "print the token in full",
	"flag.domains-file":     "one name per line, instead of the panel's list",
	"flag.resolver":         "ask this resolver, not the system's (repeatable)",
	"flag.expect-ip":        "an address the domains should point to (repeatable)",
	"flag.https-port":       "where the domains serve https",
	"flag.http-port":        "where the domains serve http",
	"flag.interval":         "time between two rounds, at least 10s",
	"flag.concurrency":      "checks at once",
	"flag.timeout":          "time for one address of a domain",

	"crash.what": "The program made a mistake and had to end: {value}.",
	"crash.next": "Your files are as they were, or as the last message said. Report this with the lines below.",

	"usage.flag.what":               "Wrong command line: {why}.",
	"usage.flag.next":               "See {command} --help.",
	"usage.no-flag":                 "{command} has no flag {flag}.",
	"usage.valueless":               "--{flag} needs a value.",
	"usage.value.what":              "{value} is no value for --{flag}.",
	"usage.value.duration":          "Write it with its unit, like 30s or 5m.",
	"usage.value.uint16":            "Write a number from 1 to 65535.",
	"usage.value.int":               "Write a whole number.",
	"usage.value.bool":              "Leave the value out: the flag alone says yes.",
	"usage.exclusive.what":          "These do not go together: {flags}.",
	"usage.exclusive.next":          "Leave one of them out.",
	"usage.argument.what":           "{command} does not take {argument}.",
	"usage.argument.next":           "Write it like: {use}",
	"usage.argument-missing":        "{command} needs to know which one.",
	"usage.no-command":              "{command} has no command {name}.",
	"usage.meant":                   "Did you mean {meant}?",
	"usage.log-file.what":           "No log can be written. {why}",
	"usage.log-file.next":           "Name a file of your own with --log-file FILE, in a folder outside every website.",
	"usage.debug-screen.what":       "With --debug the log would run across the screen.",
	"usage.debug-screen.next":       "Add --log-file FILE, or --plain for lines of text.",
	"usage.token.what":              "There is no --token: every user of this machine can read a command line.",
	"usage.token.next":              "Delete that token in the panel (Settings > Access Tokens), for it has been seen, and give a new one with --token-file or on standard input.",
	"usage.token-file.what":         "The token file {path} cannot be read: {why}.",
	"usage.token-file.next":         "Give the path of a file that holds the token alone, or - for standard input.",
	"usage.token-file-mode.what":    "The token file {path} can be read by others.",
	"usage.token-file-mode.next":    "Run chmod 600 {path} and try again.",
	"usage.token-file-empty.what":   "The token file {path} is empty.",
	"usage.token-file-empty.next":   "Put the access token into it, and nothing else.",
	"usage.ca-cert-remembered":      "The last set-up was given it. Put it back, name another with --ca-cert FILE, or forget it with --ca-cert \"\".",
	"usage.output.what":             "There is no output format {value} here.",
	"usage.output.next":             "Use one of: {formats}.",
	"usage.json-setup.what":         "-o json needs --yes or --dry-run: questions and JSON do not go together.",
	"usage.json-setup.next":         "Add --yes to write, or --dry-run to look.",
	"usage.no-home.what":            "Nothing says where to keep what is kept from run to run: HOME is not set.",
	"usage.no-home.next":            "Name a folder of this user's own with --state-dir DIR.",
	"usage.no-terminal.what":        "There is no terminal to ask on.",
	"usage.no-terminal.next":        "Add --yes to write what was given, --dry-run to look, or --plain to answer from standard input.",
	"usage.input-ended.what":        "The input ended before every question was answered. Nothing was changed.",
	"usage.input-ended.next":        "Answer the rest too, or give the values by flags with --yes.",
	"usage.no-answer.what":          "The input ended before the question was answered. Nothing was changed.",
	"usage.no-answer.next":          "Answer it, or add --yes.",
	"usage.interval.what":           "The interval is too short.",
	"usage.interval.next":           "Use at least {min}.",
	"usage.more-than-zero.what":     "--{flag} has to be more than zero.",
	"usage.more-than-zero.next":     "Leave it out to have the default.",
	"usage.resolver.what":           "{value} is not an address with a port.",
	"usage.resolver.next":           "Write it like 192.0.2.53:53, or [2001:db8::53]:53.",
	"usage.expect-ip.what":          "{value} is not an IP address that DNS could name.",
	"usage.expect-ip.next":          "Write it like 192.0.2.10, or 2001:db8::10, without a mask and without a zone.",
	"usage.domain.what":             "{name} is not a domain name.",
	"usage.domain.next":             "Write it like shop.example.com, without https:// and without a path.",
	"usage.domains-file.what":       "The list of domains {path} cannot be read: {why}.",
	"usage.domains-file.next":       "Give a file with one name per line.",
	"usage.dashboard-terminal.what": "The dashboard needs a terminal.",
	"usage.dashboard-terminal.next": "Start it in a terminal, or add --plain for lines of text; for scripts use enhance-wizard status -o json.",
	"usage.undo-yes.what":           "There is no terminal to ask on.",
	"usage.undo-yes.next":           "Add --yes to put the old file back, or --dry-run to look.",
	"usage.domain-yes.what":         "There is no terminal to ask on.",
	"usage.domain-yes.next":         "Add --yes to do it without asking.",
	"usage.demo-brings.what":        "The demo brings its own panel and WordPress: --{flag} has no place there.",
	"usage.demo-brings.next":        "Leave it out. To try your own, run enhance-wizard setup: it changes nothing before you say so.",
	"usage.demo-terminal.what":      "The demo's screens need a terminal.",
	"usage.demo-terminal.next":      "Run enhance-wizard demo --yes to see it in lines of text.",

	"recovered.finished": "An earlier run was cut off after it had changed {path}; the change is complete.",
	"recovered.restored": "An earlier run was cut off; {path} has its old content.",
	"recovered.conflict": "An earlier run was cut off, and {path} was edited since; it was left as it is.",

	"undo.none":               "There is nothing to undo.",
	"undo.entry":              "{id}  {at}  {state}  {files}  {constants}",
	"undo.state.applied":      "can be undone",
	"undo.state.reverted":     "undone",
	"undo.state.undo":         "an undo",
	"undo.state.interrupted":  "interrupted",
	"undo.state.conflict":     "cut off, and edited since",
	"undo.question.constants": "Take these constants out, and keep all else?",
	"undo.withdrawn":          "Taken out: {path} (to have them back: enhance-wizard undo {id})",
	"undo.nothing-left":       "{path} has none of these constants any more.",
	"undo.question":           "Put the old file back?",
	"undo.done":               "Put back: {path}",

	"domains.none":            "The panel has no domain for this site.",
	"domains.add.question":    "Add {name} to this site at the panel?",
	"domains.add.done":        "{name} is mapped at the panel.",
	"domains.remove.question": "Remove {name} from this site at the panel? It stops working there; the panel keeps its certificate.",
	"domains.issue.preflight": "The panel looks whether it can get a certificate for {name} ...",
	"domains.issue.request":   "The panel gets the certificate, which can take two minutes ...",
	"domains.issue.read_back": "The certificate is read back ...",
	"domains.issue.done":      "{name} has a certificate by {issuer} for {names}, valid until {until}.",
	"domains.remove.done":     "{name} is no longer mapped at the panel.",

	"demo.domains": "The dashboard's first round:",
	"demo.undo":    "And back again, with undo:",
	"demo.end":     "The demo is over; its panel, domains and folder are gone.",

	"column.name": "NAME",
	"column.kind": "KIND",
	"column.id":   "ID",
}
