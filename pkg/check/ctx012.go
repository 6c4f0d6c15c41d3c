package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ctx012 = register(rule.Rule{
	ID:     "CTX-012",
	Title:  "the root context is the first member of the body",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "A reader that streams must know what it reads before it reads it. The order of all other control information is free, " +
		"unless the response says streaming=true: then the type comes next, id and etag before properties, a property's annotations as a group just before it " +
		"(the next link of an expanded collection may follow it), and in 4.0 navigation properties behind structural ones.",
	Sources: []string{"OData JSON Format 4.01, 4.5.1", "OData JSON Format 4.01, 4.4"},
	Failing: `{"value": [], "@odata.context": "https://host/service/$metadata#Customers"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": []}`,
})

func init() {
	ctx012.Body = func(c *Case, b *Body) {
		contextFirst(c, b)
		streamedBody(c, b)
	}
	ctx012.Object = streamedObject
}

func contextFirst(c *Case, b *Body) {
	if b.Context == nil || c.stopped || b.Root.Kind != location.Object || c.Error() || b.Root.Members[0].Name == b.Context.Name {
		return
	}
	m := c.contextMark(ctx012)
	m.Offset = b.Context.NameStart
	m.Message = "the context is not the first member"
	m.Expected = "@odata.context before " + b.Root.Members[0].Name
	m.Actual = ""
	c.Report(m)
}
