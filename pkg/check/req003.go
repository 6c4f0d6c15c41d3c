package check

import "github.com/concord-odata/concord/pkg/rule"

var req003 = register(rule.Rule{
	ID:     "REQ-003",
	Title:  "a request's body satisfies its type",
	Levels: rule.All(rule.Error),
	Why: "What is sent is judged by the same rules as what is answered: an undeclared property, a wrong type, an enumeration member that does not exist. The finding's cause names the rule of " +
		"answers, and weighs no more than it does there. Everything may be missing (REQ-004 says what must not), navigation properties may hold entities that are created too, and the parameters " +
		"of an action are judged by the overload that fits best. The type is what the path addresses in the container, else what the documentation says of the request body; " +
		"where neither says it, the body is unjudged.",
	Sources: []string{"OData Protocol 4.01, 11.4.2", "OData Protocol 4.01, 11.4.3", "OData Protocol 4.01, 11.5.5.1", "OData JSON Format 4.01, 3"},
	Failing: `POST /service/Customers: {"id": 1, "nmae": "Contoso"}`,
	Passing: `POST /service/Customers: {"id": 1, "name": "Contoso"}`,
})

func init() { req003.Exchange = sentBody }

func sentBody(c *Case) {
	if c.Via == "" {
		c.judgeRequestBody()
	}
}
