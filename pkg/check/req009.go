package check

import (
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var req009 = register(rule.Rule{
	ID:     "REQ-009",
	Title:  "a client's habits: tokens are the service's, waiting is waiting, and what is asked is what is needed",
	Levels: rule.All(rule.Warning),
	Cases: map[string]rule.Levels{
		"$search or $count without ConsistencyLevel": {Graph: rule.Warning},
		"$select is not used on a wide type":         rule.All(rule.Info),
	},
	Why: "A skip token that no answer of the recording gave for a path whose answers gave others was made by hand: tokens are opaque, and change. A request that comes back before its Retry-After is over is throttled again. " +
		"Graph answers $search and $count on directory objects only with ConsistencyLevel: eventual. An entity of a type with many properties costs as much as all of them, unless $select says which are needed.",
	Sources: []string{"OData Protocol 4.01, 11.2.6.7", "RFC 9110, 10.2.3", "Microsoft Graph, advanced query capabilities"},
	Failing: "GET /users?$count=true without ConsistencyLevel: eventual, in the graph profile",
	Passing: "GET /users?$count=true with ConsistencyLevel: eventual",
})

func init() { req009.Exchange = clientHabits }

// wideType is from how many structural properties on a type is wide.
const wideType = 40

func clientHabits(c *Case) {
	r := c.Request
	if c.Via != "" || r == nil || r.URL == nil || r.Pattern {
		return
	}
	q := c.query()
	if q == nil {
		return
	}
	if q.Option(uri.SkipTokenOption) != nil {
		if follows, known := c.Recording.follows(c.Exchange); known && !follows {
			c.reportHabit("a skip token that no answer gave", "the skip token is none that an answer before gave", "the next link as it was given", nil)
		}
	}
	if field := c.Recording.tooEarly(c.Exchange); field != "" {
		c.reportHabit("too early", "the request comes back before the Retry-After of an earlier answer is over", "after "+field+" s", nil)
	}
	c.consistency(q)
	c.narrowly(q)
}

func (c *Case) reportHabit(cause, message, expected string, levels *rule.Levels) {
	m := c.requestMark()
	m.Rule, m.Levels, m.Cause, m.Message, m.Expected = req009.Rule, levels, cause, message, expected
	c.Report(m)
}

// directoryObject is the type whose entities Graph searches and counts by
// ConsistencyLevel alone.
const directoryObject = "microsoft.graph.directoryObject"

// consistency looks for the header that Graph's directory asks for.
func (c *Case) consistency(q *uri.Query) {
	if c.Profile != rule.Graph || len(c.Request.Header) == 0 || c.Request.Header.Has("ConsistencyLevel") || q.Custom("ConsistencyLevel") != nil {
		return
	}
	count := c.Target != nil && c.Target.Kind == uri.TargetCount
	if o := q.Option(uri.CountOption); !(o != nil && o.Bool || q.Option(uri.SearchOption) != nil || count) || continues(q) {
		return
	}
	t, _, ok := c.promised()
	if count {
		t, ok = c.countedType()
	}
	if !ok || !c.Model.IsA(t.Name, directoryObject) {
		return
	}
	levels := req009.Cases["$search or $count without ConsistencyLevel"]
	c.reportHabit("ConsistencyLevel", "$search and $count on directory objects need ConsistencyLevel", "ConsistencyLevel: eventual", &levels)
}

// countedType is the type of the entities that /$count counts.
func (c *Case) countedType() (t edm.TypeRef, ok bool) {
	switch {
	case c.Target.NavigationProperty != nil:
		return c.Target.NavigationProperty.Type, true
	case c.Target.EntitySet != nil:
		return edm.TypeRef{Name: c.Target.EntitySet.EntityType}, true
	}
	return t, false
}

// narrowly says that all of a wide type was asked for.
func (c *Case) narrowly(q *uri.Query) {
	if c.method() != "GET" || q.Option(uri.SelectOption) != nil || q.Option(uri.ApplyOption) != nil || continues(q) {
		return
	}
	t, _, ok := c.promised()
	s := c.Model.EntityType(t.Name)
	if !ok || s == nil {
		return
	}
	n := 0
	for range c.Model.Properties(s) {
		n++
	}
	if n < wideType {
		return
	}
	levels := req009.Cases["$select is not used on a wide type"]
	short := t.Name[strings.LastIndexByte(t.Name, '.')+1:]
	c.reportHabit("no $select", "all "+strconv.Itoa(n)+" properties of "+short+" are asked for", "$select", &levels)
}
