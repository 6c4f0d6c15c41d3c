package check

import (
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

func TestABodyIsWholeAndValidJSON(t *testing.T) {
	// The rows name no family: nothing else is said of such a body.
	var rows []row
	for _, r := range []sampleRow{
		{"cut off", strings.TrimSuffix(oneCustomer, "}"), "JSN-001 E"},
		{"cut off in a string", oneCustomer[:20], "JSN-001 E"},
		{"a comma at the end", strings.Replace(oneCustomer, "[]}", "[],}", 1), "JSN-001 E"},
		{"a comma that is missing", strings.Replace(oneCustomer, ", ", " ", 1), "JSN-001 E"},
		{"a comment", strings.Replace(oneCustomer, ", ", ", /* the key */ ", 1), "JSN-001 E"},
		{"apostrophes", strings.ReplaceAll(oneCustomer, `"`, "'"), "JSN-001 E"},
		{"a name without quotes", strings.Replace(oneCustomer, `"name"`, "name", 1), "JSN-001 E"},
		{"no number", strings.Replace(oneCustomer, `"id": 1`, `"id": NaN`, 1), "JSN-001 E"},
		{"a leading zero", strings.Replace(oneCustomer, `"id": 1`, `"id": 01`, 1), "JSN-001 E"},
		{"a line break in a string", strings.Replace(oneCustomer, `"a"`, "\"a\nb\"", 1), "JSN-001 E"},
		{"an escape that does not exist", strings.Replace(oneCustomer, `"a"`, `"\x41"`, 1), "JSN-001 E"},
		{"no UTF-8", strings.Replace(oneCustomer, `"a"`, "\"\xe4\"", 1), "JSN-001 E"},
		{"something behind it", oneCustomer + "{}", "JSN-001 E"},
		{"a page", "<html></html>", "JSN-001 E"},
		{"faults of its values beside", `{"id": "a", "unknown": [}`, "JSN-001 E"},
		{"blanks around", "\r\n\t " + oneCustomer + " \n", ""},
		{"every escape", strings.Replace(oneCustomer, `"a"`, `"\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00"`, 1), ""},
		{"a null character", strings.Replace(oneCustomer, `"a"`, `"\u0000"`, 1), ""},
	} {
		rows = append(rows, row{name: r.name, request: "GET /svc/Customers(1)", body: r.members, want: wants(r.want)})
	}
	rows = append(rows,
		row{name: "an error", request: "GET /svc/Customers(1)", response: "404", body: `{"error": {"code": "c"`, want: []string{"JSN-001 E"}},
		row{name: "what is sent", request: "PATCH /svc/Customers(1)\nContent-Type: application/json\n\n" + `{"name": "a",}`, response: "204", want: []string{"JSN-001 E"}},
		row{name: "what is sent and is no JSON by its own words", request: "PATCH /svc/Customers(1)\nContent-Type: text/csv\n\na,", response: "204"},
		row{name: "a count", request: "GET /svc/Customers/$count", response: "200\nContent-Type: text/plain", body: "5"},
	)
	judgeRows(t, rows)
}

func TestASyntaxErrorSaysWhereAndWhatWasGood(t *testing.T) {
	body := "{\"@odata.context\": \"https://host/svc/$metadata#Customers\", \"value\": [\n{\"id\": 1},\n{\"id\": 2,}\n]}"
	x := row{request: "GET /svc/Customers", body: body}.exchange(t, rule.Graph)
	v := judgeOf(t, "", rule.Graph).Exchange(Subject{Exchange: x})
	if len(v.Findings) != 1 {
		t.Fatalf("%d findings, want one: %v", len(v.Findings), v.Findings)
	}
	f := v.Findings[0]
	where := "offset " + itoa(strings.Index(body, ",}")+1) + " of " + itoa(len(body))
	if f.Pointer != "/value/1/id" || f.Source != `{"id": 2,}` || f.Column != 10 || f.Actual != where {
		t.Errorf("pointer %q, column %d of %q, %s; want the last good value /value/1/id, column 10, %s", f.Pointer, f.Column, f.Source, f.Actual, where)
	}
}
