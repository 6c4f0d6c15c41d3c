package check

import (
	"github.com/concord-odata/concord/pkg/rule"
)

var dlt001 = register(rule.Rule{
	ID:     "DLT-001",
	Title:  "the last page of a delta response has a delta link",
	Levels: rule.Levels{V401: rule.Warning, V40: rule.Warning, Graph: rule.Error},
	Cases: map[string]rule.Levels{
		"track-changes was applied": rule.All(rule.Error),
	},
	Why: "Without it a client cannot ask what has changed since, and has to read all again. A page with a next link is not the last one, and has none; that both stand on one page is COL-006's. " +
		"Where the response says that it applied track-changes, the link is a MUST; Graph promises it for each of its delta functions.",
	Sources: []string{"OData JSON Format 4.01, 15.1", "OData Protocol 4.01, 11.3"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$delta", "value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$delta", "value": [], "@odata.deltaLink": "Customers?$deltatoken=7"}`,
})

func init() { dlt001.Body = lastPageHasDeltaLink }

func lastPageHasDeltaLink(c *Case, b *Body) {
	if c.Error() || c.stopped || c.Truncated || b.Root.Member("value") == nil || !c.isDelta() {
		return
	}
	if control(b.Root, "nextLink") != nil || control(b.Root, "deltaLink") != nil {
		return
	}
	m := Mark{Rule: dlt001.Rule, Value: b.Root, Object: b.Root, Message: "the last page of the delta has no delta link", Expected: "@odata.deltaLink, or @odata.nextLink on all pages but the last"}
	if c.appliedPreference("track-changes") {
		levels := dlt001.Cases["track-changes was applied"]
		m.Levels = &levels
	}
	c.Report(m)
}
