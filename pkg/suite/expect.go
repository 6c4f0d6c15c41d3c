package suite

import (
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// expect holds the verdicts of a fixture's exchanges against what the
// fixture says that it raises: the findings of those rules, as many as it
// names, become information; one that did not come is an error.
func expect(verdicts []rule.Verdict, meta *exchange.Meta) {
	if len(meta.Expect) == 0 {
		return
	}
	due := map[string]int{}
	for _, id := range meta.Expect {
		due[id]++
	}
	for i := range verdicts {
		v := &verdicts[i]
		for k := range v.Findings {
			f := &v.Findings[k]
			if due[f.Rule] == 0 || f.Severity < rule.Warning {
				continue
			}
			due[f.Rule]--
			f.Severity, f.ExpectedByFixture = rule.Info, true
		}
		if v.State == rule.Failed && v.Worst() < rule.Error {
			v.State = rule.Passed
		}
	}
	if len(verdicts) == 0 {
		return
	}
	last := &verdicts[len(verdicts)-1]
	for i, id := range meta.Expect {
		if due[id] == 0 {
			continue
		}
		due[id]--
		f := rule.Finding{Rule: id, Severity: rule.Error, File: last.File, Line: last.Line, Cause: "expected",
			Operation: last.Operation, Request: last.Request,
			Message: "the fixture is meant to raise " + id + ", and did not",
			Hint:    "remove it from expect in meta.yaml, or restore the defect"}
		if i < len(meta.ExpectPositions) && meta.ExpectPositions[i].Known() {
			f.File, f.Line, f.Column = meta.ExpectPositions[i].File, meta.ExpectPositions[i].Line, meta.ExpectPositions[i].Column
		}
		if r := rule.Get(id); r != nil {
			f.Help = r.Help()
		}
		last.Findings = append(last.Findings, f)
		last.State = rule.Failed
	}
}
