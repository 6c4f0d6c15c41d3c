package check

import (
	"bytes"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var sts005 = register(rule.Rule{
	ID:     "STS-005",
	Title:  "a null property, navigation property or function result is 204 without a body",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "Null has no representation of its own in OData: the status says it. A 200 with null, or with an object whose value is null, leaves a client with an object of no type. " +
		"Of OData 4.0's drafts some services kept #Edm.Null for it. An empty collection is no null: it is 200 with [].",
	Sources: []string{"OData Protocol 4.01, 9.1.4", "OData Protocol 4.01, 11.2.4", "OData Protocol 4.01, 11.2.7", "OData Protocol 4.01, 11.5.4.1"},
	Failing: `GET /service/Customers(1)/name answered with 200 and {"@odata.context": "https://host/service/$metadata#Customers(1)/name", "value": null}`,
	Passing: `GET /service/Customers(1)/name answered with 204`,
})

func init() { sts005.Exchange = nullBody; sts005.Early = nullValue }

// nullBody speaks of a body that is null.
func nullBody(c *Case) {
	r := c.Response
	if c.Via != "" || r == nil || r.Status != 200 || r.Body == nil || c.content() != dataContent || !bytes.Equal(bytes.TrimSpace(r.Body.Data), []byte("null")) || !c.mayBeNull() {
		return
	}
	c.Report(Mark{Rule: sts005.Rule, Position: r.Body.Position(0), Message: "the body is null: a null result is 204 without a body", Expected: "204 No Content", Actual: "null", Cause: "body"})
	c.stop()
}

// mayBeNull reports whether the request is known to be for a single value.
func (c *Case) mayBeNull() bool {
	t, _, ok := c.promised()
	return ok && !t.Collection
}

// nullValue speaks of a value that is null in a body that wraps it.
func nullValue(c *Case, b *Body) {
	if c.Response.Status != 200 || !b.Root.Member("value").IsNull() {
		return
	}
	for i := range b.Root.Members {
		if m := classify(&b.Root.Members[i], ""); !m.Annotation && m.Name != "value" {
			return
		}
	}
	null := b.Parsed != nil && b.Context.Value.Kind == location.String && typeFragment(b.Context.Value.Text) == "Edm.Null"
	if !null && !c.wrapsNull(b) {
		return
	}
	v := b.Root.Member("value")
	c.Report(Mark{Rule: sts005.Rule, Value: v, Pointer: "/value", Object: b.Root, Name: "value", Type: b.Type.Name,
		Message: "the value is null: a null result is 204 without a body", Expected: "204 No Content", Actual: "null", Cause: "value"})
	c.stop()
}

// wrapsNull reports whether the body is judged as a single value that may be
// null. Of one that may not, PRM-009 says more.
func (c *Case) wrapsNull(b *Body) bool {
	if !b.Known || b.Type.Collection {
		return false
	}
	switch b.Shape {
	case uri.Primitive:
		nullable, _ := c.itemsNullable()
		return !nullable.IsFalse()
	case uri.Complex, uri.Entity:
		return !c.hasOwnValue(b.Type.Name)
	}
	return false
}
