package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var col002 = register(rule.Rule{
	ID:     "COL-002",
	Title:  "an operation documented as a collection answers one, one documented as single does not",
	Levels: rule.All(rule.Error),
	Why: "Client code is generated for the one or for the other. 204, 202 and 304 say nothing of the shape, " +
		"nor does an operation that returns Edm.Untyped or a stream.",
	Sources: []string{"OData Protocol 4.01, 11.2.7", "OData Protocol 4.01, 11.5.4.1"},
	Failing: `{"@odata.context": "https://host/service/$metadata#NS.T", "id": 1}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Collection(NS.T)", "value": [{"id": 1}]}`,
})

func init() { col002.Body = collectionAsDocumented }

func collectionAsDocumented(c *Case, b *Body) {
	want, at, ok := c.promised()
	if !ok || c.stopped || c.Error() || b.Root.Kind != location.Object {
		return
	}
	switch want.Name {
	case "Edm.Untyped", "Edm.Stream":
		return
	}
	v := b.Root.Member("value")
	m := Mark{Rule: col002.Rule, Value: b.Root, Object: b.Root, Type: want.Name, Rests: at}
	switch {
	case want.Collection && v == nil:
		m.Message = "the operation is documented to return a collection, but the body has no value"
		m.Expected, m.Actual = want.String(), "an object without value"
	case !want.Collection && v != nil && v.Kind == location.Array && b.Promise != nil && b.Promise.Shape.ValueArray():
		m.Value, m.Pointer, m.Name = v, "/value", "value"
		m.Message = "the operation is documented to return one, but the body is a collection"
		m.Expected, m.Actual = want.String(), b.Promise.Type.String()
	case !want.Collection && v != nil && v.Kind == location.Array && b.Promise == nil && !c.hasOwnValue(want.Name) && c.Model.Structured(want.Name) != nil:
		m.Value, m.Pointer, m.Name = v, "/value", "value"
		m.Message = "the operation is documented to return one, but the body is a collection"
		m.Expected, m.Actual = want.String(), "an object with the array value"
	default:
		return
	}
	if c.Response.Status == 202 { // what was accepted is not done: its result comes later
		if b.Context == nil {
			c.unjudged("202 Accepted: the body is not the operation's result")
		}
		return
	}
	b.Rejected = true
	c.Report(m)
	c.stop()
}
