package check

import (
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

var hdr006 = register(rule.Rule{
	ID:     "HDR-006",
	Title:  "202 says in Location where the status monitor is, and the monitor answers as Protocol 11.6 says",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Info},
	Why: "Without Location nobody can ask how the request ended. The monitor answers 202 with Location while it runs; at the end 200 with the status of the request in AsyncResult (4.01), or with " +
		"the whole response as application/http. Graph answers 202 to sendMail and its like and means no more by it. A delta link that was asked for with a callback is exempt.",
	Sources: []string{"OData Protocol 4.01, 11.6", "OData Protocol 4.01, 8.3.1"},
	Failing: "HTTP/1.1 202 Accepted, without Location",
	Passing: "HTTP/1.1 202 Accepted, with Location: https://host/service/monitor/7",
})

func init() { hdr006.Exchange = monitored }

func monitored(c *Case) {
	if !c.headed() {
		return
	}
	if c.Response.Status == 202 {
		if _, callback := c.prefers("callback"); !callback && c.wholeHead() && c.Response.Header.Get("Location") == "" {
			c.Report(Mark{Rule: hdr006.Rule, Position: c.Response.StatusPosition, Message: "202 does not say where the status monitor is",
				Expected: "Location: the URL of the status monitor", Cause: "Location"})
		}
		return
	}
	if f := c.Response.Header.Field("AsyncResult"); f != nil {
		if n, err := strconv.Atoi(strings.TrimSpace(f.Value)); err != nil || n < 100 || n > 599 {
			c.Report(Mark{Rule: hdr006.Rule, Position: f.Position, Message: "AsyncResult is no HTTP status code",
				Expected: "the status code of the request that was waited for", Actual: f.Value, Cause: "AsyncResult"})
		}
		return
	}
	if c.Response.Status == 200 && c.Recording.monitored(c.Exchange) && c.Media.Type != "application/http" {
		c.Report(Mark{Rule: hdr006.Rule, Position: c.Response.StatusPosition, Message: "the status monitor's final answer does not say how the request ended",
			Expected: "AsyncResult, or application/http", Actual: c.Media.Type, Cause: "monitor"})
	}
}
