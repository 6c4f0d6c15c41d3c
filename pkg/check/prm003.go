package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm003 = register(rule.Rule{
	ID:      "PRM-003",
	Title:   `a Double, a Single and a Decimal of floating scale is a number, or "INF", "-INF" or "NaN", so spelled`,
	Levels:  rule.All(rule.Error),
	Why:     "JSON has no infinities; OData spells them as XML Schema does. \"Infinity\" is read by nobody.",
	Sources: []string{"OData JSON Format 4.01, 7.1", "OData CSDL XML 4.01, 4.4"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Sensors/$entity", "id": 1, "value": "Infinity"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Sensors/$entity", "id": 1, "value": "INF"}`,
})

func init() { prm003.Value = beyondDouble }

// beyondDouble speaks of numbers that a Double or a Single reads as infinite.
func beyondDouble(c *Case, v *Value) {
	if v.Kind != location.Number || v.Underlying != "Edm.Double" && v.Underlying != "Edm.Single" {
		return
	}
	if l := edm.Primitive(v.Underlying).Lex(v.Text); l.Odd.Has(edm.OddOverflow) {
		m := v.mark(prm003)
		m.Message, m.Cause = v.subject()+" is beyond the range of "+v.Underlying+": it is read as infinite", "range"
		c.Report(m)
	}
}

// reportLexical speaks of a string whose form is not its type's.
func (c *Case) reportLexical(s *spot) {
	if c.placeholder(s) {
		return
	}
	r := prm004
	switch s.Primitive {
	case "Edm.Double", "Edm.Single", "Edm.floating":
		r = prm003
	case "Edm.Guid":
		r = prm005
	case "Edm.Binary":
		r = prm006
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Decimal":
		r = prm002
	}
	m := s.mark(r)
	if r == prm006 {
		levels := prm006.Cases["neither base64url nor base64"]
		m.Levels = &levels
	}
	name := s.Primitive
	if name == "Edm.floating" {
		name = "Edm.Decimal"
	}
	m.Message, m.Expected = s.subject()+" is no "+name, name
	if t := edm.Primitive(name); t != nil && s.value.Kind == location.String {
		if l := t.Lex(s.value.Text); l.Invalid() {
			m.Message += ": " + l.Reason()
			m.Cause = l.Reason()
		}
	}
	c.Report(m)
}
