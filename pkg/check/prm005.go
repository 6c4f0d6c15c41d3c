package check

import "github.com/concord-odata/concord/pkg/rule"

// Guids are judged by their types' schemas: see reportLexical.
var prm005 = register(rule.Rule{
	ID:      "PRM-005",
	Title:   "a Guid has the form 8-4-4-4-12, in any case, without braces",
	Levels:  rule.All(rule.Error),
	Why:     "Braces and missing hyphens are other systems' forms; an OData reader refuses them.",
	Sources: []string{"OData ABNF Construction Rules 4.01, guidValue"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": "{21EC2020-3AEA-1069-A2DD-08002B30309D}"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": "21EC2020-3AEA-1069-A2DD-08002B30309D"}`,
})
