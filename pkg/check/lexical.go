package check

import (
	"github.com/concord-odata/concord/pkg/rule"
)

var prm003 = register(rule.Rule{
	ID:      "PRM-003",
	Title:   `a Double, a Single and a Decimal of floating scale is a number, or "INF", "-INF" or "NaN", so spelled`,
	Levels:  rule.All(rule.Error),
	Why:     "JSON has no infinities; OData spells them as XML Schema does. \"Infinity\" is read by nobody.",
	Sources: []string{"OData JSON Format 4.01, 7.1"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Sensors/$entity", "id": 1, "value": "Infinity"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Sensors/$entity", "id": 1, "value": "INF"}`,
})

var prm004 = register(rule.Rule{
	ID:     "PRM-004",
	Title:  "dates, times and durations are written by the ABNF, and are real",
	Levels: rule.All(rule.Error),
	Why: "A DateTimeOffset has an offset; its seconds may be left out. February 30 and hour 24 do not exist. " +
		"Second 60, an empty duration (P, PT) and years in a duration are warnings: the grammar and its comments disagree about them.",
	Sources: []string{"OData ABNF Construction Rules 4.01, dateTimeOffsetValue, dateValue, timeOfDayValue, durationValue", "OData CSDL XML 4.01, 4.4"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "placed": "2024-02-30T10:00:00Z"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "placed": "2024-02-29T10:00Z"}`,
})

var prm005 = register(rule.Rule{
	ID:      "PRM-005",
	Title:   "a Guid has the form 8-4-4-4-12, in any case, without braces",
	Levels:  rule.All(rule.Error),
	Why:     "Braces and missing hyphens are other systems' forms; an OData reader refuses them.",
	Sources: []string{"OData ABNF Construction Rules 4.01, guidValue"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": "{21EC2020-3AEA-1069-A2DD-08002B30309D}"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": "21EC2020-3AEA-1069-A2DD-08002B30309D"}`,
})

var prm006 = register(rule.Rule{
	ID:     "PRM-006",
	Title:  "binary values are base64url",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Warning, Graph: rule.Info},
	Cases: map[string]rule.Levels{
		"neither base64url nor base64": rule.All(rule.Error),
	},
	Why: "The alphabet of base64url has - and _ where base64 has + and /. Many services write base64, Graph among them; " +
		"what is neither cannot be decoded at all.",
	Sources: []string{"OData JSON Format 4.01, 7.1", "OData ABNF Construction Rules 4.01, binaryValue"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Files/$entity", "id": 1, "content": "a*b"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Files/$entity", "id": 1, "content": "T0RhdGE"}`,
})

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
	case "Edm.Int64", "Edm.Decimal":
		r = prm002
	}
	m := s.mark(r)
	if r == prm006 {
		levels := prm006.Cases["neither base64url nor base64"]
		m.Levels = &levels
	}
	m.Message = s.subject() + " is no " + s.Primitive
	m.Expected = s.Primitive
	c.Report(m)
}
