package check

import (
	"strconv"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var col011 = register(rule.Rule{
	ID:     "COL-011",
	Title:  "the count of a whole, unpaged result is the number of its items",
	Levels: rule.Levels{V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	Why: "With neither $top nor $skip and no next link, all that was counted is there. A service may count inexactly, so it is a warning; " +
		"the count of a page, of a part, or of a delta says nothing of the items on it.",
	Sources: []string{"OData Protocol 4.01, 11.2.6.5"},
	Failing: `GET Customers?$count=true: {"@odata.context": "…$metadata#Customers", "@odata.count": 5, "value": [{"id": 1}]}`,
	Passing: `GET Customers?$count=true&$top=1: {"@odata.context": "…$metadata#Customers", "@odata.count": 5, "value": [{"id": 1}]}`,
})

func init() { col011.Body = countOfWhole }

func countOfWhole(c *Case, b *Body) {
	list, ok := c.collection()
	m := c.rootCountMember()
	q := c.query()
	if !ok || m == nil || q == nil || !c.asksGET() || continues(q) || c.lastSegment() == "$query" || c.isDelta() || c.Truncated || c.Example {
		return
	}
	if q.Option(uri.TopOption) != nil || q.Option(uri.SkipOption) != nil || c.asks("$top", "$skip", "top", "skip") || c.applied() || control(b.Root, "nextLink") != nil {
		return
	}
	n, err := strconv.ParseInt(m.Value.Text, 10, 64)
	if err != nil || n < 0 || n == int64(c.itemCount(list)) {
		return
	}
	c.Report(Mark{Rule: col011.Rule, Value: m.Value, Pointer: location.Pointer("").Child(m.Name), Object: b.Root, Name: m.Name,
		Message: "the result is whole, but its count is not the number of its items", Expected: itoa(c.itemCount(list)), Actual: m.Value.Text})
}
