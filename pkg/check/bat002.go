package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var bat002 = register(rule.Rule{
	ID:     "BAT-002",
	Title:  "each request of a batch is answered once, and what depends on a failed one answers 424",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Off, Graph: rule.Error},
	Why: "A request without an answer leaves the client waiting; one with two leaves it guessing. Requests behind a next link, and those that a service leaves out because the client said " +
		"continue-on-error=false, are not answered. A request that names a failed one in dependsOn is not executed: 424 Failed Dependency says so; with \"if\" it has a condition of its own.",
	Sources: []string{"OData JSON Format 4.01, 19.4", "OData JSON Format 4.01, 19.5", "OData Protocol 4.01, 11.7"},
	Failing: `POST $batch {"requests": [{"id": "1", …}, {"id": "2", …}]}: {"responses": [{"id": "1", "status": 204}]}`,
	Passing: `POST $batch {"requests": [{"id": "1", …}, {"id": "2", …}]}: {"responses": [{"id": "2", "status": 204}, {"id": "1", "status": 204}]}`,
})

// batchAnswers holds the responses against the requests.
func (c *Case) batchAnswers(requests []*batchRequest) {
	root := c.Body.Root
	list := root.Member("responses")
	first := map[string]location.Pointer{}
	status := map[string]*location.Value{}
	for i, v := range list.Items {
		if v.Kind != location.Object || text(v.Member("id")) == "" {
			continue
		}
		id, at := text(v.Member("id")), location.Pointer("/responses").Index(i)
		if other, twice := first[id]; twice {
			c.Report(Mark{Rule: bat002.Rule, Value: v, Pointer: at, Object: v, Message: "the request " + id + " is answered twice",
				Expected: "the answer at " + string(other) + " alone", Cause: "twice"})
			continue
		}
		first[id], status[id] = at, v
	}
	c.unanswered(requests, list)
	c.dependants(requests, status, first)
}

// failures are the ids and atomicity groups that count as failed: with one of
// its requests a group fails whole, whatever the others answer (19.5). Groups
// gives the group that a name is, or is a request of.
func failures(requests []*batchRequest) (failed map[string]bool, groups map[string]string) {
	failed, groups = map[string]bool{}, map[string]string{}
	for _, r := range requests {
		groups[r.id], groups[r.group] = r.group, r.group
		if r.failed {
			failed[r.id], failed[r.group] = true, true
		}
	}
	for _, r := range requests {
		if r.group != "" && failed[r.group] {
			failed[r.id] = true
		}
	}
	delete(failed, "")
	return failed, groups
}

// dependants judges the answers to requests that depend on failed ones. Within
// an atomicity group 424 is free to choose.
func (c *Case) dependants(requests []*batchRequest, status map[string]*location.Value, first map[string]location.Pointer) {
	failed, groups := failures(requests)
	for _, r := range requests {
		v := status[r.id]
		if v == nil || r.guarded || text(v.Member("status")) != "" {
			continue
		}
		for _, d := range r.dependsOn {
			name, s := strings.TrimPrefix(d, "$"), v.Member("status")
			if !failed[name] || s == nil || s.Text == "424" || r.group != "" && groups[name] == r.group {
				continue
			}
			c.Report(Mark{Rule: bat002.Rule, Value: s, Pointer: first[r.id].Child("status"), Object: v, Name: "status", Cause: "dependency",
				Message: "the request " + r.id + " depends on " + d + ", which failed, but answers " + s.Text, Expected: "424", Actual: s.Text})
			break
		}
	}
}

// unanswered speaks of requests without a response.
func (c *Case) unanswered(requests []*batchRequest, list *location.Value) {
	if control(c.Body.Root, "nextLink") != nil {
		return
	}
	if v, ok := c.prefers("continue-on-error"); ok && v == "false" {
		return
	}
	var missing []string
	for _, r := range requests {
		if r.answers == 0 {
			missing = append(missing, r.id)
		}
	}
	if len(missing) == 0 {
		return
	}
	c.Report(Mark{Rule: bat002.Rule, Value: list, Pointer: "/responses", Object: c.Body.Root, Name: "responses", Cause: "unanswered",
		Message:  "requests of the batch are not answered: " + clip(strings.Join(missing, ", ")),
		Expected: rule.Count(len(requests), "response"), Actual: rule.Count(len(list.Items), "response")})
}
