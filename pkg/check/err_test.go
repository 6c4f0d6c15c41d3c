package check

import "testing"

// failure is an exchange that failed with that body.
func failure(name, body string, want ...string) row {
	return row{name: name, request: "GET /svc/Customers(1)", response: "400", body: body, want: want}
}

func TestAnErrorBodyIsAnError(t *testing.T) {
	const inside = `"code": "a", "message": "b"`
	page := func(name, media, body string, want ...string) row {
		return row{name: name, request: "GET /svc/Customers(1)", response: "502\nContent-Type: " + media, body: body, want: want}
	}
	text := page("plain text, which the client may have asked", "text/plain", "no")
	text.unjudged = "no JSON"
	judgeRows(t, []row{
		failure("no member error", `{"message": "b"}`, "ERR-001 EEE"),
		failure("an array", `[{"error": {`+inside+`}}]`, "ERR-001 EEE"),
		failure("a string", `"b"`, "ERR-001 EEE"),
		failure("an OData V3 envelope", `{"odata.error": {"code": "a", "message": {"lang": "en", "value": "b"}}}`, "ERR-001 EEE"),
		failure("an error that is a string", `{"error": "b"}`, "ERR-001 EEE /error"),
		failure("an error that is null", `{"error": null}`, "ERR-001 EEE /error"),
		failure("data", `{"id": 1, "name": "A"}`, "ERR-001 EEE"),
		failure("data beside the error", `{"error": {`+inside+`}, "id": 1}`, "ERR-001 EEE /id"),
		failure("a member that OData does not define", `{"error": {`+inside+`, "severity": 1}}`, "ERR-001 WWI /error/severity"),
		failure("Graph's innerError", `{"error": {`+inside+`, "innerError": {"date": "2024-01-01T00:00:00Z", "request-id": "c", "client-request-id": "d"}}}`, "ERR-001 WW- /error/innerError"),
		failure("an error", `{"error": {`+inside+`}}`),
		failure("all that OData defines", `{"error": {`+inside+`, "target": null, "details": [], "innererror": {}}}`),
		failure("annotations", `{"@Core.Description": "c", "error": {`+inside+`, "@Core.Description": "c"}}`),
		failure("an empty body", ``),
		page("an HTML page", "text/html", "<html><body>Bad Gateway</body></html>", "ERR-001 EEE"),
		page("an HTML page that says it is JSON", "application/json", "<!DOCTYPE html><p>Bad Gateway", "ERR-001 EEE"),
		text,
		{name: "an HTML page of another server", request: "GET /else/where", response: "404\nOData-Version:\nContent-Type: text/html", body: "<html></html>", unjudged: "no JSON"},
	}, "ERR")
	judgeRows(t, []row{
		{name: "a collection, of which nothing else is said", request: get + "?$count=true", response: "500", body: in("#Customers", `"value": [], "@odata.nextLink": ""`), want: []string{"ERR-001 EEE"}},
		{name: "two items of one key, of which nothing else is said", request: get, response: "500", body: in("#Customers", `"@odata.count": -1, "total": 5, "value": [{"id": 1}, {"id": 1}]`), want: []string{"ERR-001 EEE"}},
	}, "ERR", "COL", "CTX", "ENT-002")
}

