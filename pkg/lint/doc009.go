package lint

import (
	"strings"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc009 = register(rule.Rule{
	ID:     "DOC-009",
	Title:  "what the CSDL declares is documented",
	Levels: rule.All(rule.Warning),
	Why: "A type, property or operation that no page describes is found by those alone who read the metadata. It is asked of a whole reference only, " +
		"at the place of the declaration, and of types that inherit all they have it is not asked of their inherited properties.",
	Sources: []string{"OData CSDL XML 4.01, 6 to 12"},
	Failing: `<EntityType Name="forgotten"/>, and no page has microsoft.graph.forgotten`,
	Passing: `<EntityType Name="user"/>, and a resource page with "@odata.type": "microsoft.graph.user"`,
})

// Undocumented judges the CSDL sources of the contract by its documentation:
// one verdict a source, with what no page describes.
func (l *Linter) Undocumented() []rule.Verdict {
	var documented []*contract.Source
	for _, s := range l.contract.Sources {
		if s.Kind == contract.Documentation {
			documented = append(documented, s)
		}
	}
	var verdicts []rule.Verdict
	for _, s := range l.contract.Sources {
		if s.Kind != contract.CSDL || len(documented) == 0 {
			continue
		}
		u := &undocumented{linter: l, documented: documented, paths: l.documentedNames()}
		for _, sc := range s.Document.Model.Schemas {
			u.schema(sc)
		}
		verdicts = append(verdicts, rule.Verdict{Name: "what no page documents", File: s.Name, Line: 1, State: rule.Passed, Findings: u.found})
	}
	return verdicts
}

type undocumented struct {
	linter     *Linter
	documented []*contract.Source
	paths      map[string]bool
	found      []rule.Finding
}

func (u *undocumented) schema(s *edm.Schema) {
	for _, t := range s.EntityTypes {
		u.structured(t)
	}
	for _, t := range s.ComplexTypes {
		u.structured(t)
	}
	for _, t := range s.EnumTypes {
		if u.page(t.QualifiedName()) == nil {
			u.report(t.Place, t.QualifiedName(), "", "enumeration "+t.QualifiedName()+" is documented by no page")
		}
	}
	seen := map[string]bool{}
	for _, a := range s.Actions {
		u.operation(&a.Operation, "action", seen)
	}
	for _, f := range s.Functions {
		u.operation(&f.Operation, "function", seen)
	}
}

func (u *undocumented) structured(t edm.StructuredType) {
	s := t.Structure()
	d, _ := u.page(s.QualifiedName()).(edm.StructuredType)
	if d == nil {
		u.report(s.Place, s.QualifiedName(), "", "type "+s.QualifiedName()+" is documented by no page")
		return
	}
	for _, p := range s.Properties {
		if !u.describes(d, p.Name) {
			u.report(p.Place, s.QualifiedName(), p.Name, "property "+p.Name+" of "+s.QualifiedName()+" is not documented")
		}
	}
	for _, p := range s.NavigationProperties {
		if !u.describes(d, p.Name) {
			u.report(p.Place, s.QualifiedName(), p.Name, "navigation property "+p.Name+" of "+s.QualifiedName()+" is not documented")
		}
	}
}

// describes reports whether the documented type has the name in any case:
// another case is DOC-008's.
func (u *undocumented) describes(d edm.StructuredType, name string) bool {
	for _, s := range u.documented {
		m := s.Reference.Model
		if m.Property(d, name) != nil || m.NavigationProperty(d, name) != nil || len(m.PropertyFold(d, name)) > 0 {
			return true
		}
	}
	return false
}

// page is the documented type of that name, the case aside, or nil.
func (u *undocumented) page(name string) edm.Type {
	for _, s := range u.documented {
		m := s.Reference.Model
		if t := m.Type(name); t != nil {
			return t
		}
		if names := m.TypeFold(name); len(names) == 1 {
			return m.Type(names[0])
		}
	}
	return nil
}

// operation asks whether any documented path ends in the operation's name.
func (u *undocumented) operation(o *edm.Operation, kind string, seen map[string]bool) {
	if name := strings.ToLower(o.Name); !u.paths[name] && !seen[name] {
		seen[name] = true
		u.report(o.Place, "", o.Name, kind+" "+o.QualifiedName()+" stands in no documented path")
	}
}

func (u *undocumented) report(at edm.Place, typeName, property, message string) {
	f := rule.Finding{Rule: doc009.ID, Severity: doc009.Levels.In(u.linter.opt.Profile), File: at.File, Line: at.Line, Column: at.Column,
		Type: typeName, Property: property, Message: message, Cause: "undocumented", Help: doc009.Help()}
	if f.Severity > rule.Off {
		u.found = append(u.found, f)
	}
}

// documentedNames are the literal segments of documented paths, in lower
// case, without namespaces.
func (l *Linter) documentedNames() map[string]bool {
	names := map[string]bool{}
	for _, o := range l.contract.Operations {
		for _, seg := range strings.Split(o.Path, "/") {
			name, _, _ := strings.Cut(seg, "(")
			names[strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])] = true
		}
	}
	return names
}
