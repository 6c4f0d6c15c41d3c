package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var bat001 = register(rule.Rule{
	ID:     "BAT-001",
	Title:  "a JSON batch response has responses, each with a request's id, a numeric status, and the request's atomicity group",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Off, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"header names in capitals":          {V401: rule.Error, V40: rule.Off, Graph: rule.Info},
		"a part's status on the whole":      {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
		"a context on the batch's own body": {V401: rule.Warning, V40: rule.Off, Graph: rule.Info},
	},
	Why: "A client finds the answer to each of its requests by the id, in whatever order they come. Statuses belong to the parts: the batch itself answers 200, also where all parts failed. " +
		"Header names are in lower case; content-type is there unless it is exactly application/json, and the body is JSON, a string for text, base64url for all else. Each part is judged by all rules, as an exchange " +
		"of its own. JSON batches exist from 4.01 on.",
	Sources: []string{"OData JSON Format 4.01, 19.5", "OData Protocol 4.01, 11.7"},
	Failing: `{"responses": [{"id": "1", "status": "200"}]}`,
	Passing: `{"responses": [{"id": "1", "status": 204}]}`,
})

func init() { bat001.Exchange = batchStatus }

// batchStatus speaks of a batch whose own status is a part's: 424 says that
// what a request depended on failed, which no batch as a whole can.
func batchStatus(c *Case) {
	if c.Response == nil || c.Response.Status != 424 || c.lastSegment() != "$batch" || c.Outer != nil {
		return
	}
	c.reportBatchStatus()
	if c.Response.Body == nil || c.Media.Type != "multipart/mixed" && !strings.Contains(string(c.Response.Body.Data), `"responses"`) {
		c.stop()
	}
}

func (c *Case) reportBatchStatus() {
	levels := bat001.Cases["a part's status on the whole"]
	c.Report(Mark{Rule: bat001.Rule, Levels: &levels, Position: c.Response.StatusPosition, Cause: "outer status",
		Message:  "the batch itself answers " + itoa(c.Response.Status) + ": statuses belong to its parts",
		Expected: "200", Actual: itoa(c.Response.Status)})
}

// batchEnvelope judges the batch's own body, and gives its responses; nil
// where there are none to read.
func (c *Case) batchEnvelope(root *location.Value) *location.Value {
	if c.Error() && c.Response.Status != 424 {
		c.reportBatchStatus()
	}
	if m := contextOf(root); m != nil {
		levels := bat001.Cases["a context on the batch's own body"]
		c.Report(Mark{Rule: bat001.Rule, Levels: &levels, Value: m.Value, Offset: m.NameStart, Pointer: location.Pointer("").Child(m.Name), Object: root, Name: m.Name,
			Message: "a batch response has no context", Cause: "context"})
	}
	list := root.Member("responses")
	if list == nil || list.Kind != location.Array {
		m := Mark{Rule: bat001.Rule, Value: root, Object: root, Message: "the batch response has no array responses", Expected: `{"responses": […]}`, Actual: root.Kind.String()}
		if list != nil {
			m.Value, m.Pointer, m.Actual = list, "/responses", list.Kind.String()
		}
		c.Report(m)
		return nil
	}
	return list
}

// batchPart judges the form of a response of the batch.
func (c *Case) batchPart(v *location.Value, at location.Pointer, asked *batchRequest, known bool) {
	report := func(name, message, expected string) {
		m := Mark{Rule: bat001.Rule, Value: v, Pointer: at, Object: v, Name: name, Message: message, Expected: expected, Cause: name}
		if value := v.Member(name); value != nil {
			m.Value, m.Pointer, m.Actual = value, at.Child(name), show(value)
		}
		c.Report(m)
	}
	if v.Kind != location.Object {
		report("", "a response of the batch is "+article(v.Kind.String()), "an object")
		return
	}
	id, status := v.Member("id"), v.Member("status")
	switch {
	case id == nil:
		report("id", "a response of the batch has no id", "a request's id")
	case id.Kind != location.String:
		report("id", "the id is "+article(id.Kind.String()), "a string")
	case asked == nil && known:
		report("id", "no request of the batch has the id "+id.Text, "a request's id")
	}
	switch {
	case status == nil:
		report("status", "a response of the batch has no status", "a number")
	case status.Kind != location.Number:
		report("status", "the status is "+article(status.Kind.String()), "a number")
	}
	if group := text(v.Member("atomicityGroup")); asked != nil && group != asked.group {
		report("atomicityGroup", "the response's atomicity group is not its request's", asked.group)
	}
	c.batchHeaders(v, at)
	c.batchBody(v, report)
}

func (c *Case) batchHeaders(v *location.Value, at location.Pointer) {
	h := v.Member("headers")
	if h == nil {
		return
	}
	at = at.Child("headers")
	for i := range h.Members {
		m := &h.Members[i]
		if m.Name == strings.ToLower(m.Name) || !c.once("BAT-001 "+m.Name) {
			continue
		}
		levels := bat001.Cases["header names in capitals"]
		c.Report(Mark{Rule: bat001.Rule, Levels: &levels, Value: m.Value, Offset: m.NameStart, Pointer: at.Child(m.Name), Object: h, Name: m.Name,
			Message: "header names are in lower case in a JSON batch", Expected: strings.ToLower(m.Name), Actual: m.Name, Cause: "case"})
	}
}

// batchBody judges the JSON type of a part's body by its media type.
func (c *Case) batchBody(v *location.Value, report func(name, message, expected string)) {
	body := v.Member("body")
	if body == nil || body.Kind == location.Null {
		return
	}
	h := partHeader(c.Body.Text, v.Member("headers"))
	switch {
	case body.Kind == location.String && !h.Has("Content-Type"):
		report("body", "the body is a string, and no content-type says of what", "content-type in headers")
	case body.Kind != location.String && !isJSON(h):
		report("body", "the body is "+article(body.Kind.String())+", though its content-type is "+h.Get("Content-Type"), "a string")
	}
}
