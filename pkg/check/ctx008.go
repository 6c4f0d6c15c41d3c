package check

import (
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx008 = register(rule.Rule{
	ID:     "CTX-008",
	Title:  "a key in the context URL has the key properties of its entity type, and literals of their types",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"a key as a path segment": rule.All(rule.Warning),
	},
	Why: "Keys in contexts stand in parentheses, whatever the service's own URLs look like, with the names of the key properties; a single key may leave " +
		"its name out. Their literals are judged after percent-decoding.",
	Sources: []string{"OData Protocol 4.01, 10", "OData URL Conventions 4.01, 4.3.1"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Orders(number=1)/lines", "value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Orders(id=1)/lines", "value": []}`,
})

func init() { ctx008.Body = contextKeys }

func contextKeys(c *Case, b *Body) {
	if b.Promise == nil || b.Rejected || c.Error() {
		return
	}
	for _, i := range b.Promise.Issues {
		m := c.contextMark(ctx008)
		switch i.Kind {
		case uri.KeyAsSegment:
			levels := ctx008.Cases["a key as a path segment"]
			m.Levels = &levels
			m.Expected = "the key in parentheses"
		case uri.KeyLiteral:
			if c.Exchange.Redacted || c.Example && uri.HasPlaceholder(i.Text) {
				continue
			}
		case uri.KeyNames, uri.KeyCount, uri.KeyAlternate:
			m.Expected = i.Hint
		default:
			continue
		}
		m.Message, m.Cause = "the key "+i.Text+" in the context: "+i.Message, i.Kind.String()
		if i.Kind == uri.KeyAsSegment {
			m.Message = "the context has a key as a path segment: " + i.Text
		}
		c.Report(m)
		return
	}
}
