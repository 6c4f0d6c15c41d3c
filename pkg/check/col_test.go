package check

import "testing"

// many is the body of a page of customers with that in front of its value.
func many(before string) string {
	return in("#Customers", before+`"value": [{`+whole+`}]`)
}

// page is the body of a page of customers with that behind its value.
func page(behind string) string {
	return in("#Customers", `"value": [{`+whole+`}], `+behind)
}

// atNone is a response at metadata level none, by the names of both versions.
const atNone = "200\nContent-Type: application/json;odata.metadata=none;metadata=none"

func TestACollectionIsAnObjectWithAnArray(t *testing.T) {
	judgeRows(t, []row{
		{name: "a bare array, which is nothing else as well", request: get, body: `[{` + whole + `}]`, want: []string{"COL-001 EEE"}},
		{name: "an object in value", request: get, body: in("#Customers", `"value": {`+whole+`}`), want: []string{"COL-001 EEE /value"}},
		{name: "an object in value behind which the context stands", request: get, body: `{"value": {` + whole + `}, "@odata.context": "https://host/svc/$metadata#Customers"}`, want: []string{"COL-001 EEE /value"}},
		{name: "a string in value", body: in("#Customers(1)/tags", `"value": "a"`), want: []string{"COL-001 EEE /value"}},
		{name: "a property's collection in an object of its own", body: in("#Customers/$entity", `"id": 1, "name": "A", "address": null, "tags": {"value": ["a"]}, "grades": []`), want: []string{"COL-001 EEE /tags"}},
		{name: "an object with an array", request: get, body: all},
		{name: "a property's bare array", body: in("#Customers/$entity", `"id": 1, "name": "A", "address": null, "tags": ["a"], "grades": []`)},
		{name: "an object with an array, of values", body: in("#Customers(1)/tags", `"value": ["a"]`)},
		{name: "an array of nobody's", request: "GET /else/where", response: "200\nContent-Type: application/json\nOData-Version:", body: `[1]`, unjudged: "no documented operation"},
	}, "COL", "CTX", "ENT-001")
}

func TestAnOperationAnswersTheOneOrTheMany(t *testing.T) {
	free := `<Function Name="free"><ReturnType Type="Edm.Untyped"/></Function><EntityContainer Name="C"><FunctionImport Name="free" Function="NS.free"/></EntityContainer>`
	judgeRows(t, []row{
		{name: "one for many", request: get, body: in("#Customers/$entity", whole), want: []string{"COL-002 EEE"}},
		{name: "one for many, without a context", request: get, response: atNone, body: `{` + whole + `}`, want: []string{"COL-002 EEE"}},
		{name: "many for one", request: "GET /svc/Customers(1)", body: all, want: []string{"COL-002 EEE /value"}},
		{name: "many for one, without a context", request: "GET /svc/Customers(1)", response: atNone, body: `{"value": [{` + whole + `}]}`, want: []string{"COL-002 EEE /value"}},
		{name: "many for a function's one", request: "GET /svc/summary()", body: in("#Collection(Shop.Address)", `"value": [{"street": "a", "city": "b"}]`), want: []string{"COL-002 EEE /value"}},
		{name: "many", request: get, body: all},
		{name: "one", request: "GET /svc/Customers(1)", body: in("#Customers/$entity", whole)},
		{name: "no content, for one", request: "GET /svc/Customers(1)/favourite", response: "204"},
		{name: "accepted, and not done yet", request: get, response: "202\nLocation: https://host/svc/monitor"},
		{name: "accepted, with a word on how it goes", request: get, response: "202\nLocation: https://host/svc/monitor", body: `{"percent": 5}`, unjudged: "202 Accepted"},
		{name: "accepted, with the result", request: get, response: "202\nLocation: https://host/svc/monitor", body: all},
		{name: "not modified", request: get, response: "304"},
		{name: "an error", request: "GET /svc/Customers(1)", response: "400", body: `{"error": {"code": "a", "message": "b"}}`},
		{name: "what a function returns without a type", csdl: free, request: "GET /svc/free()", body: in("#Edm.Untyped", `"value": [1]`), unjudged: "which structure Edm.Untyped has"},
		{name: "one for many that context and operation promise, which is one fault", request: get, body: in("#Customers", whole), want: []string{"COL-002 EEE"}},
	}, "COL", "CTX")
}

