package text

// statusWords are for the commands status and prometheus.
var statusWords = words{
	"help.status.short": "check every domain once: panel, DNS, certificate, HTTPS",
	"help.status.long": `Check every domain once: panel, DNS, certificate, HTTPS, what is wrong and what
to do.

With names only these are checked. With --domains-file no panel and no WordPress
is needed. The exit code is 3 when a domain is broken or needs attention, and 5
when not one could be checked: our own resolver or line is down.

Formats:
  table       for people, the worst first
  json        for scripts; with --watch one line a round
  prometheus  metrics, as the textfile collector of node_exporter takes them
  targets     the domains for Prometheus' file-based discovery, not checked`,
	"help.prometheus.short":           "alert rules and a Grafana dashboard for the metrics of status",
	"help.prometheus.rules.short":     "print alert rules for Prometheus",
	"help.prometheus.dashboard.short": "print a dashboard for Grafana",

	"flag.watch": "repeat at every interval until interrupted",

	"usage.interval-watch.what":    "--interval is the time between two rounds, and without --watch there is one.",
	"usage.interval-watch.next":    "Add --watch, or leave --interval out.",
	"usage.watch-output.what":      "--watch and -o {format} do not go together: that format is a whole file.",
	"usage.watch-output.next":      "Run it from a timer and replace the file each time, or use -o json.",
	"usage.domains-file-line.what": "{path}, line {line}: {name} is not a domain name.",
	"usage.domains-file-line.next": "Write it like shop.example.com, one name per line, or put # in front of the line.",

	"usage.name-not-in-file.what": "{name} is not in the list {path}.",
	"usage.name-not-in-file.next": "Add it to the list, or leave --domains-file out to ask the panel.",

	"sweep.silent.what": "No domain gets an answer from {addresses}: {asked} were asked there, and {spared} spared for that.",
	"sweep.silent.next": "Look at that server first: whether it runs, and what its firewall lets in.",
	"sweep.blind.what":  "Not one domain could be checked. {why}",

	"status.domain":       "{name}: {state}",
	"status.domain-since": "{name}: {state} since {time}",
	"status.name-in-dns":  "{name} ({ascii})",
	"status.stale":        "So it was at {time}; the last check could not confirm it.",
	"status.summary":      "{domains}, checked {time}: {states}",
	"status.none":         "{domains}, checked {time}",
	"status.empty-list":   "{path} names no domain.",
	"status.progress":     "checking, {done} of {total}",
	"status.state-failed": "What was found, and since when it is so, cannot be kept from run to run. {what}",
	"status.stale-source": "The list of domains could not be read; what follows is about those known from before. {what}",
}
