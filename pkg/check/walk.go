package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/uri"
)

// Object is a structured value under judgment.
type Object struct {
	Value   *location.Value
	Pointer location.Pointer
	// Declared is the type that context or property declares; nil: unknown.
	Declared edm.StructuredType
	// Type is the type that judges the value: the one its type annotation
	// names where that is known, else Declared; nil: unknown, and only
	// what no type is needed for is judged.
	Type edm.StructuredType
	// Named is the type annotation; nil: none.
	Named *location.Member
	// Select is the context's select list at this level; Projected is that
	// the level may lack declared properties, by context or request.
	Select    *uri.SelectList
	Projected bool
	// Root: the body itself is the object. Inherit: a property's value
	// within an entity, which the entity's schema judges as well.
	Root   bool
	Nested bool
	// Rejected: its type annotation was found wrong; its structure is not
	// judged further.
	Rejected bool
	// Property is what the value belongs to; nil for items of the body.
	Property *edm.Property
}

// Entity reports whether the object is of an entity type.
func (o *Object) Entity() (*edm.EntityType, bool) {
	e, ok := o.Type.(*edm.EntityType)
	return e, ok
}

// Member is a member of an object, by what its name is.
type Member struct {
	*location.Member
	Pointer location.Pointer
	// Target and Term are the two sides of an annotation's name: "" and
	// "odata.type", "manager" and "odata.navigationLink".
	Annotation   bool
	Target, Term string
	Operation    bool // #NS.Op

	Property   *edm.Property           // nil: no declared structural property
	Navigation *edm.NavigationProperty // nil: no declared navigation property
}

// walk judges the values of a body by their types.
func (c *Case) walk() {
	b := c.Body
	c.settle()
	if !b.Known {
		c.walkUntyped(b.Root, "")
		c.unjudged(c.whyUnknown())
		return
	}
	switch {
	case b.Shape.ValueArray():
		c.walkCollection()
	case b.Shape.ValueSingle():
		c.walkObjectMembers(b.Root)
		if v := b.Root.Member("value"); v != nil {
			c.value(v, location.Pointer("").Child("value"), b.Type)
		}
	case b.Shape.Object():
		c.walkRoot()
	default:
		c.walkUntyped(b.Root, "")
		c.unjudged("the contract does not say which structure " + c.typeName(b.Type) + " has")
	}
}

func (c *Case) typeName(t edm.TypeRef) string {
	if t.IsZero() {
		return "the body"
	}
	return t.String()
}

// whyUnknown says why there is nothing to judge the body by.
func (c *Case) whyUnknown() string {
	b := c.Body
	switch {
	case b.ResolveError != nil && b.ResolveError.Segment != "":
		return "no contract for " + b.ResolveError.Segment
	case b.Context != nil:
		return "the context does not say what the body is"
	case c.Request != nil:
		return "no documented operation is " + c.requestLine() + ", and the body has no context"
	}
	return "the body has no context, and nothing else says its type"
}

func (c *Case) walkCollection() {
	b := c.Body
	c.walkObjectMembers(b.Root)
	list := b.Root.Member("value")
	if list == nil || list.Kind != location.Array {
		return // COL-001 or CTX-005 has spoken
	}
	p := location.Pointer("").Child("value")
	item := b.Type.Item()
	switch b.Shape {
	case uri.EntityCollection, uri.ComplexCollection, uri.PrimitiveCollection:
		if c.Model.Type(item.Name) == nil || c.Model.Ambiguous(item.Name) {
			c.walkUntyped(list, p)
			c.unjudged("no contract for type " + item.Name)
			return
		}
	default:
		c.walkUntyped(list, p)
		c.unjudged("items of a " + b.Shape.String() + " are not judged yet")
		return
	}
	for i, v := range list.Items {
		at := p.Index(i)
		if s := c.Model.Structured(item.Name); s != nil {
			c.item(v, at, s)
			continue
		}
		c.value(v, at, item)
	}
}

// item judges one item of a collection of structured values.
func (c *Case) item(v *location.Value, p location.Pointer, declared edm.StructuredType) {
	if v.Kind == location.Null {
		c.reportNullItem(v, p, declared.QualifiedName(), edm.Place{})
		return
	}
	c.object(&Object{Value: v, Pointer: p, Declared: declared, Select: c.Body.Select, Projected: c.projected(c.Body.Select)})
}

// projected reports whether properties may be missing at the outermost
// level: the context has a select list, or the request selects.
func (c *Case) projected(list *uri.SelectList) bool {
	return list != nil || c.selects() || c.Truncated
}

// selects reports whether the request has $select.
func (c *Case) selects() bool {
	if c.Request == nil || c.Request.URL == nil {
		return false
	}
	q := c.Request.URL.Query()
	return q.Has("$select") || q.Has("select")
}

func (c *Case) walkRoot() {
	b := c.Body
	declared := c.Model.Structured(b.Type.Name)
	if declared == nil || c.Model.Ambiguous(b.Type.Name) {
		c.walkUntyped(b.Root, "")
		c.unjudged("no contract for type " + b.Type.Name)
		return
	}
	switch b.Shape {
	case uri.Entity, uri.Complex:
		c.object(&Object{Value: b.Root, Declared: declared, Select: b.Select, Projected: c.projected(b.Select), Root: true})
	default:
		c.walkUntyped(b.Root, "")
		c.unjudged("a " + b.Shape.String() + " is not judged yet")
	}
}

