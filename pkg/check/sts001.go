package check

import (
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

var sts001 = register(rule.Rule{
	ID:     "STS-001",
	Title:  "the status is documented for the operation",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"not a success": rule.All(rule.Info),
	},
	Why: "Any status is legal HTTP; a success that the documentation does not name is another answer than the one that was promised. " +
		"Undocumented redirections and errors are information only. A success that the request's own Prefer header asked for (202 for respond-async, 204 for return=minimal, " +
		"200 for return=representation) needs no documentation, and a page that names errors alone says nothing of successes.",
	Sources: []string{"OData Protocol 4.01, 9", "OData Protocol 4.01, 8.2.8"},
	Failing: `HTTP/1.1 201 Created, where the operation is documented to return 200 OK`,
	Passing: `HTTP/1.1 200 OK`,
})

func init() { sts001.Exchange = documentedStatus }

func documentedStatus(c *Case) {
	if c.Response == nil || c.Response.Status == 0 || c.Operation == nil || len(c.Operation.Statuses) == 0 {
		return
	}
	status := c.Response.Status
	if c.Operation.Documents(status) || c.askedFor(status) {
		return
	}
	success := status/100 == 2
	var names []string
	for _, s := range c.Operation.Statuses {
		if !success || s.Code/100 == 2 {
			names = append(names, strconv.Itoa(s.Code))
		}
	}
	if success && len(names) == 0 {
		return // the page names errors alone
	}
	m := Mark{Rule: sts001.Rule, Position: c.Response.StatusPosition,
		Message:  "status " + strconv.Itoa(status) + " is not documented for this operation",
		Expected: strings.Join(names, " or "), Actual: strconv.Itoa(status), Rests: c.Operation.Statuses[0].Place}
	if !success {
		levels := sts001.Cases["not a success"]
		m.Levels = &levels
	}
	c.Report(m)
}

// askedFor reports whether the request's preferences lead to the status.
func (c *Case) askedFor(status int) bool {
	switch status {
	case 202:
		_, ok := c.prefers("respond-async")
		return ok
	case 200, 204:
		value, _ := c.prefers("return")
		return value == map[int]string{200: "representation", 204: "minimal"}[status]
	}
	return false
}
