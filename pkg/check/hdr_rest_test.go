package check

import "testing"

// guarded is a contract of sets under optimistic concurrency, and without
// deletion.
const guarded = `<EntityType Name="Thing" HasStream="false"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.Int32" Nullable="false"/><Property Name="size" Type="Edm.Int32"/><Property Name="data" Type="Edm.Binary"/><Property Name="film" Type="Edm.Stream"/>
<NavigationProperty Name="parts" Type="Collection(NS.Thing)" ContainsTarget="true"/></EntityType>
<EntityContainer Name="C">
<EntitySet Name="Tagged" EntityType="NS.Thing"><Annotation Term="Org.OData.Core.V1.OptimisticConcurrency"><Collection><PropertyPath>size</PropertyPath></Collection></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.DeleteRestrictions"><Record><PropertyValue Property="Deletable" Bool="false"/></Record></Annotation></EntitySet>
<EntitySet Name="Free" EntityType="NS.Thing"/>
<Singleton Name="One" Type="NS.Thing"><Annotation Term="Org.OData.Core.V1.OptimisticConcurrency"><Collection><PropertyPath>size</PropertyPath></Collection></Annotation></Singleton>
</EntityContainer>`

func guardedThing(context string) string {
	return `{"@odata.context": "https://host/svc/$metadata#` + context + `", "id": 1, "size": 2, "data": null}`
}

func TestRetryAfterIsSecondsOrADate(t *testing.T) {
	judgeHeads(t, "HDR-005", "", []headRow{
		{"seconds", "", "429\nRetry-After: 1", oneError, ""},
		{"a date", "", "503\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT", oneError, ""},
		{"none on a 429", "", "429", oneError, "HDR-005 W"},
		{"none on a 503", "", "503", oneError, "HDR-005 W"},
		{"none on a 500", "", "500", oneError, ""},
		{"a fraction", "", "429\nRetry-After: 0.249", oneError, "HDR-005 E"},
		{"a negative number", "", "503\nRetry-After: -1", oneError, "HDR-005 E"},
		{"a word", "", "429\nRetry-After: soon", oneError, "HDR-005 E"},
		{"a date of another form", "", "429\nRetry-After: 2024-05-01T09:00:00Z", oneError, "HDR-005 E"},
		{"malformed in a 202", "GET /svc/Customers", "202\nLocation: https://host/svc/monitor\nRetry-After: 1.5", "", "HDR-005 E"},
		{"seconds in a 202", "GET /svc/Customers", "202\nLocation: https://host/svc/monitor\nRetry-After: 15", "", ""},
	})
}

func TestA202SaysWhereTheMonitorIs(t *testing.T) {
	judgeHeads(t, "HDR-006", "", []headRow{
		{"with Location", "", "202\nLocation: https://host/svc/monitor", "", ""},
		{"without", "", "202", "", "HDR-006 EEI"},
		{"without, where the client is called back", "GET /svc/Customers\nPrefer: callback; url=\"https://client/done\"", "202", "", ""},
		{"a result that is a status", "GET /monitor/7", "200\nAsyncResult: 404", oneError, "| no documented operation"},
		{"a result that is none", "GET /monitor/7", "200\nAsyncResult: done", oneError, "HDR-006 EEI | no documented operation"},
		{"a result out of range", "GET /monitor/7", "200\nAsyncResult: 42", oneError, "HDR-006 EEI | no documented operation"},
	})
}

func TestTheHeadAgreesWithTheBody(t *testing.T) {
	length := itoa(len(oneCustomer))
	judgeHeads(t, "HDR-007", "", []headRow{
		{"the right length", "", "200\nContent-Length: " + length, oneCustomer, ""},
		{"a shorter one", "", "200\nContent-Length: 10", oneCustomer, "HDR-007 W"},
		{"a longer one", "", "200\nContent-Length: 9999", oneCustomer, "HDR-007 W"},
		{"a length of what was compressed", "", "200\nContent-Length: 10\nContent-Encoding: gzip", oneCustomer, ""},
		{"a length of what was chunked", "", "200\nContent-Length: 10\nTransfer-Encoding: chunked", oneCustomer, ""},
		{"UTF-8", "", "200\nContent-Type: application/json;odata.metadata=minimal;charset=UTF-8", oneCustomer, ""},
		{"ASCII, a part of it", "", "200\nContent-Type: application/json;odata.metadata=minimal;charset=us-ascii", oneCustomer, ""},
		{"another charset", "", "200\nContent-Type: application/json;odata.metadata=minimal;charset=iso-8859-1", oneCustomer, "HDR-007 W"},
		{"another charset of text", "GET /svc/Customers(1)/name/$value", "200\nContent-Type: text/plain;charset=iso-8859-1", "a", ""},
		{"a byte order mark", "", "200", "\uFEFF" + oneCustomer, "HDR-007 W"},
		{"a byte order mark before a count", "GET /svc/Customers/$count", "200\nContent-Type: text/plain", "\uFEFF5", ""},
	})
}

