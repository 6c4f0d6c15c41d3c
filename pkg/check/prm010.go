package check

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm010 = register(rule.Rule{
	ID:     "PRM-010",
	Title:  "explicit facets and validation annotations hold",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "Precision counts the digits of a decimal and the fractional digits of a time, Scale the digits right of the decimal point; zeros at the end do not count. " +
		"MaxLength counts code points of a string and octets of a binary; Validation.Minimum, Maximum, Pattern and AllowedValues are constraints that the service states of itself. " +
		"Facets that are not stated are never judged by their defaults: nearly every service breaks those.",
	Sources: []string{"OData CSDL XML 4.01, 7.2", "OData Vocabularies 4.0, Org.OData.Validation.V1"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "country": "Germany"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "country": "DE"}`,
})

var facetWords = map[string]string{
	"maxLength": "is longer than its MaxLength", "minimum": "is below its Validation.Minimum", "exclusiveMinimum": "is not above its Validation.Minimum",
	"maximum": "is above its Validation.Maximum", "exclusiveMaximum": "is not below its Validation.Maximum",
	"pattern": "does not match its Validation.Pattern", "enum": "is none of its Validation.AllowedValues",
}

// reportFacet speaks of a constraint that the model states.
func (c *Case) reportFacet(s *spot) {
	if c.placeholder(s) {
		return
	}
	if w := c.wordsOf(s.ownerType, s.name); w != nil && s.Keyword == "maxLength" && s.property != nil && s.property.Place == w.place {
		return // the length is documentation's alone: PRM-012 speaks
	}
	m := s.mark(prm010)
	words := facetWords[s.Keyword]
	if words == "" {
		words = "does not satisfy its schema's " + s.Keyword
	}
	m.Message, m.Expected, m.Cause = s.subject()+" "+words, s.Message, s.Keyword
	c.Report(m)
}

func init() { prm010.Value = facetsHold }

// facetsHold judges the facets that a schema cannot state: Precision, Scale,
// and MaxLength of what is encoded.
func facetsHold(c *Case, v *Value) {
	fault, facet := "", "Precision"
	f := v.Facets
	switch {
	case v.Underlying == "Edm.Decimal" && (v.Kind == location.Number || v.Kind == location.String && c.Media.IEEE754Compatible):
		if n, l := edm.LexDecimal(v.Text); !l.Invalid() {
			fault = f.DecimalFault(n)
		}
	case v.Kind != location.String:
	case v.Underlying == "Edm.String" && f.Unicode.IsFalse() && c.Model.EnumType(v.Type) == nil:
		if i := strings.IndexFunc(v.Text, func(r rune) bool { return r > unicode.MaxASCII }); i >= 0 {
			fault, facet = "a character beyond ASCII, and Unicode is false", "Unicode"
		}
	case v.Underlying == "Edm.DateTimeOffset":
		if t, l := edm.LexDateTimeOffset(v.Text); !l.Invalid() {
			fault = f.FractionFault(t.Time.SignificantDigits())
		}
	case v.Underlying == "Edm.TimeOfDay":
		if t, l := edm.LexTimeOfDay(v.Text); !l.Invalid() {
			fault = f.FractionFault(t.SignificantDigits())
		}
	case v.Underlying == "Edm.Duration":
		if d, l := edm.LexDuration(v.Text); !l.Invalid() {
			fault = f.FractionFault(edm.TimeOfDay{Nanosecond: d.Nanosecond}.SignificantDigits())
		}
	case v.Underlying == "Edm.Binary" && f.MaxLength != nil:
		if b, l := edm.LexBinary(v.Text); !l.Invalid() && b.Octets > *f.MaxLength {
			fault, facet = fmt.Sprintf("%d octets, MaxLength is %d", b.Octets, *f.MaxLength), "MaxLength"
		}
	}
	if fault == "" {
		return
	}
	m := v.mark(prm010)
	m.Message, m.Cause = v.subject()+" has "+fault, facet
	c.Report(m)
}
