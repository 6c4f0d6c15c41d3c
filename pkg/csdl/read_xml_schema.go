package csdl

import (
	"math"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// schema reads a Schema (CSDL 4.01, section 5).
func (r *xmlReader) schema() {
	s := &edm.Schema{Place: r.place(r.start)}
	for i := range r.attrs {
		switch a := &r.attrs[i]; {
		case a.space == spaceNone && string(a.local) == "Namespace":
			s.Namespace = r.str(a)
		case a.space == spaceNone && string(a.local) == "Alias":
			s.Alias = r.str(a)
		default:
			r.other(a, "Schema")
		}
	}
	if s.Namespace == "" {
		r.missing(s.Place, "Schema", "Namespace")
	}
	r.src.schemas = append(r.src.schemas, s)
	r.annotated("Schema", &s.Annotations, func() bool {
		switch string(r.local) {
		case "EntityType":
			s.EntityTypes = append(s.EntityTypes, r.entityType(s.Namespace))
		case "ComplexType":
			s.ComplexTypes = append(s.ComplexTypes, r.complexType(s.Namespace))
		case "EnumType":
			s.EnumTypes = append(s.EnumTypes, r.enumType(s.Namespace))
		case "TypeDefinition":
			s.TypeDefinitions = append(s.TypeDefinitions, r.typeDefinition(s.Namespace))
		case "Action":
			s.Actions = append(s.Actions, &edm.Action{Operation: r.operation(s.Namespace, "Action", nil)})
		case "Function":
			f := &edm.Function{}
			f.Operation = r.operation(s.Namespace, "Function", &f.IsComposable)
			s.Functions = append(s.Functions, f)
		case "Term":
			s.Terms = append(s.Terms, r.term(s.Namespace))
		case "Annotations":
			s.Targets = append(s.Targets, r.targeting())
		case "EntityContainer":
			r.container(s)
		default:
			return false
		}
		return true
	})
}

func (r *xmlReader) enumType(namespace string) *edm.EnumType {
	t := &edm.EnumType{Namespace: namespace, Place: r.place(r.start)}
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "EnumType")
			continue
		}
		switch string(a.local) {
		case "Name":
			t.Name = r.str(a)
		case "UnderlyingType":
			t.UnderlyingType = r.str(a)
		case "IsFlags":
			t.IsFlags = r.boolean(a)
		default:
			r.other(a, "EnumType")
		}
	}
	r.named(t.Name, t.Place, "EnumType")
	r.annotated("EnumType", &t.Annotations, func() bool {
		if string(r.local) != "Member" {
			return false
		}
		t.Members = append(t.Members, r.enumMember())
		return true
	})
	implicitValues(t)
	return t
}

// implicitValues counts the members from zero where none has a value
// (section 10.3).
func implicitValues(t *edm.EnumType) {
	for _, m := range t.Members {
		if m.HasValue {
			return
		}
	}
	for i, m := range t.Members {
		m.Value, m.HasValue = int64(i), true
	}
}

func (r *xmlReader) enumMember() *edm.EnumMember {
	m := r.members.new()
	m.Place = r.place(r.start)
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "Member")
			continue
		}
		switch string(a.local) {
		case "Name":
			m.Name = r.str(a)
		case "Value":
			v, err := strconv.ParseInt(strings.TrimSpace(string(r.value(a))), 10, 64)
			if err != nil {
				r.bad(a, "Value", "the value of a member is a whole number between "+
					strconv.FormatInt(math.MinInt64, 10)+" and "+strconv.FormatInt(math.MaxInt64, 10))
				continue
			}
			m.Value, m.HasValue = v, true
		default:
			r.other(a, "Member")
		}
	}
	r.named(m.Name, m.Place, "Member")
	r.annotated("Member", &m.Annotations, nil)
	return m
}

func (r *xmlReader) typeDefinition(namespace string) *edm.TypeDefinition {
	t := &edm.TypeDefinition{Namespace: namespace, Place: r.place(r.start)}
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "TypeDefinition")
			continue
		}
		switch string(a.local) {
		case "Name":
			t.Name = r.str(a)
		case "UnderlyingType":
			t.UnderlyingType = r.str(a)
		default:
			if !r.facet(a, &t.Facets) {
				r.other(a, "TypeDefinition")
			}
		}
	}
	r.named(t.Name, t.Place, "TypeDefinition")
	if t.UnderlyingType == "" {
		r.missing(t.Place, "TypeDefinition", "UnderlyingType")
	}
	r.annotated("TypeDefinition", &t.Annotations, nil)
	return t
}

func (r *xmlReader) term(namespace string) *edm.Term {
	t := &edm.Term{Namespace: namespace, Place: r.place(r.start)}
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "Term")
			continue
		}
		switch string(a.local) {
		case "Name":
			t.Name = r.str(a)
		case "Type":
			t.Type = r.typeRef(a)
		case "BaseTerm":
			t.BaseTerm = r.str(a)
		case "AppliesTo":
			t.AppliesTo = r.str(a)
		case "Nullable":
			t.Nullable = r.boolean(a)
		case "DefaultValue":
			v := string(r.value(a))
			t.DefaultValue = &v
		default:
			if !r.facet(a, &t.Facets) {
				r.other(a, "Term")
			}
		}
	}
	r.named(t.Name, t.Place, "Term")
	if t.Type.IsZero() {
		r.missing(t.Place, "Term "+t.Name, "Type")
		t.Type.Name = "Edm.String"
	}
	r.annotated("Term", &t.Annotations, nil)
	return t
}

func (r *xmlReader) named(name string, place edm.Place, element string) {
	if name == "" {
		r.missing(place, element, "Name")
	}
}
