package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// container reads an entity container object (CSDL JSON 4.01, section 13).
func (r *jsonReader) container(of *location.Member, namespace string) *edm.EntityContainer {
	c := &edm.EntityContainer{Namespace: namespace, Name: of.Name, Place: r.placeOf(of)}
	c.Annotations = r.annotations(of.Value).self
	for m := range r.members(of.Value, of.Name) {
		switch {
		case m.Name == "$Kind", strings.HasPrefix(m.Name, "@"):
		case m.Name == "$Extends":
			c.Extends, _ = r.str(m)
		case strings.HasPrefix(m.Name, "$"), strings.Contains(m.Name, "@"):
			r.unknown(m, of.Name)
		case m.Value.Kind != location.Object:
			r.bad(m.Name, m.Value, "a child of a container is an object")
		default:
			r.resource(m, c)
		}
	}
	return c
}

// resource reads a child of a container: what it has tells what it is.
func (r *jsonReader) resource(m *location.Member, c *edm.EntityContainer) {
	v := m.Value
	switch {
	case v.Member("$Action") != nil:
		c.ActionImports = append(c.ActionImports, r.operationImport(m, "$Action"))
	case v.Member("$Function") != nil:
		c.FunctionImports = append(c.FunctionImports, r.operationImport(m, "$Function"))
	case v.Member("$Type") == nil:
		r.missing(r.placeOf(m), m.Name, "$Type, $Action or $Function")
	case v.Member("$Collection") != nil && v.Member("$Collection").Kind == location.True:
		c.EntitySets = append(c.EntitySets, r.entitySet(m))
	default:
		c.Singletons = append(c.Singletons, r.singleton(m))
	}
}

func (r *jsonReader) entitySet(of *location.Member) *edm.EntitySet {
	s := &edm.EntitySet{Name: of.Name, Place: r.placeOf(of)}
	s.Annotations = r.annotations(of.Value).self
	for m := range r.members(of.Value, of.Name) {
		switch m.Name {
		case "$Collection", "$Kind":
		case "$Type":
			s.EntityType, _ = r.str(m)
		case "$IncludeInServiceDocument":
			s.IncludeInServiceDocument = r.boolean(m)
		case "$NavigationPropertyBinding":
			s.Bindings = r.bindings(m)
		default:
			if !strings.HasPrefix(m.Name, "@") {
				r.unknown(m, of.Name)
			}
		}
	}
	return s
}

func (r *jsonReader) singleton(of *location.Member) *edm.Singleton {
	s := &edm.Singleton{Name: of.Name, Place: r.placeOf(of)}
	s.Annotations = r.annotations(of.Value).self
	for m := range r.members(of.Value, of.Name) {
		switch m.Name {
		case "$Kind":
		case "$Collection":
			r.boolean(m)
		case "$Type":
			s.Type, _ = r.str(m)
		case "$Nullable":
			s.Nullable = r.boolean(m)
		case "$NavigationPropertyBinding":
			s.Bindings = r.bindings(m)
		default:
			if !strings.HasPrefix(m.Name, "@") {
				r.unknown(m, of.Name)
			}
		}
	}
	return s
}

func (r *jsonReader) bindings(of *location.Member) []edm.NavigationPropertyBinding {
	if !r.is(of, location.Object) {
		return nil
	}
	var list []edm.NavigationPropertyBinding
	for i := range of.Value.Members {
		m := &of.Value.Members[i]
		if target, ok := r.str(m); ok {
			list = append(list, edm.NavigationPropertyBinding{Path: m.Name, Target: target, Place: r.placeOf(m)})
		}
	}
	return list
}

func (r *jsonReader) operationImport(of *location.Member, operation string) *edm.OperationImport {
	o := &edm.OperationImport{Name: of.Name, Place: r.placeOf(of)}
	o.Annotations = r.annotations(of.Value).self
	for m := range r.members(of.Value, of.Name) {
		switch {
		case m.Name == operation:
			o.Operation, _ = r.str(m)
		case m.Name == "$EntitySet":
			o.EntitySet, _ = r.str(m)
		case m.Name == "$IncludeInServiceDocument" && operation == "$Function":
			o.IncludeInServiceDocument = r.boolean(m)
		case m.Name == "$Kind", strings.HasPrefix(m.Name, "@"):
		default:
			r.unknown(m, of.Name)
		}
	}
	return o
}
