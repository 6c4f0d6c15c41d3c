package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm004 = register(rule.Rule{
	ID:     "PRM-004",
	Title:  "dates, times and durations are written by the ABNF, and are real",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"second 60, P, PT, or years in a duration": rule.All(rule.Warning),
		"months or weeks in a duration":            {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	},
	Why: "A DateTimeOffset has an offset; its seconds may be left out. February 30 and hour 24 do not exist. " +
		"Second 60, an empty duration (P, PT) and years in a duration are warnings: the grammar and its comments disagree about them. " +
		"Graph's documentation has months, too.",
	Sources: []string{"OData ABNF Construction Rules 4.01, dateTimeOffsetValue, dateValue, timeOfDayValue, durationValue", "OData CSDL XML 4.01, 4.4"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "placed": "2024-02-30T10:00:00Z"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "id": 1, "placed": "2024-02-29T10:00Z"}`,
})

func init() { prm004.Value = oddTime }

// oddTime weighs forms of dates, times and durations that a reader can take,
// and that the texts disagree about.
func oddTime(c *Case, v *Value) {
	if v.Kind != location.String {
		return
	}
	switch v.Underlying {
	case "Edm.DateTimeOffset", "Edm.TimeOfDay", "Edm.Duration":
	default:
		return
	}
	odd := edm.Primitive(v.Underlying).Lex(v.Text).Odd &^ edm.OddCase
	if odd == 0 {
		return
	}
	key := "second 60, P, PT, or years in a duration"
	date, _, _ := strings.Cut(strings.ToUpper(v.Text), "T")
	if odd&edm.OddWeeks != 0 || odd&edm.OddYears != 0 && strings.Contains(date, "M") {
		key = "months or weeks in a duration"
	}
	levels := prm004.Cases[key]
	m := v.mark(prm004)
	m.Levels, m.Cause = &levels, odd.String()
	m.Message = v.subject() + " has " + odd.String()
	c.Report(m)
}
