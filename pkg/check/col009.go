package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var col009 = register(rule.Rule{
	ID:     "COL-009",
	Title:  "a count stands only where it was asked for",
	Levels: rule.Levels{V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	Why: "To count costs the service, and the client did not want it: without $count=true a service should not. On a page behind a next link the token says what was asked, " +
		"and nothing is said.",
	Sources: []string{"OData Protocol 4.01, 11.2.6.5"},
	Failing: `GET Customers: {"@odata.context": "…$metadata#Customers", "@odata.count": 1, "value": [{"id": 1}]}`,
	Passing: `GET Customers?$count=true: {"@odata.context": "…$metadata#Customers", "@odata.count": 1, "value": [{"id": 1}]}`,
})

func init() { col009.Body = unaskedCount }

func unaskedCount(c *Case, b *Body) {
	if _, ok := c.collection(); !ok {
		return
	}
	m := c.rootCountMember()
	asked, known := c.countAsked()
	if m == nil || asked || !known || c.isDelta() {
		return
	}
	c.Report(Mark{Rule: col009.Rule, Value: m.Value, Offset: m.NameStart, Pointer: location.Pointer("").Child(m.Name), Object: b.Root, Name: m.Name,
		Message: "the request did not ask for a count", Expected: "a count only with $count=true", Actual: show(m.Value)})
}
