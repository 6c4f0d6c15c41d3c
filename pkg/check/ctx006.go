package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx006 = register(rule.Rule{
	ID:     "CTX-006",
	Title:  "the type that the context URL promises is the operation's documented return type",
	Levels: rule.All(rule.Error),
	Why: "The context and the operation's declaration are two promises of one thing. The context may name a type that derives from the documented one, " +
		"or its base through a named entity set whose items say that they are of it; a type definition and its underlying type are one.",
	Sources: []string{"OData Protocol 4.01, 10.16"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Collection(NS.Other)", "value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Collection(NS.Documented)", "value": []}`,
})

func init() { ctx006.Body = contextReturns }

func contextReturns(c *Case, b *Body) {
	want, at, ok := c.promised()
	if b.Context == nil || b.Rejected || !ok || c.Error() {
		return
	}
	var got string
	switch {
	case b.Promise != nil:
		if b.Promise.Type.IsZero() {
			return
		}
		if c.agrees(b.Promise, want.Name) {
			c.itemsSay(b, want, at)
			return
		}
		got = b.Promise.Type.Name
	case b.ResolveError != nil && b.ResolveError.Problem == uri.UnknownType && !b.ResolveError.Foreign:
		got = c.Model.Resolve(b.ResolveError.Segment)
		if c.Model.IsA(want.Name, got) {
			return
		}
	default:
		return
	}
	m := c.contextMark(ctx006)
	m.Message = "the context promises " + got + ", but the operation returns " + want.String()
	m.Expected, m.Type, m.Cause = want.String(), want.Name, got
	m.Rests = at
	if near := nearest(got, []string{want.Name}); near != "" {
		m.Hint = "did you mean " + near + "?"
	}
	b.Rejected = true
	c.Report(m)
	if b.Promise != nil {
		c.instead, c.insteadOf = c.Model.Structured(got), want.Name
	}
}

// agrees reports whether a promise is compatible with a documented type.
func (c *Case) agrees(p *uri.Promise, want string) bool {
	got := p.Type.Name
	m := c.Model
	switch {
	case m.Type(want) == nil: // a type that the contract does not describe
		return m.Resolve(want) == m.Resolve(got) || c.Model.Type(got) == nil
	case m.IsA(got, want):
		return true
	case p.EntitySet != nil || p.Singleton != nil: // items say what they are: ENT-006
		return m.IsA(want, got)
	}
	u := m.Underlying(got)
	return u != "" && u == m.Underlying(want)
}

// itemsSay holds what a set of the documented type's base type returns against
// the documented type: each item says that it is of it. Without metadata, and
// where an example is truncated, nothing is said.
func (c *Case) itemsSay(b *Body, want edm.TypeRef, at edm.Place) {
	got := b.Promise.Type.Name
	if c.Level.None() || c.Model.Structured(want.Name) == nil || c.Model.IsA(got, want.Name) {
		return
	}
	judge := func(v *location.Value, p location.Pointer) bool {
		if v.Kind != location.Object || isReference(v) || deltaKind(v) != EntityValue {
			return true
		}
		m := Mark{Rule: ctx006.Rule, Value: v, Pointer: p, Object: v, Type: want.Name, Rests: at, Expected: want.Name, Cause: "item"}
		switch t := control(v, "type"); {
		case t == nil && !c.Truncated:
			m.Message = "the context promises " + got + ", the operation returns " + want.Name + ", and the item does not say that it is of it"
		case t == nil || t.Value.Kind != location.String:
			return true
		default:
			name := typeFragment(t.Value.Text)
			if c.Model.Type(name) == nil || c.Model.IsA(name, want.Name) {
				return true
			}
			m.Value, m.Pointer, m.Actual = t.Value, p.Child(t.Name), show(t.Value)
			m.Message = "the operation returns " + want.Name + ", but the item is a " + name
		}
		c.Report(m)
		return false
	}
	if !b.Promise.Shape.ValueArray() {
		judge(b.Root, "")
		return
	}
	list := b.Root.Member("value")
	if list == nil {
		return
	}
	for i, v := range list.Items {
		if !judge(v, location.Pointer("/value").Index(i)) {
			return
		}
	}
}
