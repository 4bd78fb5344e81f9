package main

import (
	"errors"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"enhance-wizard/ui/text"
)

// usageError is a mistake on the command line: exit code 2.
type usageError struct {
	explanation text.Explanation
	err         error
}

func usage(key string, params ...any) error {
	return &usageError{explanation: text.Explanation{
		What: text.Say(key+".what", params...), Next: text.Say(key+".next", params...),
	}}
}

func (e *usageError) Error() string {
	if e.err != nil {
		return e.err.Error()
	}
	return e.explanation.What
}

func (e *usageError) Unwrap() error { return e.err }

// flagError words what cobra finds wrong with the flags.
func flagError(c *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	var lacking *pflag.ValueRequiredError
	var unknown *pflag.NotExistError
	explanation := text.Explanation{
		What: text.Say("usage.flag.what", "why", err.Error()), Next: text.Say("usage.flag.next", "command", c.CommandPath()),
	}
	switch {
	case errors.As(err, &value):
		explanation.What = text.Say("usage.value.what", "value", value.GetValue(), "flag", value.GetFlag().Name)
		if kind := "usage.value." + value.GetFlag().Value.Type(); text.Has(kind) {
			explanation.Next = text.Say(kind)
		}
	case errors.As(err, &lacking):
		explanation.What = text.Say("usage.valueless", "flag", lacking.GetFlag().Name)
	case errors.As(err, &unknown):
		explanation.What = text.Say("usage.no-flag", "flag", dashed(unknown.GetSpecifiedName()), "command", c.CommandPath())
	case exclusive.MatchString(err.Error()):
		var names []string
		for name := range strings.FieldsSeq(exclusive.FindStringSubmatch(err.Error())[1]) {
			names = append(names, dashed(name))
		}
		return usage("usage.exclusive", "flags", strings.Join(names, ", "))
	}
	return &usageError{err: err, explanation: explanation}
}

// exclusive is how cobra names flags of which only one may be given: that error has no type.
var exclusive = regexp.MustCompile(`\[([a-z -]+)\] were all set$`)

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// wordArguments words what cobra finds wrong with the arguments of each command, and keeps shells from offering files for
// them: no command takes one.
func wordArguments(c *cobra.Command) {
	for _, sub := range c.Commands() {
		wordArguments(sub)
	}
	if c.ValidArgsFunction == nil {
		c.ValidArgsFunction = cobra.NoFileCompletions
	}
	if check := c.Args; check != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			if err := check(c, args); err != nil {
				return argumentError(c, args, err)
			}
			return nil
		}
	}
}

func argumentError(c *cobra.Command, args []string, err error) error {
	command := c.CommandPath()
	said := text.Explanation{Next: text.Say("usage.argument.next", "use", c.UseLine())}
	switch {
	case len(args) == 0:
		said.What = text.Say("usage.argument-missing", "command", command)
	case !c.HasAvailableSubCommands():
		said.What = text.Say("usage.argument.what", "command", command, "argument", args[len(args)-1])
	default:
		said.What = text.Say("usage.no-command", "command", command, "name", args[0])
		said.Next = text.Say("usage.flag.next", "command", command)
		c.SuggestionsMinimumDistance = 2 // letters that may be wrong
		if meant := c.SuggestionsFor(args[0]); len(meant) > 0 {
			said.Next = text.Say("usage.meant", "meant", command+" "+meant[0])
		}
	}
	return &usageError{err: err, explanation: said}
}
