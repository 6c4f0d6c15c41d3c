package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// answer is what a look-up of a name comes to.
type answer uint8

const (
	missing answer = iota // declared nowhere
	unknown               // it would be declared in a document that was not read
	found
)

// index answers look-ups that a model alone answers slowly, or without
// telling missing from unknown.
type index struct {
	*edm.Model
	included map[string]bool
	members  map[*edm.Structured]map[string]member
	cycles   [][]edm.StructuredType
	cyclic   map[*edm.Structured]bool // types whose line of base types does not end
	schemas  map[string][]*edm.Schema

	resources  map[*edm.EntityContainer]map[string]resource
	constants  map[*edm.EnumType]map[string]*edm.EnumMember
	parameters map[*edm.Operation]map[string]*edm.Parameter
	signatures map[string]map[string][]*edm.Operation

	// elsewhere is whether references include annotations that were not
	// read.
	elsewhere bool
	overloads map[string][]*edm.Operation
	complete  map[*edm.Structured]bool
	annotated map[*[]*edm.Annotation]map[application]*edm.Annotation

	// hints is the work that may still go into near names, in names
	// compared: nobody reads thousands.
	hints int
	// room is how many elements may still be found by targets that mean
	// all overloads: many targets of a name with many overloads would have
	// no end.
	room int
}

// The bounds are far above what any service has.
const (
	maxHints = 1 << 20
	maxRoom  = 1 << 19
)

// member is a property of a structured type; one of the two is nil.
type member struct {
	*edm.Property
	navigation *edm.NavigationProperty
	owner      *edm.Structured
}

func (m member) typeRef() edm.TypeRef {
	if m.navigation != nil {
		return m.navigation.Type
	}
	return m.Property.Type
}

func (m member) place() edm.Place {
	if m.navigation != nil {
		return m.navigation.Place
	}
	return m.Property.Place
}

func newIndex(m *edm.Model) *index {
	x := &index{Model: m, included: map[string]bool{}, members: map[*edm.Structured]map[string]member{},
		schemas: map[string][]*edm.Schema{}, resources: map[*edm.EntityContainer]map[string]resource{},
		constants: map[*edm.EnumType]map[string]*edm.EnumMember{}, parameters: map[*edm.Operation]map[string]*edm.Parameter{},
		signatures: map[string]map[string][]*edm.Operation{}, overloads: map[string][]*edm.Operation{}, complete: map[*edm.Structured]bool{},
		annotated: map[*[]*edm.Annotation]map[application]*edm.Annotation{}, hints: maxHints, room: maxRoom}
	for _, r := range m.References {
		for _, in := range r.Include {
			x.included[in.Namespace] = true
		}
		x.elsewhere = x.elsewhere || len(r.IncludeAnnotations) > 0
	}
	for _, s := range m.Schemas {
		x.schemas[s.Namespace] = append(x.schemas[s.Namespace], s)
	}
	x.cycles, x.cyclic = cycles(m)
	return x
}

// namespace is the part of a qualified name before its last dot.
func namespace(qualified string) string {
	return qualified[:max(0, strings.LastIndexByte(qualified, '.'))]
}

// absent tells whether a name that is not in the model may be elsewhere.
func (x *index) absent(qualified string) answer {
	ns := namespace(qualified)
	if x.included[ns] {
		return unknown
	}
	return missing
}

// typeNamed is the type of that qualified name.
func (x *index) typeNamed(qualified string) (edm.Type, answer) {
	if t := x.Type(qualified); t != nil {
		return t, found
	}
	return nil, x.absent(qualified)
}

// own are the properties that the type itself declares, by name; the first
// of those of one name.
func (x *index) own(t *edm.Structured) map[string]member {
	if all, ok := x.members[t]; ok {
		return all
	}
	all := make(map[string]member, len(t.Properties)+len(t.NavigationProperties))
	for _, p := range t.Properties {
		if _, twice := all[p.Name]; !twice {
			all[p.Name] = member{Property: p, owner: t}
		}
	}
	for _, p := range t.NavigationProperties {
		if _, twice := all[p.Name]; !twice {
			all[p.Name] = member{navigation: p, owner: t}
		}
	}
	x.members[t] = all
	return all
}

// member is the property of that name, inherited ones included. It is
// unknown where a base type is.
func (x *index) member(t edm.StructuredType, name string) (member, answer) {
	for up := range x.Lineage(t) {
		if m, ok := x.own(up.Structure())[name]; ok {
			return m, found
		}
	}
	if !x.whole(t) {
		return member{}, unknown
	}
	return member{}, missing
}

// whole is edm.Model.Complete, looked up once a type.
func (x *index) whole(t edm.StructuredType) bool {
	s := t.Structure()
	known, ok := x.complete[s]
	if !ok {
		known = x.Complete(t)
		x.complete[s] = known
	}
	return known
}

// related reports whether values of the one type can be values of the
// other: one derives from the other, or something is not known.
func (x *index) related(a, b string) bool {
	if a == b || x.IsA(a, b) || x.IsA(b, a) {
		return true
	}
	for _, name := range [2]string{a, b} {
		t := x.Structured(name)
		if t == nil && x.Type(name) == nil || t != nil && !x.whole(t) {
			return true
		}
	}
	return false
}

// renamed are built-in types of OData V3, and those of V4 that came in their
// place.
var renamed = map[string]string{"Edm.DateTime": "Edm.DateTimeOffset", "Edm.Time": "Edm.Duration", "Edm.Float": "Edm.Double"}

// near suggests a declared name for one that is not: another case, or the
// namespace forgotten.
func (x *index) near(qualified string) string {
	if x.hints < 0 {
		return ""
	}
	x.hints -= 1 + len(x.Schemas)
	if later := renamed[qualified]; later != "" {
		return "did you mean " + later + "?"
	}
	if names := x.TypeFold(qualified); len(names) == 1 {
		return "did you mean " + names[0] + "?"
	}
	if !strings.Contains(qualified, ".") {
		if edm.Primitive("Edm."+qualified) != nil {
			return "did you mean Edm." + qualified + "?"
		}
		var hint string
		for _, s := range x.Schemas {
			if name := s.Namespace + "." + qualified; x.Type(name) != nil && "did you mean "+name+"?" != hint {
				if hint != "" {
					return ""
				}
				hint = "did you mean " + name + "?"
			}
		}
		return hint
	}
	return ""
}

// nearMember suggests a declared property that differs in case alone.
func (x *index) nearMember(t edm.StructuredType, name string) string {
	if x.hints < 0 {
		return ""
	}
	for up := range x.Lineage(t) {
		x.hints -= 1 + len(up.Structure().Properties) + len(up.Structure().NavigationProperties)
	}
	if names := x.PropertyFold(t, name); len(names) == 1 {
		return "did you mean " + names[0] + "?"
	}
	return ""
}

// enumMember is the member of that name, or nil.
func (x *index) enumMember(t *edm.EnumType, name string) *edm.EnumMember {
	all, ok := x.constants[t]
	if !ok {
		all = make(map[string]*edm.EnumMember, len(t.Members))
		for _, m := range t.Members {
			if all[m.Name] == nil {
				all[m.Name] = m
			}
		}
		x.constants[t] = all
	}
	return all[name]
}

// parameter is the parameter of that name, or nil.
func (x *index) parameter(o *edm.Operation, name string) *edm.Parameter {
	all, ok := x.parameters[o]
	if !ok {
		all = make(map[string]*edm.Parameter, len(o.Parameters))
		for _, p := range o.Parameters {
			if all[p.Name] == nil {
				all[p.Name] = p
			}
		}
		x.parameters[o] = all
	}
	return all[name]
}
