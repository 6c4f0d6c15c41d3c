package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/schema"
)

// member judges a member of an object and what it holds.
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
	case m.Control == "delta" && o.Type != nil && c.Model.NavigationProperty(o.Type, m.Target) != nil:
		c.nestedDelta(o, m, c.Model.NavigationProperty(o.Type, m.Target))
	case !m.Annotation && !m.Operation:
		c.dynamic(o, m)
	default:
		c.walkUntyped(m.Value, m.Pointer)
	}
}

// each calls for the items of a collection, or for the single value.
func each(v *location.Value, p location.Pointer, collection bool, judge func(*location.Value, location.Pointer)) {
	if !collection || v.Kind != location.Array {
		judge(v, p)
		return
	}
	for i, it := range v.Items {
		judge(it, p.Index(i))
	}
}

// property judges what a structural property holds. Its own form is the
// schema's to judge; complex values are walked for the hooks.
func (c *Case) property(o *Object, m *Member) {
	t := m.Property.Type
	s := c.Model.Structured(t.Name)
	switch {
	case s == nil && edm.IsAbstract(t.Name) && !edm.IsGeo(t.Name):
		c.loose(o, m)
		return
	case s == nil:
		c.walkUntyped(m.Value, m.Pointer)
		if !o.Rejected && !c.excused(o.Value, m.Name) {
			c.typed(o, m, useOf(m.Property))
		}
		return
	}
	if t.Collection != (m.Value.Kind == location.Array) { // the schema speaks
		c.walkUntyped(m.Value, m.Pointer)
		return
	}
	each(m.Value, m.Pointer, t.Collection, func(v *location.Value, p location.Pointer) {
		if v.Kind != location.Object || c.Model.Ambiguous(t.Name) || c.Model.Structureless(s) {
			c.walkUntyped(v, p)
			return
		}
		c.object(&Object{Kind: ComplexValue, Value: v, Pointer: p, Declared: s, Nested: true, Property: m.Property,
			Select: o.Select.Below(m.Name), Asked: o.Asked, Partial: o.Partial, Owner: o})
	})
}

// typed judges a primitive value by its declared type, and by the one that
// its type annotation names where that is a narrower one: of an abstract
// type, the annotation says which (JSON Format 4.01, section 4.5.3).
func (c *Case) typed(o *Object, m *Member, u use) {
	if ref, ok := c.annotatedType(o.Value, m.Name); ok && ref.Name != u.ref.Name && ref.Collection == u.ref.Collection && c.Model.IsA(ref.Name, u.ref.Name) {
		c.byNamedType(o, m, ref)
		u.ref = ref
	}
	c.values(m.Value, m.Pointer, u, o, m.Name)
}

// annotatedType is the type that a member's type annotation names.
func (c *Case) annotatedType(v *location.Value, name string) (edm.TypeRef, bool) {
	a := c.controlOf(v, name, "type")
	if a == nil || a.Value.Kind != location.String {
		return edm.TypeRef{}, false
	}
	ref := readType(a.Value.Text).ref
	ref.Name = c.Model.Resolve(ref.Name)
	return ref, c.Model.Type(ref.Name) != nil && !c.Model.Ambiguous(ref.Name)
}

// byNamedType judges a value by the schema of the type that its annotation
// names, where its declared type, if it has one, says less.
func (c *Case) byNamedType(o *Object, m *Member, ref edm.TypeRef) {
	if ref.Collection != (m.Value.Kind == location.Array) && m.Value.Kind != location.Null {
		s := &spot{Violation: &schema.Violation{Keyword: "type"}, value: m.Value, pointer: m.Pointer, owner: o.Value, ownerType: o.Type, name: m.Name, ref: ref}
		c.explain(s)
		return
	}
	each(m.Value, m.Pointer, ref.Collection, func(v *location.Value, p location.Pointer) {
		violations, err := c.schemas().Validate(ref.Name, v)
		if err != nil {
			c.Note(v, p, err.Error())
			return
		}
		for i := range violations {
			if violations[i].Pointer == "" { // a primitive value has no inside, but for GeoJSON's
				c.explain(&spot{Violation: &violations[i], value: v, pointer: p, owner: o.Value, ownerType: o.Type, name: m.Name, item: ref.Collection, ref: ref.Item()})
			}
		}
	})
}

