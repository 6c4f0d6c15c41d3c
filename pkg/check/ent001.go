package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent001 = register(rule.Rule{
	ID:      "ENT-001",
	Title:   "a structured value is an object that satisfies its type's schema",
	Levels:  rule.All(rule.Error),
	Why:     "Entities and complex values are objects. Almost always a narrower rule says what is wrong with one; this one speaks where none does.",
	Sources: []string{"OData JSON Format 4.01, 6", "OData JSON Format 4.01, 7.2"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "address": "Main Street 1"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "address": {"street": "Main Street 1"}}`,
})

func init() { ent001.Body = rootIsObject }

func rootIsObject(c *Case, b *Body) {
	if b.Root.Kind == location.Object || b.Root.Kind == location.Array || c.Error() && b.Root.Kind != location.Object {
		return
	}
	c.Report(Mark{Rule: ent001.Rule, Value: b.Root, Message: "the body is " + article(b.Root.Kind.String()) + ", not an object",
		Expected: "an object", Actual: show(b.Root), Type: b.Type.Name})
	c.stop()
}

// reportNoObject speaks of a structured value that is no object, or of a
// single value that is an array.
func (c *Case) reportNoObject(s *spot) {
	r := ent001
	if s.owner == nil && s.item {
		r = col004
	}
	if c.placeholder(s) {
		return
	}
	m := s.mark(r)
	m.Message = s.subject() + " is " + article(s.value.Kind.String()) + ", not an object"
	m.Expected = s.typeNote()
	if m.Type == "" {
		m.Type = s.Type
	}
	c.Report(m)
}
