package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/schema"
)

func newSchema() *cobra.Command {
	var flags common
	var list, collection, ieee754 bool
	var output, base string
	cmd := &cobra.Command{
		Use:   "schema TYPE...",
		Short: "Show, list or generate the JSON Schemas of a contract's types",
		Long: `Prints the JSON Schema (draft 2020-12) of a type, with all that it refers to embedded:
one document that stands alone. With --output, writes one file a type into a folder,
for each type named and all that they refer to.`,
		Example: `  concord schema microsoft.graph.credentialUserRegistrationCount
  concord schema microsoft.graph.user --contract metadata.xml --collection
  concord schema --list --contract metadata.xml
  concord schema microsoft.graph.user --contract metadata.xml --output schemas/`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := flags.readConfig(cmd); err != nil {
				return err
			}
			c, err := flags.load(cmd.Context())
			if err != nil {
				return err
			}
			gen := schema.NewGenerator(c.Model, schema.Options{Base: base, IEEE754Compatible: ieee754})
			switch {
			case list && len(args) > 0:
				return fmt.Errorf("schema: --list takes no types, and there is %q", args[0])
			case list:
				return listTypes(cmd, c)
			case len(args) == 0:
				return errors.New("schema: name a type, or use --list")
			case output != "":
				return writeSchemas(gen, c, args, collection, output)
			case len(args) > 1:
				return errors.New("schema: one type at a time on standard output; with --output DIR any number")
			}
			name, err := typeNamed(c, args[0])
			if err != nil {
				return err
			}
			doc, err := gen.Bundle(name, collection)
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(doc)
			return err
		},
	}
	p := cmd.Flags()
	p.StringArrayVar(&flags.contracts, "contract", nil, contractUsage)
	p.BoolVar(&flags.noCache, "no-cache", false, noCacheUsage)
	p.BoolVar(&list, "list", false, "list the contract's types")
	p.BoolVar(&collection, "collection", false, "the schema of a collection response of the type")
	p.BoolVar(&ieee754, "ieee754-compatible", false, "Int64 and Decimal as strings")
	p.StringVar(&output, "output", "", "folder to write one file a type into")
	p.StringVar(&base, "base", "", "what the $id of each document begins with (default "+schema.DefaultBase+")")
	cmd.ValidArgsFunction = func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		c, err := flags.load(cmd.Context())
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return typeNames(c), cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

func typeNames(c *contract.Contract) []string {
	var names []string
	for t := range c.Model.Types() {
		names = append(names, t.QualifiedName())
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func listTypes(cmd *cobra.Command, c *contract.Contract) error {
	for _, n := range typeNames(c) {
		kind := "type definition"
		switch c.Model.Type(n).(type) {
		case *edm.EntityType:
			kind = "entity type"
		case *edm.ComplexType:
			kind = "complex type"
		case *edm.EnumType:
			kind = "enumeration"
		}
		if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%-17s %s\n", kind, n); err != nil {
			return err
		}
	}
	return nil
}

// typeNamed is the qualified name of a type, or an error that says which one
// may have been meant.
func typeNamed(c *contract.Contract, name string) (string, error) {
	if t := c.Model.Type(name); t != nil {
		return t.QualifiedName(), nil
	}
	return "", fmt.Errorf("schema: the contract (%s) has no type %s%s", c.Name, name, nearType(c, name))
}

// nearType is a hint at the type that was probably meant, or at how to see
// them all.
func nearType(c *contract.Contract, name string) string {
	for _, n := range typeNames(c) {
		if strings.EqualFold(n, name) || strings.HasSuffix(strings.ToLower(n), "."+strings.ToLower(name)) {
			return fmt.Sprintf("; did you mean %s?", n)
		}
	}
	return "; `concord schema --list` with the same --contract lists them"
}

// writeSchemas writes one file a type, all of them whole or none.
func writeSchemas(gen *schema.Generator, c *contract.Contract, args []string, collection bool, dir string) error {
	docs := map[string][]byte{} // by file
	for _, a := range args {
		name, err := typeNamed(c, a)
		if err != nil {
			return err
		}
		all, err := gen.Refers(name)
		if err != nil {
			return err
		}
		for _, n := range all {
			file := schema.FileName(n)
			if docs[file] != nil {
				continue
			}
			if docs[file], err = gen.Document(n); err != nil {
				return err
			}
		}
		if !collection {
			continue
		}
		if docs[schema.CollectionFileName(name)], err = gen.Collection(name); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("--output %s: %w", dir, cause(err))
	}
	return writeWhole(dir, docs)
}
