package csdl

import "github.com/concord-odata/concord/pkg/edm"

// entityType reads an EntityType (CSDL 4.01, section 6).
func (r *xmlReader) entityType(namespace string) *edm.EntityType {
	t := &edm.EntityType{}
	r.structure(&t.Structured, namespace, "EntityType", &t.HasStream)
	key := edm.Place{}
	r.annotated("EntityType", &t.Annotations, func() bool {
		if string(r.local) == "Key" {
			if p := r.place(r.start); key.Known() {
				r.repeated(p, key, "Key", "entity type "+t.Name)
			} else {
				key = p
			}
			r.key(t)
			return true
		}
		return r.property(&t.Structured)
	})
	return t
}

func (r *xmlReader) complexType(namespace string) *edm.ComplexType {
	t := &edm.ComplexType{}
	r.structure(&t.Structured, namespace, "ComplexType", nil)
	r.annotated("ComplexType", &t.Annotations, func() bool { return r.property(&t.Structured) })
	return t
}

// structure reads the attributes that both kinds of structured types have.
func (r *xmlReader) structure(t *edm.Structured, namespace, element string, hasStream *edm.Tristate) {
	t.Namespace, t.Place = namespace, r.place(r.start)
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, element)
			continue
		}
		switch string(a.local) {
		case "Name":
			t.Name = r.str(a)
		case "BaseType":
			t.BaseType = r.str(a)
		case "Abstract":
			t.Abstract = r.boolean(a).IsTrue()
		case "OpenType":
			t.OpenType = r.boolean(a)
		case "HasStream":
			if hasStream == nil {
				r.other(a, element)
				continue
			}
			*hasStream = r.boolean(a)
		default:
			r.other(a, element)
		}
	}
	r.named(t.Name, t.Place, element)
}

func (r *xmlReader) key(t *edm.EntityType) {
	place := r.place(r.start)
	before := len(t.Key)
	for i := range r.attrs {
		r.other(&r.attrs[i], "Key")
	}
	r.each("Key", spaceEDM, func() bool {
		if string(r.local) != "PropertyRef" {
			return false
		}
		ref := edm.PropertyRef{Place: r.place(r.start)}
		for i := range r.attrs {
			switch a := &r.attrs[i]; {
			case a.space == spaceNone && string(a.local) == "Name":
				ref.Path = r.str(a)
			case a.space == spaceNone && string(a.local) == "Alias":
				ref.Alias = r.str(a)
			default:
				r.other(a, "PropertyRef")
			}
		}
		if ref.Path == "" {
			r.missing(ref.Place, "PropertyRef", "Name")
		} else {
			t.Key = append(t.Key, ref)
		}
		r.each("PropertyRef", spaceEDM, nil)
		return true
	})
	if len(t.Key) == before {
		r.missing(place, "Key", "PropertyRef")
	}
}

func (r *xmlReader) property(t *edm.Structured) bool {
	switch string(r.local) {
	case "Property":
		t.Properties = append(t.Properties, r.structural())
	case "NavigationProperty":
		t.NavigationProperties = append(t.NavigationProperties, r.navigation())
	default:
		return false
	}
	return true
}

// structural reads a Property (section 7).
func (r *xmlReader) structural() *edm.Property {
	p := r.properties.new()
	p.Place = r.place(r.start)
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "Property")
			continue
		}
		switch string(a.local) {
		case "Name":
			p.Name = r.str(a)
		case "Type":
			p.Type = r.typeRef(a)
		case "Nullable":
			p.Nullable = r.boolean(a)
		default:
			if !r.facet(a, &p.Facets) {
				r.other(a, "Property")
			}
		}
	}
	r.named(p.Name, p.Place, "Property")
	if p.Type.IsZero() {
		r.missing(p.Place, "Property "+p.Name, "Type")
		p.Type.Name = "Edm.String"
	}
	r.annotated("Property", &p.Annotations, nil)
	return p
}

// navigation reads a NavigationProperty (section 8).
func (r *xmlReader) navigation() *edm.NavigationProperty {
	p := r.navigations.new()
	p.Place = r.place(r.start)
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "NavigationProperty")
			continue
		}
		switch string(a.local) {
		case "Name":
			p.Name = r.str(a)
		case "Type":
			p.Type = r.typeRef(a)
		case "Nullable":
			p.Nullable = r.boolean(a)
		case "Partner":
			p.Partner = r.str(a)
		case "ContainsTarget":
			p.ContainsTarget = r.boolean(a)
		default:
			r.other(a, "NavigationProperty")
		}
	}
	r.named(p.Name, p.Place, "NavigationProperty")
	if p.Type.IsZero() {
		r.missing(p.Place, "NavigationProperty "+p.Name, "Type")
		p.Type.Name = "Edm.EntityType"
	}
	deletes := edm.Place{}
	r.annotated("NavigationProperty", &p.Annotations, func() bool {
		switch string(r.local) {
		case "ReferentialConstraint":
			p.ReferentialConstraints = append(p.ReferentialConstraints, r.constraint())
		case "OnDelete":
			if q := r.place(r.start); deletes.Known() {
				r.repeated(q, deletes, "OnDelete", "navigation property "+p.Name)
			} else {
				deletes = q
			}
			r.onDelete(p)
		default:
			return false
		}
		return true
	})
	return p
}

func (r *xmlReader) constraint() edm.ReferentialConstraint {
	c := edm.ReferentialConstraint{Place: r.place(r.start)}
	for i := range r.attrs {
		switch a := &r.attrs[i]; {
		case a.space == spaceNone && string(a.local) == "Property":
			c.Property = r.str(a)
		case a.space == spaceNone && string(a.local) == "ReferencedProperty":
			c.ReferencedProperty = r.str(a)
		default:
			r.other(a, "ReferentialConstraint")
		}
	}
	if c.Property == "" {
		r.missing(c.Place, "ReferentialConstraint", "Property")
	}
	if c.ReferencedProperty == "" {
		r.missing(c.Place, "ReferentialConstraint", "ReferencedProperty")
	}
	r.annotated("ReferentialConstraint", &c.Annotations, nil)
	return c
}

func (r *xmlReader) onDelete(p *edm.NavigationProperty) {
	place := r.place(r.start)
	said := false
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone || string(a.local) != "Action" {
			r.other(a, "OnDelete")
			continue
		}
		said = true
		if v := r.str(a); onDeleteActions[v] {
			p.OnDelete = v
		} else {
			r.bad(a, "Action", onDeleteRule)
		}
	}
	if !said {
		r.missing(place, "OnDelete", "Action")
	}
	r.annotated("OnDelete", &p.OnDeleteAnnotations, nil)
}

var onDeleteActions = map[string]bool{"Cascade": true, "None": true, "SetNull": true, "SetDefault": true}

const onDeleteRule = "the action is Cascade, None, SetNull or SetDefault"
