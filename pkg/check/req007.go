package check

import (
	"strconv"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var req007 = register(rule.Rule{
	ID:     "REQ-007",
	Title:  "the requests of a batch have unique ids and depend on earlier ones alone; Graph takes at most 20",
	Levels: rule.All(rule.Error),
	Why: "Answers are told apart by their ids, and come in any order. A request can only wait for one that stands before it, or for an atomicity group that does. " +
		"Graph refuses a batch of more than 20 requests whole.",
	Sources: []string{"OData JSON Format 4.01, 19.1", "Microsoft Graph, JSON batching"},
	Failing: `{"requests": [{"id": "1", "method": "GET", "url": "Customers"}, {"id": "1", "method": "GET", "url": "Orders"}]}`,
	Passing: `{"requests": [{"id": "1", "method": "GET", "url": "Customers"}, {"id": "2", "method": "GET", "url": "Orders", "dependsOn": ["1"]}]}`,
})

// graphBatch is how many requests Graph takes in one batch.
const graphBatch = 20

// judgeBatchRequest judges the requests of a JSON batch.
func (c *Case) judgeBatchRequest() {
	root := c.Body.Root
	c.walkUntyped(root, "")
	list := root.Member("requests")
	m := Mark{Rule: req007.Rule, Value: root, Object: root, Name: "requests", Expected: `{"requests": […]}`}
	if list == nil || list.Kind != location.Array {
		m.Message, m.Actual = "a batch has the array requests", memberList(root)
		if list != nil {
			m.Value, m.Pointer, m.Actual = list, "/requests", show(list)
		}
		c.Report(m)
		return
	}
	if c.Profile == rule.Graph && len(list.Items) > graphBatch {
		m.Value, m.Pointer, m.Cause = list, "/requests", "too many"
		m.Message, m.Expected, m.Actual = "Graph takes at most 20 requests in a batch", "at most 20", strconv.Itoa(len(list.Items))
		c.Report(m)
	}
	earlier := map[string]bool{}
	for i, r := range list.Items {
		c.batchedRequest(r, location.Pointer("/requests").Index(i), earlier)
	}
}

// batchedRequest judges one request; earlier are the ids, and the atomicity
// groups, of those before it.
func (c *Case) batchedRequest(r *location.Value, p location.Pointer, earlier map[string]bool) {
	if r.Kind != location.Object {
		c.Report(Mark{Rule: req007.Rule, Value: r, Pointer: p, Message: "a request of a batch is an object, not " + article(r.Kind.String()), Expected: "id, method and url", Actual: show(r), Cause: "kind"})
		return
	}
	for _, name := range []string{"id", "method", "url"} {
		v := r.Member(name)
		m := Mark{Rule: req007.Rule, Value: r, Pointer: p, Object: r, Name: name, Expected: "a string"}
		switch {
		case v == nil:
			m.Message = "a request of a batch has no " + name
		case v.Kind != location.String:
			m.Value, m.Pointer, m.Message, m.Actual = v, p.Child(name), name+" is "+article(v.Kind.String()), show(v)
		case v.Text == "":
			m.Value, m.Pointer, m.Message, m.Actual = v, p.Child(name), name+" is empty", show(v)
		case name == "id" && earlier["id "+v.Text]:
			m.Value, m.Pointer, m.Message, m.Actual, m.Cause = v, p.Child(name), "the id stands twice", show(v), "twice"
			m.Expected = "an id of its own"
		default:
			continue
		}
		c.Report(m)
	}
	c.dependsOn(r, p, earlier)
	if id := r.Member("id"); id != nil && id.Kind == location.String {
		earlier["id "+id.Text], earlier[id.Text] = true, true
	}
	if g := r.Member("atomicityGroup"); g != nil && g.Kind == location.String {
		earlier[g.Text] = true
	}
}

func (c *Case) dependsOn(r *location.Value, p location.Pointer, earlier map[string]bool) {
	d := r.Member("dependsOn")
	if d == nil || d.Kind == location.Null {
		return
	}
	at := p.Child("dependsOn")
	if d.Kind != location.Array {
		c.Report(Mark{Rule: req007.Rule, Value: d, Pointer: at, Object: r, Name: "dependsOn", Message: "dependsOn is " + article(d.Kind.String()), Expected: "an array of ids", Actual: show(d)})
		return
	}
	for i, it := range d.Items {
		if it.Kind == location.String && earlier[it.Text] {
			continue
		}
		c.Report(Mark{Rule: req007.Rule, Value: it, Pointer: at.Index(i), Object: r, Name: "dependsOn", Message: "dependsOn names no earlier request",
			Expected: "the id of a request, or of an atomicity group, that stands before", Actual: show(it), Cause: "dependsOn " + clip(it.Text)})
	}
}
