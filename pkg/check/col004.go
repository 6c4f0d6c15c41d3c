package check

import "github.com/concord-odata/concord/pkg/rule"

var col004 = register(rule.Rule{
	ID:     "COL-004",
	Title:  "every item of a collection satisfies the schema of its own type",
	Levels: rule.All(rule.Error),
	Why: "An item is judged by the type that its type annotation names, else by the context's, as projected by the select list. " +
		"Almost always a narrower rule says what is wrong with it; this one speaks where none does: an item that is no object at all.",
	Sources: []string{"OData JSON Format 4.01, 13"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [5]}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [{"id": 1}]}`,
})
