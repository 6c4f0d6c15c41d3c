package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var dlt004 = register(rule.Rule{
	ID:     "DLT-004",
	Title:  "an entry of a delta has a navigation property whole or as a delta, not both; in 4.0 neither",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "In 4.01 the value of a navigation property is all that is related now, and its delta is what has changed of it: both together contradict each other. A 4.0 delta tells of relations by links alone. " +
		"Graph's deltas have the form of 4.01, whatever version the response says.",
	Sources: []string{"OData JSON Format 4.01, 15.2"},
	Failing: `{"@odata.id": "Customers(1)", "orders": [], "orders@delta": []}`,
	Passing: `{"@odata.id": "Customers(1)", "orders@delta": []}`,
})

func init() { dlt004.Object = deltaNavigation }

func deltaNavigation(c *Case, o *Object) {
	if !o.Delta || o.Kind != EntityValue || o.Type == nil || o.Value.Kind != location.Object {
		return
	}
	for i := range o.Value.Members {
		lm := &o.Value.Members[i]
		m := classify(lm, o.Pointer)
		name := m.Name
		if m.Annotation {
			if name = m.Target; m.Control != "delta" {
				continue
			}
		}
		if name == "" || m.Operation || c.Model.NavigationProperty(o.Type, name) == nil {
			continue
		}
		f := Mark{Rule: dlt004.Rule, Value: m.Value, Offset: lm.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(), Cause: name}
		switch {
		case c.delta401() && m.Annotation && c.has(o.Value, name):
			f.Message = name + " stands whole, and as a delta"
			f.Expected = name + " or " + m.Name
		case !c.delta401():
			f.Message = "a 4.0 delta has no " + m.Name + " in its entries"
			f.Expected = "links"
		default:
			continue
		}
		if c.once("DLT-004 " + m.Name) {
			c.Report(f)
		}
	}
}
