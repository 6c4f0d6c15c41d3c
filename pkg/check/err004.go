package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var err004 = register(rule.Rule{
	ID:     "ERR-004",
	Title:  "a success does not hold an error, nor an error status data",
	Levels: rule.All(rule.Error),
	Why: "A client that looks at the status takes the error for what it asked. It is reported where error is the only member that is no annotation, there is no context, and the type that was " +
		"promised has no such property: types of long-running operations have one. The final answer of a status monitor is 200 with the error of the request that it was for, and AsyncResult says so; " +
		"the parts of a batch have statuses of their own. An error status with data is ERR-001's.",
	Sources: []string{"OData JSON Format 4.01, 21.1", "OData Protocol 4.01, 9.3", "OData Protocol 4.01, 11.6"},
	Failing: `HTTP/1.1 200 OK: {"error": {"code": "NoSuchItem", "message": "no such item"}}`,
	Passing: `HTTP/1.1 404 Not Found: {"error": {"code": "NoSuchItem", "message": "no such item"}}`,
})

func init() { err004.Early = errorInSuccess }

func errorInSuccess(c *Case, b *Body) {
	if c.Response.Status/100 != 2 || b.Context != nil || c.Response.Header.Has("AsyncResult") || c.Recording.monitored(c.Exchange) {
		return
	}
	var e *location.Member
	for i := range b.Root.Members {
		switch m := classify(&b.Root.Members[i], ""); {
		case m.Annotation:
		case m.Name != "error":
			return
		default:
			e = m.Member
		}
	}
	if e == nil || e.Value.Kind != location.Object || c.mayHaveError(b.Type) {
		return
	}
	c.Report(Mark{Rule: err004.Rule, Value: e.Value, Offset: e.NameStart, Pointer: "/error", Object: b.Root, Name: "error",
		Message: "the status is " + itoa(c.Response.Status) + ", but the body is an error", Expected: "the status of the error", Actual: memberList(e.Value)})
	c.stop()
}

// mayHaveError reports whether the type has a property named error, or may
// have one; of no known type that is certain only of an OData error.
func (c *Case) mayHaveError(t edm.TypeRef) bool {
	if t.Collection {
		return false
	}
	s := c.Model.Structured(t.Name)
	if s == nil {
		e := c.Body.Root.Member("error")
		return e.Member("code") == nil || e.Member("message") == nil
	}
	return c.declares(s, "error") || c.Model.IsOpen(s) || !c.Model.Complete(s)
}
