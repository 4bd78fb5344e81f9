package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"enhance-wizard/ui/text"
)

// flagGroups are the flags by what they are about, in the order in which help
// lists them. A flag that is in none stands first, with those of its command.
// Brought is what the demo brings itself.
var flagGroups = []struct {
	name    string
	brought bool
	flags   []string
}{
	{"extras", false, []string{"cookie-constants", "debug-log", "htaccess"}},
	{"answers", true, []string{"api-url", "token-file", "server-id", "org-id", "website-id"}},
	{"panel", true, []string{"ca-cert", "tls-pin", "allow-http"}},
	{"place", true, []string{"wp-path", "wp-config", "state-dir"}},
	{"face", false, []string{"output", "plain", "no-color", "debug", "log-file", "help", "version"}},
}

// values name what a flag takes, where its type would say little.
var values = map[string]string{
	"api-url": "URL", "token-file": "FILE", "server-id": "UUID", "org-id": "UUID", "website-id": "UUID",
	"ca-cert": "FILE", "tls-pin": "PIN", "wp-path": "DIR", "wp-config": "FILE", "state-dir": "DIR",
	"output": "FORMAT", "log-file": "FILE", "domains-file": "FILE", "resolver": "IP:PORT", "expect-ip": "IP",
	"https-port": "N", "http-port": "N", "interval": "D", "concurrency": "N", "timeout": "D",
}

// helpWidth is that of the narrowest terminal that help is written for, in cells.
const helpWidth = 80

// printUsage is cobra's, with the flags by what they are about: some twenty in
// the order of the alphabet are hard to read.
func printUsage(c *cobra.Command) error {
	var b strings.Builder
	fmt.Fprint(&b, text.Say("help.usage"))
	if c.Runnable() {
		fmt.Fprint(&b, "\n  ", c.UseLine())
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprint(&b, "\n  ", c.CommandPath(), " [command]\n\n", text.Say("help.commands"))
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() || sub.Name() == "help" {
				fmt.Fprintf(&b, "\n  %-*s %s", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	for _, group := range groupsOf(c) {
		flags := strings.TrimRight(group.flags.FlagUsagesWrapped(helpWidth), " \n")
		fmt.Fprint(&b, "\n\n", text.Say("help.flags."+group.name), "\n", flags)
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprint(&b, "\n\n", text.Say("help.more", "command", c.CommandPath()))
	}
	_, err := fmt.Fprintln(c.OutOrStderr(), b.String())
	return err
}

type flagGroup struct {
	name  string
	flags *pflag.FlagSet
}

// groupsOf are the groups that a command has flags of, its own flags first and
// in the order in which it binds them.
func groupsOf(c *cobra.Command) []flagGroup {
	c.Flags().SortFlags = false
	rest := map[string]*pflag.Flag{}
	own := flagGroup{"own", newFlagSet()}
	place := func(flag *pflag.Flag) {
		if isGrouped(flag.Name) {
			rest[flag.Name] = shown(flag)
		} else {
			own.flags.AddFlag(shown(flag))
		}
	}
	c.LocalFlags().VisitAll(place)
	c.InheritedFlags().VisitAll(place)
	all := []flagGroup{own}
	for _, group := range flagGroups {
		if group.brought && c.Name() == "demo" {
			continue
		}
		filled := flagGroup{group.name, newFlagSet()}
		for _, name := range group.flags {
			if flag := rest[name]; flag != nil {
				filled.flags.AddFlag(flag)
			}
		}
		all = append(all, filled)
	}
	return slices.DeleteFunc(all, func(group flagGroup) bool { return !group.flags.HasAvailableFlags() })
}

// shown is a flag as help has it: what it takes is named.
func shown(flag *pflag.Flag) *pflag.Flag {
	name, ok := values[flag.Name]
	if !ok {
		return flag
	}
	copied := *flag
	copied.Value = takes{flag.Value, name}
	if copied.DefValue == "[]" { // pflag knows that for nothing only by its own types
		copied.DefValue = ""
	}
	return &copied
}

// takes is a flag's value with another name for its type.
type takes struct {
	pflag.Value
	name string
}

// Type implements pflag.Value.
func (t takes) Type() string { return t.name }

func newFlagSet() *pflag.FlagSet {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.SortFlags = false
	return flags
}

func isGrouped(name string) bool {
	for _, group := range flagGroups {
		if slices.Contains(group.flags, name) {
			return true
		}
	}
	return false
}
