package lint

import (
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/rule"
)

// The rules are registered with pkg/check, which judges a service's
// $metadata by them.

// Metadata judges CSDL documents by themselves: one verdict a document.
func (l *Linter) Metadata(documents []*contract.Source) []rule.Verdict {
	var verdicts []rule.Verdict
	for _, s := range documents {
		v := rule.Verdict{Name: s.Name, File: s.Name, Line: 1, State: rule.Passed, Reproduce: "concord lint " + s.Name}
		for i := range s.Document.Problems {
			p := &s.Document.Problems[i]
			id := p.Rule()
			r := rule.Get(id)
			f := rule.Finding{Rule: id, Severity: rule.Error, File: p.Place.File, Line: p.Place.Line, Column: p.Place.Column,
				Message: p.Message, Hint: p.Hint, Type: p.Target, Cause: string(p.Code)}
			if p.Warning {
				f.Severity = rule.Warning
			}
			if r != nil {
				f.Help = r.Help()
				if s := r.Levels.In(l.opt.Profile); s < f.Severity {
					f.Severity = s
				}
			}
			v.Findings = append(v.Findings, f)
		}
		if v.Worst() == rule.Error {
			v.State = rule.Failed
		}
		verdicts = append(verdicts, v)
	}
	return verdicts
}
