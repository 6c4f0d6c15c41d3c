package main

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/config"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/report"
	"github.com/concord-odata/concord/pkg/rule"
)

// builtIn is the name of the contract that nobody needs to name.
const builtIn = "graph-beta-reports"

const contractUsage = "documentation folder, CSDL file, service root URL or built-in name; repeatable, joined (default " + builtIn + ")"

const noCacheUsage = "read the contract's sources anew, and keep nothing for the next run"

// builtInContracts are the contracts that come with the program.
func builtInContracts() (map[string]fs.FS, error) {
	pages, err := fs.Sub(fixtures.FS, "graph/beta/docs")
	if err != nil {
		return nil, err
	}
	return map[string]fs.FS{builtIn: pages}, nil
}

// common are the flags that the verbs that judge have.
type common struct {
	contracts []string
	noCache   bool
	profile   string
	formats   []string
	output    string
	failOn    string
	minJudged string
	verbose   bool
	jobs      int

	maxFindings int
	config      string

	baseline       string
	updateBaseline bool
	acceptNew      bool
	strictBaseline bool

	suppress rule.Suppressions // of the configuration
}

func (f *common) register(cmd *cobra.Command) {
	p := cmd.Flags()
	p.StringArrayVar(&f.contracts, "contract", nil, contractUsage)
	p.BoolVar(&f.noCache, "no-cache", false, noCacheUsage)
	p.StringVar(&f.profile, "profile", string(rule.Graph), "text to judge by: graph, odata-4.0 or odata-4.01")
	p.StringArrayVar(&f.formats, "format", nil, "console, json, junit, sarif, github or markdown; FORMAT=FILE writes a file; repeatable (default console)")
	p.StringVar(&f.output, "output", "", "file for the report of the one --format without a file")
	p.StringVar(&f.failOn, "fail-on", "error", "what fails the run: error, warning, unjudged or none")
	p.StringVar(&f.minJudged, "min-judged", "", "share of the cases that must be judged, such as 95%")
	p.BoolVarP(&f.verbose, "verbose", "v", false, "show what passed, and every repetition")
	p.IntVar(&f.jobs, "jobs", 0, "cases at once (default one a processor)")
	p.StringVar(&f.config, "config", "", "configuration file (default concord.yaml here or above, up to the repository's root)")
	p.StringVar(&f.baseline, "baseline", "", "file of known findings, which are not reported")
	p.BoolVar(&f.updateBaseline, "update-baseline", false, "remove from the baseline what is mended")
	p.BoolVar(&f.acceptNew, "accept-new", false, "with --update-baseline: take in what is new")
	p.BoolVar(&f.strictBaseline, "strict-baseline", false, "fail on baseline entries that match nothing any more")
	complete(cmd, "profile", "graph", "odata-4.0", "odata-4.01")
	complete(cmd, "fail-on", "error", "warning", "unjudged", "none")
	complete(cmd, "format", report.Formats()...)
}

// registerMax is the flag of those verbs that judge exchanges.
func (f *common) registerMax(cmd *cobra.Command) {
	cmd.Flags().IntVar(&f.maxFindings, "max-findings", 20, "findings of one cause that a case lists, the rest counted; 0: all")
}

func complete(cmd *cobra.Command, flag string, values ...string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // fails for unknown flags alone
}

// configure takes from concord.yaml what no flag says, and the project's
// severities and ignores.
func (f *common) configure(cmd *cobra.Command) (rule.Profile, error) {
	if err := f.readConfig(cmd); err != nil {
		return "", err
	}
	profile, err := rule.ParseProfile(f.profile)
	if err != nil {
		return "", fmt.Errorf("--%w", err)
	}
	f.suppress.Profile = profile
	switch {
	case f.maxFindings < 0:
		return "", fmt.Errorf("--max-findings %d: give a number of findings of one cause, or 0 for all", f.maxFindings)
	case f.jobs < 0:
		return "", fmt.Errorf("--jobs %d: give a number of cases at once, or 0 for one a processor", f.jobs)
	case f.baseline == "" && (f.updateBaseline || f.acceptNew || f.strictBaseline):
		return "", fmt.Errorf("--update-baseline, --accept-new and --strict-baseline want a --baseline FILE")
	case f.acceptNew && !f.updateBaseline:
		return "", fmt.Errorf("--accept-new goes with --update-baseline")
	}
	return profile, nil
}

func (f *common) readConfig(cmd *cobra.Command) error {
	file := f.config
	if file == "" {
		found, err := config.Find(".")
		if err != nil || found == "" {
			return err
		}
		file = found
	}
	c, err := config.Load(file, config.Options{Formats: report.Formats()})
	if err != nil {
		return err
	}
	f.suppress = *c.Suppressions(c.Profile, time.Time{})
	for _, i := range f.suppress.Expired() {
		notice("%s: an entry of ignore hides nothing any more: it was until %s (%s)", file, i.Until.Format(time.DateOnly), orNone(i.Reason))
	}
	unset := func(name string) bool {
		flag := cmd.Flags().Lookup(name)
		return flag != nil && !flag.Changed
	}
	if c.Profile != "" && unset("profile") {
		f.profile = string(c.Profile)
	}
	if unset("contract") {
		f.contracts = c.Contracts
	}
	if unset("baseline") {
		f.baseline = c.Baseline
	}
	if c.FailOn != nil && unset("fail-on") {
		f.failOn = c.FailOn.String()
	}
	if c.MinJudged != nil && unset("min-judged") {
		f.minJudged = strconv.FormatFloat(*c.MinJudged, 'g', -1, 64)
	}
	if unset("format") && unset("output") {
		for _, format := range c.Formats {
			spec := format.Name
			if format.File != "" {
				spec += "=" + format.File
			}
			f.formats = append(f.formats, spec)
		}
	}
	return nil
}

func orNone(reason string) string {
	if reason == "" {
		return "no reason was given"
	}
	return reason
}

// load takes the contract that the flags name, or the built-in one, from the
// cache or from its sources. It has no pages.
func (f *common) load(ctx context.Context) (*contract.Contract, error) {
	var cache *contract.Cache
	if !f.noCache {
		cache = userCache()
	}
	return f.read(ctx, contract.Options{Cache: cache})
}

// loadPages reads the contract that the flags name with all its pages.
func (f *common) loadPages(ctx context.Context) (*contract.Contract, error) {
	return f.read(ctx, contract.Options{})
}

func (f *common) read(ctx context.Context, opt contract.Options) (*contract.Contract, error) {
	names := f.contracts
	if len(names) == 0 {
		names = []string{builtIn}
	}
	opt.Jobs = f.jobs
	return loadContract(ctx, names, opt)
}

// loadContract reads a contract, built-in ones and those of services too.
func loadContract(ctx context.Context, names []string, opt contract.Options) (*contract.Contract, error) {
	known, err := builtInContracts()
	if err != nil {
		return nil, err
	}
	opt.BuiltIn, opt.Progress, opt.Transport = known, progress("pages read"), http.DefaultTransport
	return contract.Load(ctx, names, opt)
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

// workingDir is the folder that reports name files relative to.
func workingDir() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	return dir
}
