package check

import (
	"github.com/concord-odata/concord/pkg/rule"
)

var col013 = register(rule.Rule{
	ID:      "COL-013",
	Title:   "with $count=true the first page has a count",
	Levels:  rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why:     "The client asked for the total, and cannot learn it otherwise without reading all pages. Later pages may repeat it, and need not. At metadata level none it is there as well.",
	Sources: []string{"OData Protocol 4.01, 11.2.6.5", "OData JSON Format 4.01, 13", "OData JSON Format 4.01, 3.1.3"},
	Failing: `GET Customers?$count=true: {"@odata.context": "…$metadata#Customers", "value": [{"id": 1}]}`,
	Passing: `GET Customers?$count=true: {"@odata.context": "…$metadata#Customers", "@odata.count": 1, "value": [{"id": 1}]}`,
})

func init() { col013.Body = askedCount }

func askedCount(c *Case, b *Body) {
	list, ok := c.collection()
	if !ok || c.rootCountMember() != nil || c.isDelta() {
		return
	}
	if asked, known := c.countAsked(); !asked || !known {
		return
	}
	c.Report(Mark{Rule: col013.Rule, Value: list, Pointer: "/value", Object: b.Root, Name: "value",
		Message: "the request has $count=true, but the response has no count", Expected: "@odata.count"})
}
