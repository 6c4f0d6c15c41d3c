package csdl

import (
	"github.com/concord-odata/concord/pkg/edm"
)

// inheritanceCycles reports each cycle once, at its first type. It is fatal:
// a type that is its own base has no properties that could be listed.
func (c *checker) inheritanceCycles() {
	for _, cycle := range c.cycles {
		first := cycle[0]
		route := first.QualifiedName()
		for _, t := range cycle[1:] {
			if len(route) > 500 {
				route += " → …"
				break
			}
			route += " → " + t.QualifiedName()
		}
		c.report(Problem{Code: Cycle, Fatal: true, Place: first.Where(), Target: first.QualifiedName(), Name: first.QualifiedName(),
			Message: "cycle of base types: " + route + " → " + first.QualifiedName()}, "BaseType")
	}
}

// structure judges an entity or complex type (CSDL 4.01, sections 6 to 9).
func (c *checker) structure(t edm.StructuredType, s *edm.Structured) {
	c.base(t, s)
	name := s.QualifiedName()
	first := make(map[string]edm.Place, len(s.Properties)+len(s.NavigationProperties))
	once := func(property string, place edm.Place, navigation *edm.NavigationProperty, structural *edm.Property) {
		if property == "" {
			return
		}
		target := name + "/" + property
		c.identifier(property, place, target, "Name")
		if other, twice := first[property]; twice {
			c.twice(DuplicateMember, place, other, target, property, name+" has a second property "+property)
			return
		}
		first[property] = place
		if property == s.Name {
			c.error(MemberNamedAsType, place, target, property, "Name", "property "+property+" has the name of its type "+name)
		}
		c.redefinition(t, s, property, target, place, navigation, structural)
	}
	for _, p := range s.Properties {
		once(p.Name, p.Place, nil, p)
		c.property(s, p)
	}
	for _, p := range s.NavigationProperties {
		once(p.Name, p.Place, p, nil)
		c.navigation(t, s, p)
	}
}

// base judges the base type.
func (c *checker) base(t edm.StructuredType, s *edm.Structured) {
	if s.BaseType == "" {
		return
	}
	name := s.QualifiedName()
	base, a := c.typeNamed(s.BaseType)
	if a != found {
		c.unresolved(a, s.BaseType, s.Place, name, "BaseType", "base type")
		return
	}
	_, entity := t.(*edm.EntityType)
	of, isEntity := base.(*edm.EntityType)
	_, isComplex := base.(*edm.ComplexType)
	if entity && !isEntity || !entity && !isComplex {
		kind := "a complex type"
		if entity {
			kind = "an entity type"
		}
		c.error(WrongType, s.Place, name, s.BaseType, "BaseType",
			"the base type of "+name+" is "+s.BaseType+", "+kindOf(base)+": it must be "+kind)
		return
	}
	up := base.(edm.StructuredType).Structure()
	if entity && s.Abstract && !up.Abstract {
		c.error(AbstractBase, s.Place, name, s.BaseType, "BaseType",
			"abstract entity type "+name+" derives from "+s.BaseType+", which is not abstract")
	}
	if c.IsOpen(base.(edm.StructuredType)) && s.OpenType.IsFalse() {
		c.error(ClosedDerived, s.Place, name, s.BaseType, "OpenType", name+" says that it is not open, and its base type is")
	}
	if entity && c.HasStream(of) && t.(*edm.EntityType).HasStream.IsFalse() {
		c.error(ClosedDerived, s.Place, name, s.BaseType, "HasStream", name+" says that it has no stream, and its base type has")
	}
}

