package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var col005 = register(rule.Rule{
	ID:     "COL-005",
	Title:  "a count is a non-negative whole number in Int64, a string exactly if IEEE754Compatible=true",
	Levels: rule.All(rule.Error),
	Why: "Graph has sent −1 where it could not count. That the count differs from the number of items on a page is no violation: " +
		"it ignores $top and $skip, and may be inexact.",
	Sources: []string{"OData JSON Format 4.01, 4.5.4", "OData JSON Format 4.01, 3.2", "OData Protocol 4.01, 11.2.6.5"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers", "@odata.count": -1, "value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "@odata.count": 0, "value": []}`,
})

func init() { col005.Member = countIsCount; col005.Body = rootCount }

func isCount(term string) bool { return term == "odata.count" || term == "count" }

func countIsCount(c *Case, o *Object, m *Member) {
	if m.Annotation && isCount(m.Term) {
		c.countForm(m.Value, m.Pointer, o.Value, m.Name)
	}
}

func rootCount(c *Case, b *Body) {
	if b.Known && b.Shape.Object() || c.Error() { // an object's members are seen one by one
		return
	}
	for i := range b.Root.Members {
		m := classify(&b.Root.Members[i], "")
		if m.Annotation && isCount(m.Term) {
			c.countForm(m.Value, m.Pointer, b.Root, m.Name)
		}
	}
}

func (c *Case) countForm(v *location.Value, p location.Pointer, object *location.Value, name string) {
	m := Mark{Rule: col005.Rule, Value: v, Pointer: p, Object: object, Name: name, Actual: show(v), Expected: "a whole number from 0"}
	digits := v.Text
	switch {
	case c.Media.IEEE754Compatible && v.Kind != location.String:
		m.Message = "the response says IEEE754Compatible=true, but the count is " + article(v.Kind.String())
		m.Expected = "the count as a string"
	case c.Media.Type == "" && v.Kind == location.String: // the header that would tell is not known
		if !digitsOnly(v.Text) {
			m.Message = "the count is no whole number"
		}
	case !c.Media.IEEE754Compatible && v.Kind != location.Number:
		m.Message = "the count is " + article(v.Kind.String())
	case strings.HasPrefix(digits, "-") && digits != "-0":
		m.Message = "the count is negative"
	case strings.Trim(digits, "0123456789") != "" && digits != "-0":
		m.Message = "the count is no whole number"
	case len(strings.TrimLeft(digits, "0")) > 19 || len(strings.TrimLeft(digits, "0")) == 19 && strings.TrimLeft(digits, "0") > "9223372036854775807":
		m.Message = "the count is beyond Int64"
	}
	if m.Message != "" {
		c.Report(m)
	}
}