// words are operations that return collections without null, and types whose
// keys are written in more than one way.
const words = `<Function Name="words"><ReturnType Type="Collection(Edm.String)" Nullable="false"/></Function>` +
	`<Action Name="count"><ReturnType Type="Collection(Edm.Int32)" Nullable="false"/></Action>` +
	`<EntityType Name="Word"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Guid" Nullable="false"/></EntityType>` +
	`<EntityType Name="Side"><Key><PropertyRef Name="left"/></Key><Property Name="left" Type="Edm.Boolean" Nullable="false"/></EntityType>` +
	`<EntityContainer Name="C"><EntitySet Name="Words" EntityType="NS.Word"/><EntitySet Name="Sides" EntityType="NS.Side"/>` +
	`<FunctionImport Name="words" Function="NS.words"/><ActionImport Name="count" Action="NS.count"/></EntityContainer>`

func TestItemsAreNotNull(t *testing.T) {
	tags := func(items string) string {
		return in("#Customers/$entity", `"id": 1, "name": "A", "address": null, "tags": [`+items+`], "grades": [null]`)
	}
	judgeRows(t, []row{
		{name: "null among entities", request: get, body: in("#Customers", `"value": [{`+whole+`}, null]`), want: []string{"COL-003 EEW /value/1"}},
		{name: "entities alone", request: get, body: all},
		{name: "null among values that are not nullable", body: tags(`"a", null`), want: []string{"COL-003 EEW /tags/1"}},
		{name: "values, and null among those of which the model says nothing", body: tags(`"a"`)},
		{name: "null in the answer of a property that is not nullable", body: in("#Customers(1)/tags", `"value": [null]`), want: []string{"COL-003 EEW /value/0"}},
		{name: "null in the answer of a property of which the model says nothing", body: in("#Customers(1)/grades", `"value": [1, null]`)},
		{name: "null among expanded entities", body: in("#Customers(notes())/$entity", whole+`, "notes": [null]`), want: []string{"COL-003 EEW /notes/0"}},
		{name: "null among the results of a function that gives none", csdl: words, request: "GET /svc/words()", body: in("#Collection(Edm.String)", `"value": ["a", null]`), want: []string{"COL-003 EEW /value/1"}},
		{name: "null among the results of an action that gives none", csdl: words, request: "POST /svc/count", body: in("#Collection(Edm.Int32)", `"value": [1, null]`), want: []string{"COL-003 EEW /value/1"}},
		{name: "null in a property that is not nullable, by the request alone", request: "GET /svc/Customers(1)/tags", response: atNone, body: `{"value": [null]}`, want: []string{"COL-003 EEW /value/0"}},
		{name: "null among the results of a function of which the model says nothing", request: "GET /svc/states()", body: in("#Collection(Edm.String)", `"value": ["a", null]`)},
	}, "COL", "PRM", "ENT-001")
}

func TestItemsAreOfTheirType(t *testing.T) {
	judgeRows(t, []row{
		{name: "a number", request: get, body: in("#Customers", `"value": [5]`), want: []string{"COL-004 EEE /value/0"}},
		{name: "an array", request: get, body: in("#Customers", `"value": [[{`+whole+`}]]`), want: []string{"COL-004 EEE /value/0"}},
		{name: "an entity", request: get, body: all},
		{name: "a reference", request: get, response: "200\nPreference-Applied: allow-entityreferences", body: in("#Customers", `"value": [{"@odata.id": "Customers(1)"}]`)},
		{name: "an entity of a derived type, which says so", request: get, body: in("#Customers", `"value": [{"@odata.type": "#Shop.VipCustomer", `+whole+`, "level": 1}]`)},
		{name: "an item whose fault a narrower rule names", request: get, body: in("#Customers", `"value": [{"id": true, "name": "A", "address": null, "tags": [], "grades": []}]`), want: []string{"PRM-001 EEE /value/0/id"}},
	}, "COL", "ENT", "PRM")
}

