package lint

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/rule"
)

// Options say how pages are judged.
type Options struct {
	Profile rule.Profile
	Jobs    int // pages at once; 0: one a processor
}

// Linter judges pages by one contract. It is safe for concurrent use.
type Linter struct {
	contract *contract.Contract
	judge    *check.Judge
	opt      Options
}

// New is a linter by that contract.
func New(c *contract.Contract, opt Options) *Linter {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	return &Linter{contract: c, judge: check.New(c, check.Options{Profile: opt.Profile}), opt: opt}
}

// Pages judges the pages of a reference, in parallel, in their order: one
// verdict a page.
func (l *Linter) Pages(ctx context.Context, ref *apidoc.Reference) ([]rule.Verdict, error) {
	verdicts := make([]rule.Verdict, len(ref.Pages))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(l.opt.Jobs)
	for i, p := range ref.Pages {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			verdicts[i] = l.Page(p)
			return nil
		})
	}
	return verdicts, g.Wait()
}

// Page judges one page and its examples.
func (l *Linter) Page(p *apidoc.Page) rule.Verdict {
	v := rule.Verdict{Name: p.Title, File: p.File, Line: 1, State: rule.Passed, Reproduce: "concord lint " + p.File}
	judged := 0
	for _, ex := range p.Examples {
		e := l.Example(ex)
		v.Findings = append(v.Findings, e.Findings...)
		v.Notes = append(v.Notes, e.Notes...)
		if e.State == rule.Unjudged {
			v.Notes = append(v.Notes, rule.Note{Line: e.Line, Reason: e.Reason})
		} else {
			judged++
		}
	}
	switch worst := v.Worst(); {
	case worst == rule.Error:
		v.State = rule.Failed
	case len(p.Examples) > 0 && judged == 0:
		v.State, v.Reason = rule.Unjudged, v.Notes[len(v.Notes)-1].Reason
	}
	return v
}

// Example judges the response of a documented example.
func (l *Linter) Example(ex *apidoc.Example) rule.Verdict {
	s := l.subject(ex)
	v := l.judge.Exchange(s)
	if ex.Response != nil {
		v.Line = ex.Response.Position.Line
	}
	return v
}
