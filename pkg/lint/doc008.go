package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
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
	p.parameters()
}

// parameters holds the page's tables of parameters against the actions and
// functions that its operations call: names that differ in case alone.
func (p *page) parameters() {
	said := map[string]bool{}
	for _, op := range p.Operations {
		if len(op.Parameters) == 0 || !p.mayCall(op.Path) {
			continue
		}
		target, _, err := p.contract.Target(op.Path)
		if err != nil || target == nil || !target.IsCall() {
			continue
		}
		declared := argumentsOf(target)
		for _, row := range op.Parameters {
			right, ok := declared[strings.ToLower(row.Name)]
			if !ok || right.Name == row.Name || said[row.Name] {
				continue
			}
			said[row.Name] = true
			p.report(mark{rule: doc008, at: row.NamePosition, property: row.Name, message: "documentation and CSDL write the name differently for parameter " + row.Name,
				expected: right.Name, actual: row.Name, hint: "write " + right.Name, rests: placeText(right.Place), cause: "parameter"})
		}
	}
}

// mayCall reports whether a segment of the path is named as an action or a
// function is: of most paths none is, and they need not be resolved.
func (l *Linter) mayCall(path string) bool {
	l.callsOnce.Do(func() {
		l.calls = map[string]bool{}
		for _, s := range l.contract.Model.Schemas {
			for _, a := range s.Actions {
				l.calls[strings.ToLower(a.Name)] = true
			}
			for _, f := range s.Functions {
				l.calls[strings.ToLower(f.Name)] = true
			}
			if c := s.EntityContainer; c != nil {
				for _, i := range slices.Concat(c.ActionImports, c.FunctionImports) {
					l.calls[strings.ToLower(i.Name)] = true
				}
			}
		}
	})
	if strings.Contains(path, "%") {
		return true
	}
	for seg := range strings.SplitSeq(path, "/") {
		name, _, _ := strings.Cut(seg, "(")
		if l.calls[strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])] {
			return true
		}
	}
	return false
}

// argumentsOf are the parameters that a call's overloads take, by their names
// in lower case; a name of which overloads have two cases is left out.
func argumentsOf(t *uri.Target) map[string]*edm.Parameter {
	all := map[string]*edm.Parameter{}
	add := func(o *edm.Operation) {
		for _, p := range o.Arguments() {
			low := strings.ToLower(p.Name)
			if other, twice := all[low]; twice && (other == nil || other.Name != p.Name) {
				all[low] = nil
				continue
			}
			all[low] = p
		}
	}
	for _, a := range t.Actions {
		add(&a.Operation)
	}
	for _, f := range t.Functions {
		add(&f.Operation)
	}
	for low, p := range all {
		if p == nil {
			delete(all, low)
		}
	}
	return all
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
