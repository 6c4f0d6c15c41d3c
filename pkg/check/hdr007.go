package check

import (
	"bytes"
	"strconv"

	"github.com/concord-odata/concord/pkg/rule"
)

var hdr007 = register(rule.Rule{
	ID:     "HDR-007",
	Title:  "Content-Length, Content-Encoding and charset agree with the body; JSON is UTF-8 without byte order mark",
	Levels: rule.All(rule.Warning),
	Why: "A wrong length cuts the body or keeps a client waiting; a wrong charset turns names into others. Where the recorder undid a content coding or chunking, lengths are not compared. " +
		"JSON text that is exchanged is UTF-8, and begins without a byte order mark: readers may refuse one, and it is then read without.",
	Sources: []string{"RFC 9110, 8.4", "RFC 9110, 8.6", "RFC 8259, 8.1"},
	Failing: "Content-Length: 10 before a body of 12 bytes",
	Passing: "Content-Length: 12 before a body of 12 bytes",
})

func init() { hdr007.Exchange = bodyAsAnnounced }

var byteOrderMark = []byte("\xEF\xBB\xBF")

func bodyAsAnnounced(c *Case) {
	if !c.headed() {
		return
	}
	h := c.Response.Header
	if declared, actual, ok := c.Exchange.ContentLength(); ok && declared != strconv.Itoa(actual) {
		c.Report(Mark{Rule: hdr007.Rule, Position: h.Field("Content-Length").Position, Message: "Content-Length does not count the body's bytes",
			Expected: strconv.Itoa(actual), Actual: declared, Cause: "Content-Length"})
	}
	if c.Response.Body == nil || c.raw() || h.Field("Content-Type") == nil {
		return
	}
	if set := c.Media.Charset; set != "" && set != "utf-8" && set != "utf8" && set != "us-ascii" {
		c.Report(Mark{Rule: hdr007.Rule, Position: h.Field("Content-Type").Position, Message: "JSON is UTF-8, whatever the charset says",
			Expected: "charset=utf-8, or none", Actual: "charset=" + set, Cause: "charset"})
	}
	if bytes.HasPrefix(c.Response.Body.Data, byteOrderMark) && c.lastSegment() != "$count" {
		c.Report(Mark{Rule: hdr007.Rule, Position: c.Response.Body.Position(0), Message: "the JSON begins with a byte order mark",
			Expected: "{", Actual: "U+FEFF", Cause: "byte order mark"})
	}
}
