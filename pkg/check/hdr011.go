package check

import (
	"bytes"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var hdr011 = register(rule.Rule{
	ID:     "HDR-011",
	Title:  "/$count answers text/plain with a whole number; a raw $value has the media type of its type",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "The count is text, not JSON: a client reads it as a number without a parser. A byte order mark before the digits is tolerated. The raw value of a primitive property is text/plain, " +
		"that of Edm.Binary, of a stream and of a media entity has its own media type. Nothing else is said of such a body.",
	Sources: []string{"OData Protocol 4.01, 11.2.10", "OData Protocol 4.01, 11.2.4.1"},
	Failing: "GET /service/Customers/$count answered with Content-Type: application/json",
	Passing: "GET /service/Customers/$count answered with Content-Type: text/plain and 14",
})

func init() { hdr011.Exchange = rawValues }

func rawValues(c *Case) {
	if c.Via != "" || c.Response == nil || c.Response.Status != 200 || c.Request == nil || !c.asksGET() || c.Response.BodyUnread != "" || c.Response.BodyTruncated {
		return
	}
	switch {
	case c.asksCount():
		c.judgeCount()
		c.stop()
	case c.Target != nil && c.Target.Kind == uri.TargetRawValue && c.Response.Body != nil:
		c.judgeRaw()
		c.stop()
	}
}

// asksCount reports whether the request's path ends in /$count.
func (c *Case) asksCount() bool {
	if c.Target != nil && c.Target.Kind == uri.TargetCount {
		return true
	}
	return c.lastSegment() == "$count"
}

func (c *Case) judgeCount() {
	var body []byte
	at := c.Response.StatusPosition
	if t := c.Response.Body; t != nil {
		body, at = bytes.TrimSpace(bytes.TrimPrefix(t.Data, byteOrderMark)), t.Position(0)
	}
	if !digitsOnly(string(body)) || len(body) > 19 {
		c.Report(Mark{Rule: hdr011.Rule, Position: at, Message: "the count is no whole number", Expected: "digits alone",
			Actual: clip(string(body)), Cause: "digits"})
		return
	}
	c.wantText("the count is text/plain")
}

func (c *Case) judgeRaw() {
	under := c.Model.Underlying(c.Target.Type.Name)
	if under == "" || under == "Edm.Binary" || under == "Edm.Stream" || edm.IsAbstract(under) {
		return
	}
	c.wantText("the raw value of " + c.Target.Type.Name + " is text/plain")
}

// wantText speaks of a raw value that says it is something else.
func (c *Case) wantText(message string) {
	f := c.Response.Header.Field("Content-Type")
	if f == nil || !c.headed() || strings.HasPrefix(c.Media.Type, "text/plain") {
		return
	}
	c.Report(Mark{Rule: hdr011.Rule, Position: f.Position, Message: message, Expected: "text/plain", Actual: f.Value, Cause: "media type"})
}
