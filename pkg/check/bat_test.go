package check

import (
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// batched is a JSON batch of these requests, and its answer.
func batched(name, requests, answer string, want ...string) row {
	return row{name: name, request: "POST /svc/$batch\nContent-Type: application/json\n\n" + `{"requests": [` + requests + `]}`, response: "200\nContent-Type: application/json", body: answer, want: want}
}

// deletes are requests that delete the customers of these ids, and depend on
// nothing.
func deletes(ids ...string) string {
	var all []string
	for _, id := range ids {
		all = append(all, `{"id": "`+id+`", "method": "delete", "url": "Customers(`+id+`)"}`)
	}
	return strings.Join(all, ", ")
}

func responses(list string) string { return `{"responses": [` + list + `]}` }

const read = `{"id": "1", "method": "get", "url": "Customers(1)"}`

func TestABatchAnswersInItsForm(t *testing.T) {
	entity := in("#Customers/$entity", whole)
	one := func(name, answer string, want ...string) row { return batched(name, deletes("1"), answer, want...) }
	with := func(r row, response string) row {
		r.response = response
		return r
	}
	silent := one("no status", responses(`{"id": "1"}`), "BAT-001 E-W /responses/0")
	silent.unjudged = "part 1: there is no body"
	failed := `{"error": {"code": "a", "message": "b"}}`
	photo := `{"id": "1", "method": "get", "url": "$metadata"}`
	judgeRows(t, []row{
		one("no responses", `{}`, "BAT-001 E-W"),
		one("an object for responses", `{"responses": {"id": "1", "status": 204}}`, "BAT-001 E-W /responses"),
		one("a string for a response", responses(`{"id": "1", "status": 204}, "204"`), "BAT-001 E-W /responses/1"),
		one("a status in words", responses(`{"id": "1", "status": "204"}`), "BAT-001 E-W /responses/0/status"),
		silent,
		one("no id", responses(`{"id": "1", "status": 204}, {"status": 204}`), "BAT-001 E-W /responses/1"),
		one("an id that is a number", responses(`{"id": "1", "status": 204}, {"id": 1, "status": 204}`), "BAT-001 E-W /responses/1/id"),
		one("an id that nobody asked", responses(`{"id": "1", "status": 204}, {"id": "7", "status": 204}`), "BAT-001 E-W /responses/1/id"),
		one("a name of a header in capitals", responses(`{"id": "1", "status": 204, "headers": {"Retry-After": "1"}}`), "BAT-001 E-I /responses/0/headers/Retry-After"),
		one("a name of a header in lower case", responses(`{"id": "1", "status": 204, "headers": {"retry-after": "1"}}`)),
		one("a context", `{"@odata.context": "https://host/svc/$metadata#Customers", "responses": [{"id": "1", "status": 204}]}`, "BAT-001 W-I /@odata.context"),
		one("an annotation", `{"@Core.Description": "a", "responses": [{"id": "1", "status": 204}]}`),
		one("a response", responses(`{"id": "1", "status": 204}`)),
		one("a part that failed", responses(`{"id": "1", "status": 404, "body": `+failed+`}`)),
		with(one("a part's status on the whole", responses(`{"id": "1", "status": 404, "body": `+failed+`}`), "BAT-001 EEW"), "424\nContent-Type: application/json"),
		with(one("a status of an error on the whole", responses(`{"id": "1", "status": 404, "body": `+failed+`}`), "BAT-001 EEW"), "400\nContent-Type: application/json"),
		with(one("an error in place of the batch", failed), "400\nContent-Type: application/json"),
		with(one("a failed dependency in place of the batch", failed, "BAT-001 EEW"), "424\nContent-Type: application/json"),
		{name: "the responses alone", response: "200\nContent-Type: application/json", body: responses(`{"id": "1", "status": "204"}, {"id": "2", "status": 204}`), want: []string{"BAT-001 E-W /responses/0/status"}},
		{name: "responses to what cannot be read", request: "POST /svc/$batch\nContent-Type: application/json\n\n{", response: "200\nContent-Type: application/json", body: responses(`{"id": "7", "status": 204}`)},
		batched("a string without a media type", read, responses(`{"id": "1", "status": 200, "body": "a"}`), "BAT-001 E-W /responses/0/body"),
		batched("an object that is no JSON", read, responses(`{"id": "1", "status": 200, "headers": {"content-type": "text/plain"}, "body": `+entity+`}`), "BAT-001 E-W /responses/0/body"),
		batched("an object, whose media type goes without saying", read, responses(`{"id": "1", "status": 200, "body": `+entity+`}`)),
		batched("an object of JSON", read, responses(`{"id": "1", "status": 200, "headers": {"content-type": "application/json;metadata=minimal"}, "body": `+entity+`}`)),
		batched("a document in a string", photo, responses(`{"id": "1", "status": 200, "headers": {"content-type": "application/xml"}, "body": "`+strings.ReplaceAll(sound, `"`, `\"`)+`"}`)),
	}, "BAT")
}

func TestABatchAnswersWithTheGroupOfTheRequest(t *testing.T) {
	grouped := `{"id": "1", "atomicityGroup": "g", "method": "delete", "url": "Customers(1)"}`
	judgeRows(t, []row{
		batched("none", grouped, responses(`{"id": "1", "status": 204}`), "BAT-001 E-W /responses/0"),
		batched("another", grouped, responses(`{"id": "1", "atomicityGroup": "h", "status": 204}`), "BAT-001 E-W /responses/0/atomicityGroup"),
		batched("one that the request has not", deletes("1"), responses(`{"id": "1", "atomicityGroup": "g", "status": 204}`), "BAT-001 E-W /responses/0/atomicityGroup"),
		batched("the request's", grouped, responses(`{"id": "1", "atomicityGroup": "g", "status": 204}`)),
	}, "BAT")
}

func TestThePartsOfABatchAreExchanges(t *testing.T) {
	judgeRows(t, []row{
		batched("an entity as it is documented", read, responses(`{"id": "1", "status": 200, "body": `+in("#Customers/$entity", whole)+`}`)),
		batched("a slip in an entity", read, responses(`{"id": "1", "status": 200, "body": `+in("#Customers/$entity", whole+`, "nmae": "a"`)+`}`), "ENT-003 EEE /responses/0/body/nmae"),
		batched("a number in words", read, responses(`{"id": "1", "status": 200, "body": `+in("#Customers/$entity", `"id": "1", "name": "A", "address": null, "tags": [], "grades": []`)+`}`), "PRM-002 EEE /responses/0/body/id"),
		batched("an error without a code", read, responses(`{"id": "1", "status": 404, "body": {"error": {"message": "b"}}}`), "ERR-002 EEW /responses/0/body/error"),
		batched("many for one", read, responses(`{"id": "1", "status": 200, "body": `+all+`}`), "COL-002 EEE /responses/0/body/value"),
		batched("no content for many, by a whole URL", `{"id": "1", "method": "get", "url": "https://host/svc/Customers"}`, responses(`{"id": "1", "status": 204}`), "COL-012 EEW /responses/0"),
		batched("no content for many, by a path from the host", `{"id": "1", "method": "get", "url": "/svc/Customers"}`, responses(`{"id": "1", "status": 204}`), "COL-012 EEW /responses/0"),
		batched("a context relative to a path from the service root", `{"id": "1", "method": "get", "url": "/Customers"}`, responses(`{"id": "1", "status": 200, "body": {"@odata.context": "/svc/$metadata#Customers", "value": [{`+whole+`}]}}`)),
		batched("a context of another service than the part's", `{"id": "1", "method": "get", "url": "/Customers"}`, responses(`{"id": "1", "status": 200, "body": {"@odata.context": "/other/svc/$metadata#Customers", "value": [{`+whole+`}]}}`), "CTX-003 EE- /responses/0/body/@odata.context"),
		batched("no content for many", `{"id": "1", "method": "get", "url": "/Customers"}`, responses(`{"id": "1", "status": 204}`), "COL-012 EEW /responses/0"),
	}, "BAT", "ENT", "PRM", "ERR", "COL", "CTX")
}

func TestEachRequestOfABatchIsAnsweredOnce(t *testing.T) {
	two := responses(`{"id": "2", "status": 204}, {"id": "1", "status": 204}`)
	first := responses(`{"id": "1", "status": 204}`)
	stopped := batched("one of two, where the first failure ends it", deletes("1", "2"), first)
	stopped.request = strings.Replace(stopped.request, "\n", "\nPrefer: continue-on-error=false\n", 1)
	goesOn := batched("one of two, where failures do not end it", deletes("1", "2"), first, "BAT-002 E-E /responses")
	goesOn.request = strings.Replace(goesOn.request, "\n", "\nPrefer: odata.continue-on-error\n", 1)
	judgeRows(t, []row{
		batched("one of two", deletes("1", "2"), first, "BAT-002 E-E /responses"),
		batched("one of them twice", deletes("1", "2"), responses(`{"id": "1", "status": 204}, {"id": "2", "status": 204}, {"id": "1", "status": 204}`), "BAT-002 E-E /responses/2"),
		batched("none", deletes("1"), responses(``), "BAT-002 E-E /responses"),
		batched("both, in another order", deletes("1", "2"), two),
		batched("one of two, and a next link to the rest", deletes("1", "2"), `{"responses": [{"id": "1", "status": 204}], "@odata.nextLink": "https://host/svc/batch2"}`),
		stopped, goesOn,
	}, "BAT")
}

func TestDependantsOfAFailedRequestAnswer424(t *testing.T) {
	request := func(id, more string) string {
		return `{"id": "` + id + `", ` + more + `"method": "delete", "url": "Customers(` + id + `)"}`
	}
	answer := func(id, status, more string) string {
		body := ""
		if status >= "400" {
			body = `, "body": {"error": {"code": "a", "message": "b"}}`
		}
		return `{"id": "` + id + `", ` + more + `"status": ` + status + body + `}`
	}
	const group = `"atomicityGroup": "g", `
	dependent := request("1", "") + ", " + request("2", `"dependsOn": ["1"], `)
	judgeRows(t, []row{
		batched("a success behind a failure", dependent, responses(answer("1", "404", "")+", "+answer("2", "204", "")), "BAT-002 E-E /responses/1/status"),
		batched("another failure behind a failure", dependent, responses(answer("1", "404", "")+", "+answer("2", "400", "")), "BAT-002 E-E /responses/1/status"),
		batched("424 behind a failure", dependent, responses(answer("1", "404", "")+", "+answer("2", "424", ""))),
		batched("a success behind a success", dependent, responses(answer("1", "204", "")+", "+answer("2", "204", ""))),
		batched("a failure behind a success", dependent, responses(answer("1", "204", "")+", "+answer("2", "404", ""))),
		batched("behind 424", dependent+", "+request("3", `"dependsOn": ["2"], `), responses(answer("1", "404", "")+", "+answer("2", "424", "")+", "+answer("3", "204", "")), "BAT-002 E-E /responses/2/status"),
		batched("a condition of its own", request("1", "")+", "+request("2", `"dependsOn": ["1"], "if": "$1/id eq 1", `), responses(answer("1", "404", "")+", "+answer("2", "204", ""))),
		batched("behind a group that failed", request("1", group)+", "+request("2", `"dependsOn": ["g"], `), responses(answer("1", "404", group)+", "+answer("2", "204", "")), "BAT-002 E-E /responses/1/status"),
		batched("behind a request whose group failed by another", request("1", group)+", "+request("2", group)+", "+request("3", `"dependsOn": ["2"], `),
			responses(answer("1", "404", group)+", "+answer("2", "204", group)+", "+answer("3", "204", "")), "BAT-002 E-E /responses/2/status"),
		batched("within the group that failed", request("1", group)+", "+request("2", group+`"dependsOn": ["1"], `), responses(answer("1", "404", group)+", "+answer("2", "400", group))),
	}, "BAT")
}

func TestWhatIsNotJudgedOfAPartPointsIntoTheBatch(t *testing.T) {
	r := batched("", `{"id": "1", "method": "get", "url": "Customers"}`, responses(`{"id": "1", "status": 200, "body": `+in("#Customers", `"value": []`)+`}`))
	v := judgeOf(t, "", rule.OData401).Exchange(Subject{Exchange: r.exchange(t, rule.OData401)})
	if len(v.Notes) != 1 || v.Notes[0].Pointer != "/responses/0/body/value" {
		t.Errorf("the notes are %v, want one on the empty collection of the part", v.Notes)
	}
}
