package lint

import (
	"strconv"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc008 = register(rule.Rule{
	ID:     "DOC-008",
	Title:  "documentation and CSDL say the same of a property",
	Levels: rule.All(rule.Error),
	Why: "A reader of the page and a client generated from the metadata expect two different things. One finding for each property, with both places; " +
		"what one side does not say is no disagreement: documentation that says nothing of null says nothing.",
	Sources: []string{"OData CSDL XML 4.01, 6 to 10"},
	Failing: `| status | String | over <Property Name="status" Type="NS.status"/>`,
	Passing: `| status | [status](#status-values) | over <Property Name="status" Type="NS.status"/>`,
})

func init() { doc008.Page = againstCSDL }

var aspects = map[contract.Aspect]string{
	contract.TypeOf: "are of different types", contract.Collection: "disagree on whether it is a collection", contract.Nullable: "disagree on null",
	contract.BaseType: "name different base types", contract.Kindship: "disagree on its kind", contract.NameCase: "write the name differently",
}

func againstCSDL(p *page) {
	for _, d := range p.disagreements()[p.File] {
		if p.shownAlone(d) {
			continue // DOC-010 speaks
		}
		m := mark{rule: doc008, at: location.Position(d.DocumentedPlace), typeName: d.Type, property: d.Property,
			expected: d.Declared, actual: d.Documented, rests: placeText(d.DeclaredPlace), cause: string(d.Aspect)}
		name := d.Type
		if d.Property != "" {
			name = d.Property
		}
		switch d.Aspect {
		case contract.Missing:
			m.message = "property " + name + " is documented, and the CSDL's " + d.Type + " does not have it"
			if t := p.contract.Model.Structured(d.Type); t != nil && d.Property != "" {
				m.hint = p.nearProperty(t, d.Property)
			}
		case contract.Members:
			m.message = "member " + name + " is documented, and the CSDL's enumeration does not have it"
			if d.Declared != "" {
				m.message, m.hint = "member "+name+" is declared as "+d.Declared+" in the CSDL", "write "+d.Declared
			}
		default:
			m.message = "documentation and CSDL " + aspects[d.Aspect] + " for " + name
		}
		if d.Aspect == contract.NameCase {
			m.hint = "write " + d.Declared
		}
		p.report(m)
	}
}

// nearProperty hints at the declared property that was probably meant and
// that no page documents.
func (p *page) nearProperty(t edm.StructuredType, name string) string {
	for pr := range p.contract.Model.Properties(t) {
		if pr.Name != name && edits(pr.Name, name, 3) < 3 {
			return "did you mean " + pr.Name + "?"
		}
	}
	return ""
}

// disagreements are those between documentation and CSDL, by page.
func (l *Linter) disagreements() map[string][]contract.Disagreement {
	l.once.Do(func() {
		l.byPage = map[string][]contract.Disagreement{}
		for _, d := range l.contract.Disagreements {
			l.byPage[d.DocumentedPlace.File] = append(l.byPage[d.DocumentedPlace.File], d)
		}
	})
	return l.byPage
}

func placeText(p edm.Place) string {
	if !p.Known() {
		return ""
	}
	return p.File + ":" + strconv.Itoa(p.Line)
}

// shownAlone reports whether the JSON representation alone has the property.
func (p *page) shownAlone(d contract.Disagreement) bool {
	for _, t := range p.Types {
		if row := t.Property(d.Property); row != nil && row.FromRepresentation && edm.Place(row.NamePosition).Line == d.DocumentedPlace.Line {
			return true
		}
	}
	return false
}
