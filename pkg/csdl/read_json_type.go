package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

func (r *jsonReader) entityType(of *location.Member, namespace string) *edm.EntityType {
	t := &edm.EntityType{}
	r.structure(of, namespace, &t.Structured, t)
	return t
}

// structure reads an entity or complex type object (CSDL JSON 4.01,
// sections 6 and 9).
func (r *jsonReader) structure(of *location.Member, namespace string, t *edm.Structured, entity *edm.EntityType) {
	t.Namespace, t.Name, t.Place = namespace, of.Name, r.placeOf(of)
	t.Annotations = r.annotations(of.Value).self
	for m := range r.members(of.Value, of.Name) {
		switch {
		case m.Name == "$Kind", strings.HasPrefix(m.Name, "@"):
		case m.Name == "$BaseType":
			t.BaseType, _ = r.str(m)
		case m.Name == "$Abstract":
			t.Abstract = r.boolean(m).IsTrue()
		case m.Name == "$OpenType":
			t.OpenType = r.boolean(m)
		case m.Name == "$HasStream" && entity != nil:
			entity.HasStream = r.boolean(m)
		case m.Name == "$Key" && entity != nil:
			r.key(m, entity)
		case strings.HasPrefix(m.Name, "$"), strings.Contains(m.Name, "@"):
			r.unknown(m, of.Name)
		case m.Value.Kind != location.Object:
			r.bad(m.Name, m.Value, "a property is an object")
		default:
			r.property(m, t)
		}
	}
}

// key reads $Key (section 6.5): names, and objects of alias and path.
func (r *jsonReader) key(m *location.Member, t *edm.EntityType) {
	if !r.is(m, location.Array) {
		return
	}
	for _, item := range m.Value.Items {
		switch item.Kind {
		case location.String:
			t.Key = append(t.Key, edm.PropertyRef{Path: item.Text, Place: r.place(item.Start)})
		case location.Object:
			for alias := range r.members(item, "$Key") {
				if path, ok := r.str(alias); ok {
					t.Key = append(t.Key, edm.PropertyRef{Path: path, Alias: alias.Name, Place: r.placeOf(alias)})
				}
			}
		default:
			r.bad("$Key", item, "a part of a key is a string, or an object of alias and path")
		}
	}
	if len(t.Key) == 0 {
		r.missing(r.place(m.NameStart), "$Key", "property")
	}
}

func (r *jsonReader) property(m *location.Member, t *edm.Structured) {
	kind := m.Value.Member("$Kind")
	switch {
	case kind == nil, kind.Kind == location.String && kind.Text == "Property":
		t.Properties = append(t.Properties, r.structural(m))
	case kind.Kind == location.String && kind.Text == "NavigationProperty":
		t.NavigationProperties = append(t.NavigationProperties, r.navigation(m))
	default:
		r.bad("$Kind", kind, "it is neither Property nor NavigationProperty")
	}
}

func (r *jsonReader) structural(of *location.Member) *edm.Property {
	p := &edm.Property{Name: of.Name, Place: r.placeOf(of)}
	var t typed
	p.Annotations = r.annotations(of.Value).self
	for m := range r.members(of.Value, of.Name) {
		if m.Name != "$Kind" && !strings.HasPrefix(m.Name, "@") && !r.typeMember(m, &t) {
			r.unknown(m, of.Name)
		}
	}
	t.done()
	p.Type, p.Nullable, p.Facets = t.ref(), t.nullable, t.facets
	return p
}

func (r *jsonReader) navigation(of *location.Member) *edm.NavigationProperty {
	p := &edm.NavigationProperty{Name: of.Name, Place: r.placeOf(of)}
	notes := r.annotations(of.Value)
	p.Annotations, p.OnDeleteAnnotations = notes.self, notes.of["$OnDelete"]
	for m := range r.members(of.Value, of.Name) {
		switch m.Name {
		case "$Kind":
		case "$Type":
			p.Type.Name, _ = r.str(m)
		case "$Collection":
			p.Type.Collection = r.boolean(m).IsTrue()
		case "$Nullable":
			p.Nullable = r.boolean(m)
		case "$Partner":
			p.Partner, _ = r.str(m)
		case "$ContainsTarget":
			p.ContainsTarget = r.boolean(m)
		case "$OnDelete":
			if s, ok := r.str(m); ok && onDeleteActions[s] {
				p.OnDelete = s
			} else if ok {
				r.bad(m.Name, m.Value, onDeleteRule)
			}
		case "$ReferentialConstraint":
			r.constraints(m, p)
		default:
			if !strings.HasPrefix(m.Name, "@") && !strings.HasPrefix(m.Name, "$OnDelete@") {
				r.unknown(m, of.Name)
			}
		}
	}
	if p.Type.IsZero() {
		r.missing(p.Place, "navigation property "+of.Name, "$Type")
		p.Type.Name = "Edm.EntityType"
	}
	if !p.Type.Collection {
		p.Nullable = p.Nullable.Or(edm.False)
	}
	return p
}

func (r *jsonReader) constraints(of *location.Member, p *edm.NavigationProperty) {
	if !r.is(of, location.Object) {
		return
	}
	notes := r.annotations(of.Value)
	for m := range r.members(of.Value, "$ReferentialConstraint") {
		if strings.Contains(m.Name, "@") {
			continue
		}
		if to, ok := r.str(m); ok {
			p.ReferentialConstraints = append(p.ReferentialConstraints, edm.ReferentialConstraint{
				Property: m.Name, ReferencedProperty: to, Annotations: notes.of[m.Name], Place: r.placeOf(m)})
		}
	}
}
