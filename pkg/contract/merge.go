package contract

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// merger joins the model of the documentation to that of the CSDL. The
// models themselves are left as they are: what differs is copied.
type merger struct {
	declared   *edm.Model // of the CSDL
	documented *edm.Model
	found      []Disagreement
}

// merge is a model with what either source describes, and where they
// disagree.
func merge(declared, documented *edm.Model) (*edm.Model, []Disagreement) {
	g := &merger{declared: declared, documented: documented}
	schemas := make([]*edm.Schema, 0, len(declared.Schemas))
	byNamespace := map[string]*edm.Schema{}
	for _, s := range declared.Schemas {
		c := *s
		c.EntityTypes = make([]*edm.EntityType, len(s.EntityTypes))
		for i, t := range s.EntityTypes {
			c.EntityTypes[i] = g.entity(t)
		}
		c.ComplexTypes = make([]*edm.ComplexType, len(s.ComplexTypes))
		for i, t := range s.ComplexTypes {
			c.ComplexTypes[i] = g.complex(t)
		}
		c.EnumTypes = make([]*edm.EnumType, len(s.EnumTypes))
		for i, t := range s.EnumTypes {
			c.EnumTypes[i] = g.enum(t)
		}
		schemas = append(schemas, &c)
		if _, there := byNamespace[s.Namespace]; !there {
			byNamespace[s.Namespace] = &c
		}
	}
	for _, s := range documented.Schemas {
		into := byNamespace[s.Namespace]
		if into == nil {
			into = &edm.Schema{Namespace: s.Namespace, Alias: s.Alias, Place: s.Place}
			byNamespace[s.Namespace] = into
			schemas = append(schemas, into)
		}
		g.add(into, s)
	}
	m := edm.NewModel()
	m.Version = declared.Version
	for _, r := range declared.References {
		m.Refer(r)
	}
	for _, s := range schemas {
		m.Add(s)
	}
	return m, g.found
}

// counterpart is the documented type of that name, the case aside where
// there is but one such.
func (g *merger) counterpart(qualified string) edm.Type {
	if t := g.documented.Type(qualified); t != nil {
		return t
	}
	names := g.documented.TypeFold(qualified)
	if len(names) == 1 && len(g.declared.TypeFold(qualified)) == 1 {
		return g.documented.Type(names[0])
	}
	return nil
}

// toDeclared is the CSDL's name of a type that the documentation names,
// where case alone differs.
func (g *merger) toDeclared(name string) string {
	if g.declared.Type(name) != nil {
		return g.declared.Resolve(name)
	}
	if names := g.declared.TypeFold(name); len(names) == 1 {
		return names[0]
	}
	return name
}

func (g *merger) ref(r edm.TypeRef) edm.TypeRef {
	r.Name = g.toDeclared(r.Name)
	return r
}

// add takes over the types that the documentation alone describes.
func (g *merger) add(into, s *edm.Schema) {
	known := func(name string) bool { return g.declared.Type(g.toDeclared(name)) != nil }
	for _, t := range s.EntityTypes {
		if !known(t.QualifiedName()) {
			c := *t
			c.Structured = g.renamed(t.Structured)
			into.EntityTypes = append(into.EntityTypes, &c)
		}
	}
	for _, t := range s.ComplexTypes {
		if !known(t.QualifiedName()) {
			c := *t
			c.Structured = g.renamed(t.Structured)
			into.ComplexTypes = append(into.ComplexTypes, &c)
		}
	}
	for _, t := range s.EnumTypes {
		if !known(t.QualifiedName()) {
			into.EnumTypes = append(into.EnumTypes, t)
		}
	}
}

func (g *merger) renamed(s edm.Structured) edm.Structured {
	if s.BaseType != "" {
		s.BaseType = g.toDeclared(s.BaseType)
	}
	props := make([]*edm.Property, len(s.Properties))
	for i, p := range s.Properties {
		c := *p
		c.Type = g.ref(p.Type)
		props[i] = &c
	}
	s.Properties = props
	navs := make([]*edm.NavigationProperty, len(s.NavigationProperties))
	for i, p := range s.NavigationProperties {
		c := *p
		c.Type = g.ref(p.Type)
		navs[i] = &c
	}
	s.NavigationProperties = navs
	return s
}

func (g *merger) entity(t *edm.EntityType) *edm.EntityType {
	d, ok := g.counterpart(t.QualifiedName()).(edm.StructuredType)
	if !ok {
		return t
	}
	c := *t
	c.Structured = g.structure(t, d)
	if e, ok := d.(*edm.EntityType); ok && len(g.declared.Key(t)) == 0 && len(e.Key) > 0 {
		c.Key = e.Key
	}
	return &c
}

func (g *merger) complex(t *edm.ComplexType) *edm.ComplexType {
	d, ok := g.counterpart(t.QualifiedName()).(edm.StructuredType)
	if !ok {
		return t
	}
	c := *t
	c.Structured = g.structure(t, d)
	return &c
}

// structure joins what the documentation says of a type to the CSDL's.
func (g *merger) structure(t, doc edm.StructuredType) edm.Structured {
	c := *t.Structure()
	d := doc.Structure()
	name := c.QualifiedName()
	if d.QualifiedName() != name {
		g.found = append(g.found, Disagreement{Type: name, Aspect: NameCase, Documented: d.QualifiedName(), Declared: name,
			DocumentedPlace: d.Place, DeclaredPlace: c.Place, Holds: CSDL})
	}
	if c.Description == "" {
		c.Description = d.Description
	}
	if base := g.toDeclared(d.BaseType); d.BaseType != "" && base != c.BaseType && !g.declared.IsA(name, base) {
		g.found = append(g.found, Disagreement{Type: name, Aspect: BaseType, Documented: d.BaseType, Declared: c.BaseType,
			DocumentedPlace: d.Place, DeclaredPlace: c.Place, Holds: CSDL})
	}
	g.properties(&c, t, d)
	g.relationships(&c, t, d)
	return c
}

