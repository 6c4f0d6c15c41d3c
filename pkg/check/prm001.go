package check

import (
	"github.com/concord-odata/concord/pkg/rule"
)

var prm001 = register(rule.Rule{
	ID:     "PRM-001",
	Title:  "the JSON type of a value fits its Edm type",
	Levels: rule.All(rule.Error),
	Why: "Booleans are true and false, numbers are JSON numbers, and all other primitive values are strings: dates, GUIDs, binaries and enumerations always. " +
		"A typed client fails on anything else.",
	Sources: []string{"OData JSON Format 4.01, 7.1"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "name": 5}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "name": "5"}`,
})

func (c *Case) reportKind(s *spot) {
	if c.placeholder(s) {
		return
	}
	m := s.mark(prm001)
	m.Message = s.subject() + " is " + article(s.value.Kind.String())
	m.Expected = s.typeNote()
	c.Report(m)
}
