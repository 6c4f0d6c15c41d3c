package check

import (
	"errors"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx002 = register(rule.Rule{
	ID:     "CTX-002",
	Title:  "the context URL parses by the ABNF rule context and the forms of Protocol 10 that it lacks",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"a type name without its namespace": {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	},
	Why: "What no reading of the grammar accepts, no client can take apart. Beyond the ABNF, Concord reads the forms that Protocol 10 " +
		"has and the ABNF lacks: no fragment for a service document, /$delta after any collection, entity or property context, #$delta, " +
		"/$entity after a path from a singleton to a collection, and a cast after a singleton. Graph writes some type names without their " +
		"namespace (#Collection(chatMessage)): there it is a warning with the qualified name.",
	Sources: []string{"OData ABNF Construction Rules 4.01, context", "OData Protocol 4.01, 10"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers((", "value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": []}`,
})

func init() { ctx002.Body = contextParses }

// contextMark points at the context URL's value.
func (c *Case) contextMark(r *Rule) Mark {
	b := c.Body
	return Mark{Rule: r.Rule, Value: b.Context.Value, Pointer: location.Pointer("").Child(b.Context.Name),
		Object: b.Root, Name: b.Context.Name, Actual: show(b.Context.Value)}
}

func contextParses(c *Case, b *Body) {
	if b.Context == nil || b.Rejected {
		return
	}
	if b.Context.Value.Kind != location.String {
		m := c.contextMark(ctx002)
		m.Message = "the context is no string"
		m.Expected = "a URL"
		b.Rejected = true
		c.Report(m)
		return
	}
	if b.Promise != nil && b.Promise.Unqualified {
		levels := ctx002.Cases["a type name without its namespace"]
		m := c.contextMark(ctx002)
		m.Levels = &levels
		m.Message = "the context names a type without its namespace"
		if len(b.Promise.Candidates) > 0 {
			m.Hint = "write " + b.Promise.Candidates[0]
		}
		m.Cause = "unqualified"
		c.Report(m)
		return
	}
	if b.ParseError == nil {
		return
	}
	m := c.contextMark(ctx002)
	m.Message = "the context URL is not well formed"
	var se *uri.SyntaxError
	if errors.As(b.ParseError, &se) {
		m.Message += ": " + se.Message + " at offset " + itoa(se.Offset)
		m.Cause = se.Message
	} else {
		m.Message += ": " + strings.TrimPrefix(b.ParseError.Error(), "uri: ")
	}
	b.Rejected = true
	c.Report(m)
}
