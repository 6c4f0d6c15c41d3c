package suite

import (
	"context"
	"io"
	"slices"
	"sync"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/formatter"

	"github.com/concord-odata/concord/pkg/rule"
)

// RunOptions say how plans run.
type RunOptions struct {
	// Jobs is how many cases are judged at once; 0: one a processor, and of
	// a plan that is serial one.
	Jobs int
	// Report receives each verdict, in the order of the plans; nil: none.
	Report func(*rule.Verdict)
}

// Run runs the plans as Ginkgo suites within an ordinary program, and writes
// nothing itself. Cases are judged ahead of their specs, several at once. It
// may be called once in a process, as Ginkgo's RunSpecs. The error is the
// context's, or a [*NoCaseError].
func Run(ctx context.Context, plans []*Plan, opt RunOptions) error {
	n := 0
	for _, p := range plans {
		n += len(p.Cases)
	}
	if n == 0 {
		return &NoCaseError{}
	}
	plans, stop := judgeAhead(ctx, plans, opt.Jobs)
	defer stop()

	// Ginkgo keeps the order of specs only within one ordered container.
	ginkgo.Describe("concord", ginkgo.Ordered, ginkgo.ContinueOnFailure, func() {
		for _, p := range plans {
			p.Specs(func(v *rule.Verdict) {
				if ctx.Err() == nil && opt.Report != nil {
					opt.Report(v)
				}
			})
		}
	})
	formatter.ColorableStdOut = io.Discard
	formatter.ColorableStdErr = io.Discard
	suite, reporter := ginkgo.GinkgoConfiguration()
	suite.LabelFilter = ""
	suite.RandomizeAllSpecs = false
	ginkgo.RunSpecs(outcomeOnly{}, "concord", suite, reporter)
	return ctx.Err()
}

// judgeAhead gives plans whose cases are judged while earlier ones are
// reported, and the function that ends that.
func judgeAhead(ctx context.Context, plans []*Plan, jobs int) (judged []*Plan, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var stops []func()
	for _, p := range plans {
		n := jobs
		if p.Serial && jobs <= 0 {
			n = 1
		}
		// At the plan's first spec: specs run one after the other.
		start := sync.OnceValue(func() *ahead[rule.Verdict] {
			a := begin(ctx, len(p.Cases), n, func(ctx context.Context, i int) (rule.Verdict, error) {
				return p.Cases[i].Judge(ctx), nil
			})
			stops = append(stops, a.wait)
			return a
		})
		q := &Plan{Title: p.Title, Cases: slices.Clone(p.Cases)}
		for i := range q.Cases {
			q.Cases[i].Judge = func(context.Context) rule.Verdict {
				v, err := start().get(ctx, i)
				if err != nil {
					v.State, v.Reason = rule.Unjudged, "the run was interrupted"
				}
				return v
			}
		}
		judged = append(judged, q)
	}
	return judged, func() {
		cancel()
		for _, wait := range stops {
			wait()
		}
	}
}

// outcomeOnly stands in for *testing.T: the verdicts say who failed.
type outcomeOnly struct{}

func (outcomeOnly) Fail() {}
