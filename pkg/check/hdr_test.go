package check

import (
	"strings"
	"testing"
)

const (
	oneCustomer = `{"@odata.context": "https://host/svc/$metadata#Customers/$entity", "id": 1, "name": "a", "address": null, "tags": [], "grades": []}`
	oneError    = `{"error": {"code": "c", "message": "m"}}`
)

// headRow is a response whose head is in question. Behind "| " in what
// it wants stands why its body is not judged.
type headRow struct{ name, request, response, body, want string }

// judgeHeads judges heads by one rule. The request is a GET of a customer
// where it is left out; status and fields stand in response.
func judgeHeads(t *testing.T, rule, csdl string, rows []headRow) {
	t.Helper()
	var all []row
	for _, r := range rows {
		if r.request == "" {
			r.request = "GET /svc/Customers(1)"
		}
		want, unjudged, _ := strings.Cut(r.want, "| ")
		all = append(all, row{name: r.name, csdl: csdl, request: r.request, response: r.response, body: r.body, want: wants(strings.TrimSpace(want)), unjudged: unjudged})
	}
	judgeRows(t, all, rule)
}

func TestAResponseHasItsODataVersion(t *testing.T) {
	judgeHeads(t, "HDR-001", "", []headRow{
		{"4.0", "", "200\nOData-Version: 4.0", oneCustomer, ""},
		{"4.01", "", "200\nOData-Version: 4.01", oneCustomer, ""},
		{"none", "", "200\nOData-Version:", oneCustomer, "HDR-001 EEI"},
		{"none on an error of the service", "", "404\nOData-Version:", oneError, "HDR-001 EEI"},
		{"none on an error of the service that a gateway could have sent", "", "500\nOData-Version:", oneError, "HDR-001 EEI"},
		{"none on a 304", "GET /svc/Customers(1)\nIf-None-Match: \"1\"", "304\nOData-Version:\nETag: \"1\"", "", ""},
		{"none on a redirection", "", "302\nOData-Version:\nLocation: https://host/a", "", ""},
		{"none on a gateway's 401", "", "401\nOData-Version:\nWWW-Authenticate: Bearer", "", "| 401"},
		{"none on a gateway's 503", "", "503\nOData-Version:\nContent-Type: text/html\nRetry-After: 1", "<html></html>", ""},
		{"a semicolon behind it", "", "200\nOData-Version: 4.0;", oneCustomer, "HDR-001 E"},
		{"no dot", "", "200\nOData-Version: 4", oneCustomer, "HDR-001 E"},
		{"a letter before it", "", "200\nOData-Version: v4.0", oneCustomer, "HDR-001 E"},
		{"malformed on a 304 as well", "", "304\nOData-Version: 4.x\nETag: \"1\"", "", "HDR-001 E"},
		{"another version's", "", "200\nOData-Version: 3.0", oneCustomer, "HDR-001 EEI"},
		{"later than the request takes", "GET /svc/Customers(1)\nOData-MaxVersion: 4.0", "200\nOData-Version: 4.01", oneCustomer, "HDR-001 EEI"},
		{"earlier than the request takes", "GET /svc/Customers(1)\nOData-MaxVersion: 4.01", "200\nOData-Version: 4.0", oneCustomer, ""},
		{"as the request takes", "GET /svc/Customers(1)\nOData-MaxVersion: 4.01", "200\nOData-Version: 4.01", oneCustomer, ""},
		{"the parts of a batch have the outer one's", "POST /svc/$batch\nContent-Type: application/json\n\n" + `{"requests": [{"id": "1", "method": "GET", "url": "Customers(1)"}]}`, "200\nOData-Version: 4.01\nContent-Type: application/json",
			`{"responses": [{"id": "1", "status": 200, "headers": {"content-type": "application/json;metadata=minimal"}, "body": ` + oneCustomer + `}]}`, ""},
	})
}

