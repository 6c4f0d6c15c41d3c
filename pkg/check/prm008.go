package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm008 = register(rule.Rule{
	ID:     "PRM-008",
	Title:  "an enumeration value is a member that the contract knows",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"an evolvable enumeration":                              rule.All(rule.Warning),
		"asked for by the client":                               rule.All(rule.Info),
		"a known member behind the sentinel, and not asked for": rule.All(rule.Info),
	},
	Why: "A member that the contract lacks breaks a client that switches over the declared ones. An enumeration with the sentinel unknownFutureValue will grow: " +
		"there a warning, and an information where the request's Prefer: include-unknown-enum-members asked for such members. " +
		"To a client that did not ask for them, such an enumeration's later members are answered as unknownFutureValue.",
	Sources: []string{"OData JSON Format 4.01, 7.1", "Microsoft Graph, evolvable enumerations"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "status": "opend"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "status": "open"}`,
})

func init() { prm008.Value = behindSentinel }

// behindSentinel notes a member that only a client should see which asked for
// such members.
func behindSentinel(c *Case, v *Value) {
	e := c.Model.EnumType(v.Type)
	if e == nil || v.Kind != location.String || c.Request == nil || !e.Evolvable() || c.asksUnknown() {
		return
	}
	sentinel := e.Member("unknownFutureValue")
	for part := range edm.EnumMembers(v.Text) {
		member := e.Member(part)
		if member == nil || !member.HasValue || !sentinel.HasValue || member.Value <= sentinel.Value || !c.once("PRM-008 "+e.QualifiedName()+"/"+part) {
			continue
		}
		levels := prm008.Cases["a known member behind the sentinel, and not asked for"]
		m := v.mark(prm008)
		m.Levels, m.Type, m.Rests, m.Cause = &levels, e.QualifiedName(), member.Place, part
		m.Message = part + " was added behind unknownFutureValue, and the request does not ask for such members"
		m.Expected = "unknownFutureValue, or Prefer: include-unknown-enum-members in the request"
		c.Report(m)
	}
}

// reportUnknownMember speaks of a member that the contract does not know.
func (c *Case) reportUnknownMember(m Mark, e *edm.EnumType, member, subject string) {
	names := memberNames(e)
	m.Type, m.Rests, m.Cause, m.Expected = e.QualifiedName(), e.Place, member, choices(names)
	m.Message = member + " is no member of " + e.QualifiedName()
	if member == "" {
		m.Message = subject + " is empty: it names no member of " + e.QualifiedName()
	}
	if near := nearest(member, names); near != "" {
		m.Hint = "did you mean " + near + "?"
	}
	levels := c.unknownMember(e)
	m.Levels = &levels
	c.Report(m)
}

// asksUnknown reports whether the request's Prefer asks for members that it
// does not know.
func (c *Case) asksUnknown() bool {
	return c.Request != nil && strings.Contains(strings.ToLower(strings.Join(c.Request.Header.Values("Prefer"), ",")), "include-unknown-enum-members")
}

// unknownMember weighs a member that the contract does not know.
func (c *Case) unknownMember(e *edm.EnumType) rule.Levels {
	switch {
	case e.Evolvable() && c.asksUnknown():
		return prm008.Cases["asked for by the client"]
	case e.Evolvable():
		return prm008.Cases["an evolvable enumeration"]
	}
	return prm008.Levels
}
