package check

import "github.com/concord-odata/concord/pkg/rule"

// STS-004 is asked of live services: pkg/live makes the requests whose
// answers it judges.
var _ = register(rule.Rule{
	ID:     "STS-004",
	Title:  "an unknown key answers 404, a malformed option 400, an unsupported one 501 or another 4xx",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"another error": rule.All(rule.Warning),
	},
	Why: "A service that answers such a request with success has ignored what it was asked, and the client takes the answer for what it wanted. Another error than the one that fits is a warning: " +
		"410 and 403 say as much as 404 where rights or time hide the entity, and 501 is a recommendation. Only a live service can be asked.",
	Sources: []string{"OData Protocol 4.01, 9.2", "OData Protocol 4.01, 9.3", "OData Protocol 4.01, 11.2.1", "OData Protocol 4.01, 11.2.6"},
	Failing: "GET /service/Customers?$count=x answered with HTTP/1.1 200 OK",
	Passing: "GET /service/Customers?$count=x answered with HTTP/1.1 400 Bad Request",
})
