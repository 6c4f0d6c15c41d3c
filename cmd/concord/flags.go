package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/report"
	"github.com/concord-odata/concord/pkg/rule"
)

// builtIn is the name of the contract that nobody needs to name.
const builtIn = "graph-beta-reports"

// builtInContracts are the contracts that come with the program.
func builtInContracts() (map[string]fs.FS, error) {
	pages, err := fs.Sub(fixtures.FS, "graph/beta/docs")
	if err != nil {
		return nil, err
	}
	return map[string]fs.FS{builtIn: pages}, nil
}

// common are the flags that several verbs have.
type common struct {
	contracts []string
	profile   string
	formats   []string
	output    string
	failOn    string
	minJudged string
	verbose   bool
	jobs      int
}

func (f *common) register(cmd *cobra.Command) {
	p := cmd.Flags()
	p.StringArrayVar(&f.contracts, "contract", nil, "documentation folder, CSDL file or built-in name; repeatable, joined (built-in: "+builtIn+")")
	p.StringVar(&f.profile, "profile", string(rule.Graph), "text to judge by: graph, odata-4.0 or odata-4.01")
	p.StringArrayVar(&f.formats, "format", nil, "console, json, junit, sarif, github or markdown; FORMAT=FILE writes a file; repeatable (default console)")
	p.StringVar(&f.output, "output", "", "file for the report of the one --format without a file")
	p.StringVar(&f.failOn, "fail-on", "error", "what fails the run: error, warning, unjudged or none")
	p.StringVar(&f.minJudged, "min-judged", "", "share of the cases that must be judged, such as 95%")
	p.BoolVarP(&f.verbose, "verbose", "v", false, "show what passed, and every repetition")
	p.IntVar(&f.jobs, "jobs", 0, "cases at once (default: one a processor)")
	complete(cmd, "profile", "graph", "odata-4.0", "odata-4.01")
	complete(cmd, "fail-on", "error", "warning", "unjudged", "none")
	complete(cmd, "format", report.Formats()...)
}

func complete(cmd *cobra.Command, flag string, values ...string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // fails for unknown flags alone
}

// load reads the contract that the flags name, or the built-in one.
func (f *common) load(ctx context.Context, only string) (*contract.Contract, error) {
	names := f.contracts
	if len(names) == 0 {
		names = []string{builtIn}
	}
	return loadContract(ctx, names, only, f.jobs)
}

func loadContract(ctx context.Context, names []string, only string, jobs int) (*contract.Contract, error) {
	known, err := builtInContracts()
	if err != nil {
		return nil, err
	}
	return contract.Load(ctx, names, contract.Options{BuiltIn: known, Only: only, Jobs: jobs, Progress: progress("reading pages")})
}

func (f *common) gate() (rule.Gate, error) {
	on, err := rule.ParseFailOn(f.failOn)
	if err != nil {
		return rule.Gate{}, fmt.Errorf("--%w", err)
	}
	gate := rule.Gate{FailOn: on}
	if f.minJudged != "" {
		if gate.MinJudged, err = rule.ParseMinJudged(f.minJudged); err != nil {
			return rule.Gate{}, fmt.Errorf("--%w", err)
		}
	}
	return gate, nil
}

func (f *common) parseProfile() (rule.Profile, error) {
	p, err := rule.ParseProfile(f.profile)
	if err != nil {
		return "", fmt.Errorf("--%w", err)
	}
	return p, nil
}

// workingDir is the folder that reports name files relative to.
func workingDir() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	return dir
}
