package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx004 = register(rule.Rule{
	ID:     "CTX-004",
	Title:  "every name in the context URL resolves in the contract",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"a type that nothing documents": rule.All(rule.Error),
	},
	Why: "Entity sets, singletons, types, casts and path segments of a context are names in the metadata; one that is not there leads a client nowhere. " +
		"Namespace and alias are equally good; of several readings one must resolve; a select item may also be an annotation, an operation, * or NS.*, " +
		"an alias of $compute or $apply, or any name on an open type. A contract that does not know all of a namespace (a few documentation pages) " +
		"cannot say that a name does not exist: then the context is unjudged, unless the operation's documented type contradicts it (CTX-006).",
	Sources: []string{"OData Protocol 4.01, 10.1 to 10.20"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Custmers", "value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": []}`,
})

func init() { ctx004.Body = contextResolves }

func contextResolves(c *Case, b *Body) {
	if b.ResolveError == nil || b.Rejected || c.Error() {
		return
	}
	e := b.ResolveError
	if !c.knows(e) {
		if _, _, ok := c.promised(); ok && e.Problem == uri.UnknownType {
			return // CTX-006 compares it with the documented type
		}
		c.Note(b.Context.Value, location.Pointer("").Child(b.Context.Name), "the contract does not know "+e.Segment)
		return
	}
	m := c.contextMark(ctx004)
	m.Message = e.Message
	if e.Segment != "" {
		m.Message = e.Segment + ": " + e.Message
	}
	m.Cause = e.Segment
	if hint := e.Hint(); hint != "" {
		m.Hint = "did you mean " + hint + "?"
	}
	if e.Problem == uri.UnknownType {
		levels := ctx004.Cases["a type that nothing documents"]
		m.Levels = &levels
	}
	b.Rejected = true
	c.Report(m)
}