// dynamic judges what a property holds that the type does not declare.
func (c *Case) dynamic(o *Object, m *Member) {
	if o.Type == nil || o.Rejected || !c.Model.IsOpen(o.Type) {
		c.walkUntyped(m.Value, m.Pointer)
		return
	}
	c.loose(o, m)
}

// loose judges a value of which its type says little or nothing: by the type
// that its annotation, or its own value's, names.
func (c *Case) loose(o *Object, m *Member) {
	if o.Rejected || c.excused(o.Value, m.Name) {
		c.walkUntyped(m.Value, m.Pointer)
		return
	}
	ref, known := c.annotatedType(o.Value, m.Name)
	declared := c.Model.Structured(ref.Name)
	if known && declared == nil && !edm.IsAbstract(ref.Name) {
		c.walkUntyped(m.Value, m.Pointer)
		c.byNamedType(o, m, ref)
		c.values(m.Value, m.Pointer, use{ref: ref, property: m.Property}, o, m.Name)
		return
	}
	each(m.Value, m.Pointer, true, func(v *location.Value, p location.Pointer) {
		inner := declared
		if v.Kind == location.Object && inner == nil {
			if t := control(v, "type"); t != nil && t.Value.Kind == location.String {
				inner = c.Model.Structured(typeFragment(t.Value.Text))
			}
		}
		if v.Kind != location.Object || inner == nil || c.Model.Ambiguous(inner.QualifiedName()) {
			c.walkUntyped(v, p)
			return
		}
		kind := ComplexValue
		if _, entity := inner.(*edm.EntityType); entity {
			kind = EntityValue
		}
		c.object(&Object{Kind: kind, Value: v, Pointer: p, Declared: inner, Property: m.Property, Partial: true, Owner: o})
	})
}

// navigation judges what is expanded: by the type of what stands there.
func (c *Case) navigation(o *Object, m *Member) {
	t := m.Navigation.Type
	s := c.Model.Structured(t.Name)
	nested, promised := o.Select.Expands(m.Name)
	if t.Collection != (m.Value.Kind == location.Array) { // NAV-001 speaks
		c.walkUntyped(m.Value, m.Pointer)
		return
	}
	each(m.Value, m.Pointer, t.Collection, func(v *location.Value, p location.Pointer) {
		switch {
		case v.Kind != location.Object:
			c.walkUntyped(v, p)
			return
		case s == nil || c.Model.Ambiguous(t.Name):
			c.walkUntyped(v, p)
			c.Note(v, p, "no contract for type "+t.Name)
			return
		}
		kind := EntityValue
		if isReference(v) {
			kind = ReferenceValue
		}
		if o.Delta && control(v, "removed") != nil {
			kind = DeletedValue
		}
		// Without a list for it, and without the request, nothing says
		// what of it was asked for.
		partial := o.Partial || !promised
		item, asked := o.Asked.Expanded(m.Name)
		if item != nil {
			partial = c.Truncated || o.Delta || item.Ref || asked.Narrow()
		}
		c.object(&Object{Kind: kind, Value: v, Pointer: p, Declared: s, Navigation: m.Navigation, Owner: o,
			Select: nested, Asked: asked, Partial: partial, Delta: o.Delta})
	})
}

// nestedDelta judges what has changed of a navigation property (JSON Format
// 4.01, section 15.2).
func (c *Case) nestedDelta(o *Object, m *Member, n *edm.NavigationProperty) {
	s := c.Model.Structured(n.Type.Name)
	each(m.Value, m.Pointer, true, func(v *location.Value, p location.Pointer) {
		if v.Kind != location.Object || s == nil || c.Model.Ambiguous(n.Type.Name) {
			c.walkUntyped(v, p)
			return
		}
		c.object(&Object{Kind: deltaKind(v), Value: v, Pointer: p, Declared: s, Navigation: n, Owner: o, Partial: true, Delta: true})
	})
}

// envelope looks at the members of a body that wraps its value.
func (c *Case) envelope(v *location.Value) {
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
