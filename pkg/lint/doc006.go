package lint

import (
	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

const inCaseAlone = "in case alone"

var doc006 = register(rule.Rule{
	ID:      "DOC-006",
	Title:   "an annotation's @odata.type names a type that a page or the CSDL describes",
	Levels:  rule.All(rule.Error),
	Cases:   map[string]rule.Levels{inCaseAlone: rule.All(rule.Warning)},
	Why:     "The annotation's type is what the example is judged by, and what tools make of it. A name that nothing describes judges nothing.",
	Sources: []string{"Microsoft Graph reference, annotated examples"},
	Failing: `<!-- { "blockType": "response", "@odata.type": "microsoft.graph.uesr" } -->`,
	Passing: `<!-- { "blockType": "response", "@odata.type": "microsoft.graph.user" } -->`,
})

func init() { doc006.Page = annotatedTypes }

func annotatedTypes(p *page) {
	for _, b := range p.Blocks {
		if b.Kind != apidoc.KindRequest && b.Kind != apidoc.KindResponse || b.Type.IsZero() {
			continue
		}
		name := b.Type.Name
		if p.contract.Model.Type(name) != nil {
			continue
		}
		at := b.ValuePosition("@odata.type")
		if right := p.contract.Model.TypeFold(name); len(right) == 1 {
			p.report(mark{rule: doc006, which: inCaseAlone, at: at, typeName: right[0], message: "the type is declared as " + right[0],
				expected: right[0], actual: b.TypeAsWritten, hint: "write " + right[0], cause: name})
			continue
		}
		if !p.covers(name) {
			p.note(at, "no source of the contract knows the type "+name)
			continue
		}
		p.report(mark{rule: doc006, at: at, message: name + " is a type that no page and no CSDL describes", actual: b.TypeAsWritten,
			hint: p.near(name), cause: name})
	}
}