func TestACountIsAWholeNumber(t *testing.T) {
	strings := "200\nContent-Type: application/json;odata.metadata=minimal;metadata=minimal;IEEE754Compatible=true"
	judgeRows(t, []row{
		{name: "negative", body: many(`"@odata.count": -1, `), want: []string{"COL-005 EEE /@odata.count"}},
		{name: "not whole", body: many(`"@odata.count": 1.5, `), want: []string{"COL-005 EEE /@odata.count"}},
		{name: "beyond Int64", body: many(`"@odata.count": 9223372036854775808, `), want: []string{"COL-005 EEE /@odata.count"}},
		{name: "the last of Int64", body: many(`"@odata.count": 9223372036854775807, `)},
		{name: "null", body: many(`"@odata.count": null, `), want: []string{"COL-005 EEE /@odata.count"}},
		{name: "a string", body: many(`"@odata.count": "1", `), want: []string{"COL-005 EEE /@odata.count"}},
		{name: "a number", body: many(`"@odata.count": 1, `)},
		{name: "zero", body: in("#Customers", `"@odata.count": 0, "value": []`), want: []string{"COL-010 III"}},
		{name: "a number where strings were agreed on", response: strings, body: many(`"@odata.count": 1, `), want: []string{"COL-005 EEE /@odata.count"}},
		{name: "a string where strings were agreed on", response: strings, body: many(`"@odata.count": "1", `)},
		{name: "a word where strings were agreed on", response: strings, body: many(`"@odata.count": "one", `), want: []string{"COL-005 EEE /@odata.count"}},
		{name: "a string, and no header that tells", response: "200\nContent-Type:", body: many(`"@odata.count": "1", `)},
		{name: "a word, and no header that tells", response: "200\nContent-Type:", body: many(`"@odata.count": "one", `), want: []string{"COL-005 EEE /@odata.count"}},
		{name: "a property's, negative", body: in("#Customers/$entity", whole+`, "orders@odata.count": -1`), want: []string{"COL-005 EEE /orders@odata.count"}},
		{name: "a property's", body: in("#Customers/$entity", whole+`, "orders@odata.count": 7`)},
	}, "COL")
}

func TestPageLinksAreURLs(t *testing.T) {
	next := func(link string) string { return page(`"@odata.nextLink": ` + link) }
	judgeRows(t, []row{
		{name: "empty", request: get, body: next(`""`), want: []string{"COL-006 EEE /@odata.nextLink"}},
		{name: "null", request: get, body: next(`null`), want: []string{"COL-006 EEE /@odata.nextLink"}},
		{name: "with a fragment", request: get, body: next(`"Customers?$skiptoken=1#2"`), want: []string{"COL-006 EEE /@odata.nextLink"}},
		{name: "with a blank", request: get, body: next(`"Customers?$skiptoken=a b"`), want: []string{"COL-006 EEE /@odata.nextLink"}},
		{name: "a percent sign before anything", request: get, body: next(`"Customers?$skiptoken=100%"`), want: []string{"COL-006 EEE /@odata.nextLink"}},
		{name: "relative", request: get, body: next(`"Customers?$skiptoken=a%20b"`)},
		{name: "absolute", request: get, body: next(`"https://host/svc/Customers?$skiptoken=1"`)},
		{name: "the host in capitals, and its port", request: get, body: next(`"https://HOST:443/svc/Customers?$skiptoken=1"`)},
		{name: "another host", request: get, body: next(`"https://other/svc/Customers?$skiptoken=1"`), want: []string{"COL-006 WWW /@odata.nextLink"}},
		{name: "another host, and nothing says which was asked", body: next(`"https://other/svc/Customers?$skiptoken=1"`)},
		{name: "another version", request: "GET /v1.0/Customers", body: `{"@odata.context": "https://host/v1.0/$metadata#Customers", "value": [{` + whole + `}], "@odata.nextLink": "https://host/beta/Customers?$skiptoken=1"}`,
			want: []string{"COL-006 III /@odata.nextLink"}},
		{name: "the same version", request: "GET /v1.0/Customers", body: `{"@odata.context": "https://host/v1.0/$metadata#Customers", "value": [{` + whole + `}], "@odata.nextLink": "https://host/v1.0/Customers?$skiptoken=1"}`},
		{name: "a delta link of another host", request: get, body: page(`"@odata.deltaLink": "https://other/svc/Customers?$deltatoken=1"`), want: []string{"COL-006 WWW /@odata.deltaLink"}},
		{name: "an empty delta link", request: get, body: page(`"@odata.deltaLink": ""`), want: []string{"COL-006 EEE /@odata.deltaLink"}},
		{name: "both on one page", body: page(`"@odata.nextLink": "Customers?$skiptoken=1", "@odata.deltaLink": "Customers?$deltatoken=1"`), want: []string{"COL-006 EEE /@odata.deltaLink"}},
		{name: "a property's next link beside the page's delta link", body: in("#Customers/$delta", `"value": [{"@odata.id": "Customers(1)", "orders": [], "orders@odata.nextLink": "Customers(1)/orders?$skiptoken=1"}], "@odata.deltaLink": "Customers?$deltatoken=1"`)},
		{name: "a property's empty next link", body: in("#Customers(orders())/$entity", whole+`, "orders": [], "orders@odata.nextLink": ""`), want: []string{"COL-006 EEE /orders@odata.nextLink"}},
		{name: "on an empty page", request: get, body: in("#Customers", `"value": [], "@odata.nextLink": "Customers?$skiptoken=1"`), want: []string{"COL-010 III /value"}},
	}, "COL")
}

