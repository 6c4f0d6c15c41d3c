package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var jsn001 = register(rule.Rule{
	ID:     "JSN-001",
	Title:  "the body is whole, valid JSON in UTF-8",
	Levels: rule.All(rule.Error),
	Why: "A client's parser stops where the text stops being JSON, and nothing after that place, and nothing of the whole, can be trusted. " +
		"It is one finding, with the place and the last value that was good; nothing else of the body is judged.",
	Sources: []string{"RFC 8259", "OData JSON Format 4.01, 3"},
	Failing: `{"value": [{"id": "a"}`,
	Passing: `{"value": [{"id": "a"}]}`,
})

func (c *Case) reportSyntax(e *location.SyntaxError) {
	c.Report(Mark{
		Rule: jsn001.Rule, Position: e.Position, Pointer: e.Pointer, Offset: e.Offset,
		Message: "the body is no valid JSON: " + e.Message,
		Actual:  "offset " + itoa(e.Offset) + " of " + itoa(len(c.Body.Text.Data)),
	})
}
