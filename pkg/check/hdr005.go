package check

import (
	"net/http"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

var hdr005 = register(rule.Rule{
	ID:     "HDR-005",
	Title:  "429 and 503 say when to come back: Retry-After in whole seconds or as an HTTP date",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"absent": rule.All(rule.Warning),
	},
	Why: "A client that is not told when to come back comes back too early, and is throttled for longer. A value that is neither whole seconds nor a date is read as nothing at all; " +
		"Graph has sent 0.249. The header may stand in 202 and in redirections as well.",
	Sources: []string{"RFC 9110, 10.2.3", "RFC 6585, 4", "OData Protocol 4.01, 8.3.7"},
	Failing: "Retry-After: 0.249",
	Passing: "Retry-After: 1",
})

func init() { hdr005.Exchange = retryAfter }

func retryAfter(c *Case) {
	if !c.headed() {
		return
	}
	f := c.Response.Header.Field("Retry-After")
	switch {
	case f == nil && (c.Response.Status == 429 || c.Response.Status == 503) && c.wholeHead():
		levels := hdr005.Cases["absent"]
		c.Report(Mark{Rule: hdr005.Rule, Levels: &levels, Position: c.Response.StatusPosition, Message: "the response does not say when to come back",
			Expected: "Retry-After: seconds or an HTTP date", Cause: "absent"})
	case f != nil && !isRetryAfter(f.Value):
		c.Report(Mark{Rule: hdr005.Rule, Position: f.Position, Message: "Retry-After is neither a whole number of seconds nor an HTTP date",
			Expected: "whole seconds, or a date such as Fri, 31 Dec 1999 23:59:59 GMT", Actual: f.Value, Cause: "malformed"})
	}
}

func isRetryAfter(s string) bool {
	s = strings.TrimSpace(s)
	if digitsOnly(s) {
		return true
	}
	_, err := http.ParseTime(s)
	return err == nil
}
