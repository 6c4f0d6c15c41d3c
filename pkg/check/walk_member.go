package check

import (
	"github.com/concord-odata/concord/pkg/location"
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
	each(m.Value, m.Pointer, t.Collection, func(v *location.Value, p location.Pointer) {
		if v.Kind != location.Object || s == nil || c.Model.Ambiguous(t.Name) {
			c.walkUntyped(v, p)
			return
		}
		c.object(&Object{Kind: ComplexValue, Value: v, Pointer: p, Declared: s, Nested: true, Property: m.Property,
			Select: o.Select.Below(m.Name), Partial: o.Partial, Owner: o})
	})
}

// navigation judges what is expanded: by the type of what stands there.
func (c *Case) navigation(o *Object, m *Member) {
	t := m.Navigation.Type
	s := c.Model.Structured(t.Name)
	nested, promised := o.Select.Expands(m.Name)
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
		// Without a list for it, nothing says what of it was asked for.
		c.object(&Object{Kind: kind, Value: v, Pointer: p, Declared: s, Navigation: m.Navigation, Owner: o,
			Select: nested, Partial: o.Partial || !promised, Delta: o.Delta})
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
