package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// schema reads a schema object (CSDL JSON 4.01, section 5).
func (r *jsonReader) schema(of *location.Member) {
	s := &edm.Schema{Namespace: of.Name, Place: r.placeOf(of)}
	r.src.schemas = append(r.src.schemas, s)
	s.Annotations = r.annotations(of.Value).self
	for m := range r.members(of.Value, "schema "+of.Name) {
		switch {
		case m.Name == "$Alias":
			s.Alias, _ = r.str(m)
		case m.Name == "$Annotations":
			r.targets(m, s)
		case strings.HasPrefix(m.Name, "@"):
		case strings.HasPrefix(m.Name, "$"), strings.Contains(m.Name, "@"):
			r.unknown(m, "schema "+of.Name)
		case m.Value.Kind == location.Array:
			r.overloads(m, s)
		case m.Value.Kind == location.Object:
			r.child(m, s)
		default:
			r.bad(m.Name, m.Value, "a model element is an object or an array of overloads")
		}
	}
}

// child reads a model element of a schema by its $Kind.
func (r *jsonReader) child(m *location.Member, s *edm.Schema) {
	kind := m.Value.Member("$Kind")
	if kind == nil || kind.Kind != location.String {
		r.missing(r.placeOf(m), m.Name, "$Kind")
		return
	}
	switch kind.Text {
	case "EntityType":
		s.EntityTypes = append(s.EntityTypes, r.entityType(m, s.Namespace))
	case "ComplexType":
		t := &edm.ComplexType{}
		r.structure(m, s.Namespace, &t.Structured, nil)
		s.ComplexTypes = append(s.ComplexTypes, t)
	case "EnumType":
		s.EnumTypes = append(s.EnumTypes, r.enumType(m, s.Namespace))
	case "TypeDefinition":
		s.TypeDefinitions = append(s.TypeDefinitions, r.typeDefinition(m, s.Namespace))
	case "Term":
		s.Terms = append(s.Terms, r.term(m, s.Namespace))
	case "EntityContainer":
		r.src.hold(s, r.container(m, s.Namespace))
	case "Action", "Function":
		r.bad(m.Name, m.Value, "overloads stand in an array")
		r.overload(m.Name, m.Value, s)
	default:
		r.bad("$Kind", kind, "it is none of EntityType, ComplexType, EnumType, TypeDefinition, Term, EntityContainer")
	}
}

func (r *jsonReader) overloads(m *location.Member, s *edm.Schema) {
	for _, item := range m.Value.Items {
		r.overload(m.Name, item, s)
	}
}

func (r *jsonReader) overload(name string, v *location.Value, s *edm.Schema) {
	kind := v.Member("$Kind")
	switch {
	case v.Kind != location.Object:
		r.bad(name, v, "an overload is an object")
	case kind != nil && kind.Text == "Action":
		a := &edm.Action{}
		r.operation(name, v, s.Namespace, &a.Operation, nil)
		s.Actions = append(s.Actions, a)
	case kind != nil && kind.Text == "Function":
		f := &edm.Function{}
		r.operation(name, v, s.Namespace, &f.Operation, &f.IsComposable)
		s.Functions = append(s.Functions, f)
	case kind == nil:
		r.missing(r.place(v.Start), "the overload of "+name, "$Kind")
	default:
		r.bad("$Kind", kind, "an overload is an Action or a Function")
	}
}

// operation reads an action or function overload (section 12).
func (r *jsonReader) operation(name string, v *location.Value, namespace string, o *edm.Operation, composable *edm.Tristate) {
	o.Namespace, o.Name, o.Place = namespace, name, r.place(v.Start)
	r.at[o.Place] = v
	o.Annotations = r.annotations(v).self
	for m := range r.members(v, name) {
		switch {
		case m.Name == "$Kind", strings.HasPrefix(m.Name, "@"):
		case m.Name == "$IsBound":
			o.IsBound = r.boolean(m).IsTrue()
		case m.Name == "$EntitySetPath":
			o.EntitySetPath, _ = r.str(m)
		case m.Name == "$IsComposable" && composable != nil:
			*composable = r.boolean(m)
		case m.Name == "$Parameter":
			if r.is(m, location.Array) {
				for _, item := range m.Value.Items {
					o.Parameters = append(o.Parameters, r.parameter(item))
				}
			}
		case m.Name == "$ReturnType":
			if r.is(m, location.Object) {
				o.ReturnType = r.returnType(m)
			}
		default:
			r.unknown(m, name)
		}
	}
}

