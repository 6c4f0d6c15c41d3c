package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var err003 = register(rule.Rule{
	ID:     "ERR-003",
	Title:  "innererror is an object; Graph's innerError has date, request-id and client-request-id",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"a member that Graph promises is missing": {Graph: rule.Info},
		"a date without an offset":                {Graph: rule.Info},
	},
	Why: "What is inside is the service's own. In the graph profile innerError is the spelling, and its request-id is what a support engineer asks for: a missing member is an information. " +
		"Its date is a DateTimeOffset by its documentation; the service writes it without the offset, in UTC, which is an information as well. What is no date at all is a warning.",
	Sources: []string{"OData JSON Format 4.01, 21.1", "Microsoft Graph, error responses and resource types"},
	Failing: `{"error": {"code": "a", "message": "b", "innererror": "c"}}`,
	Passing: `{"error": {"code": "a", "message": "b", "innererror": {"trace": "c"}}}`,
})

func init() { err003.Body = innerError }

func innerError(c *Case, b *Body) {
	e := b.Root.Member("error")
	if !c.Error() || e == nil {
		return
	}
	for i := range e.Members {
		m := &e.Members[i]
		if m.Name != "innererror" && !(c.Profile == rule.Graph && strings.EqualFold(m.Name, "innererror")) {
			continue
		}
		at := location.Pointer("/error").Child(m.Name)
		if m.Value.Kind != location.Object {
			c.Report(Mark{Rule: err003.Rule, Value: m.Value, Pointer: at, Object: e, Name: m.Name, Message: m.Name + " is " + article(m.Value.Kind.String()),
				Expected: "an object", Actual: show(m.Value)})
			continue
		}
		if c.Profile == rule.Graph && m.Name == "innerError" {
			graphInnerError(c, m.Value, at)
		}
	}
}

// graphInnerError looks for what Graph's documentation promises.
func graphInnerError(c *Case, v *location.Value, at location.Pointer) {
	for _, name := range []string{"date", "request-id", "client-request-id"} {
		got := v.Member(name)
		m := Mark{Rule: err003.Rule, Value: v, Pointer: at, Object: v, Name: name}
		switch {
		case got == nil:
			levels := err003.Cases["a member that Graph promises is missing"]
			m.Levels, m.Message, m.Expected, m.Cause = &levels, "innerError has no "+name, name, "missing"
		case got.Kind != location.String:
			m.Value, m.Pointer = got, at.Child(name)
			m.Message, m.Expected, m.Actual = name+" is "+article(got.Kind.String()), "a string", show(got)
		case name != "date" || validDate(got.Text) || c.Via != "":
			continue
		case validDate(got.Text + "Z"):
			levels := err003.Cases["a date without an offset"]
			m.Levels, m.Value, m.Pointer = &levels, got, at.Child(name)
			m.Message, m.Expected, m.Actual, m.Cause = "the date has no offset", got.Text+"Z", show(got), "offset"
		default:
			m.Value, m.Pointer = got, at.Child(name)
			m.Message, m.Expected, m.Actual, m.Cause = "the date is no Edm.DateTimeOffset", "Edm.DateTimeOffset", show(got), "date"
		}
		c.Report(m)
	}
}

func validDate(s string) bool {
	_, l := edm.LexDateTimeOffset(s)
	return !l.Invalid()
}
