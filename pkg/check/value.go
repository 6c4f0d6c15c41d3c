package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// Value is a primitive or enumeration value under judgment: a property's, an
// item's, or the body's. It is not null, and not excused; of which JSON kind
// it is, its type's schema judges beside.
type Value struct {
	*location.Value
	Pointer location.Pointer
	// Type is the type that judges it, as declared or as its type annotation
	// says; Underlying is the built-in type that carries it.
	Type       string
	Underlying string
	// Facets and Annotations are those of its use, and of its type
	// definition where that is one.
	Facets      edm.Facets
	Annotations []*edm.Annotation

	Owner    *Object // that holds it; nil: the body
	Name     string  // of the member
	Property *edm.Property
	Item     bool // of the member's collection
}

// use is how a value's type is used: by a property, or by a result.
type use struct {
	ref         edm.TypeRef
	facets      edm.Facets
	annotations []*edm.Annotation
	property    *edm.Property
}

func useOf(p *edm.Property) use { return use{p.Type, p.Facets, p.Annotations, p} }

// values runs the hooks over a primitive value, or over the items of a
// collection of them.
func (c *Case) values(v *location.Value, p location.Pointer, u use, owner *Object, name string) {
	under := c.Model.Underlying(u.ref.Name)
	if under == "" || edm.IsAbstract(under) && !edm.IsGeo(under) || c.Model.Ambiguous(u.ref.Name) {
		return
	}
	if d, ok := c.Model.Type(u.ref.Name).(*edm.TypeDefinition); ok {
		u.facets = mergedFacets(u.facets, d.Facets)
		u.annotations = append(u.annotations[:len(u.annotations):len(u.annotations)], d.Annotations...)
	}
	each(v, p, u.ref.Collection, func(v *location.Value, p location.Pointer) {
		if v.Kind == location.Null || v.Kind == location.Array {
			return
		}
		value := &Value{Value: v, Pointer: p, Type: u.ref.Name, Underlying: under, Facets: u.facets, Annotations: u.annotations,
			Owner: owner, Name: name, Property: u.property, Item: u.ref.Collection}
		for _, r := range rules {
			if r.Value != nil {
				r.Value(c, value)
			}
		}
	})
}

// mergedFacets takes from a type definition the facets that its use left
// unsaid.
func mergedFacets(use, def edm.Facets) edm.Facets {
	if use.MaxLength == nil {
		use.MaxLength = def.MaxLength
	}
	if use.Precision == nil {
		use.Precision = def.Precision
	}
	if use.Scale == nil && use.ScaleWord == "" {
		use.Scale, use.ScaleWord = def.Scale, def.ScaleWord
	}
	use.Unicode = use.Unicode.Or(def.Unicode)
	return use
}

// mark is a finding's place for the value.
func (v *Value) mark(r *Rule) Mark {
	m := Mark{Rule: r.Rule, Value: v.Value, Pointer: v.Pointer, Name: v.Name, Expected: v.Type, Actual: show(v.Value)}
	if v.Owner != nil {
		m.Object = v.Owner.Value
		if v.Owner.Type != nil {
			m.Type = v.Owner.Type.QualifiedName()
		}
	}
	if v.Property != nil {
		m.Rests = v.Property.Place
	}
	return m
}

// subject names what a message is about.
func (v *Value) subject() string {
	switch {
	case v.Name != "" && v.Item:
		return "an item of " + v.Name
	case v.Name != "":
		return v.Name
	case v.Item:
		return "an item"
	}
	return "the value"
}

// typeText is a type annotation taken apart: #Collection(NS.T), Int64,
// http://host/$metadata#NS.T.
type typeText struct {
	text      string
	base      string // what stands before the fragment
	hash      bool   // a number sign stands
	ref       edm.TypeRef
	qualified bool // the name has its namespace as written
}

// readType takes the text of a type annotation apart. A name without a
// namespace is a built-in type's, where one is so called (JSON Format 4.01,
// section 4.5.3).
func readType(text string) typeText {
	t := typeText{text: text}
	name := text
	if i := strings.LastIndexByte(text, '#'); i >= 0 {
		t.base, t.hash, name = text[:i], true, text[i+1:]
	}
	if inner, ok := strings.CutPrefix(name, "Collection("); ok && strings.HasSuffix(inner, ")") {
		t.ref.Collection, name = true, inner[:len(inner)-1]
	}
	t.qualified = strings.Contains(name, ".")
	if !t.qualified && edm.Primitive("Edm."+name) != nil {
		name = "Edm." + name
	}
	t.ref.Name = name
	return t
}