func TestBesideValueStandAnnotations(t *testing.T) {
	judgeRows(t, []row{
		{name: "a member", body: many(`"total": 1, `), want: []string{"COL-007 WWW /total"}},
		{name: "a member beside a property's value", body: in("#Customers(1)/name", `"value": "a", "length": 1`), want: []string{"COL-007 WWW /length"}},
		{name: "an operation", body: many(`"#Shop.best": {}, `)},
		{name: "an annotation", body: many(`"@Core.Description": "a", `)},
		{name: "an annotation of the value", body: many(`"value@Core.Description": "a", `)},
		{name: "control information", body: many(`"@odata.count": 1, `)},
		{name: "a service document's are another rule's", body: in("", `"total": 1, "value": [`+entries+`]`), want: []string{"SVC-001 EEW /total"}},
	}, "COL", "SVC")
}

func TestAKeyStandsOnce(t *testing.T) {
	twice := `"value": [{` + whole + `}, {` + whole + `}]`
	line := func(order string, position string) string {
		return `{"order": "` + order + `", "position": ` + position + `}`
	}
	judgeRows(t, []row{
		{name: "twice in a set", request: get, body: in("#Customers", twice), want: []string{"COL-008 WWW /value/1"}},
		{name: "twice in what a path contains", body: in("#Orders('1')/lines", `"value": [`+line("1", "1")+`, `+line("1", "1")+`]`), want: []string{"COL-008 WWW /value/1"}},
		{name: "twice in a contained expansion", body: in("#Customers(notes())/$entity", whole+`, "notes": [{"id": 1, "text": "a"}, {"id": 1, "text": "a"}]`), want: []string{"COL-008 WWW /notes/1"}},
		{name: "twice where no set is named", body: in("#Collection(Shop.Customer)", twice), want: []string{"COL-008 III /value/1"}},
		{name: "one GUID in two cases", csdl: words, body: in("#Words", `"value": [{"id": "0000000A-0000-0000-0000-000000000000"}, {"id": "0000000a-0000-0000-0000-000000000000"}]`), want: []string{"COL-008 WWW /value/1"}},
		{name: "two GUIDs", csdl: words, body: in("#Words", `"value": [{"id": "0000000A-0000-0000-0000-000000000000"}, {"id": "0000000b-0000-0000-0000-000000000000"}]`)},
		{name: "one truth twice", csdl: words, body: in("#Sides", `"value": [{"left": true}, {"left": true}]`), want: []string{"COL-008 WWW /value/1"}},
		{name: "two truths", csdl: words, body: in("#Sides", `"value": [{"left": true}, {"left": false}]`)},
		{name: "two strings that differ in case", body: in("#Products", `"value": [{"sku": "a", "price": 1}, {"sku": "A", "price": 1}]`)},
		{name: "once each", request: get, body: in("#Customers(id)", `"value": [{"id": 1}, {"id": 2}]`)},
		{name: "two that differ in a part of the key", body: in("#Orders('1')/lines", `"value": [`+line("1", "1")+`, `+line("1", "2")+`]`)},
		{name: "two without a key", request: get + "?$select=name", body: in("#Customers(name)", `"value": [{"@odata.id": "Customers(1)", "name": "A"}, {"@odata.id": "Customers(2)", "name": "A"}]`)},
		{name: "twice in a delta", body: in("#Customers/$delta", twice+`, "@odata.deltaLink": "x"`)},
		{name: "twice in what $apply gives", request: get + "?$apply=groupby((id))", body: in("#Customers(id)", `"value": [{"id": 1}, {"id": 1}]`)},
		{name: "twice below different parents", body: in("#Customers(id,notes())", `"value": [{"id": 1, "notes": [{"id": 1, "text": "a"}]}, {"id": 2, "notes": [{"id": 1, "text": "a"}]}]`)},
		{name: "twice in $all", request: "GET /svc/$all", body: in("#Collection(Edm.EntityType)", `"value": [{"@odata.context": "#Customers/$entity", `+whole+`}, {"@odata.context": "#Customers/$entity", `+whole+`}]`)},
	}, "COL")
}
