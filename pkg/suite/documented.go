package suite

import (
	"context"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/lint"
	"github.com/concord-odata/concord/pkg/rule"
)

// Documented is a plan of the examples in the contract's documentation.
func Documented(c *contract.Contract, opt Options) *Plan {
	p := &Plan{Title: "documented examples"}
	linter := lint.New(c, lint.Options{Profile: opt.Profile})
	for _, s := range c.Sources {
		if s.Kind != contract.Documentation {
			continue
		}
		for _, ex := range s.Reference.Examples {
			if ex.Response == nil {
				continue
			}
			all := []string{"docs"}
			if m := ex.RequestMessage; m != nil && m.Method != "" {
				all = append(all, operationLabels(c, nil, m.Method, pathOf(m.Target))...)
			}
			if m := ex.ResponseMessage; m != nil && m.Status != 0 {
				all = append(all, "status:"+strconv.Itoa(m.Status))
			}
			p.Cases = append(p.Cases, Case{
				Text:   ex.Name,
				Labels: all,
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

// pathOf is the path of a URL as documentation writes it.
func pathOf(target string) string {
	if _, rest, ok := strings.Cut(target, "://"); ok {
		_, path, _ := strings.Cut(rest, "/")
		target = "/" + path
	}
	path, _, _ := strings.Cut(target, "?")
	return path
}