func (r *jsonReader) parameter(v *location.Value) *edm.Parameter {
	p := &edm.Parameter{Place: r.place(v.Start)}
	r.at[p.Place] = v
	var t typed
	p.Annotations = r.annotations(v).self
	for m := range r.members(v, "the parameter") {
		switch {
		case m.Name == "$Name":
			p.Name, _ = r.str(m)
		case strings.HasPrefix(m.Name, "@"), r.typeMember(m, &t):
		default:
			r.unknown(m, "the parameter")
		}
	}
	if p.Name == "" {
		r.missing(p.Place, "the parameter", "$Name")
	}
	t.done()
	p.Type, p.Nullable, p.Facets = t.ref(), t.nullable, t.facets
	return p
}

func (r *jsonReader) returnType(of *location.Member) *edm.ReturnType {
	to := &edm.ReturnType{Place: r.placeOf(of)}
	var t typed
	to.Annotations = r.annotations(of.Value).self
	for m := range r.members(of.Value, "$ReturnType") {
		if !strings.HasPrefix(m.Name, "@") && !r.typeMember(m, &t) {
			r.unknown(m, "$ReturnType")
		}
	}
	t.done()
	to.Type, to.Nullable, to.Facets = t.ref(), t.nullable, t.facets
	return to
}

func (r *jsonReader) typeDefinition(of *location.Member, namespace string) *edm.TypeDefinition {
	d := &edm.TypeDefinition{Namespace: namespace, Name: of.Name, Place: r.placeOf(of)}
	d.Annotations = r.annotations(of.Value).self
	for m := range r.members(of.Value, of.Name) {
		switch {
		case m.Name == "$Kind", strings.HasPrefix(m.Name, "@"):
		case m.Name == "$UnderlyingType":
			d.UnderlyingType, _ = r.str(m)
		case r.facet(m, &d.Facets):
		default:
			r.unknown(m, of.Name)
		}
	}
	if d.UnderlyingType == "" {
		r.missing(d.Place, of.Name, "$UnderlyingType")
	}
	return d
}

func (r *jsonReader) term(of *location.Member, namespace string) *edm.Term {
	d := &edm.Term{Namespace: namespace, Name: of.Name, Place: r.placeOf(of)}
	var t typed
	d.Annotations = r.annotations(of.Value).self
	for m := range r.members(of.Value, of.Name) {
		switch {
		case m.Name == "$Kind", strings.HasPrefix(m.Name, "@"):
		case m.Name == "$BaseTerm":
			d.BaseTerm, _ = r.str(m)
		case m.Name == "$AppliesTo":
			if r.is(m, location.Array) {
				words := make([]string, 0, len(m.Value.Items))
				for _, item := range m.Value.Items {
					if item.Kind != location.String {
						r.bad("$AppliesTo", item, "its items are strings")
					}
					words = append(words, item.Text)
				}
				d.AppliesTo = strings.Join(words, " ")
			}
		case r.typeMember(m, &t):
		default:
			r.unknown(m, of.Name)
		}
	}
	t.done()
	d.DefaultValue, t.facets.DefaultValue = t.facets.DefaultValue, nil
	d.Type, d.Nullable, d.Facets = t.ref(), t.nullable, t.facets
	return d
}

// enumType reads an enumeration (section 10): its members are the members
// of the object.
func (r *jsonReader) enumType(of *location.Member, namespace string) *edm.EnumType {
	t := &edm.EnumType{Namespace: namespace, Name: of.Name, Place: r.placeOf(of)}
	notes := r.annotations(of.Value)
	t.Annotations = notes.self
	for m := range r.members(of.Value, of.Name) {
		switch {
		case m.Name == "$Kind", strings.Contains(m.Name, "@"):
		case m.Name == "$UnderlyingType":
			t.UnderlyingType, _ = r.str(m)
		case m.Name == "$IsFlags":
			t.IsFlags = r.boolean(m)
		case strings.HasPrefix(m.Name, "$"):
			r.unknown(m, of.Name)
		default:
			e := &edm.EnumMember{Name: m.Name, Place: r.placeOf(m), Annotations: notes.of[m.Name]}
			if m.Value.Kind == location.Number {
				e.Value, e.HasValue = whole(m.Value.Text)
			}
			if !e.HasValue {
				r.bad(m.Name, m.Value, "the value of a member is a whole number of 64 bits")
			}
			t.Members = append(t.Members, e)
		}
	}
	return t
}