func TestAnAnnouncedEndIsRepeated(t *testing.T) {
	judgeHeads(t, "HDR-008", "", []headRow{
		{"deprecation", "", "200\nDeprecation: @1688169599", oneCustomer, "HDR-008 I"},
		{"the day of the end", "", "200\nSunset: Sat, 31 Dec 2022 23:59:59 GMT", oneCustomer, "HDR-008 I"},
		{"both", "", "200\nDeprecation: true\nSunset: Sat, 31 Dec 2022 23:59:59 GMT\nLink: <https://host/why>; rel=\"deprecation\"", oneCustomer, "HDR-008 I; HDR-008 I"},
		{"neither", "", "200\nLink: <https://host/why>; rel=\"help\"", oneCustomer, ""},
	})
}

func TestA405SaysWhatIsAllowed(t *testing.T) {
	judgeHeads(t, "HDR-009", guarded, []headRow{
		{"with Allow", "DELETE /svc/Tagged(1)", "405\nAllow: GET, PATCH", oneError, ""},
		{"without", "DELETE /svc/Tagged(1)", "405", oneError, "HDR-009 W"},
		{"what was refused is allowed", "DELETE /svc/Free(1)", "405\nAllow: GET, DELETE", oneError, "HDR-009 W"},
		{"what the contract rules out is allowed", "PATCH /svc/Tagged(1)\nContent-Type: application/json\n\n" + `{"size": 1}`, "405\nAllow: GET, DELETE", oneError, "HDR-009 W"},
		{"what the contract does not rule out", "PATCH /svc/Free(1)\nContent-Type: application/json\n\n" + `{"size": 1}`, "405\nAllow: GET, DELETE", oneError, ""},
		{"another error needs none", "DELETE /svc/Tagged(1)", "403", oneError, ""},
	})
}

func TestOptimisticConcurrencyHasAnETag(t *testing.T) {
	judgeHeads(t, "HDR-010", guarded, []headRow{
		{"an entity with its tag", "GET /svc/Tagged(1)", "200\nETag: W/\"7\"", guardedThing("Tagged/$entity"), ""},
		{"an entity without", "GET /svc/Tagged(1)", "200", guardedThing("Tagged/$entity"), "HDR-010 EEI"},
		{"a singleton without", "GET /svc/One", "200", guardedThing("One"), "HDR-010 EEI"},
		{"an entity of a set that is not annotated", "GET /svc/Free(1)", "200", guardedThing("Free/$entity"), ""},
		{"a collection", "GET /svc/Tagged", "200", `{"@odata.context": "https://host/svc/$metadata#Tagged", "value": []}`, ""},
		{"a contained entity", "GET /svc/Tagged(1)/parts(1)", "200", guardedThing("Tagged(1)/parts/$entity"), ""},
		{"a property", "GET /svc/Tagged(1)/size", "200", `{"@odata.context": "https://host/svc/$metadata#Tagged(1)/size", "value": 2}`, ""},
		{"an error", "GET /svc/Tagged(1)", "404", oneError, ""},
		{"an update's answer", "PATCH /svc/Tagged(1)\nContent-Type: application/json\n\n" + `{"size": 1}`, "200", guardedThing("Tagged/$entity"), ""},
	})
}

func TestRawValuesAreText(t *testing.T) {
	count, value := "GET /svc/Free/$count", "GET /svc/Free(1)/size/$value"
	judgeHeads(t, "HDR-011", guarded, []headRow{
		{"a count", count, "200\nContent-Type: text/plain", "14", ""},
		{"a count with a charset", count, "200\nContent-Type: text/plain;charset=utf-8", "14", ""},
		{"a count behind a byte order mark", count, "200\nContent-Type: text/plain", "\uFEFF14", ""},
		{"a count that says it is JSON", count, "200\nContent-Type: application/json", "14", "HDR-011 EEW"},
		{"a count that is JSON", count, "200\nContent-Type: application/json", `{"value": 14}`, "HDR-011 EEW"},
		{"a negative count", count, "200\nContent-Type: text/plain", "-1", "HDR-011 EEW"},
		{"a fraction", count, "200\nContent-Type: text/plain", "14.0", "HDR-011 EEW"},
		{"nothing", count, "200\nContent-Type: text/plain", "", "HDR-011 EEW"},
		{"an error to a count", count, "400", oneError, ""},
		{"a value", value, "200\nContent-Type: text/plain", "5", ""},
		{"a value that says it is JSON", value, "200\nContent-Type: application/json", "5", "HDR-011 EEW"},
		{"a binary value", "GET /svc/Free(1)/data/$value", "200\nContent-Type: application/octet-stream", "abc", ""},
		{"a stream", "GET /svc/Free(1)/film/$value", "200\nContent-Type: video/mp4", "abc", "| stream"},
		{"a stream by its name", "GET /svc/Free(1)/film", "200\nContent-Type: application/json", "{}", "| stream"},
	})
}