// redefinition judges a property whose name a base type has too: never in
// OData 4.0, and in 4.01 only to narrow the type (sections 7 and 8).
func (c *checker) redefinition(t edm.StructuredType, s *edm.Structured, property, target string, place edm.Place,
	navigation *edm.NavigationProperty, structural *edm.Property) {
	base := c.Structured(s.BaseType)
	if base == nil || c.cyclic[s] {
		return
	}
	m, a := c.member(base, property)
	if a != found {
		return
	}
	report := func(why string) {
		c.twice(RedefinedMember, place, m.place(), target, property,
			"property "+property+" of "+t.QualifiedName()+" is declared by its base type "+m.owner.QualifiedName()+" already"+why)
	}
	if !c.v401 {
		report("")
		return
	}
	if (navigation == nil) != (m.navigation == nil) {
		report(", as another kind of property")
		return
	}
	was := m.typeRef()
	is := member{Property: structural, navigation: navigation}.typeRef()
	if was.Collection != is.Collection || !c.narrows(is.Name, was.Name) {
		report("; type " + is.String() + " does not derive from " + was.String())
	}
}

// narrows reports whether a type is the base or derives from it, or may.
func (c *checker) narrows(name, base string) bool {
	if c.IsA(name, base) {
		return true
	}
	// Where a base type is unknown, nothing can be said.
	t := c.Structured(name)
	return t == nil && c.Type(name) == nil || t != nil && !c.whole(t)
}

// property judges a structural property (section 7).
func (c *checker) property(s *edm.Structured, p *edm.Property) {
	target := s.QualifiedName() + "/" + p.Name
	if t := c.use(p.Type, p.Place, target, "Type", "property "+target); t != nil {
		if _, entity := t.(*edm.EntityType); entity || p.Type.Name == "Edm.EntityType" {
			c.error(WrongType, p.Place, target, p.Type.Name, "Type",
				"property "+target+" is of entity type "+p.Type.Name+": that takes a navigation property")
		}
		c.collection(p.Type, t, p.Place, target, "property "+target)
	}
	c.facets(p.Type, p.Facets, p.Place, target)
}

// use judges a type's name where it is used, and returns the type where it
// is there.
func (c *checker) use(r edm.TypeRef, place edm.Place, target, attribute, what string) edm.Type {
	t, a := c.typeNamed(r.Name)
	if a != found {
		c.unresolved(a, r.Name, place, target, attribute, what)
		return nil
	}
	return t
}

// unresolved reports a type that is not declared; of one that may be
// declared elsewhere it says nothing.
func (c *checker) unresolved(a answer, name string, place edm.Place, target, attribute, what string) {
	if a == unknown || name == "" {
		return
	}
	message := what + ": type " + name + " is not declared"
	switch ns := namespace(name); {
	case ns == "":
		message += ": a type name begins with its namespace"
	case ns != "Edm" && len(c.schemas[ns]) == 0:
		message += ", nor is its namespace " + ns + " included"
	}
	c.report(Problem{Code: UnresolvedType, Place: place, Target: target, Name: name, Message: message, Hint: c.near(name)}, attribute)
}

// collection judges what a collection cannot be of (sections 3.3 and 3.4),
// and what it had better not be of.
func (c *checker) collection(r edm.TypeRef, t edm.Type, place edm.Place, target, what string) {
	if !r.Collection {
		return
	}
	if r.Name == "Edm.PrimitiveType" || c.Underlying(r.Name) == "Edm.Stream" {
		c.error(WrongType, place, target, r.Name, "Type", what+" is a collection of "+r.Name+", and there is none")
	}
	if !c.v401 && c.Version != "" && (r.Name == "Edm.ComplexType" || r.Name == "Edm.Untyped") {
		c.error(LaterVersion, place, target, r.Name, "Type", what+": collections of "+r.Name+" are of OData 4.01")
	}
	if e, ok := t.(*edm.EnumType); ok && e.IsFlags.IsTrue() {
		c.report(Problem{Code: FlagsCollection, Warning: true, Place: place, Target: target, Name: r.Name, Related: e.Place,
			Message: what + " is a collection of " + r.Name + ", whose values are sets of flags already"}, "Type")
	}
}

func kindOf(t edm.Type) string {
	switch t := t.(type) {
	case *edm.EntityType:
		return "an entity type"
	case *edm.ComplexType:
		return "a complex type"
	case *edm.EnumType:
		return "an enumeration type"
	case *edm.TypeDefinition:
		return "a type definition"
	case *edm.PrimitiveType:
		if t.Abstract {
			return "an abstract type"
		}
		return "a primitive type"
	}
	return "no type"
}
