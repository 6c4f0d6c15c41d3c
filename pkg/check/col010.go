package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var col010 = register(rule.Rule{
	ID:     "COL-010",
	Title:  "an empty collection shows nothing of its items: they are unjudged",
	Levels: rule.All(rule.Info),
	Why: "An empty collection is right, and says nothing of the type of what it does not hold. It is said, so that nobody takes " +
		"a run over an empty tenant for a proof.",
	Sources: []string{"OData JSON Format 4.01, 13"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [{"id": 1}]}`,
})

func init() { col010.Body = nothingToJudge }

func nothingToJudge(c *Case, b *Body) {
	if c.stopped || c.Error() || !b.Known || !b.Shape.ValueArray() {
		return
	}
	v := b.Root.Member("value")
	if v == nil || v.Kind != location.Array || c.itemCount(v) > 0 {
		return
	}
	c.Report(Mark{Rule: col010.Rule, Value: v, Pointer: "/value", Object: b.Root, Name: "value", Type: b.Type.Name,
		Message: "the collection is empty: nothing of its items could be judged"})
	c.Note(v, "/value", "empty collection: no item of "+b.Type.Item().String()+" was seen")
}
