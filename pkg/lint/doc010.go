package lint

import (
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc010 = register(rule.Rule{
	ID:     "DOC-010",
	Title:  "the JSON representation of a resource page has the names of its property table",
	Levels: rule.All(rule.Error),
	Why: "The two descriptions stand on one page and are read as one. A name in the representation that neither the tables nor a base type have " +
		"is a slip in one of them; that the representation leaves a property out is none: many show a part.",
	Sources: []string{"Microsoft Graph reference, page templates"},
	Failing: `{"dispalyName": "String"} over a table with displayName`,
	Passing: `{"displayName": "String"} over a table with displayName`,
})

func init() { doc010.Page = representations }

func representations(p *page) {
	for _, d := range p.Types {
		if d.Representation == nil || d.Block == nil || d.Block.Fence == nil || !hasTable(d) || !sharesNames(d) {
			continue
		}
		t := p.contract.Model.Structured(p.known(d.Name))
		for i := range d.Representation.Members {
			m := &d.Representation.Members[i]
			if strings.ContainsAny(m.Name, "@#") || p.tabled(d, t, m.Name) {
				continue
			}
			at := d.Block.Fence.Text.Position(m.NameStart)
			x := mark{rule: doc010, at: at, typeName: d.Name, property: m.Name, actual: m.Name,
				message: m.Name + " stands in the JSON representation, and in no table of the page", cause: "representation"}
			for _, row := range d.Properties {
				if row.FromRepresentation {
					continue
				}
				if strings.EqualFold(row.Name, m.Name) || edits(row.Name, m.Name, 3) < 3 && d.Representation.Member(row.Name) == nil {
					x.hint = "did you mean " + row.Name + "?"
					break
				}
			}
			p.report(x)
		}
	}
}

// tabled reports whether a table of the page, or the declaration of a base
// type, has the name.
func (p *page) tabled(d *apidoc.TypeDecl, t edm.StructuredType, name string) bool {
	if row := d.Property(name); row != nil && !row.FromRepresentation {
		return true
	}
	if t == nil {
		return false
	}
	if !p.contract.Model.Complete(t) {
		return true // a base type that nobody describes may have it
	}
	for base := range p.contract.Model.Lineage(t) {
		if base.QualifiedName() == t.QualifiedName() {
			continue
		}
		if p.contract.Model.Property(base, name) != nil || p.contract.Model.NavigationProperty(base, name) != nil {
			return true
		}
	}
	return p.contract.Model.IsOpen(t)
}

// hasTable reports whether a table, and not the representation alone, says
// what the type has.
func hasTable(d *apidoc.TypeDecl) bool {
	for _, row := range d.Properties {
		if !row.FromRepresentation {
			return true
		}
	}
	return false
}

// sharesNames reports whether the representation has a name of the tables:
// one that has none stands beside a table of something else.
func sharesNames(d *apidoc.TypeDecl) bool {
	for i := range d.Representation.Members {
		if row := d.Property(d.Representation.Members[i].Name); row != nil && !row.FromRepresentation {
			return true
		}
	}
	return false
}