func (g *merger) properties(c *edm.Structured, t edm.StructuredType, d *edm.Structured) {
	c.Properties = append([]*edm.Property(nil), c.Properties...)
	for _, p := range d.Properties {
		if own := g.declared.Property(t, p.Name); own != nil {
			g.compare(c, p, own)
			continue
		}
		if nav := g.declared.NavigationProperty(t, p.Name); nav != nil {
			g.disagree(c, p.Name, Kindship, "structural property", "navigation property", p.Place, nav.Place)
			continue
		}
		if other := g.declared.PropertyFold(t, p.Name); len(other) == 1 {
			g.disagree(c, p.Name, NameCase, p.Name, other[0], p.Place, g.placeOf(t, other[0]))
			continue
		}
		g.found = append(g.found, Disagreement{Type: c.QualifiedName(), Property: p.Name, Aspect: Missing,
			Documented: p.Type.String(), DocumentedPlace: p.Place, DeclaredPlace: c.Place, Holds: Documentation})
		n := *p
		n.Type = g.ref(p.Type)
		c.Properties = append(c.Properties, &n)
	}
}

func (g *merger) placeOf(t edm.StructuredType, name string) edm.Place {
	if p := g.declared.Property(t, name); p != nil {
		return p.Place
	}
	if p := g.declared.NavigationProperty(t, name); p != nil {
		return p.Place
	}
	return t.Where()
}

func (g *merger) disagree(c *edm.Structured, property string, a Aspect, documented, declared string, at, there edm.Place) {
	g.found = append(g.found, Disagreement{Type: c.QualifiedName(), Property: property, Aspect: a,
		Documented: documented, Declared: declared, DocumentedPlace: at, DeclaredPlace: there, Holds: CSDL})
}

// compare holds a documented property against the declared one, and takes
// over what the CSDL leaves unsaid.
func (g *merger) compare(c *edm.Structured, p, own *edm.Property) {
	if !p.Type.IsZero() && p.Type.Name != "Edm.Untyped" { // untyped: no table says a type
		switch doc := g.ref(p.Type); {
		case doc.Collection != own.Type.Collection:
			g.disagree(c, p.Name, Collection, doc.String(), own.Type.String(), p.Place, own.Place)
		case doc.Name != own.Type.Name:
			g.disagree(c, p.Name, TypeOf, doc.String(), own.Type.String(), p.Place, own.Place)
		}
	}
	if p.Nullable != edm.Unsaid && own.Nullable != edm.Unsaid && p.Nullable != own.Nullable && !own.Type.Collection {
		g.disagree(c, p.Name, Nullable, p.Nullable.String(), own.Nullable.String(), p.Place, own.Place)
	}
	for i, x := range c.Properties {
		if x == own && (own.Nullable == edm.Unsaid && p.Nullable != edm.Unsaid || own.Description == "" && p.Description != "") {
			n := *own
			n.Nullable = own.Nullable.Or(p.Nullable)
			if n.Description == "" {
				n.Description = p.Description
			}
			c.Properties[i] = &n
		}
	}
}

func (g *merger) relationships(c *edm.Structured, t edm.StructuredType, d *edm.Structured) {
	c.NavigationProperties = append([]*edm.NavigationProperty(nil), c.NavigationProperties...)
	for _, p := range d.NavigationProperties {
		if own := g.declared.NavigationProperty(t, p.Name); own != nil {
			switch doc := g.ref(p.Type); {
			case doc.IsZero():
			case doc.Collection != own.Type.Collection:
				g.disagree(c, p.Name, Collection, doc.String(), own.Type.String(), p.Place, own.Place)
			case doc.Name != own.Type.Name:
				g.disagree(c, p.Name, TypeOf, doc.String(), own.Type.String(), p.Place, own.Place)
			}
			continue
		}
		if own := g.declared.Property(t, p.Name); own != nil {
			g.disagree(c, p.Name, Kindship, "navigation property", "structural property", p.Place, own.Place)
			continue
		}
		if other := g.declared.PropertyFold(t, p.Name); len(other) == 1 {
			g.disagree(c, p.Name, NameCase, p.Name, other[0], p.Place, g.placeOf(t, other[0]))
			continue
		}
		g.found = append(g.found, Disagreement{Type: c.QualifiedName(), Property: p.Name, Aspect: Missing,
			Documented: p.Type.String(), DocumentedPlace: p.Place, DeclaredPlace: c.Place, Holds: Documentation})
		n := *p
		n.Type = g.ref(p.Type)
		c.NavigationProperties = append(c.NavigationProperties, &n)
	}
}

// enum joins the members: what either source names is known.
func (g *merger) enum(t *edm.EnumType) *edm.EnumType {
	d, ok := g.counterpart(t.QualifiedName()).(*edm.EnumType)
	if !ok {
		return t
	}
	c := *t
	for _, m := range d.Members {
		if c.Member(m.Name) != nil {
			continue
		}
		aspect, declared := Missing, ""
		for _, own := range t.Members {
			if strings.EqualFold(own.Name, m.Name) {
				aspect, declared = NameCase, own.Name
			}
		}
		holds := Documentation
		if aspect == NameCase {
			holds = CSDL
		} else {
			c.Members = append(c.Members[:len(c.Members):len(c.Members)], m)
		}
		g.found = append(g.found, Disagreement{Type: c.QualifiedName(), Property: m.Name, Aspect: Members,
			Documented: m.Name, Declared: declared, DocumentedPlace: m.Place, DeclaredPlace: c.Place, Holds: holds})
	}
	return &c
}