func TestJSONDataSaysItsMediaType(t *testing.T) {
	json := func(version, parameters string) string {
		return "200\nOData-Version: " + version + "\nContent-Type: application/json" + parameters
	}
	judgeHeads(t, "HDR-002", "", []headRow{
		{"minimal in 4.0", "", json("4.0", ";odata.metadata=minimal"), oneCustomer, ""},
		{"minimal in 4.01", "", json("4.01", ";metadata=minimal"), oneCustomer, ""},
		{"names and values in any case", "", "200\nOData-Version: 4.0\nContent-Type: Application/JSON; OData.Metadata=Minimal", oneCustomer, ""},
		{"parameters of others", "", json("4.0", ";odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8;profile=x"), oneCustomer, ""},
		{"a semicolon at the end", "", json("4.0", ";odata.metadata=minimal;"), oneCustomer, ""},
		{"another media type", "", "200\nContent-Type: text/html", oneCustomer, "HDR-002 E"},
		{"plain text", "", "200\nContent-Type: text/plain", oneCustomer, "HDR-002 E"},
		{"JSON's old name", "", "200\nContent-Type: text/json", oneCustomer, "HDR-002 E"},
		{"no level", "", json("4.0", ""), oneCustomer, "HDR-002 EEW"},
		{"no level in 4.01", "", json("4.01", ";charset=utf-8"), oneCustomer, "HDR-002 EEW"},
		{"an unknown level", "", json("4.0", ";odata.metadata=verbose"), oneCustomer, "HDR-002 EEW"},
		{"a streaming that is neither true nor false", "", json("4.0", ";odata.metadata=minimal;odata.streaming=yes"), oneCustomer, "HDR-002 EEW"},
		{"a parameter without a value", "", json("4.0", ";odata.metadata=minimal;streaming"), oneCustomer, "HDR-002 EEW"},
		{"the prefix in 4.01", "", json("4.01", ";odata.metadata=minimal"), oneCustomer, "HDR-002 WWI"},
		{"no prefix in 4.0", "", json("4.0", ";metadata=minimal"), oneCustomer, "HDR-002 EEW"},
		{"no prefix before streaming in 4.0", "", json("4.0", ";odata.metadata=minimal;streaming=true"), oneCustomer, "HDR-002 EEW"},
		{"less than the request asked", "GET /svc/Customers(1)\nAccept: application/json;odata.metadata=full", json("4.0", ";odata.metadata=minimal"), oneCustomer, "HDR-002 EEW"},
		{"none where minimal was asked", "GET /svc/Customers(1)\nAccept: application/json;odata.metadata=minimal", json("4.0", ";odata.metadata=none"), `{"id": 1}`, "HDR-002 EEW"},
		{"more than the request asked", "GET /svc/Customers(1)\nAccept: application/json;odata.metadata=none", json("4.0", ";odata.metadata=minimal"), oneCustomer, ""},
		{"one of several that the request takes", "GET /svc/Customers(1)\nAccept: application/json;odata.metadata=full, application/json;odata.metadata=minimal;q=0.5", json("4.0", ";odata.metadata=minimal"), oneCustomer, ""},
		{"$format wins over Accept", "GET /svc/Customers(1)?$format=application/json;odata.metadata=full\nAccept: application/json;odata.metadata=minimal", json("4.0", ";odata.metadata=minimal"), oneCustomer, "HDR-002 EEW"},
		{"$format that asks for less", "GET /svc/Customers(1)?$format=json\nAccept: application/json;odata.metadata=full", json("4.0", ";odata.metadata=minimal"), oneCustomer, ""},
		{"an error", "", "404\nOData-Version: 4.0\nContent-Type: application/json", oneError, ""},
		{"a page that a proxy sends with its error", "", "502\nContent-Type: text/html", "<html></html>", ""},
		{"a count", "GET /svc/Customers/$count", "200\nContent-Type: text/plain", "5", ""},
		{"a raw value", "GET /svc/Customers(1)/name/$value", "200\nContent-Type: text/plain", "a", ""},
	})
	judgeRows(t, []row{
		{name: "the metadata document", request: "GET /svc/$metadata", response: "200\nContent-Type: application/xml", body: shop},
		{name: "a batch", request: "POST /svc/$batch\nContent-Type: application/json\n\n" + `{"requests": [{"id": "1", "method": "DELETE", "url": "Orders('7')"}]}`,
			response: "200\nContent-Type: application/json", body: `{"responses": [{"id": "1", "status": 204}]}`},
	}, "HDR-002")
}

