package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent010 = register(rule.Rule{
	ID:     "ENT-010",
	Title:  "a member name stands once in an object, with and without odata. counted as one",
	Levels: rule.All(rule.Error),
	Why: "Of two members of one name one reader takes the first, another the last: two clients see two values. " +
		"@odata.type and @type are one piece of control information under two names.",
	Sources: []string{"RFC 8259, 4", "OData JSON Format 4.01, 4.5"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "id": 2}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1}`,
})

// duplicates reports the second of each pair of members of one name.
func (c *Case) duplicates(v *location.Value, p location.Pointer) {
	if len(v.Members) < 2 {
		return
	}
	if len(v.Members) < indexFrom && !repeats(v) {
		return
	}
	seen := make(map[string]*location.Member, len(v.Members))
	for i := range v.Members {
		m := &v.Members[i]
		name := strings.Replace(m.Name, "@odata.", "@", 1)
		first, twice := seen[name]
		if !twice {
			seen[name] = m
			continue
		}
		message := "the member " + m.Name + " stands twice"
		if first.Name != m.Name {
			message = first.Name + " and " + m.Name + " are one piece of control information, and both are there"
		}
		c.Report(Mark{Rule: ent010.Rule, Value: m.Value, Offset: m.NameStart, Pointer: p.Child(m.Name), Object: v, Name: m.Name,
			Message: message, Actual: show(first.Value) + " and " + show(m.Value),
			Hint: "the first is at line " + itoa(c.Body.Text.Position(first.NameStart).Line)})
	}
}

// repeats reports whether a small object may have two members of one name.
func repeats(v *location.Value) bool {
	for i := 1; i < len(v.Members); i++ {
		for k := range i {
			a, b := v.Members[i].Name, v.Members[k].Name
			if a == b || len(a) != len(b) && strings.IndexByte(a, '@') >= 0 && strings.IndexByte(b, '@') >= 0 {
				return true
			}
		}
	}
	return false
}
