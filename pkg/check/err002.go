package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var err002 = register(rule.Rule{
	ID:     "ERR-002",
	Title:  "an error has a code and a message that say something, and so has each of its details",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "A program decides by the code, a person by the message: both are strings and not empty, in details too. The words of a code are the service's own. " +
		"target is a string or null, details an array, which may be empty. A message with lang and value is the form of OData V2 and V3.",
	Sources: []string{"OData JSON Format 4.01, 21.1"},
	Failing: `HTTP/1.1 400 Bad Request: {"error": {"code": "", "message": "the name is too long"}}`,
	Passing: `HTTP/1.1 400 Bad Request: {"error": {"code": "TooLong", "message": "the name is too long", "details": []}}`,
})

func init() { err002.Body = errorSays }

func errorSays(c *Case, b *Body) {
	e := b.Root.Member("error")
	if !c.Error() || c.elsewhere() || e == nil || e.Kind != location.Object {
		return // ERR-001 speaks
	}
	codeAndMessage(c, e, "/error")
	list := e.Member("details")
	switch {
	case list == nil || list.Kind == location.Null:
	case list.Kind != location.Array:
		c.Report(Mark{Rule: err002.Rule, Value: list, Pointer: "/error/details", Object: e, Name: "details", Message: "details is " + article(list.Kind.String()),
			Expected: "an array", Actual: show(list)})
	default:
		for i, d := range list.Items {
			at := location.Pointer("/error/details").Index(i)
			if d.Kind != location.Object {
				c.Report(Mark{Rule: err002.Rule, Value: d, Pointer: at, Object: e, Name: "details", Message: "an item of details is " + article(d.Kind.String()),
					Expected: "an object with code and message", Actual: show(d)})
				continue
			}
			codeAndMessage(c, d, at)
		}
	}
}

// codeAndMessage judges the members that errors and their details share.
func codeAndMessage(c *Case, v *location.Value, at location.Pointer) {
	for _, name := range []string{"code", "message"} {
		m := Mark{Rule: err002.Rule, Value: v, Pointer: at, Object: v, Name: name, Expected: "a string that is not empty"}
		got := v.Member(name)
		switch {
		case got == nil:
			m.Message = name + " is missing"
		case got.Kind == location.Object && got.Member("value") != nil && name == "message":
			m.Value, m.Pointer = got, at.Child(name)
			m.Message, m.Actual, m.Cause = "the message is an object with lang and value, as in OData V2 and V3", "object", "V3"
		case got.Kind != location.String:
			m.Value, m.Pointer = got, at.Child(name)
			m.Message, m.Actual = name+" is "+article(got.Kind.String()), show(got)
		case strings.TrimSpace(got.Text) == "":
			m.Value, m.Pointer = got, at.Child(name)
			m.Message, m.Actual, m.Cause = name+" is empty", show(got), "empty"
		default:
			continue
		}
		c.Report(m)
	}
	if t := v.Member("target"); t != nil && t.Kind != location.String && t.Kind != location.Null {
		c.Report(Mark{Rule: err002.Rule, Value: t, Pointer: at.Child("target"), Object: v, Name: "target", Message: "target is " + article(t.Kind.String()),
			Expected: "a string or null", Actual: show(t)})
	}
}
