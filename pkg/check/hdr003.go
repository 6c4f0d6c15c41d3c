package check

import (
	"net/url"

	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var hdr003 = register(rule.Rule{
	ID:     "HDR-003",
	Title:  "a 201, and a 204 to a POST that creates, has Location; that 204 has OData-EntityId",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Info},
	Cases: map[string]rule.Levels{
		"a relative Location": rule.All(rule.Warning),
	},
	Why: "A client that created something learns from Location where it is, and from OData-EntityId, where the body does not say it, what it is. " +
		"A 204 to PATCH or PUT may be an update or a creation, which one exchange cannot show; actions, $ref and additions to collections of values create no entity. " +
		"A relative Location is legal HTTP and breaks main clients.",
	Sources: []string{"OData Protocol 4.01, 11.4.2", "OData Protocol 4.01, 8.3.4", "RFC 9110, 10.2.2"},
	Failing: "HTTP/1.1 201 Created, without Location",
	Passing: "HTTP/1.1 201 Created, with Location: https://host/service/Customers(1)",
})

func init() { hdr003.Exchange = locationOfCreated }

func locationOfCreated(c *Case) {
	if !c.headed() || c.Response.Status != 201 && c.Response.Status != 204 {
		return
	}
	kind := c.kind()
	creates := kind == createEntity || kind == unknownKind && c.postsToDocumentedSet()
	if c.Response.Status == 204 && !creates {
		return
	}
	switch kind {
	case callAction, callVoid, changeReference, addValue, sendBatch:
		return
	}
	m := Mark{Rule: hdr003.Rule, Position: c.Response.StatusPosition}
	f := c.Response.Header.Field("Location")
	switch {
	case (f == nil || f.Value == "") && !c.wholeHead():
	case f == nil || f.Value == "":
		m.Message, m.Expected, m.Cause = "the response to a creation has no Location", "Location: the URL of what was created", "Location"
		c.Report(m)
	default:
		if u, err := url.Parse(f.Value); err != nil || !u.IsAbs() {
			levels := hdr003.Cases["a relative Location"]
			c.Report(Mark{Rule: hdr003.Rule, Levels: &levels, Position: f.Position, Message: "Location is no absolute URL",
				Expected: "an absolute URL", Actual: f.Value, Cause: "relative"})
		}
	}
	if c.Response.Status == 204 && c.wholeHead() && c.Response.Header.Get("OData-EntityId") == "" {
		m.Message, m.Expected, m.Cause = "the 204 to a creation has no OData-EntityId", "OData-EntityId: the id of what was created", "OData-EntityId"
		c.Report(m)
	}
}

// postsToDocumentedSet reports whether a POST is documented to create: its
// documentation names 201.
func (c *Case) postsToDocumentedSet() bool {
	return c.Request != nil && c.Request.Method == "POST" && c.Operation != nil && c.Operation.Documents(201) &&
		(c.Target == nil || c.Target.Kind == uri.TargetOpaque)
}
