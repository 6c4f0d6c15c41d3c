package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/concord-odata/concord/pkg/uri"
)

func newContext() *cobra.Command {
	var flags common
	cmd := &cobra.Command{
		Use:   "context URL",
		Short: "Explain a context URL",
		Long: `Parses a context URL or a fragment, and with --contract resolves it and says in words which
body it promises. Exit 0 where it parses (and resolves), 1 where it does not.`,
		Example: `  concord context 'https://host/service/$metadata#Customers(id,orders())/$entity'
  concord context '#users/$entity' --contract metadata.xml`,
		Args: exactlyOne("a context URL or fragment, in quotation marks"),
		RunE: func(cmd *cobra.Command, args []string) error {
			parsed, err := uri.ParseContext(args[0])
			if err != nil {
				var se *uri.SyntaxError
				if errors.As(err, &se) {
					fmt.Fprintf(cmd.OutOrStdout(), "%s\n%*s^ offset %d: %s\n", args[0], se.Offset, "", se.Offset, se.Message)
					return errFindings
				}
				fmt.Fprintln(cmd.OutOrStdout(), err)
				return errFindings
			}
			if len(flags.contracts) == 0 {
				fmt.Fprintln(cmd.OutOrStdout(), "well formed; name a --contract to know what it promises")
				return nil
			}
			c, err := flags.load(cmd.Context())
			if err != nil {
				return err
			}
			promise, err := parsed.Resolve(c.Model)
			if err != nil {
				fmt.Fprintln(cmd.OutOrStdout(), err)
				return errFindings
			}
			fmt.Fprintln(cmd.OutOrStdout(), uri.Explain(promise))
			return nil
		},
	}
	cmd.Flags().StringArrayVar(&flags.contracts, "contract", nil, "documentation folder, CSDL file, service root URL or built-in name; repeatable, joined")
	return cmd
}
