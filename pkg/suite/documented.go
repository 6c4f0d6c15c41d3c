package suite

import (
	"context"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/lint"
	"github.com/concord-odata/concord/pkg/rule"
)

// Documented is a plan of the examples in the contract's documentation.
func Documented(c *contract.Contract, profile rule.Profile) *Plan {
	p := &Plan{Title: "documented examples"}
	linter := lint.New(c, lint.Options{Profile: profile})
	for _, s := range c.Sources {
		if s.Kind != contract.Documentation {
			continue
		}
		for _, ex := range s.Reference.Examples {
			if ex.Response == nil {
				continue
			}
			labels := []string{"docs"}
			if ex.RequestMessage != nil && ex.RequestMessage.Method != "" {
				labels = append(labels, ex.RequestMessage.Method)
			}
			p.Cases = append(p.Cases, Case{
				Text:   ex.Name,
				Labels: labels,
				Judge: func(context.Context) rule.Verdict {
					v := linter.Example(ex)
					v.Reproduce = "concord lint " + ex.Page.File
					return v
				},
			})
		}
	}
	return p
}
