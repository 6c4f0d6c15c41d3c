package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm002 = register(rule.Rule{
	ID:     "PRM-002",
	Title:  "integers are whole and in range; Int64 and Decimal are strings exactly if IEEE754Compatible=true",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"a whole number written with fraction or exponent": rule.All(rule.Warning),
	},
	Why: "A client reads an integer into as many bits as its type has. Numbers as strings are right only where the response's own Content-Type says " +
		"IEEE754Compatible=true: the request's Accept alone proves nothing. 1.0 is a number whose value is whole: the text says no more than JSON number, so it is a warning.",
	Sources: []string{"OData JSON Format 4.01, 7.1", "OData JSON Format 4.01, 3.2", "OData CSDL XML 4.01, 4.4"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1.5}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1}`,
})

func init() { prm002.Member = wholeButOdd }

// reportRange speaks of a number beyond its type.
func (c *Case) reportRange(s *spot) {
	m := s.mark(prm002)
	m.Message = s.subject() + " is out of the range of " + s.Primitive
	m.Expected = s.Primitive
	c.Report(m)
}

// reportNumber speaks of a number where none is due, or of a string in its
// place.
func (c *Case) reportNumber(s *spot) {
	if c.placeholder(s) {
		return
	}
	m := s.mark(prm002)
	m.Expected = s.typeNote()
	switch {
	case s.value.Kind == location.Number && c.Media.IEEE754Compatible:
		m.Message = s.subject() + " is a number, but the response says IEEE754Compatible=true"
		m.Expected += " as a string"
	case s.value.Kind == location.Number:
		m.Message = s.subject() + " is no whole number"
	default:
		m.Message = s.subject() + " is a number written as a string"
		m.Hint = "only IEEE754Compatible=true in the response's Content-Type makes it one"
	}
	c.Report(m)
}

// wholeButOdd warns of integers that are written as 1.0 or 1e2.
func wholeButOdd(c *Case, o *Object, m *Member) {
	if m.Property == nil || m.Value.Kind != location.Number && m.Value.Kind != location.Array {
		return
	}
	switch u := c.Model.Underlying(m.Property.Type.Name); u {
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64":
	default:
		return
	}
	values, at := []*location.Value{m.Value}, m.Pointer
	if m.Property.Type.Collection {
		values = m.Value.Items
	}
	for i, v := range values {
		if v.Kind != location.Number || !strings.ContainsAny(v.Text, ".eE") || !wholeNumber(v.Text) {
			continue
		}
		p := at
		if m.Property.Type.Collection {
			p = at.Index(i)
		}
		levels := prm002.Cases["a whole number written with fraction or exponent"]
		c.Report(Mark{Rule: prm002.Rule, Levels: &levels, Value: v, Pointer: p, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(),
			Message: m.Name + " is whole, but written with a fraction or an exponent", Expected: m.Property.Type.Item().Name, Actual: show(v),
			Rests: m.Property.Place, Cause: "written"})
	}
}

// wholeNumber reports whether the value of a JSON number is whole.
func wholeNumber(text string) bool {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	_, fraction, _ := strings.Cut(mantissa, ".")
	fraction = strings.TrimRight(fraction, "0")
	shift := 0
	for _, d := range strings.TrimPrefix(exponent, "+") {
		if d == '-' {
			return fraction == "" && strings.Trim(exponent, "-0") == "" || strings.Trim(mantissa, "-0.") == ""
		}
		if shift = shift*10 + int(d-'0'); shift > len(text) {
			return true
		}
	}
	return len(fraction) <= shift
}
