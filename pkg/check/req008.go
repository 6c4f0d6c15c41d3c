package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

var req008 = register(rule.Rule{
	ID:     "REQ-008",
	Title:  "a request with a body has a Content-Type; OData-Version and OData-MaxVersion are legal and agree",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "A service reads the body by its media type, and by the version that the request says; without them it guesses. OData-Version is at most OData-MaxVersion: a client cannot write in a version that it does not read. " +
		"A version of another protocol is not judged beside one of OData's. Requests of which the recorder kept no headers are not judged.",
	Sources: []string{"OData Protocol 4.01, 8.1.1", "OData Protocol 4.01, 8.1.5", "OData Protocol 4.01, 8.2.7", "OData JSON Format 4.01, 4.1"},
	Failing: "OData-Version: 4.01 beside OData-MaxVersion: 4.0",
	Passing: "OData-Version: 4.0 beside OData-MaxVersion: 4.01",
})

func init() { req008.Exchange = requestHead }

func requestHead(c *Case) {
	r := c.Request
	if c.Via != "" || r == nil || len(r.Header) == 0 || r.Pattern || c.elsewhere() {
		return
	}
	if f := r.Header.Field("Content-Type"); r.Body != nil && len(r.Body.Data) > 0 || r.BodyUnread != "" {
		switch {
		case f == nil && c.Outer == nil:
			c.Report(Mark{Rule: req008.Rule, Position: c.requestPosition(), Message: "the request has a body and no Content-Type", Expected: "Content-Type: application/json", Cause: "Content-Type"})
		case f != nil && !isMediaType(exchange.ParseMediaType(f.Value).Type):
			c.Report(Mark{Rule: req008.Rule, Position: f.Position, Message: "Content-Type is no media type", Expected: "application/json", Actual: f.Value, Cause: "Content-Type"})
		}
	}
	version, versionOK := c.versionField("OData-Version")
	most, mostOK := c.versionField("OData-MaxVersion")
	if versionOK && mostOK && versionLess(most, version) {
		c.Report(Mark{Rule: req008.Rule, Position: r.Header.Field("OData-Version").Position, Message: "the request is of a later version than its client takes",
			Expected: "at most " + most, Actual: version, Cause: "versions"})
	}
}

// isMediaType reports whether a name is a type and a subtype (RFC 9110,
// 8.3.1).
func isMediaType(s string) bool {
	kind, subtype, ok := strings.Cut(s, "/")
	return ok && kind != "" && subtype != "" && !strings.ContainsAny(s, " \t,")
}

// versionField reads a version of the request, and speaks of one that is
// none.
func (c *Case) versionField(name string) (version string, ok bool) {
	f := c.Request.Header.Field(name)
	if f == nil {
		return "", false
	}
	version, ok = parseVersion(f.Value)
	m := Mark{Rule: req008.Rule, Position: f.Position, Expected: "4.0 or 4.01", Actual: f.Value}
	switch {
	case !ok:
		m.Message, m.Cause = name+" is malformed: it is digits, a dot and digits alone", "malformed "+name
	case name == "OData-Version" && version != "4.0" && version != "4.01":
		m.Message, m.Cause = name+" is no version of OData V4", "other "+name
	case name == "OData-MaxVersion" && versionLess(version, "4.0"):
		m.Message, m.Cause = "the client takes no version of OData V4", "other "+name
	default:
		return version, true
	}
	c.Report(m)
	return "", false
}
