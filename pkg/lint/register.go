package lint

import (
	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

// Rule is a rule of pages: its documentation, and the hooks by which it
// sees. A rule with Problems speaks for what reading the page found odd.
type Rule struct {
	*rule.Rule
	Page     func(*page)
	Example  func(*page, *apidoc.Example)
	Problems map[apidoc.Code]string // code → case of Rule.Cases, "" for the rule itself
}

// rules are the registered rules, in the order of their files.
var rules []*Rule

// byProblem is the rule that speaks for a problem.
var byProblem = map[apidoc.Code]*Rule{}

func register(doc rule.Rule) *Rule {
	r := &Rule{Rule: rule.Register(doc)}
	rules = append(rules, r)
	return r
}

// speaksFor lets the rule speak for problems of reading, as one of its
// cases.
func (r *Rule) speaksFor(which string, codes ...apidoc.Code) {
	if r.Problems == nil {
		r.Problems = map[apidoc.Code]string{}
	}
	for _, c := range codes {
		r.Problems[c] = which
		byProblem[c] = r
	}
}

// page is a page under judgment.
type page struct {
	*apidoc.Page
	*Linter
	found []rule.Finding
	notes []rule.Note
}

// mark says what a finding of a page is about.
type mark struct {
	rule     *Rule
	which    string // a case of the rule
	at       location.Position
	typeName string
	property string
	message  string
	expected string
	actual   string
	hint     string
	rests    string
	cause    string
	fix      *rule.Fix
}

func (p *page) report(m mark) {
	levels := m.rule.Levels
	if l, ok := m.rule.Cases[m.which]; ok {
		levels = l
	}
	severity := levels.In(p.opt.Profile)
	if severity == rule.Off {
		return
	}
	f := rule.Finding{Rule: m.rule.ID, Severity: severity, File: m.at.File, Line: m.at.Line, Column: m.at.Column,
		Type: m.typeName, Property: m.property, Message: m.message, Expected: m.expected, Actual: m.actual, Hint: m.hint,
		Rests: m.rests, Cause: m.cause, Help: m.rule.Help(), Fix: m.fix, Source: p.Text.Line(m.at.Line)}
	if f.File == "" {
		f.File, f.Line = p.File, 1
	}
	p.found = append(p.found, f)
}

// problems reports what reading the page found odd, by the rules that speak
// for it.
func (p *page) problems() {
	for i := range p.Page.Problems {
		pr := &p.Page.Problems[i]
		r := byProblem[pr.Code]
		if r == nil {
			continue
		}
		if pr.Code == apidoc.TypeUnknown && p.contract.Model.Type(p.known(pr.Name)) != nil {
			continue // another source of the contract declares it
		}
		m := mark{rule: r, which: r.Problems[pr.Code], at: pr.Position, message: pr.Message, cause: cause(pr), actual: pr.Name}
		if pr.Suggestion != "" {
			m.hint = "did you mean " + pr.Suggestion + "?"
		}
		if pr.Slip != nil {
			m.fix = fixOf(pr.Text, pr.Slip)
		}
		p.report(m)
	}
}

// cause is what tells a problem from others of its kind, stable over edits.
func cause(pr *apidoc.Problem) string {
	switch {
	case pr.Name != "":
		return string(pr.Code) + " " + pr.Name
	case pr.Slip != nil:
		return string(pr.Code) + " " + string(pr.Slip.Kind)
	}
	return string(pr.Code)
}

// fixOf is the slip's mend as an edit of the file, where it is certain and
// stands in the file as it was read.
func fixOf(t *location.Text, s *location.Slip) *rule.Fix {
	if s.Fix == nil || t == nil {
		return nil
	}
	file, start := t.Outer(s.Fix.Start)
	_, end := t.Outer(s.Fix.End)
	if end < start {
		return nil
	}
	return &rule.Fix{File: file.Name, Start: start, End: end, New: s.Fix.New}
}
