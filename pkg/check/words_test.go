package check

import (
	"slices"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
)

// aTicket is a ticket's body with the members.
func aTicket(members string) string {
	return `{"@odata.context": "https://host/beta/$metadata#microsoft.graph.ticket", "id": "1", ` + members + `}`
}

func TestConstraintsInWordsHoldInEachProfile(t *testing.T) {
	byDocumentation(t, tickets, ticketPages())
	var rows []row
	for _, r := range []sampleRow{
		{"a possible value", `"kind": "bug"`, ""},
		{"another value", `"kind": "idea"`, "PRM-012 W /kind"},
		{"several where several may stand", `"parts": "wheel,engine"`, ""},
		{"another among several", `"parts": "wheel,roof"`, "PRM-012 W /parts"},
		{"a list that is left open", `"hint": "green"`, ""},
		{"within the maximum length, counted in characters", `"code": "äöüäö"`, ""},
		{"beyond the maximum length", `"code": "abcdef"`, "PRM-012 W /code"},
		{"a GUID", `"tenant": "21EC2020-3AEA-1069-A2DD-08002B30309D"`, ""},
		{"no GUID", `"tenant": "contoso"`, "PRM-012 W /tenant"},
		{"null", `"kind": null, "code": null, "tenant": null`, ""},
		{"a placeholder, which an answer does not have", `"kind": "{kind}"`, "PRM-012 W /kind"},
	} {
		rows = append(rows, row{name: r.name, csdl: tickets, request: "GET /beta/tickets/1", body: aTicket(r.members), want: wants(r.want)})
	}
	judgeRows(t, rows, "PRM-012", "PRM-013")
}

func TestPlaceholdersAreInformationInEachProfile(t *testing.T) {
	byDocumentation(t, tickets, ticketPages())
	for _, c := range []sampleRow{
		{"a type's name", `"count": "Integer"`, "PRM-013 I"},
		{"a word in braces", `"kind": "{kind}"`, "PRM-013 I"},
		{"the property's name with -value", `"opened": "opened-value"`, "PRM-013 I"},
		{"a value", `"count": 5, "kind": "bug", "opened": "2024-05-01T09:00:00Z"`, ""},
		{"a value that is wrong, and no placeholder", `"count": true`, "PRM-001 E"},
	} {
		assert(wants(c.want))
		for i, p := range profiles {
			x := row{request: "GET /beta/tickets/1", body: aTicket(c.members)}.exchange(t, p)
			x.Meta = &exchange.Meta{Tags: []string{"example"}}
			var got, want []string
			for _, f := range judgeOf(t, tickets, p).Exchange(Subject{Exchange: x}).Findings {
				if ofFamily(f.Rule, []string{"PRM"}) {
					got = append(got, f.Rule+" "+f.Severity.String())
				}
			}
			for _, w := range wants(c.want) {
				want = append(want, inProfile(w, i))
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s, in %s: %v, want %v", c.name, p, got, want)
			}
		}
	}
}
