package main

import (
	"github.com/spf13/cobra"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "concord",
		Short: "Does this OData service answer the way its documentation and metadata promise?",
		Long: `Concord judges OData exchanges, documentation and metadata by one contract.

A contract is a folder of documentation pages, a CSDL file, or a built-in one;
several are joined. Every case ends passed, failed, or unjudged with a reason.

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
	}
	root.AddCommand(newCheck(), newValidate(), newLint(), newSchema(), newRules(), newExplain(), newContext())
	root.CompletionOptions.HiddenDefaultCmd = false
	return root
}
