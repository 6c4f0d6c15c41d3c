package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm007 = register(rule.Rule{
	ID:     "PRM-007",
	Title:  "an enumeration value is a string of member names or integers, in the declared case, with commas only for flags",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"a number where a name would do": rule.All(rule.Warning),
	},
	Why: "Names are case-sensitive. Numbers stand in the string, and are meant for values that no member and no combination of members names. " +
		"The prefix form NS.Enum'name' belongs to URLs.",
	Sources: []string{"OData JSON Format 4.01, 7.1", "OData ABNF Construction Rules 4.01, enumValue"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "status": "Open"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "status": "open"}`,
})

var prm008 = register(rule.Rule{
	ID:     "PRM-008",
	Title:  "an enumeration value is a member that the contract knows",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"an evolvable enumeration": rule.All(rule.Warning),
		"asked for by the client":  rule.All(rule.Info),
	},
	Why: "A member that the contract lacks breaks a client that switches over the declared ones. An enumeration with the sentinel unknownFutureValue will grow: " +
		"there a warning, and an information where the request's Prefer: include-unknown-enum-members asked for such members.",
	Sources: []string{"OData JSON Format 4.01, 7.1", "Microsoft Graph, evolvable enumerations"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "status": "opend"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "status": "open"}`,
})

// reportMember speaks of a value that is none of an enumeration's.
func (c *Case) reportMember(s *spot, e *edm.EnumType) {
	if c.placeholder(s) {
		return
	}
	r, hint, wrong := prm008, "", s.value.Text
	names := memberNames(e)
	for _, part := range strings.Split(s.value.Text, ",") {
		part = strings.TrimSpace(part)
		if e.Member(part) != nil || isInteger(part) {
			continue
		}
		wrong = part
		if right := foldMember(e, part); right != "" {
			r, hint = prm007, "write "+right
			continue
		}
		if i := strings.IndexByte(part, '\''); i > 0 {
			r, hint = prm007, "the name alone, without type and quotes"
			continue
		}
		r, hint = prm008, ""
		if near := nearest(part, names); near != "" {
			hint = "did you mean " + near + "?"
		}
		break
	}
	if strings.Contains(s.value.Text, ",") && !e.IsFlags.IsTrue() && everyMember(e, s.value.Text) {
		r, hint = prm007, e.QualifiedName()+" is no flags enumeration: it has one value at a time"
		wrong = s.value.Text
	}
	m := s.mark(r)
	m.Hint, m.Cause = hint, wrong
	m.Type, m.Rests = e.QualifiedName(), e.Place
	m.Expected = choices(names)
	switch r {
	case prm007:
		m.Message = s.subject() + " is not written as " + e.QualifiedName() + " declares it"
	default:
		m.Message = wrong + " is no member of " + e.QualifiedName()
		levels := c.unknownMember(e)
		m.Levels = &levels
	}
	c.Report(m)
}

// unknownMember weighs a member that the contract does not know.
func (c *Case) unknownMember(e *edm.EnumType) rule.Levels {
	switch {
	case e.Evolvable() && c.Request != nil && strings.Contains(strings.ToLower(strings.Join(c.Request.Header.Values("Prefer"), ",")), "include-unknown-enum-members"):
		return prm008.Cases["asked for by the client"]
	case e.Evolvable():
		return prm008.Cases["an evolvable enumeration"]
	}
	return prm008.Levels
}

func memberNames(e *edm.EnumType) []string {
	names := make([]string, len(e.Members))
	for i, m := range e.Members {
		names[i] = m.Name
	}
	return names
}

func foldMember(e *edm.EnumType, name string) string {
	for _, m := range e.Members {
		if strings.EqualFold(m.Name, name) {
			return m.Name
		}
	}
	return ""
}

func everyMember(e *edm.EnumType, list string) bool {
	for _, part := range strings.Split(list, ",") {
		if p := strings.TrimSpace(part); e.Member(p) == nil && !isInteger(p) {
			return false
		}
	}
	return true
}

func isInteger(s string) bool {
	_, l := edm.LexInteger("Edm.Int64", s)
	return l.Valid()
}

func choices(names []string) string {
	const most = 12
	if len(names) > most {
		return "one of " + strings.Join(names[:most], ", ") + ", …"
	}
	return "one of " + strings.Join(names, ", ")
}