func TestAnErrorSaysSomething(t *testing.T) {
	details := func(name, list string, want ...string) row {
		return failure(name, `{"error": {"code": "a", "message": "b", "details": `+list+`}}`, want...)
	}
	judgeRows(t, []row{
		failure("an empty code", `{"error": {"code": "", "message": "b"}}`, "ERR-002 EEW /error/code"),
		failure("a blank message", `{"error": {"code": "a", "message": " "}}`, "ERR-002 EEW /error/message"),
		failure("no code", `{"error": {"message": "b"}}`, "ERR-002 EEW /error"),
		failure("no message", `{"error": {"code": "a"}}`, "ERR-002 EEW /error"),
		failure("neither", `{"error": {}}`, "ERR-002 EEW /error", "ERR-002 EEW /error"),
		failure("a number for a code", `{"error": {"code": 404, "message": "b"}}`, "ERR-002 EEW /error/code"),
		failure("null for a message", `{"error": {"code": "a", "message": null}}`, "ERR-002 EEW /error/message"),
		failure("a message as in OData V3", `{"error": {"code": "a", "message": {"lang": "en", "value": "b"}}}`, "ERR-002 EEW /error/message"),
		failure("a target that is an object", `{"error": {"code": "a", "message": "b", "target": {}}}`, "ERR-002 EEW /error/target"),
		details("an object for details", `{}`, "ERR-002 EEW /error/details"),
		details("a string among details", `[{"code": "a", "message": "b"}, "c"]`, "ERR-002 EEW /error/details/1"),
		details("a detail without a message", `[{"code": "a"}]`, "ERR-002 EEW /error/details/0"),
		details("a detail with an empty code", `[{"code": "", "message": "b"}]`, "ERR-002 EEW /error/details/0/code"),
		details("no details", `[]`),
		details("details, with and without a target", `[{"code": "a", "message": "b"}, {"code": "a", "message": "b", "target": "c"}, {"code": "a", "message": "b", "target": null}]`),
		failure("a null target", `{"error": {"code": "a", "message": "b", "target": null}}`),
		failure("an empty target", `{"error": {"code": "a", "message": "b", "target": ""}}`),
		failure("a number in words", `{"error": {"code": "404", "message": "b"}}`),
	}, "ERR")
}

func TestTheInnerErrorIsAnObject(t *testing.T) {
	inner := func(name, member, value string, want ...string) row {
		return failure(name, `{"error": {"code": "a", "message": "b", "`+member+`": `+value+`}}`, want...)
	}
	const ids = `"request-id": "c", "client-request-id": "d"`
	judgeRows(t, []row{
		inner("a string", "innererror", `"c"`, "ERR-003 EEW /error/innererror"),
		inner("null", "innererror", `null`, "ERR-003 EEW /error/innererror"),
		inner("an object", "innererror", `{"trace": 5, "innererror": {}}`),
		inner("a string in Graph's spelling", "innerError", `"c"`, "ERR-003 --W /error/innerError"),
		inner("what Graph promises", "innerError", `{"date": "2024-01-01T00:00:00Z", `+ids+`}`),
		inner("a date without an offset", "innerError", `{"date": "2024-01-01T00:00:00", `+ids+`}`, "ERR-003 --I /error/innerError/date"),
		inner("a date that is none", "innerError", `{"date": "yesterday", `+ids+`}`, "ERR-003 --W /error/innerError/date"),
		inner("a date that is a number", "innerError", `{"date": 5, `+ids+`}`, "ERR-003 --W /error/innerError/date"),
		inner("no date", "innerError", `{`+ids+`}`, "ERR-003 --I /error/innerError"),
		inner("no id of the request", "innerError", `{"date": "2024-01-01T00:00:00Z", "client-request-id": "d"}`, "ERR-003 --I /error/innerError"),
		inner("an id that is a number", "innerError", `{"date": "2024-01-01T00:00:00Z", "request-id": 5, "client-request-id": "d"}`, "ERR-003 --W /error/innerError/request-id"),
	}, "ERR-003")
}

