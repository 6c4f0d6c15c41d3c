package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var nav001 = register(rule.Rule{
	ID:     "NAV-001",
	Title:  "an expanded collection is an array, an expanded single value an object or null; /$count expands to a count alone, /$ref to references",
	Levels: rule.All(rule.Error),
	Why: "What stands in an expanded navigation property is an entity, or an array of entities, as the property declares. " +
		"$expand=Nav/$count adds Nav@odata.count and not Nav; $expand=Nav/$ref gives references, without properties.",
	Sources: []string{"OData JSON Format 4.01, 8.3", "OData Protocol 4.01, 11.2.5.2"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers(orders())/$entity", "id": 1, "orders": {"no": "1"}}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers(orders())/$entity", "id": 1, "orders": [{"no": "1"}]}`,
})

func init() { nav001.Member = expandedAsAsked }

// reportNavigation speaks of an expanded navigation property whose value has
// another JSON form than the property declares.
func (c *Case) reportNavigation(s *spot) {
	if c.placeholder(s) {
		return
	}
	m := s.mark(nav001)
	m.Message = s.subject() + " is " + article(s.value.Kind.String())
	m.Expected = s.nav.Type.String()
	switch {
	case s.item:
		m.Message, m.Expected = m.Message+", not an object", s.nav.Type.Name
	case s.nav.Type.Collection:
		m.Message += ", but a collection is an array, if an empty one"
	case s.value.Kind == location.Array:
		m.Message += ", but the property has one value"
	}
	c.Report(m)
}

// expandedAsAsked judges what the request expands as a count or as
// references.
func expandedAsAsked(c *Case, o *Object, m *Member) {
	if m.Navigation == nil || o.Delta {
		return
	}
	item, _ := o.Asked.Expanded(m.Name)
	if item == nil || !item.Ref && !item.Count || c.expandedOtherwise(o, m.Name) {
		return
	}
	mark := Mark{Rule: nav001.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(),
		Rests: m.Navigation.Place, Actual: m.Name}
	if item.Count {
		mark.Message = "the request asks for the count of " + m.Name + ", and " + m.Name + " itself is there"
		mark.Expected, mark.Cause = m.Name+"@odata.count alone", "count"
		c.Report(mark)
		return
	}
	each(m.Value, m.Pointer, m.Navigation.Type.Collection, func(v *location.Value, p location.Pointer) {
		if v.Kind != location.Object || isReference(v) {
			return
		}
		mark.Value, mark.Pointer, mark.Offset, mark.Actual, mark.Cause = v, p, 0, "an entity", "reference"
		mark.Message, mark.Expected = "the request asks for references of "+m.Name+", and an entity is there", "an object with @odata.id"
		c.Report(mark)
	})
}

// expandedOtherwise reports whether another item of the request expands the
// navigation property whole.
func (c *Case) expandedOtherwise(o *Object, name string) bool {
	for _, i := range o.Asked.expansions() {
		if !i.Ref && !i.Count && expands(i, name) {
			return true
		}
	}
	return false
}
