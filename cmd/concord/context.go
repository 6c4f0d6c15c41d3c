package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

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
				return misread(cmd.OutOrStdout(), args[0], err)
			}
			if len(flags.contracts) == 0 {
				_, err := fmt.Fprintln(cmd.OutOrStdout(), "well formed; name a --contract to know what it promises")
				return err
			}
			c, err := flags.load(cmd.Context())
			if err != nil {
				return err
			}
			promise, err := parsed.Resolve(c.Model)
			if err != nil {
				return misread(cmd.OutOrStdout(), args[0], err)
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), strings.TrimRight(uri.Explain(promise), "\n"))
			return err
		},
	}
	cmd.Flags().StringArrayVar(&flags.contracts, "contract", nil, "documentation folder, CSDL file, service root URL or built-in name; repeatable, joined")
	cmd.Flags().BoolVar(&flags.noCache, "no-cache", false, noCacheUsage)
	return cmd
}

// misread shows where a context URL does not parse, or does not resolve.
func misread(w io.Writer, text string, err error) error {
	var syntax *uri.SyntaxError
	var name *uri.ResolveError
	offset, message := 0, ""
	switch {
	case errors.As(err, &syntax):
		offset, message = syntax.Offset, syntax.Message
	case errors.As(err, &name):
		if offset, message = name.Offset, fmt.Sprintf("%q: %s", name.Segment, name.Message); name.Hint() != "" {
			message += fmt.Sprintf(" (did you mean %s?)", name.Hint())
		}
	default:
		if _, err := fmt.Fprintln(w, err); err != nil {
			return err
		}
		return errFindings
	}
	before := utf8.RuneCountInString(text[:min(offset, len(text))])
	if _, err := fmt.Fprintf(w, "%s\n%*s^ offset %d: %s\n", text, before, "", offset, message); err != nil {
		return err
	}
	return errFindings
}
