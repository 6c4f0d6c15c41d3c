package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
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
		"IEEE754Compatible=true: the request's Accept alone proves nothing. 1.0 is a number whose value is whole: the text says no more than JSON number, so it is a warning. " +
		"In OData 4.0 a decimal has an exponent only where the response says ExponentialDecimals=true.",
	Sources: []string{"OData JSON Format 4.01, 7.1", "OData JSON Format 4.01, 3.2", "OData CSDL XML 4.01, 4.4"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1.5}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1}`,
})

func init() { prm002.Value = writtenOddly }

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

// writtenOddly speaks of integers that are written as 1.0 or 1e2, and of
// exponents in the decimals of 4.0 (JSON Format 4.01, section 3.2).
func writtenOddly(c *Case, v *Value) {
	if v.Kind != location.Number && !(v.Kind == location.String && c.Media.IEEE754Compatible) {
		return
	}
	m := v.mark(prm002)
	switch v.Underlying {
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64":
		if c.Model.EnumType(v.Type) != nil {
			return
		}
		_, l := edm.LexInteger(v.Underlying, v.Text)
		if !l.Odd.Has(edm.OddFraction) && !l.Odd.Has(edm.OddExponent) {
			return
		}
		levels := prm002.Cases["a whole number written with fraction or exponent"]
		m.Levels, m.Cause = &levels, "written"
		m.Message = v.subject() + " is whole, but written with a fraction or an exponent"
	case "Edm.Decimal":
		if c.Version.V401 || c.Media.ExponentialDecimals || !strings.ContainsAny(v.Text, "eE") {
			return
		}
		if _, l := edm.LexDecimal(v.Text); l.Invalid() {
			return
		}
		m.Message, m.Cause = v.subject()+" has an exponent, and the response does not say ExponentialDecimals=true", "exponent"
	default:
		return
	}
	c.Report(m)
}
