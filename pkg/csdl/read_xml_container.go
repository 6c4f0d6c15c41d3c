package csdl

import "github.com/concord-odata/concord/pkg/edm"

// container reads an EntityContainer (CSDL 4.01, section 13). A second one
// of the same schema is kept in a schema of its own.
func (r *xmlReader) container(s *edm.Schema) {
	c := &edm.EntityContainer{Namespace: s.Namespace, Place: r.place(r.start)}
	for i := range r.attrs {
		switch a := &r.attrs[i]; {
		case a.space == spaceNone && string(a.local) == "Name":
			c.Name = r.str(a)
		case a.space == spaceNone && string(a.local) == "Extends":
			c.Extends = r.str(a)
		default:
			r.other(a, "EntityContainer")
		}
	}
	r.named(c.Name, c.Place, "EntityContainer")
	r.src.hold(s, c)
	r.annotated("EntityContainer", &c.Annotations, func() bool {
		switch string(r.local) {
		case "EntitySet":
			c.EntitySets = append(c.EntitySets, r.entitySet())
		case "Singleton":
			c.Singletons = append(c.Singletons, r.singleton())
		case "ActionImport":
			c.ActionImports = append(c.ActionImports, r.operationImport("ActionImport", "Action"))
		case "FunctionImport":
			c.FunctionImports = append(c.FunctionImports, r.operationImport("FunctionImport", "Function"))
		default:
			return false
		}
		return true
	})
}

// hold keeps a container in its schema.
func (src *source) hold(s *edm.Schema, c *edm.EntityContainer) {
	if s.EntityContainer == nil {
		s.EntityContainer = c
		return
	}
	src.extra = append(src.extra, &edm.Schema{Namespace: s.Namespace, EntityContainer: c, Place: s.Place})
}

func (r *xmlReader) entitySet() *edm.EntitySet {
	s := &edm.EntitySet{Place: r.place(r.start)}
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "EntitySet")
			continue
		}
		switch string(a.local) {
		case "Name":
			s.Name = r.str(a)
		case "EntityType":
			s.EntityType = r.str(a)
		case "IncludeInServiceDocument":
			s.IncludeInServiceDocument = r.boolean(a)
		default:
			r.other(a, "EntitySet")
		}
	}
	r.named(s.Name, s.Place, "EntitySet")
	if s.EntityType == "" {
		r.missing(s.Place, "EntitySet "+s.Name, "EntityType")
	}
	r.annotated("EntitySet", &s.Annotations, func() bool { return r.binding(&s.Bindings) })
	return s
}

func (r *xmlReader) singleton() *edm.Singleton {
	s := &edm.Singleton{Place: r.place(r.start)}
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "Singleton")
			continue
		}
		switch string(a.local) {
		case "Name":
			s.Name = r.str(a)
		case "Type":
			s.Type = r.str(a)
		case "Nullable":
			s.Nullable = r.boolean(a)
			if r.src.version == "4.0" {
				r.later(a, "Nullable", "Nullable of a singleton is of OData 4.01")
			}
		default:
			r.other(a, "Singleton")
		}
	}
	r.named(s.Name, s.Place, "Singleton")
	if s.Type == "" {
		r.missing(s.Place, "Singleton "+s.Name, "Type")
	}
	r.annotated("Singleton", &s.Annotations, func() bool { return r.binding(&s.Bindings) })
	return s
}

func (r *xmlReader) binding(list *[]edm.NavigationPropertyBinding) bool {
	if string(r.local) != "NavigationPropertyBinding" {
		return false
	}
	b := edm.NavigationPropertyBinding{Place: r.place(r.start)}
	for i := range r.attrs {
		switch a := &r.attrs[i]; {
		case a.space == spaceNone && string(a.local) == "Path":
			b.Path = r.str(a)
		case a.space == spaceNone && string(a.local) == "Target":
			b.Target = r.str(a)
		default:
			r.other(a, "NavigationPropertyBinding")
		}
	}
	if b.Path == "" {
		r.missing(b.Place, "NavigationPropertyBinding", "Path")
	}
	if b.Target == "" {
		r.missing(b.Place, "NavigationPropertyBinding", "Target")
	}
	*list = append(*list, b)
	r.each("NavigationPropertyBinding", spaceEDM, nil)
	return true
}

func (r *xmlReader) operationImport(element, attribute string) *edm.OperationImport {
	o := &edm.OperationImport{Place: r.place(r.start)}
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, element)
			continue
		}
		switch local := string(a.local); {
		case local == "Name":
			o.Name = r.str(a)
		case local == attribute:
			o.Operation = r.str(a)
		case local == "EntitySet":
			o.EntitySet = r.str(a)
		case local == "IncludeInServiceDocument" && element == "FunctionImport":
			o.IncludeInServiceDocument = r.boolean(a)
		default:
			r.other(a, element)
		}
	}
	r.named(o.Name, o.Place, element)
	if o.Operation == "" {
		r.missing(o.Place, element+" "+o.Name, attribute)
	}
	r.annotated(element, &o.Annotations, nil)
	return o
}
