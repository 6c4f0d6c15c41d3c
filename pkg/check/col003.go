package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var col003 = register(rule.Rule{
	ID:     "COL-003",
	Title:  "no null among entities, nor among values whose item type is explicitly not nullable",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "An item of a collection of entities is an entity or a reference to one. Among primitive and complex values null is legal " +
		"unless the model says Nullable=\"false\": in CSDL XML an absent attribute says nothing of a collection's items.",
	Sources: []string{"OData JSON Format 4.01, 13", "OData CSDL XML 4.01, 7.2.1"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [{"id": 1}, null]}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [{"id": 1}]}`,
})

func (c *Case) reportNullItem(v *location.Value, p location.Pointer, typeName string, rests edm.Place) {
	c.Report(Mark{Rule: col003.Rule, Value: v, Pointer: p, Type: typeName, Rests: rests,
		Message: "an item of the collection is null", Expected: typeName, Actual: "null"})
}

// itemsNullable is what the model says of null among the values of the body's
// collection, and where: by the property that it is of, or by the operation
// that returns it.
func (c *Case) itemsNullable() (edm.Tristate, edm.Place) {
	if p := c.Body.Promise; p != nil && p.Property != nil {
		return p.Property.Nullable, p.Property.Place
	}
	t := c.Target
	switch {
	case t == nil:
		return edm.Unsaid, edm.Place{}
	case t.IsCall():
		for _, f := range t.Functions {
			if f.ReturnType != nil {
				return f.ReturnType.Nullable, f.ReturnType.Place
			}
		}
		for _, a := range t.Actions {
			if a.ReturnType != nil {
				return a.ReturnType.Nullable, a.ReturnType.Place
			}
		}
	case t.Property != nil:
		return t.Property.Nullable, t.Property.Place
	}
	return edm.Unsaid, edm.Place{}
}
