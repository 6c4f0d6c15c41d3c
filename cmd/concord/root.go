package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "concord",
		Short: "Does this OData service answer the way its documentation and metadata promise?",
		Long: `Concord judges OData exchanges, documentation and metadata by one contract.

A contract is a folder of documentation pages, a CSDL file, the root URL of a
service, or a built-in one; several are joined. Every case ends passed, failed,
or unjudged with a reason. A concord.yaml here, or above up to the repository's
root, says what flags would say on every run.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad usage or
unreadable input.`,
		Example: `  concord check                                   the built-in contract and its recorded exchanges
  concord validate --contract metadata.xml body.json
  concord lint api-reference/beta --contract metadata.xml
  concord schema microsoft.graph.user --contract metadata.xml
  concord rules`,
		Version:       version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownVerb(cmd, args[0])
		},
	}
	root.AddCommand(newCheck(), newValidate(), newLint(), newSchema(), newRules(), newExplain(), newContext())
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; `%s --help` shows the flags", err, cmd.CommandPath())
	})
	root.SuggestionsMinimumDistance = 2
	root.SetHelpCommand(newHelp())
	describeCompletion(root)
	return root
}

// newHelp is cobra's help, but that an unknown verb is an error here as well.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [VERB]",
		Short:   "Help about a verb",
		Example: "  concord help lint",
		RunE: func(cmd *cobra.Command, args []string) error {
			verb, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownVerb(cmd.Root(), args[0])
			}
			verb.InitDefaultHelpFlag()
			verb.InitDefaultVersionFlag()
			return verb.Help()
		},
	}
}

// describeCompletion gives cobra's completion verb what the others have:
// examples, and an error for what it does not know.
func describeCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		var shells []string
		for _, shell := range c.Commands() {
			shells = append(shells, shell.Name())
			shell.Example = "  concord completion " + shell.Name()
		}
		c.Example = "  source <(concord completion bash)\n  concord completion fish > ~/.config/fish/completions/concord.fish"
		c.Args = cobra.ArbitraryArgs
		c.RunE = func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return fmt.Errorf("completion: there is no shell %q; there are %s", args[0], strings.Join(shells, ", "))
		}
	}
}

// unknownVerb says which verbs there are, and which one may have been meant.
func unknownVerb(root *cobra.Command, name string) error {
	hint := ""
	if near := root.SuggestionsFor(name); len(near) > 0 {
		hint = fmt.Sprintf("; did you mean %s?", strings.Join(near, " or "))
	}
	var verbs []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() && c.Name() != "help" && c.Name() != "completion" {
			verbs = append(verbs, c.Name())
		}
	}
	return fmt.Errorf("there is no verb %q%s; there are %s", name, hint, strings.Join(verbs, ", "))
}

// atLeastOne asks for arguments in the verb's own words.
func atLeastOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("%s: name %s; `%s --help` shows examples", cmd.Name(), what, cmd.CommandPath())
		}
		return nil
	}
}

// exactlyOne asks for one argument.
func exactlyOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("%s: name %s, and nothing else; `%s --help` shows examples", cmd.Name(), what, cmd.CommandPath())
		}
		return nil
	}
}

// noArguments refuses what a flag was meant for.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s: takes no arguments, and there is %q; `%s --help` shows its flags", cmd.Name(), args[0], cmd.CommandPath())
	}
	return nil
}
