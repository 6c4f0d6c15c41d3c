package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/lint"
	"github.com/concord-odata/concord/pkg/report"
)

func newLint() *cobra.Command {
	var flags common
	var only string
	cmd := &cobra.Command{
		Use:   "lint PATH...",
		Short: "Judge documentation: against itself, and against CSDL",
		Long: `Reads documentation pages (folders or single pages) and CSDL files, and says what is
wrong with them, at the line of the page. Pages are judged by the types that they
document themselves and by those of the --contract sources.`,
		Example: `  concord lint api-reference/beta
  concord lint api-reference/beta --contract metadata.xml --format sarif=lint.sarif
  concord lint api-reference/beta --only 'reports/*'
  concord lint user-get.md --contract api-reference/v1.0`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runLint(cmd, &flags, only, args)
		},
	}
	flags.register(cmd)
	cmd.Flags().StringVar(&only, "only", "", "judge the pages of documented paths that match, such as 'reports/*'")
	return cmd
}

func runLint(cmd *cobra.Command, flags *common, only string, args []string) error {
	profile, err := flags.parseProfile()
	if err != nil {
		return err
	}
	pages, metadata, err := lintInputs(args)
	if err != nil {
		return err
	}
	c, err := lintContract(cmd.Context(), flags, only, pages, metadata)
	if err != nil {
		return err
	}
	out, err := flags.open(report.Header{Command: commandLine(), Contract: c.Name, Profile: profile, Suites: args})
	if err != nil {
		return err
	}
	linter := lint.New(c, lint.Options{Profile: profile, Jobs: flags.jobs})
	for _, v := range linter.Metadata(metadata) {
		out.verdict(&v)
	}
	if only == "" && wholeReference(pages) {
		for _, v := range linter.Undocumented() {
			out.verdict(&v)
		}
	}
	verdicts, err := linter.Pages(cmd.Context(), pagesOf(c, pages, only))
	if err != nil {
		return out.abandon(err)
	}
	for i := range verdicts {
		out.verdict(&verdicts[i])
	}
	return out.close()
}

// lintInputs tells pages from CSDL documents, which are read here: a cycle
// of base types, which no contract may have, is a finding of lint.
func lintInputs(args []string) (pages []string, metadata []*contract.Source, err error) {
	for _, a := range args {
		info, err := os.Stat(a)
		if err != nil {
			return nil, nil, err
		}
		if info.IsDir() || strings.EqualFold(filepath.Ext(a), ".md") {
			pages = append(pages, a)
			continue
		}
		s, err := contract.ReadCSDL(a)
		if err != nil {
			return nil, nil, err
		}
		metadata = append(metadata, s)
	}
	return pages, metadata, nil
}

// lintContract joins the sources that the flags name with what is linted.
func lintContract(ctx context.Context, flags *common, only string, pages []string, metadata []*contract.Source) (*contract.Contract, error) {
	names := flags.contracts
	for _, p := range pages {
		if !within(p, names) {
			names = append(names[:len(names):len(names)], p)
		}
	}
	if len(names) == 0 {
		return contract.Join(metadata...), nil
	}
	c, err := loadContract(ctx, names, "", flags.jobs)
	if err != nil || len(flags.contracts) > 0 || c.Documents() {
		return c, err
	}
	return loadContract(ctx, append([]string{builtIn}, names...), "", flags.jobs) // single pages without a type
}

// within reports whether a path lies in one of the folders.
func within(path string, folders []string) bool {
	for _, f := range folders {
		rel, err := filepath.Rel(f, path)
		if err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// pagesOf are the pages of the contract's documentation that the arguments
// name and the filter keeps.
func pagesOf(c *contract.Contract, roots []string, only string) *apidoc.Reference {
	kept := &apidoc.Reference{}
	for _, s := range c.Sources {
		if s.Reference == nil {
			continue
		}
		for _, p := range s.Reference.Pages {
			if within(p.File, roots) && lint.Keep(p, only) {
				kept.Pages = append(kept.Pages, p)
			}
		}
	}
	return kept
}

// wholeReference reports whether a folder is linted, and not single pages:
// only then does a missing page say something.
func wholeReference(pages []string) bool {
	for _, p := range pages {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			return true
		}
	}
	return false
}
