package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var col001 = register(rule.Rule{
	ID:     "COL-001",
	Title:  "a collection response is an object with the array value; inside an object a collection is a bare array",
	Levels: rule.All(rule.Error),
	Why: "At the root the object leaves room for the context, the count and the next link. No OData response is a bare array, " +
		"and no property's value is wrapped in an object of its own.",
	Sources: []string{"OData JSON Format 4.01, 12", "OData JSON Format 4.01, 13", "OData JSON Format 4.01, 7.3"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": {"id": 1}}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [{"id": 1}]}`,
})

func init() { col001.Body = collectionObject }

func collectionObject(c *Case, b *Body) {
	if c.Error() {
		return
	}
	m := Mark{Rule: col001.Rule, Value: b.Root, Object: b.Root, Type: b.Type.Name, Expected: "an object with the array value"}
	if b.Root.Kind == location.Array {
		if c.Request != nil && !b.Known && !c.isData() {
			c.unjudged(c.whyUnknown()) // nothing says that it is OData's
			return
		}
		m.Message, m.Actual = "the body is a bare array", "array"
		b.Rejected = true
		c.Report(m)
		c.stop()
		return
	}
	if !b.Known || !b.Shape.ValueArray() || b.Root.Kind != location.Object {
		return
	}
	v := b.Root.Member("value")
	if v == nil {
		if _, _, ok := c.promised(); ok || b.Promise != nil {
			return // context or operation disagree with the body: CTX-005, COL-002
		}
		m.Message, m.Actual = "the body is to be a collection, and has no value", "an object without value"
		c.Report(m)
		return
	}
	if v.Kind == location.Array || v.Kind == location.Null {
		return // null for an empty collection is COL-012's
	}
	m.Value, m.Pointer, m.Name = v, "/value", "value"
	m.Message = "the collection's value is " + article(v.Kind.String())
	m.Actual = v.Kind.String()
	c.Report(m)
}

// reportNoArray speaks of a property whose collection is no array.
func (c *Case) reportNoArray(s *spot) {
	if c.placeholder(s) {
		return
	}
	m := s.mark(col001)
	m.Message = s.subject() + " is a collection, but its value is " + article(s.value.Kind.String())
	m.Expected, m.Actual = "an array", s.value.Kind.String()
	c.Report(m)
}
