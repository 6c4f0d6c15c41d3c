package check

import (
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var col007 = register(rule.Rule{
	ID:     "COL-007",
	Title:  "beside value stand annotations and advertised operations alone",
	Levels: rule.All(rule.Warning),
	Why: "What is said of the collection is control information (@odata.count), an annotation (@NS.Term) or an operation bound to it (#NS.Op). " +
		"Any other member is invisible to a client that reads OData. In a service document it is SVC-001's.",
	Sources: []string{"OData JSON Format 4.01, 12", "OData JSON Format 4.01, 13", "OData JSON Format 4.01, 16"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers", "total": 1, "value": [{"id": 1}]}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "#NS.Merge": {}, "value": [{"id": 1}]}`,
})

func init() { col007.Body = besideValue }

func besideValue(c *Case, b *Body) {
	if c.Error() || c.stopped || b.Rejected || !b.Known || b.Shape.Object() || b.Shape == uri.ServiceDocument || b.Shape == uri.UnknownShape || b.Root.Member("value") == nil {
		return
	}
	for i := range b.Root.Members {
		m := classify(&b.Root.Members[i], "")
		if m.Name == "value" || m.Annotation || m.Operation {
			continue
		}
		c.Report(Mark{Rule: col007.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: b.Root, Name: m.Name,
			Message: m.Name + " stands beside value, and is no annotation", Expected: "value, annotations and #NS.Op", Actual: m.Name})
	}
}
