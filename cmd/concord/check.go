package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/report"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/suite"
	"github.com/concord-odata/concord/suites/docs"
	"github.com/concord-odata/concord/suites/live"
	"github.com/concord-odata/concord/suites/recorded"
)

// checking is what the flags of check say.
type checking struct {
	common
	recordings []string
	service    string
	noAuth     bool
	labels     string
}

func newCheck() *cobra.Command {
	c := &checking{}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Run the suites: recorded exchanges, documented examples, a live service",
		Long: `Runs the Ginkgo suites by a contract. Without --recorded and --live, these are the
built-in contract, its documented examples and its recorded exchanges.

A fixture that is meant to fail says so (expect in its meta.yaml), and passes
only if exactly those findings come.

Labels for --label-filter are the kind of case (recorded, docs, live), the
method, status:200, version:beta, type:NAME and the tags of fixtures.`,
		Example: `  concord check
  concord check --format json
  concord check --recorded testdata/recordings --contract metadata.xml
  CONCORD_TOKEN=… concord check --live https://graph.microsoft.com/beta
  concord check --label-filter 'recorded && GET && !status:200' --format junit=report.xml`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd) },
	}
	c.register(cmd)
	c.registerMax(cmd)
	cmd.Flags().StringArrayVar(&c.recordings, "recorded", nil, "folder or file of recorded exchanges; repeatable")
	cmd.Flags().StringVar(&c.service, "live", "", "root URL of a live service; the token is taken from CONCORD_TOKEN")
	cmd.Flags().BoolVar(&c.noAuth, "no-auth", false, "send no token to the live service")
	cmd.Flags().StringVar(&c.labels, "label-filter", "", "run the cases whose labels match, in Ginkgo's syntax")
	return cmd
}

func (c *checking) run(cmd *cobra.Command) error {
	profile, err := c.configure(cmd)
	if err != nil {
		return err
	}
	load := c.load
	if len(c.recordings) == 0 && c.service == "" { // documented examples
		load = c.loadPages
	}
	loaded, err := load(cmd.Context())
	if err != nil {
		return err
	}
	plans, err := c.plans(loaded, profile)
	if err != nil {
		return err
	}
	if plans, err = suite.Select(plans, c.labels); err != nil {
		return fmt.Errorf("--%w", err)
	}
	var titles []string
	total := 0
	for _, p := range plans {
		titles = append(titles, fmt.Sprintf("%s (%d)", p.Title, len(p.Cases)))
		total += len(p.Cases)
	}
	m := manner{atOnce: true}
	if c.labels == "" {
		m.whole = c.recordings
	}
	out, err := c.open(report.Header{Contract: loaded.Name, Profile: profile, Suites: titles}, m)
	if err != nil {
		return err
	}
	done, step := 0, progress("cases")
	err = suite.Run(cmd.Context(), plans, suite.RunOptions{Jobs: c.jobs, Report: func(v *rule.Verdict) {
		clearLine()
		c.reproduce(v, c.contracts, len(c.recordings) == 0 && len(c.contracts) == 0)
		out.verdict(v)
		if done++; step != nil {
			step(done, total)
		}
	}})
	if err != nil {
		return out.abandon(err)
	}
	return out.close()
}

// plans are what --recorded and --live name, else what the contract has.
func (c *checking) plans(loaded *contract.Contract, profile rule.Profile) ([]*suite.Plan, error) {
	opt := suite.Options{Profile: profile, MaxFindings: c.maxFindings}
	var plans []*suite.Plan
	for _, name := range c.recordings {
		p, err := recordedPlan(loaded, opt, name)
		if err != nil {
			return nil, err
		}
		plans = append(plans, p)
	}
	if c.service != "" {
		p, err := live.Plan(loaded, live.Options{Options: opt, Service: c.service, NoAuth: c.noAuth})
		if err != nil {
			return nil, fmt.Errorf("--%w", err)
		}
		if len(p.Cases) == 0 {
			return nil, fmt.Errorf("--live %s: the contract (%s) documents no operation that only reads; name documentation with --contract", c.service, loaded.Name)
		}
		plans = append(plans, p)
	}
	if len(plans) > 0 {
		return plans, nil
	}
	if len(c.contracts) > 0 {
		p := docs.Plan(loaded, opt)
		if len(p.Cases) == 0 {
			return nil, fmt.Errorf("check: the contract (%s) has no documented examples; name recorded exchanges with --recorded, or a service with --live", loaded.Name)
		}
		return []*suite.Plan{p}, nil
	}
	p, err := recorded.Plan(loaded, opt, fixtures.FS, "graph", "fixtures/")
	if err != nil {
		return nil, err
	}
	return []*suite.Plan{p, docs.Plan(loaded, opt)}, nil
}

// recordedPlan reads a folder or one file, and nothing outside of it. Files
// are named as the user would.
func recordedPlan(loaded *contract.Contract, opt suite.Options, name string) (*suite.Plan, error) {
	dir, base, prefix, err := openable(name)
	if err != nil {
		return nil, fmt.Errorf("--recorded: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("--recorded: %w", unopened(name, err))
	}
	defer root.Close()
	p, err := recorded.Plan(loaded, opt, root.FS(), base, prefix)
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = unopened(prefix+pe.Path, err)
	}
	if err != nil {
		return nil, fmt.Errorf("--recorded: %w", err)
	}
	if len(p.Cases) == 0 {
		return nil, fmt.Errorf("--recorded %s: there is no recorded exchange in it (.txtar, .har)", name)
	}
	return p, nil
}

// openable is the folder to open for a path, what is meant in it ("." for
// the folder itself), and what stands before the names of its files.
func openable(name string) (dir, base, prefix string, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", "", "", unopened(name, err)
	}
	if info.IsDir() {
		prefix = strings.TrimSuffix(filepath.ToSlash(name), "/") + "/"
		if name == "." {
			prefix = ""
		}
		return name, ".", prefix, nil
	}
	dir, base = filepath.Split(name)
	if dir == "" {
		return ".", base, "", nil
	}
	return dir, base, filepath.ToSlash(dir), nil
}