func TestASuccessHoldsNoError(t *testing.T) {
	const failed = `{"error": {"code": "a", "message": "b"}}`
	task := `<EntityType Name="Task"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/><Property Name="error" Type="NS.Fault"/></EntityType>` +
		`<ComplexType Name="Fault"><Property Name="code" Type="Edm.String"/><Property Name="message" Type="Edm.String"/></ComplexType>` +
		`<EntityContainer Name="C"><EntitySet Name="Tasks" EntityType="NS.Task"/></EntityContainer>`
	judgeRows(t, []row{
		{name: "in place of an entity", request: "GET /svc/Customers(1)", body: failed, want: []string{"ERR-004 EEE /error"}},
		{name: "in place of a collection", request: get, body: failed, want: []string{"ERR-004 EEE /error"}},
		{name: "in place of what was created", request: "POST /svc/Customers\n\n{}", response: "201\nLocation: https://host/svc/Customers(1)", body: failed, want: []string{"ERR-004 EEE /error"}},
		{name: "with an annotation beside it", request: get, body: `{"@Core.Description": "c", "error": {"code": "a", "message": "b"}}`, want: []string{"ERR-004 EEE /error"}},
		{name: "in place of nobody knows what", body: failed, want: []string{"ERR-004 EEE /error"}},
		{name: "with the status of an error", request: "GET /svc/Customers(1)", response: "404", body: failed},
		{name: "a type's own property, at level none", csdl: task, request: "GET /svc/Tasks(1)?$select=error", response: atNone, body: failed},
		{name: "a type's own property, with its context", csdl: task, request: "GET /svc/Tasks(1)?$select=error", body: in("#Tasks(error)/$entity", `"error": {"code": "a", "message": "b"}`)},
		{name: "an open type's dynamic property", request: "GET /svc/Products('a')?$select=error", response: atNone, body: failed},
		{name: "what a status monitor was asked for", request: "GET /svc/monitor", response: "200\nAsyncResult: 404", body: failed, unjudged: "no documented operation"},
		{name: "an object named error of nobody's", response: "200\nContent-Type: application/json\nOData-Version:", body: `{"error": {"count": 0}}`, unjudged: "no context"},
	}, "ERR")
}

func TestAnErrorKeepsItsSecrets(t *testing.T) {
	told := func(name, member, text string, want ...string) row {
		return failure(name, `{"error": {"code": "a", "message": "b", "innererror": {"`+member+`": "`+text+`"}}}`, want...)
	}
	const at = "ERR-005 WWW /error/innererror/"
	judgeRows(t, []row{
		told("a stack trace by its name", "stacktrace", "Shop.Orders", at+"stacktrace"),
		told("a stack trace by its form", "detail", `   at Shop.Orders.Get(String id) in C:\\src\\Orders.cs:line 42`, at+"detail"),
		told("a stack trace of Java", "detail", `x\n\tat org.shop.Orders.get(Orders.java:42)`, at+"detail"),
		told("a stack trace of Python", "detail", `Traceback (most recent call last):\n  File`, at+"detail"),
		told("a connection string", "detail", "Server=db1;Database=shop;User Id=sa;Password=hunter2;", at+"detail"),
		told("a connection by a URL", "detail", "postgres://shop:hunter2@db1/orders", at+"detail"),
		told("a key of storage", "detail", "AccountName=shop;AccountKey=c2VjcmV0c2VjcmV0c2VjcmV0;", at+"detail"),
		told("a token", "detail", "the token eyJhbGciOiJub25l.eyJzdWIiOiJhYmMi. is not known", at+"detail"),
		told("a bearer token", "detail", "Authorization: Bearer abcdefghijklmnopqrstuvwxyz", at+"detail"),
		failure("a stack trace in the message", `{"error": {"code": "a", "message": "x\r\n   at Shop.Orders.Get(String id)"}}`, "ERR-005 WWW /error/message"),
		told("an id", "request-id", "7f1a"),
		told("an empty stack trace", "stacktrace", ""),
		told("a sentence with at in it", "detail", "the item at index (0) is not valid at this time (retry)"),
		told("a URL with a port", "detail", "https://host:8080/svc/Customers"),
		told("a word about passwords", "detail", "the server = sign is missing; the password is not shown"),
		told("the scheme that was asked", "detail", "use Bearer authentication"),
		{name: "a stack trace in a success is data", request: "GET /svc/Products('a')?$select=stack", body: in("#Products(stack)/$entity", `"@odata.id": "Products('a')", "stack": "   at Shop.Orders.Get(String id)"`)},
	}, "ERR")
}
