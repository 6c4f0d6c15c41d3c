package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// keyTypes are the primitive types that a key property can have (CSDL 4.01,
// section 6.5).
var keyTypes = map[string]bool{
	"Edm.Boolean": true, "Edm.Byte": true, "Edm.Date": true, "Edm.DateTimeOffset": true, "Edm.Decimal": true,
	"Edm.Duration": true, "Edm.Guid": true, "Edm.Int16": true, "Edm.Int32": true, "Edm.Int64": true,
	"Edm.SByte": true, "Edm.String": true, "Edm.TimeOfDay": true,
}

// entity judges the key of an entity type.
func (c *checker) entity(t *edm.EntityType) {
	name := t.QualifiedName()
	if c.cyclic[&t.Structured] {
		return
	}
	if len(t.Key) == 0 {
		if !t.Abstract && !c.v401 && c.Version != "" && len(c.Key(t)) == 0 && c.whole(t) {
			c.error(MissingKey, t.Place, name, name, "Name",
				"entity type "+name+" has no key and inherits none: in OData 4.0 every entity type that is not abstract has one")
		}
		return
	}
	if base := c.EntityType(t.BaseType); base != nil && len(c.Key(base)) > 0 {
		c.report(Problem{Code: SecondKey, Place: t.Key[0].Place, Related: c.Key(base)[0].Place, Target: name, Name: name,
			Message: "entity type " + name + " declares a key, and inherits one from " + t.BaseType}, "")
	}
	first := map[string]edm.Place{}
	for _, ref := range t.Key {
		if other, twice := first[ref.Name()]; twice {
			c.twice(DuplicateMember, ref.Place, other, name, ref.Name(), "the key of "+name+" has "+ref.Name()+" twice")
			continue
		}
		first[ref.Name()] = ref.Place
		c.keyPart(t, ref)
	}
}

func (c *checker) keyPart(t *edm.EntityType, ref edm.PropertyRef) {
	name := t.QualifiedName()
	segments := splitPath(ref.Path)
	c.keyAlias(t, ref, len(segments) > 1)
	at := edm.StructuredType(t)
	for i, segment := range segments {
		m, a := c.member(at, segment)
		if a == missing {
			c.report(Problem{Code: UnresolvedKey, Place: ref.Place, Target: name, Name: ref.Path, Hint: c.nearMember(at, segment),
				Message: "the key of " + name + " names " + ref.Path + ", and " + at.QualifiedName() + " has no property " + segment}, "Name")
		}
		if a != found {
			return
		}
		path := strings.Join(segments[:i+1], "/")
		if m.typeRef().Collection {
			c.error(KeyType, ref.Place, name, ref.Path, "Name", "key property "+path+" of "+name+" is a collection")
			return
		}
		last := i == len(segments)-1
		if c.nullable(m) && (last || c.v401) { // 4.0 says nothing of the complex properties on the way
			c.report(Problem{Code: NullableKey, Place: m.place(), Related: ref.Place, Target: m.owner.QualifiedName() + "/" + segment,
				Name: ref.Path, Message: "key property " + path + " of " + name + " is nullable" + c.byDefault(m)}, "Nullable")
		}
		if last {
			c.keyType(t, ref, m)
			return
		}
		if m.navigation != nil && !c.v401 && c.Version != "" {
			c.error(LaterVersion, ref.Place, name, ref.Path, "Name", "the key of "+name+" goes to a related entity: that is of OData 4.01")
			return
		}
		next := c.Structured(m.typeRef().Name)
		if next == nil {
			if t, a := c.typeNamed(m.typeRef().Name); a == found {
				c.error(UnresolvedKey, ref.Place, name, ref.Path, "Name",
					"the key of "+name+" names "+ref.Path+", and "+path+" is "+kindOf(t)+" without properties")
			}
			return
		}
		at = next
	}
}

// keyAlias judges the alias: a path has one, a name has none.
func (c *checker) keyAlias(t *edm.EntityType, ref edm.PropertyRef, path bool) {
	name := t.QualifiedName()
	switch {
	case path && ref.Alias == "":
		c.error(KeyAlias, ref.Place, name, ref.Path, "Name", "key part "+ref.Path+" of "+name+" is a path and has no alias: key predicates have no name for it")
	case !path && ref.Alias != "":
		c.error(KeyAlias, ref.Place, name, ref.Alias, "Alias", "key part "+ref.Path+" of "+name+" is a property of its own and has an alias")
	case ref.Alias != "":
		c.identifier(ref.Alias, ref.Place, name, "Alias")
		if m, a := c.member(t, ref.Alias); a == found {
			c.report(Problem{Code: KeyAlias, Place: ref.Place, Related: m.place(), Target: name, Name: ref.Alias,
				Message: "key alias " + ref.Alias + " of " + name + " is the name of a property"}, "Alias")
		}
	}
}

// nullable reports whether a single-valued property may be null. CSDL XML
// says so by saying nothing (section 7.2.1); documentation says nothing by
// saying nothing, and a model of documentation has no version.
func (c *checker) nullable(m member) bool {
	state := edm.Unsaid
	if m.navigation != nil {
		state = m.navigation.Nullable
	} else {
		state = m.Property.Nullable
	}
	return state.IsTrue() || state == edm.Unsaid && c.Version != ""
}

func (c *checker) byDefault(m member) string {
	if m.navigation == nil && m.Property.Nullable == edm.Unsaid || m.navigation != nil && m.navigation.Nullable == edm.Unsaid {
		return ": Nullable is true where it is not said"
	}
	return ""
}

func (c *checker) keyType(t *edm.EntityType, ref edm.PropertyRef, m member) {
	name := t.QualifiedName()
	r := m.typeRef()
	typ, a := c.typeNamed(r.Name)
	if a != found {
		return
	}
	if _, enum := typ.(*edm.EnumType); enum {
		return
	}
	under := c.Underlying(r.Name)
	if under == "" && m.navigation == nil {
		if d, ok := typ.(*edm.TypeDefinition); ok && c.Type(d.UnderlyingType) == nil {
			return
		}
	}
	if !keyTypes[under] {
		c.report(Problem{Code: KeyType, Place: ref.Place, Related: m.place(), Target: name, Name: r.Name,
			Message: "key property " + ref.Path + " of " + name + " is of type " + r.Name + ": no key can be"}, "Name")
	}
}

// needsKey reports an entity type without key where one is needed (sections
// 6.5, 8.4 and 13.2): once a use.
func (c *checker) needsKey(qualified string, place edm.Place, target, attribute, why string) {
	t := c.EntityType(qualified)
	if t == nil || c.cyclic[&t.Structured] || len(c.Key(t)) > 0 || !c.whole(t) {
		return
	}
	if !c.v401 && !t.Abstract && c.Version != "" {
		return // reported at the type
	}
	c.report(Problem{Code: MissingKey, Place: place, Related: t.Place, Target: target, Name: qualified,
		Message: why + " holds entities of " + qualified + ", which has no key"}, attribute)
}
