package lint

import (
	"bytes"
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"

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

	hostsOnce sync.Once
	hosts     map[string]bool
	callsOnce sync.Once
	calls     map[string]bool // names of actions, functions and their imports, in lower case
	typesOnce sync.Once
	types     []typeName
	once      sync.Once
	byPage    map[string][]contract.Disagreement
	limitsOf  sync.Map // edm.StructuredType → []limit
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
func (l *Linter) Page(src *apidoc.Page) rule.Verdict {
	p := &page{Page: src, Linter: l}
	p.problems()
	for _, r := range rules {
		if r.Page != nil {
			r.Page(p)
		}
	}
	judged := 0
	for _, ex := range p.Examples {
		for _, r := range rules {
			if r.Example != nil {
				r.Example(p, ex)
			}
		}
		judged += p.example(ex)
	}
	slices.SortStableFunc(p.found, func(a, b rule.Finding) int { return cmp.Compare(a.Line, b.Line) })
	l.mend(src, p.found)
	v := rule.Verdict{Name: p.Title, File: p.File, Line: 1, State: rule.Passed, Findings: p.found, Notes: p.notes, Reproduce: "concord lint " + p.File}
	switch worst := v.Worst(); {
	case worst == rule.Error:
		v.State = rule.Failed
	case len(p.Examples) > 0 && judged == 0 && len(v.Notes) > 0:
		v.State, v.Reason = rule.Unjudged, v.Notes[len(v.Notes)-1].Reason
	}
	return v
}

// example judges the exchange of an example; it counts what was judged.
func (p *page) example(ex *apidoc.Example) int {
	if ex.Response == nil || ex.ResponseMessage == nil {
		return 0 // DOC-002 speaks
	}
	s := p.subject(ex)
	if t, differs := p.shapeOf(ex, s.Operation.Return); differs {
		p.reportShape(ex, s.Operation.Return)
		s.Operation.Return = t
	}
	v := p.verdict(ex, s)
	p.found = append(p.found, v.Findings...)
	p.notes = append(p.notes, v.Notes...)
	if v.State == rule.Unjudged {
		p.notes = append(p.notes, rule.Note{Line: v.Line, Reason: v.Reason})
		return 0
	}
	return 1
}

// verdict is the judge's, in the terms of documentation.
func (l *Linter) verdict(ex *apidoc.Example, s check.Subject) rule.Verdict {
	if snippet(ex) {
		return rule.Verdict{Name: s.Name, File: ex.Page.File, Line: ex.Response.Position.Line, State: rule.Unjudged,
			Reason: "a list of values by itself is a part of a message, and no response"}
	}
	v := l.judge.Exchange(s)
	if ex.Response != nil {
		v.Line = ex.Response.Position.Line
	}
	for i := range v.Findings {
		inDocumentation(&v.Findings[i], func(levels rule.Levels) rule.Severity { return levels.In(l.opt.Profile) })
	}
	return v
}

// snippet reports whether what an annotation calls an example, without a
// request and a status, is an array: no response is one.
func snippet(ex *apidoc.Example) bool {
	m := ex.ResponseMessage
	return ex.Request == nil && ex.Response != nil && ex.Response.Kind == apidoc.KindExample && m != nil && m.Status == 0 && m.Body != nil &&
		bytes.HasPrefix(bytes.TrimSpace(m.Body.Data), []byte("["))
}

// Example judges the response of a documented example by itself.
func (l *Linter) Example(ex *apidoc.Example) rule.Verdict { return l.verdict(ex, l.subject(ex)) }
