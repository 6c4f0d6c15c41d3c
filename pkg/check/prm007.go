package check

import (
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm007 = register(rule.Rule{
	ID:     "PRM-007",
	Title:  "an enumeration value is a string of member names or integers, in the declared case, with commas only for flags",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"a number where a name would do, blanks around commas": rule.All(rule.Warning),
	},
	Why: "Names are case-sensitive. Numbers stand in the string, and are meant for values that no member and no combination of members names. " +
		"The prefix form NS.Enum'name' belongs to URLs. A value that documentation names, of what it calls a string where the CSDL has an enumeration, is no fault of the answer: DOC-008 speaks.",
	Sources: []string{"OData JSON Format 4.01, 7.1", "OData ABNF Construction Rules 4.01, enumValue"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "status": "Open"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "status": "open"}`,
})

func init() { prm007.Value = oddMember }

// oddMember warns of forms of an enumeration value that a reader can take.
func oddMember(c *Case, v *Value) {
	e := c.Model.EnumType(v.Type)
	if e == nil || v.Kind != location.String || len(e.Members) == 0 {
		return
	}
	l := edm.LexEnum(v.Text)
	if l.Invalid() || l.Odd == 0 {
		return
	}
	levels := prm007.Cases["a number where a name would do, blanks around commas"]
	m := v.mark(prm007)
	m.Levels, m.Type, m.Rests = &levels, e.QualifiedName(), e.Place
	if l.Odd.Has(edm.OddBlanks) {
		m.Message, m.Cause = v.subject()+" has blanks around a comma", "blanks"
		m.Expected = strings.Join(slices.Collect(edm.EnumMembers(v.Text)), ",")
		c.Report(m)
	}
	if !l.Odd.Has(edm.OddNumericMember) {
		return
	}
	for part := range edm.EnumMembers(v.Text) {
		n, lex := edm.LexInteger("Int64", part)
		if !lex.Valid() {
			continue
		}
		names := namesOf(e, n)
		if names == "" {
			if allValued(e) && !e.IsFlags.IsTrue() {
				c.reportUnknownMember(v.mark(prm008), e, part, v.subject())
			}
			continue
		}
		m.Message, m.Cause = v.subject()+" has the number "+part+" where a name would do", "number"
		m.Expected = names
		c.Report(m)
		return
	}
}

// namesOf are the members whose value, or of flags whose values together, the
// number is; empty where there are none.
func namesOf(e *edm.EnumType, n int64) string {
	for _, m := range e.Members {
		if m.HasValue && m.Value == n {
			return m.Name
		}
	}
	if !e.IsFlags.IsTrue() || n <= 0 {
		return ""
	}
	var names []string
	rest := n
	for _, m := range e.Members {
		if m.HasValue && m.Value > 0 && n&m.Value == m.Value && rest&m.Value != 0 {
			names = append(names, m.Name)
			rest &^= m.Value
		}
	}
	if rest != 0 {
		return ""
	}
	return strings.Join(names, ",")
}

// allValued reports whether the value of every member is known.
func allValued(e *edm.EnumType) bool {
	return !slices.ContainsFunc(e.Members, func(m *edm.EnumMember) bool { return !m.HasValue })
}

// reportMember speaks of a value that is none of an enumeration's.
func (c *Case) reportMember(s *spot, e *edm.EnumType) {
	if c.placeholder(s) || c.inWords(s) {
		return
	}
	m := s.mark(prm007)
	m.Type, m.Rests, m.Cause, m.Expected = e.QualifiedName(), e.Place, s.value.Text, choices(memberNames(e))
	m.Message = s.subject() + " is not written as " + e.QualifiedName() + " declares it"
	count := 0
	for part := range edm.EnumMembers(s.value.Text) {
		count++
		if e.Member(part) != nil || isInteger(part) {
			continue
		}
		m.Cause = part
		right := foldMember(e, part)
		switch {
		case right != "":
			m.Hint = "write " + right
		case strings.IndexByte(part, '\'') > 0:
			m.Hint = "the name alone, without type and quotes"
		default:
			c.reportUnknownMember(s.mark(prm008), e, part, s.subject())
			return
		}
	}
	switch {
	case m.Hint != "":
	case count > 1 && e.IsFlags == edm.Unsaid && strings.HasSuffix(e.Place.File, ".md"):
		return // a list of values in a page does not say how many there may be
	case count > 1 && !e.IsFlags.IsTrue():
		m.Hint = e.QualifiedName() + " is no flags enumeration: it has one value at a time"
	default:
		m.Hint = "no blanks before and after the value"
	}
	c.Report(m)
}

// inWords reports whether documentation calls the property a string, and names
// the value among its own: that the CSDL has an enumeration there is no fault of
// the value (DOC-008).
func (c *Case) inWords(s *spot) bool {
	w := c.wordsOf(s.ownerType, s.name)
	if w == nil || len(w.named) == 0 {
		return false
	}
	for part := range edm.EnumMembers(s.value.Text) {
		if !slices.Contains(w.named, part) {
			return false
		}
	}
	return true
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
