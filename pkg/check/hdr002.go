package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

var hdr002 = register(rule.Rule{
	ID:     "HDR-002",
	Title:  "a JSON data response is application/json, with a legal metadata level that is at least what was asked",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"parameters": {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	},
	Why: "A client chooses its reader by the media type, and decides from the metadata level what it may miss. More metadata than was asked is legal, less is not. " +
		"Error and $batch bodies need no parameter. With another media type than application/json nothing else of the body is judged.",
	Sources: []string{"OData JSON Format 4.01, 3.1", "OData JSON Format 4.01, 4.1", "OData Protocol 4.01, 8.1.1"},
	Failing: `Content-Type: text/html`,
	Passing: `Content-Type: application/json;odata.metadata=minimal`,
})

func init() { hdr002.Exchange = contentType }

var ranks = map[string]int{"none": 1, "minimal": 2, "full": 3}

func contentType(c *Case) {
	r := c.Response
	if r == nil || r.Body == nil || len(r.Body.Data) == 0 || r.Status == 0 {
		return
	}
	field := r.Header.Field("Content-Type")
	if field == nil || c.Via != "" {
		return // recordings without headers; documentation writes what it likes
	}
	m := Mark{Rule: hdr002.Rule, Position: field.Position, Actual: field.Value}
	switch {
	case c.raw() && c.expectsJSON() && !c.Error():
		m.Message, m.Expected = "the response's media type is "+c.Media.Type, "application/json"
		c.Report(m)
		c.stop()
		return
	case c.raw() || c.Error():
		return
	}
	levels := hdr002.Cases["parameters"]
	m.Levels = &levels
	level := c.Media.Metadata
	switch asked := c.askedLevel(); {
	case level != "" && !isLevel(level):
		m.Message, m.Expected = "metadata="+level+" is no metadata level", "none, minimal or full"
	case level != "" && asked != "" && ranks[level] < ranks[asked]:
		m.Message, m.Expected = "the request asked for metadata="+asked+", the response has "+level, "metadata="+asked
	default:
		return
	}
	c.Report(m)
}

// expectsJSON reports whether the body should have been JSON: it begins as
// JSON does, or the contract promises a structure.
func (c *Case) expectsJSON() bool {
	if c.Media.Type == "multipart/mixed" || c.Media.Type == "application/http" || c.Media.Type == "application/xml" {
		return false
	}
	if c.Operation != nil && !c.Operation.Return.IsZero() {
		return c.Operation.Return.Name != "Edm.Stream"
	}
	body := strings.TrimLeft(string(c.Response.Body.Data[:min(64, len(c.Response.Body.Data))]), " \t\r\n")
	return strings.HasPrefix(body, `{"@odata.context`) || strings.HasPrefix(body, `{"@context`)
}
