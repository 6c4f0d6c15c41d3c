package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ctx001 = register(rule.Rule{
	ID:     "CTX-001",
	Title:  "a data response has a root context URL, unless its metadata level is none",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"the level is neither said nor promised": rule.All(rule.Warning),
		"a context at level none":                {V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	},
	Why: "The context URL tells a client what it holds: without it, it cannot find the type of what it reads. " +
		"Exempt are 204, 304 and 202, error bodies, $batch, CSDL JSON, and streams and raw values. " +
		"Where neither the response nor the request names a metadata level, the request has no OData-MaxVersion, and no documented example shows a context, " +
		"its absence is a warning: minimal metadata binds only a response that was asked for it.",
	Sources: []string{"OData JSON Format 4.01, 4.5.1", "OData JSON Format 4.01, 3.1"},
	Failing: `{"value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": []}`,
})

func init() { ctx001.Body = needContext }

func needContext(c *Case, b *Body) {
	if c.Error() || c.Response.Status == 202 || c.stopped {
		return
	}
	if b.Context != nil {
		if c.Level.None() {
			levels := ctx001.Cases["a context at level none"]
			c.Report(Mark{Rule: ctx001.Rule, Levels: &levels, Value: b.Context.Value, Offset: b.Context.NameStart,
				Pointer: location.Pointer("").Child(b.Context.Name), Object: b.Root, Name: b.Context.Name,
				Message: "a response with metadata=none should omit the context URL", Cause: "none"})
		}
		return
	}
	if b.Root.Kind != location.Object || c.Level.None() || !c.isData() || c.isErrorObject() {
		return
	}
	m := Mark{Rule: ctx001.Rule, Value: b.Root, Object: b.Root, Message: "the response has no context URL",
		Expected: "@odata.context as the first member", Rests: c.operationPlace()}
	if !c.promisesContext() || c.Via != "" { // an example is itself what shows a context, or does not
		levels := ctx001.Cases["the level is neither said nor promised"]
		m.Levels = &levels
	}
	c.Report(m)
}

// isData reports whether something says that the body is OData's: its type is
// known, or the response has what only OData's have.
func (c *Case) isData() bool {
	return c.Body.Known || c.Level.Said || c.Response.Header.Has("OData-Version")
}

// isErrorObject reports whether the body is an error response's, whatever
// its status.
func (c *Case) isErrorObject() bool {
	e := c.Body.Root.Member("error")
	return e != nil && e.Kind == location.Object && c.Body.Root.Member("value") == nil && e.Member("code") != nil
}

// promisesContext reports whether a context is obliged: the response or the
// request names a level, the request names a version (JSON Format 4.01, 3.1:
// minimal binds such a one), or a documented example shows a context.
func (c *Case) promisesContext() bool {
	return c.Level.Said || c.Operation != nil && c.Operation.ShowsContext || c.Request != nil && c.Request.Header.Has("OData-MaxVersion")
}
