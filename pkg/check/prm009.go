package check

import (
	"github.com/concord-odata/concord/pkg/rule"
)

var prm009 = register(rule.Rule{
	ID:     "PRM-009",
	Title:  "null stands only where the model does not refuse it",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"null for a whole collection": {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	},
	Why: "A property refuses null where CSDL XML says Nullable=\"false\" or CSDL JSON leaves $Nullable out, and where documentation says in words that it is required or " +
		"not nullable. An absent attribute in CSDL XML means nullable for a single value, and nothing for a collection's items; documentation that says nothing of null says nothing. " +
		"The value of a collection is always a collection: never null.",
	Sources: []string{"OData CSDL XML 4.01, 7.2.1", "OData CSDL JSON 4.01, 7.2.1", "OData JSON Format 4.01, 7.3"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "name": null}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "nickname": null}`,
})

// reportNull speaks of a null that the model refuses.
func (c *Case) reportNull(s *spot) {
	if s.ownerType != nil && c.isKey(s.ownerType, s.name) {
		c.reportNullKey(s)
		return
	}
	m := s.mark(prm009)
	m.Message, m.Expected = s.subject()+" is null, but declared not nullable", s.typeNote()
	if s.ref.Collection && !s.item {
		levels := prm009.Cases["null for a whole collection"]
		m.Levels = &levels
		m.Message = s.subject() + " is null, but a collection is always a collection, if an empty one"
		m.Expected = "an array"
	}
	c.Report(m)
}
