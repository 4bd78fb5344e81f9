package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Every flag of every command is in its help, once; but those of what the demo brings itself.
func TestHelpListsEveryFlagOnce(t *testing.T) {
	t.Parallel()
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		c.InitDefaultHelpFlag()
		c.InitDefaultVersionFlag()
		usage := c.UsageString()
		visit := func(flag *pflag.Flag) {
			found := regexp.MustCompile(`(?m)^ +(-\w, )?--`+regexp.QuoteMeta(flag.Name)+`( |$)`).FindAllString(usage, -1)
			want := 1
			if flag.Hidden || c.Name() == "demo" && slices.Contains(brought(), flag.Name) {
				want = 0
			}
			if len(found) != want {
				t.Errorf("%s lists --%s %d times, want %d:\n%s", c.CommandPath(), flag.Name, len(found), want, usage)
			}
		}
		c.LocalFlags().VisitAll(visit)
		c.InheritedFlags().VisitAll(visit)
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newProgram().root())
}

// Help fits the narrowest usual terminal, and says what each flag takes.
func TestHelpIsReadable(t *testing.T) {
	t.Parallel()
	root := newProgram().root()
	commands := []*cobra.Command{root}
	for len(commands) > 0 {
		c := commands[0]
		commands = commands[1:]
		if c.Name() != "completion" { // what is below has cobra's words
			commands = append(commands, c.Commands()...)
		}
		c.InitDefaultHelpFlag()
		for line := range strings.Lines(c.Long + "\n" + c.UsageString()) {
			if width := ansi.StringWidth(strings.TrimRight(line, "\n")); width > helpWidth {
				t.Errorf("%s: %d columns: %s", c.CommandPath(), width, line)
			}
		}
		for _, group := range groupsOf(c) {
			group.flags.VisitAll(func(flag *pflag.Flag) {
				if takes, _ := pflag.UnquoteUsage(flag); takes != strings.ToUpper(takes) && !flag.Hidden {
					t.Errorf("%s: --%s %s: what is that?", c.CommandPath(), flag.Name, takes)
				}
			})
		}
	}
}

// What one looks for first stands first.
func TestHelpOfSetupIsInTheOrderOfItsUse(t *testing.T) {
	t.Parallel()
	root := newProgram().root()
	setup, _, err := root.Find([]string{"setup"})
	if err != nil {
		t.Fatal(err)
	}
	usage := setup.UsageString()
	at := -1
	for _, flag := range []string{"--yes", "--htaccess", "--api-url", "--token-file", "--ca-cert", "--wp-path", "--plain"} {
		next := strings.Index(usage, flag)
		if next < at {
			t.Errorf("%s stands too early:\n%s", flag, usage)
		}
		at = next
	}
}
