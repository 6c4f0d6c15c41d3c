package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var col012 = register(rule.Rule{
	ID:     "COL-012",
	Title:  "an empty collection is 200 with an empty array, never 204, 404 or null",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "A client that iterates over what it gets must not have to ask first whether it got anything. 204 is for a single value that is null; 404 says that the resource does not exist, " +
		"and an entity set of the container does. Of a path with keys nobody knows whether the parent is there: 404 is right, or may be.",
	Sources: []string{"OData Protocol 4.01, 11.2.7", "OData Protocol 4.01, 11.5.4.1", "OData JSON Format 4.01, 13"},
	Failing: `GET Customers: HTTP/1.1 204 No Content`,
	Passing: `GET Customers: HTTP/1.1 200 OK, {"@odata.context": "https://host/service/$metadata#Customers", "value": []}`,
})

func init() { col012.Exchange = emptyStatus; col012.Body = emptyNull }

func emptyStatus(c *Case) {
	if c.Response == nil || c.Request == nil || c.Via != "" {
		return
	}
	m := Mark{Rule: col012.Rule, Position: c.Response.StatusPosition, Expected: `200 with "value": []`, Actual: itoa(c.Response.Status)}
	want, at, ok := c.promised()
	switch {
	case c.Response.Status == 204 && ok && want.Collection:
		m.Message, m.Rests, m.Cause = "what is asked for is a collection, but the answer has no content", at, "204"
	case c.Response.Status == 404 && c.wholeSet():
		m.Message, m.Cause = "the entity set "+c.Target.EntitySet.Name+" exists, but the answer is 404", "404"
	default:
		return
	}
	c.Report(m)
}

// wholeSet reports whether the request reads an entity set of the container
// itself: nothing on its path can be missing.
func (c *Case) wholeSet() bool {
	t := c.Target
	return t != nil && c.Request.Method == "GET" && t.Kind == uri.TargetEntitySet && t.EntitySet != nil && !t.Opaque && !t.IsCall() &&
		len(t.Keys) == 0 && t.NavigationProperty == nil && t.NavigationSource == t.EntitySet.Name
}

// emptyNull speaks of null in place of the array.
func emptyNull(c *Case, b *Body) {
	if c.Error() || c.stopped || !b.Known || !b.Shape.ValueArray() {
		return
	}
	v := b.Root.Member("value")
	if v == nil || v.Kind != location.Null {
		return
	}
	b.Rejected = b.Promise != nil
	c.Report(Mark{Rule: col012.Rule, Value: v, Pointer: "/value", Object: b.Root, Name: "value", Type: b.Type.Name, Cause: "null",
		Message: "the collection's value is null", Expected: "an array", Actual: "null"})
}
