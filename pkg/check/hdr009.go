package check

import (
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

var hdr009 = register(rule.Rule{
	ID:     "HDR-009",
	Title:  "405 says in Allow what is allowed, and Allow agrees with the contract's capabilities",
	Levels: rule.All(rule.Warning),
	Why: "A client that is told \"not so\" needs to hear what else. Allow must not name the method that was just refused, nor one that the contract's Capabilities annotations " +
		"say is not supported.",
	Sources: []string{"RFC 9110, 15.5.6", "RFC 9110, 10.2.1", "OData Protocol 4.01, 9.2.2"},
	Failing: "HTTP/1.1 405 Method Not Allowed, without Allow",
	Passing: "HTTP/1.1 405 Method Not Allowed, with Allow: GET",
})

func init() { hdr009.Exchange = allowed405 }

func allowed405(c *Case) {
	if !c.headed() {
		return
	}
	f := c.Response.Header.Field("Allow")
	if f == nil {
		if c.Response.Status == 405 && c.wholeHead() {
			c.Report(Mark{Rule: hdr009.Rule, Position: c.Response.StatusPosition, Message: "405 does not say which methods are allowed", Expected: "Allow: …", Cause: "absent"})
		}
		return
	}
	var methods []string
	for _, m := range strings.Split(strings.Join(c.Response.Header.Values("Allow"), ","), ",") {
		methods = append(methods, strings.ToUpper(strings.TrimSpace(m)))
	}
	m := Mark{Rule: hdr009.Rule, Position: f.Position, Actual: f.Value}
	if c.Response.Status == 405 && c.Request != nil && slices.Contains(methods, c.Request.Method) {
		m.Message, m.Cause = "Allow names "+c.Request.Method+", which the response refuses", "refused"
		c.Report(m)
		return
	}
	for _, method := range methods {
		if term, at := c.restricted(method); term != "" {
			m.Message, m.Cause, m.Rests = "Allow names "+method+", which the contract's "+term+" rule out", term, at
			c.Report(m)
		}
	}
}
