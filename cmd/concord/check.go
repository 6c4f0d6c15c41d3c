package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/report"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/suite"
	"github.com/concord-odata/concord/suites/docs"
	"github.com/concord-odata/concord/suites/live"
	"github.com/concord-odata/concord/suites/recorded"
)

func newCheck() *cobra.Command {
	var flags common
	var recordings []string
	var service, labels string
	var noAuth bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Run the suites: recorded exchanges, documented examples, a live service",
		Long: `Runs the Ginkgo suites by a contract. Without --recorded and --live, these are the
built-in contract, its documented examples and its recorded exchanges.

A fixture that is meant to fail says so (expect in its meta.yaml), and passes
only if exactly those findings come.`,
		Example: `  concord check
  concord check --format json
  concord check --recorded testdata/recordings --contract metadata.xml
  CONCORD_TOKEN=… concord check --live https://graph.microsoft.com/beta
  concord check --label-filter 'recorded && GET' --format junit=report.xml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			profile, err := flags.parseProfile()
			if err != nil {
				return err
			}
			c, err := flags.load(cmd.Context(), "")
			if err != nil {
				return err
			}
			plans, err := checkPlans(c, profile, recordings, service, noAuth, len(flags.contracts) == 0)
			if err != nil {
				return err
			}
			var titles []string
			for _, p := range plans {
				titles = append(titles, p.Title)
			}
			out, err := flags.open(report.Header{Command: commandLine(), Contract: c.Name, Profile: profile, Suites: titles})
			if err != nil {
				return err
			}
			if err := suite.Run(plans, suite.RunOptions{LabelFilter: labels, Report: out.verdict}); err != nil {
				return out.abandon(err)
			}
			if err := cmd.Context().Err(); err != nil {
				return out.abandon(err)
			}
			return out.close()
		},
	}
	flags.register(cmd)
	cmd.Flags().StringArrayVar(&recordings, "recorded", nil, "folder or file of recorded exchanges; repeatable")
	cmd.Flags().StringVar(&service, "live", "", "root URL of a live service; the token is taken from CONCORD_TOKEN")
	cmd.Flags().BoolVar(&noAuth, "no-auth", false, "send no token to the live service")
	cmd.Flags().StringVar(&labels, "label-filter", "", "run the cases whose labels match, in Ginkgo's syntax")
	return cmd
}

func checkPlans(c *contract.Contract, profile rule.Profile, recordings []string, service string, noAuth, isBuiltIn bool) ([]*suite.Plan, error) {
	judge := check.New(c, check.Options{Profile: profile})
	var plans []*suite.Plan
	for _, name := range recordings {
		p, err := recordedPlan(judge, name)
		if err != nil {
			return nil, err
		}
		plans = append(plans, p)
	}
	if service != "" {
		p, err := live.Plan(c, live.Options{Service: service, NoAuth: noAuth, Profile: profile})
		if err != nil {
			return nil, err
		}
		plans = append(plans, p)
	}
	if len(plans) > 0 {
		return plans, nil
	}
	if !isBuiltIn {
		return []*suite.Plan{docs.Plan(c, profile)}, nil
	}
	p, err := recorded.Plan(judge, fixtures.FS, "graph", "fixtures/")
	if err != nil {
		return nil, err
	}
	return []*suite.Plan{p, docs.Plan(c, profile)}, nil
}

// recordedPlan reads a folder or one file, and nothing outside of it.
func recordedPlan(judge *check.Judge, name string) (*suite.Plan, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("--recorded: %w", err)
	}
	dir, root := name, "."
	if !info.IsDir() {
		dir, root = filepath.Dir(name), filepath.Base(name)
	}
	opened, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("--recorded: %w", err)
	}
	defer opened.Close()
	prefix := filepath.ToSlash(dir) + "/"
	if dir == "." && !strings.HasPrefix(name, "./") {
		prefix = ""
	}
	p, err := recorded.Plan(judge, opened.FS(), root, prefix)
	if err != nil {
		return nil, err
	}
	if len(p.Cases) == 0 {
		return nil, fmt.Errorf("--recorded %s: there is no .txtar file in it", name)
	}
	return p, nil
}

// commandLine is what the user typed, for the report.
func commandLine() string {
	return strings.Join(append([]string{"concord"}, os.Args[1:]...), " ")
}
