package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ctx013 = register(rule.Rule{
	ID:     "CTX-013",
	Title:  "control information is written without odata. only in a 4.01 response",
	Levels: rule.All(rule.Error),
	Why: "A 4.0 client looks for @odata.context and takes @context for an annotation of nobody's. In a 4.01 response both spellings are right. " +
		"A response without OData-Version does not say which it is, and is not judged. Graph sends @removed and members@delta in 4.0 deltas, and documents it.",
	Sources: []string{"OData JSON Format 4.01, 4.5", "OData JSON Format 4.01, 24, clause 9a"},
	Failing: `OData-Version: 4.0: {"@context": "https://host/service/$metadata#Customers", "value": []}`,
	Passing: `OData-Version: 4.01: {"@context": "https://host/service/$metadata#Customers", "value": []}`,
})

func init() {
	ctx013.Body = func(c *Case, b *Body) {
		if c.Error() {
			return
		}
		for i := range b.Root.Members {
			c.unprefixed(b.Root, classify(&b.Root.Members[i], ""))
		}
	}
	ctx013.Member = func(c *Case, o *Object, m *Member) {
		if !o.Root {
			c.unprefixed(o.Value, m)
		}
	}
}

func (c *Case) unprefixed(object *location.Value, m *Member) {
	if !m.Annotation || !isControlName(m.Term) || !c.Version.Said || c.Version.V401 || c.Profile == rule.Graph && (m.Term == "removed" || m.Term == "delta") {
		return
	}
	if !c.once("CTX-013 " + m.Term) {
		return
	}
	c.Report(Mark{Rule: ctx013.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: object, Name: m.Name,
		Message:  "the response is of OData 4.0, where control information begins with odata.",
		Expected: strings.TrimSuffix(m.Name, m.Term) + "odata." + m.Term, Actual: m.Name, Cause: m.Term})
}