func TestACreationSaysWhereItIs(t *testing.T) {
	post := "POST /svc/Customers\nContent-Type: application/json\n\n" + `{"id": 1}`
	minimal := "POST /svc/Customers\nContent-Type: application/json\nPrefer: return=minimal\n\n" + `{"id": 1}`
	judgeHeads(t, "HDR-003", "", []headRow{
		{"a 201 with Location", post, "201\nLocation: https://host/svc/Customers(1)", oneCustomer, ""},
		{"a 201 without", post, "201", oneCustomer, "HDR-003 EEI"},
		{"a 201 with an empty one", post, "201\nLocation:", oneCustomer, "HDR-003 EEI"},
		{"a 201 in a contained collection", "POST /svc/Customers(1)/notes\nContent-Type: application/json\n\n" + `{"id": 1}`, "201",
			`{"@odata.context": "https://host/svc/$metadata#Customers(1)/notes/$entity", "id": 1, "text": null}`, "HDR-003 EEI"},
		{"a 201 to PUT, which creates", "PUT /svc/Customers(1)\nContent-Type: application/json\n\n" + `{"id": 1}`, "201", oneCustomer, "HDR-003 EEI"},
		{"a relative Location", post, "201\nLocation: /svc/Customers(1)", oneCustomer, "HDR-003 W"},
		{"a 204 with Location and OData-EntityId", minimal, "204\nLocation: https://host/svc/Customers(1)\nOData-EntityId: https://host/svc/Customers(1)", "", ""},
		{"a 204 without OData-EntityId", minimal, "204\nLocation: https://host/svc/Customers(1)", "", "HDR-003 EEI"},
		{"a 204 with neither", minimal, "204", "", "HDR-003 EEI; HDR-003 EEI"},
		{"a 204 to PATCH, which may be an update", "PATCH /svc/Customers(1)\nContent-Type: application/json\n\n" + `{"name": "b"}`, "204", "", ""},
		{"a 204 to a reference", "POST /svc/Customers(1)/orders/$ref\nContent-Type: application/json\n\n" + `{"@odata.id": "https://host/svc/Orders('7')"}`, "204", "", ""},
		{"a 204 to a collection of values", "POST /svc/Customers(1)/tags\nContent-Type: application/json\n\n" + `{"value": "a"}`, "204", "", ""},
		{"a 201 of an action", "POST /svc/Orders('7')/Shop.close\nContent-Type: application/json\n\n{}", "201",
			`{"@odata.context": "https://host/svc/$metadata#Orders/$entity", "no": "7", "total": 1, "state": "paid"}`, ""},
		{"a 200", "", "200", oneCustomer, ""},
	})
}

func TestAppliedPreferencesAreNamed(t *testing.T) {
	delta := `{"@odata.context": "https://host/svc/$metadata#Customers", "value": [], "@odata.deltaLink": "https://host/svc/Customers?$deltatoken=1"}`
	references := `{"@odata.context": "https://host/svc/$metadata#Customers", "value": [{"@odata.id": "Customers(1)"}]}`
	short := `{"@odata.context": "https://host/svc/$metadata#Customers/$entity", "id": 1, "tags": [], "grades": []}`
	all, one := "GET /svc/Customers", "GET /svc/Customers(1)"
	judgeHeads(t, "HDR-004", "", []headRow{
		{"changes are tracked and named", all + "\nPrefer: track-changes", "200\nPreference-Applied: track-changes", delta, ""},
		{"named by the name of 4.0", all + "\nPrefer: odata.track-changes", "200\nPreference-Applied: odata.track-changes", delta, ""},
		{"named among others", all + "\nPrefer: track-changes, return=minimal", "200\nPreference-Applied: return=minimal, track-changes", delta, ""},
		{"changes are tracked and not named", all + "\nPrefer: track-changes", "200", delta, "HDR-004 EEI"},
		{"another is named", all + "\nPrefer: odata.track-changes", "200\nPreference-Applied: return=representation", delta, "HDR-004 EEI"},
		{"nobody asked", all, "200", delta, ""},
		{"asked, and no effect", all + "\nPrefer: track-changes", "200", `{"@odata.context": "https://host/svc/$metadata#Customers", "value": []}`, ""},
		{"references in place of entities", all + "\nPrefer: allow-entityreferences", "200", references, "HDR-004 EEI"},
		{"references, and named", all + "\nPrefer: allow-entityreferences", "200\nPreference-Applied: allow-entityreferences", references, ""},
		{"values are left out", one + "\nPrefer: omit-values=nulls", "200", short, "HDR-004 EEI"},
		{"values are left out, and named", one + "\nPrefer: omit-values=nulls", "200\nPreference-Applied: omit-values=nulls", short, ""},
		{"all values are there", one + "\nPrefer: omit-values=nulls", "200", oneCustomer, ""},
		{"later", one + "\nPrefer: respond-async", "202\nLocation: https://host/svc/monitor", "", "HDR-004 EEI"},
		{"later, and named", one + "\nPrefer: respond-async", "202\nLocation: https://host/svc/monitor\nPreference-Applied: respond-async", "", ""},
		{"of a page size nothing need be said", all + "\nPrefer: maxpagesize=1", "200", delta, ""},
	})
}
