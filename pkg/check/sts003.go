package check

import (
	"bytes"
	"strconv"

	"github.com/concord-odata/concord/pkg/rule"
)

var sts003 = register(rule.Rule{
	ID:     "STS-003",
	Title:  "204 and 304 have no body; 200 with a return type, and 201, have one",
	Levels: rule.All(rule.Error),
	Why: "A body behind 204 is read by some clients as the next response, by others not at all. 200 for an operation that returns something, and 201, promise a body: " +
		"without one a client parses nothing. Answers to HEAD have none, and a null result is 204.",
	Sources: []string{"OData Protocol 4.01, 9.1.2", "OData Protocol 4.01, 9.1.4", "RFC 9110, 15.3.5", "RFC 9110, 15.4.5"},
	Failing: `HTTP/1.1 204 No Content, followed by {"id": 1}`,
	Passing: `HTTP/1.1 204 No Content`,
})

func init() { sts003.Exchange = bodyOrNone }

func bodyOrNone(c *Case) {
	r := c.Response
	if r == nil || r.Status == 0 || r.BodyUnread != "" || r.BodyTruncated || c.Request != nil && c.Request.Method == "HEAD" || c.elsewhere() {
		return
	}
	empty := r.Body == nil || len(bytes.TrimSpace(r.Body.Data)) == 0
	m := Mark{Rule: sts003.Rule, Position: r.StatusPosition, Actual: strconv.Itoa(r.Status)}
	switch {
	case (r.Status == 204 || r.Status == 304) && !empty:
		m.Position = r.Body.Position(0)
		m.Message, m.Expected, m.Cause = "a "+strconv.Itoa(r.Status)+" has no body", "nothing after the head", "body"
		c.Report(m)
		c.stop()
		return
	case !empty || c.Truncated || c.Via != "" && (c.Operation == nil || c.Operation.Return.IsZero()) || c.asksCount():
		return // what is truncated lacks what it likes, and documentation that names no type shows no body
	case r.Status == 201:
		m.Message, m.Expected = "a 201 has what was created as its body", "a body, or 204"
	case r.Status == 200 && c.returnsSomething():
		t, at, _ := c.promised()
		m.Message, m.Expected, m.Type, m.Rests = "the response has no body, but the operation returns "+t.String(), "a body", t.Name, at
	default:
		return
	}
	m.Cause = "no body"
	c.Report(m)
}

// returnsSomething reports whether a success is known to have a body that is
// no stream.
func (c *Case) returnsSomething() bool {
	t, _, ok := c.promised()
	return ok && t.Name != "Edm.Stream" && c.Request != nil
}
