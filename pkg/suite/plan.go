package suite

import (
	"context"
	"fmt"
	"strings"

	"github.com/onsi/ginkgo/v2"

	"github.com/concord-odata/concord/pkg/rule"
)

// Options say how a plan judges.
type Options struct {
	Profile rule.Profile
	// MaxFindings bounds what a case lists of one cause: see check.Options.
	MaxFindings int
}

// Plan is a suite: its title and its cases, in order.
type Plan struct {
	Title string
	Cases []Case
	// Serial: unless told otherwise, one case is judged after the other, as
	// one does not press a live service.
	Serial bool
}

// Case is one spec.
type Case struct {
	Text   string
	Labels []string
	Judge  func(context.Context) rule.Verdict
}

// Specs enters the plan into the Ginkgo tree that is being built. Each
// verdict is handed to report, which may be nil.
func (p *Plan) Specs(report func(*rule.Verdict)) {
	ginkgo.Describe(p.Title, func() {
		for _, c := range p.Cases {
			ginkgo.It(c.Text, ginkgo.Label(labels(c.Labels)...), func(ctx ginkgo.SpecContext) {
				v := c.Judge(ctx)
				if v.Name == "" {
					v.Name = c.Text
				}
				v.Labels = labels(c.Labels)
				if report != nil {
					report(&v)
				}
				outcome(&v)
			})
		}
	})
}

// outcome tells Ginkgo how the case ended.
func outcome(v *rule.Verdict) {
	switch v.State {
	case rule.Failed:
		ginkgo.Fail(message(v))
	case rule.Unjudged:
		ginkgo.Skip("unjudged: " + v.Reason)
	}
}

// message is the case's findings for a person, a line each.
func message(v *rule.Verdict) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s breaks its contract", v.Name)
	for i := range v.Findings {
		f := &v.Findings[i]
		if f.ExpectedByFixture || f.Severity < rule.Warning {
			continue
		}
		fmt.Fprintf(&b, "\n%s:%d: %s %s %s: %s", f.File, f.Line, f.Severity, f.Rule, f.Pointer, f.Message)
		if f.Hint != "" {
			fmt.Fprintf(&b, " (%s)", f.Hint)
		}
	}
	return b.String()
}
