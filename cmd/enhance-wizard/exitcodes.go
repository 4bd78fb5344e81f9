package main

import (
	"github.com/spf13/cobra"

	"enhance-wizard/ui/text"
)

// exitCodes is a help topic: a command that does nothing.
func exitCodes() *cobra.Command {
	return &cobra.Command{
		Use:   "exit-codes",
		Short: text.Say("help.exit-codes.short"),
		Long:  text.Say("help.exit-codes.long"),
	}
}