// object judges a structured value: its type annotation, its structure by
// schema, and by the hooks, then what it holds.
func (c *Case) object(o *Object) {
	c.duplicates(o.Value, o.Pointer)
	o.Type = o.Declared
	c.named(o)
	for _, r := range rules {
		if r.Object != nil {
			r.Object(c, o)
		}
	}
	if !o.Nested && !o.Rejected && o.Type != nil {
		c.bySchema(o)
	}
	if o.Value.Kind != location.Object {
		return
	}
	for i := range o.Value.Members {
		c.member(o, &o.Value.Members[i])
	}
}

// named reads the type annotation and lets it choose the type.
func (c *Case) named(o *Object) {
	for i := range o.Value.Members {
		switch m := &o.Value.Members[i]; m.Name {
		case "@odata.type", "@type":
			o.Named = m
			if m.Value.Kind != location.String {
				return
			}
			if t := c.Model.Structured(typeFragment(m.Value.Text)); t != nil && !c.Model.Ambiguous(t.QualifiedName()) {
				o.Type = t
			}
			return
		}
	}
}

// typeFragment is the type's name in a type annotation: behind the last '#'.
func typeFragment(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '#' {
			return s[i+1:]
		}
	}
	return s
}

func (c *Case) member(o *Object, lm *location.Member) {
	m := classify(lm, o.Pointer)
	if o.Type != nil && !m.Annotation && !m.Operation {
		m.Property = c.Model.Property(o.Type, m.Name)
		if m.Property == nil {
			m.Navigation = c.Model.NavigationProperty(o.Type, m.Name)
		}
	}
	for _, r := range rules {
		if r.Member != nil {
			r.Member(c, o, m)
		}
	}
	switch {
	case m.Property != nil:
		c.property(o, m)
	case m.Navigation != nil:
		c.navigation(o, m)
	default:
		c.walkUntyped(m.Value, m.Pointer)
	}
}

// property judges what a structural property holds. Its own form is the
// schema's to judge; complex values are walked for the hooks.
func (c *Case) property(o *Object, m *Member) {
	t := m.Property.Type
	s := c.Model.Structured(t.Name)
	if s == nil || c.Model.Ambiguous(t.Name) {
		c.walkUntyped(m.Value, m.Pointer)
		return
	}
	nested := func(v *location.Value, p location.Pointer) {
		if v.Kind != location.Object {
			c.walkUntyped(v, p)
			return
		}
		_, entity := s.(*edm.EntityType)
		c.object(&Object{Value: v, Pointer: p, Declared: s, Nested: !entity, Property: m.Property, Projected: o.Projected})
	}
	if t.Collection && m.Value.Kind == location.Array {
		for i, v := range m.Value.Items {
			nested(v, m.Pointer.Index(i))
		}
		return
	}
	nested(m.Value, m.Pointer)
}

// navigation judges what is expanded: by the type of what stands there.
func (c *Case) navigation(o *Object, m *Member) {
	t := m.Navigation.Type
	s := c.Model.Structured(t.Name)
	expanded := func(v *location.Value, p location.Pointer) {
		if v.Kind != location.Object || s == nil || c.Model.Ambiguous(t.Name) {
			c.walkUntyped(v, p)
			if v.Kind == location.Object {
				c.Note(v, p, "no contract for type "+t.Name)
			}
			return
		}
		// What an expansion selects is not known here: nothing is called missing.
		c.object(&Object{Value: v, Pointer: p, Declared: s, Projected: true})
	}
	if t.Collection && m.Value.Kind == location.Array {
		for i, v := range m.Value.Items {
			expanded(v, m.Pointer.Index(i))
		}
		return
	}
	expanded(m.Value, m.Pointer)
}

// walkObjectMembers looks at the members of an envelope.
func (c *Case) walkObjectMembers(v *location.Value) {
	c.duplicates(v, "")
	for i := range v.Members {
		m := &v.Members[i]
		if m.Name != "value" {
			c.walkUntyped(m.Value, location.Pointer("").Child(m.Name))
		}
	}
}

// walkUntyped looks for what needs no type.
func (c *Case) walkUntyped(v *location.Value, p location.Pointer) {
	switch v.Kind {
	case location.Array:
		for i, it := range v.Items {
			c.walkUntyped(it, p.Index(i))
		}
	case location.Object:
		c.duplicates(v, p)
		for i := range v.Members {
			c.walkUntyped(v.Members[i].Value, p.Child(v.Members[i].Name))
		}
	}
}

// classify tells annotations and advertised operations from properties by
// their names (JSON Format 4.01, sections 4.5, 16, 17 and 20).
func classify(lm *location.Member, object location.Pointer) *Member {
	m := &Member{Member: lm, Pointer: object.Child(lm.Name)}
	for i := 0; i < len(lm.Name); i++ {
		switch lm.Name[i] {
		case '@':
			m.Annotation, m.Target, m.Term = true, lm.Name[:i], lm.Name[i+1:]
			return m
		case '#':
			m.Operation = true
			return m
		}
	}
	return m
}
