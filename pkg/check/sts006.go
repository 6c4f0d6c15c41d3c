package check

import (
	"strconv"

	"github.com/concord-odata/concord/pkg/rule"
)

var sts006 = register(rule.Rule{
	ID:     "STS-006",
	Title:  "an action without return type answers 204",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Info},
	Why: "200 and 201 announce a body that such an action does not have. 202 is right for one that goes on. Where the documentation names 200 for the action, " +
		"the contract says so, and it is right.",
	Sources: []string{"OData Protocol 4.01, 11.5.5.1", "OData Protocol 4.01, 9.1.4"},
	Failing: "POST /service/Orders('7')/NS.archive answered with HTTP/1.1 200 OK",
	Passing: "POST /service/Orders('7')/NS.archive answered with HTTP/1.1 204 No Content",
})

func init() { sts006.Exchange = voidIsEmpty }

func voidIsEmpty(c *Case) {
	if c.Via != "" || c.Response == nil || c.kind() != callVoid || c.Target.Each {
		return
	}
	s := c.Response.Status
	if s != 200 && s != 201 || c.Operation != nil && c.Operation.Documents(s) {
		return
	}
	c.Report(Mark{Rule: sts006.Rule, Position: c.Response.StatusPosition, Message: "the action returns nothing, and answers " + strconv.Itoa(s),
		Expected: "204", Actual: strconv.Itoa(s), Rests: c.returnPlace()})
}
