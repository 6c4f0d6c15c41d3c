package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent009 = register(rule.Rule{
	ID:     "ENT-009",
	Title:  "a property is written in the case in which it is declared",
	Levels: rule.All(rule.Error),
	Why: "Names in OData are case-sensitive; a client that looks for the declared name does not find this one. " +
		"It is one finding with the right name, in place of an undocumented property and a missing one.",
	Sources: []string{"OData JSON Format 4.01, 7", "OData CSDL XML 4.01, 15.3"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "Name": "Contoso"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "name": "Contoso"}`,
})

func (c *Case) reportNameCase(s *spot, t edm.StructuredType, m *Member, right string) {
	c.Report(Mark{Rule: ent009.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: s.value, Name: m.Name, Type: t.QualifiedName(),
		Message: "the property is declared as " + right, Expected: right, Actual: m.Name, Hint: "write " + right, Rests: t.Where()})
}
