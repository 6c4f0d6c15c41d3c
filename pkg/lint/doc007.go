package lint

import (
	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

const loose = "no type's name"

var doc007 = register(rule.Rule{
	ID:     "DOC-007",
	Title:  "a property's type cell names a known type",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		loose:       rule.All(rule.Info),
		inCaseAlone: rule.All(rule.Warning),
	},
	Why:     "The cell is the only statement of the type that a reader sees. Words that can be understood and are no type's name (number, timestamp) are information.",
	Sources: []string{"OData CSDL XML 4.01, 4"},
	Failing: `| displayName | Strnig | The name. |`,
	Passing: `| displayName | String | The name. |`,
})

func init() {
	doc007.speaksFor("", apidoc.TypeCell)
	doc007.speaksFor(loose, apidoc.TypeLoose)
	doc007.Page = typeCells
}

// typeCells looks at the types that cells name: a page of a whole reference
// may name what only the CSDL declares.
func typeCells(p *page) {
	for _, d := range p.Types {
		for _, list := range [][]*apidoc.PropertyDoc{d.Properties, d.Relationships} {
			for _, row := range list {
				p.typeCell(d, row)
			}
		}
	}
}

func (p *page) typeCell(d *apidoc.TypeDecl, row *apidoc.PropertyDoc) {
	name := row.Type.Ref.Name
	if name == "" || row.FromRepresentation || p.contract.Model.Type(name) != nil {
		return
	}
	m := mark{rule: doc007, at: row.Type.Position, typeName: d.Name, property: row.Name, actual: row.Type.AsWritten, cause: name}
	if right := p.contract.Model.TypeFold(name); len(right) == 1 {
		m.which, m.message, m.expected, m.hint = inCaseAlone, "the type is declared as "+right[0], right[0], "write "+right[0]
		p.report(m)
		return
	}
	if !p.covers(name) {
		p.note(row.Type.Position, "no source of the contract knows the type "+name)
		return
	}
	m.message, m.hint = name+" is a type that no page and no CSDL describes", p.near(name)
	p.report(m)
}
