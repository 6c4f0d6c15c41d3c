package suite

import (
	"errors"
	"fmt"
	"io"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/formatter"
	"github.com/onsi/ginkgo/v2/types"

	"github.com/concord-odata/concord/pkg/rule"
)

// ErrNoCase is that a filter left nothing to judge.
var ErrNoCase = errors.New("no case matches the label filter")

// RunOptions say what of the plans runs.
type RunOptions struct {
	LabelFilter string // Ginkgo's own syntax
	// Report receives each verdict, in the order of the plans.
	Report func(*rule.Verdict)
}

// Run runs the plans as Ginkgo suites within an ordinary program, and writes
// nothing itself. It may be called once in a process, as Ginkgo's RunSpecs.
func Run(plans []*Plan, opt RunOptions) error {
	if _, err := types.ParseLabelFilter(opt.LabelFilter); err != nil {
		return fmt.Errorf("label filter %q: %w", opt.LabelFilter, err)
	}
	ran := 0
	for _, p := range plans {
		p.Specs(func(v *rule.Verdict) {
			ran++
			opt.Report(v)
		})
	}
	formatter.ColorableStdOut = io.Discard
	formatter.ColorableStdErr = io.Discard
	suite, reporter := ginkgo.GinkgoConfiguration()
	suite.LabelFilter = opt.LabelFilter
	suite.RandomizeAllSpecs = false
	ginkgo.RunSpecs(outcomeOnly{}, "concord", suite, reporter)
	if ran == 0 {
		if opt.LabelFilter != "" {
			return fmt.Errorf("%w %q", ErrNoCase, opt.LabelFilter)
		}
		return errors.New("there is no case to judge")
	}
	return nil
}

// outcomeOnly stands in for *testing.T: the verdicts say who failed.
type outcomeOnly struct{}

func (outcomeOnly) Fail() {}
