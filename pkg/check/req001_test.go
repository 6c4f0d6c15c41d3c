package check

import "testing"

// refusing is a contract of sets that nothing can be added to, changed in or
// deleted from.
const refusing = `<EntityType Name="Box"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/><Property Name="name" Type="Edm.String"/></EntityType>
<EntityContainer Name="C"><EntitySet Name="Fixed" EntityType="NS.Box">
<Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions"><Record><PropertyValue Property="Updatable" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.DeleteRestrictions"><Record><PropertyValue Property="Deletable" Bool="false"/></Record></Annotation></EntitySet>
<EntitySet Name="Secret" EntityType="NS.Box">
<Annotation Term="Org.OData.Capabilities.V1.ReadRestrictions"><Record><PropertyValue Property="Readable" Bool="false"/></Record></Annotation></EntitySet>
<EntitySet Name="Free" EntityType="NS.Box">
<Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="true"/></Record></Annotation></EntitySet>
</EntityContainer>`

// requestRow is a request that an error answers, and what is said of it.
type requestRow struct{ name, request, want string }

// judgeRequests judges requests; a want may end in "| " and why the answer
// is not judged.
func judgeRequests(t *testing.T, rule, csdl string, rows []requestRow) {
	t.Helper()
	var all []headRow
	for _, r := range rows {
		all = append(all, headRow{r.name, r.request, "400", oneError, r.want})
	}
	judgeHeads(t, rule, csdl, all)
}

func sent(method, path, body string) string {
	return method + " /svc/" + path + "\nContent-Type: application/json\n\n" + body
}

func TestMethodAndPathFollowFromTheContainer(t *testing.T) {
	judgeRequests(t, "REQ-001", "", []requestRow{
		{"a set", "GET /svc/Customers", ""},
		{"an entity", "GET /svc/Customers(1)", ""},
		{"an entity by the name of its key", "GET /svc/Customers(id=1)", ""},
		{"a key as a segment", "GET /svc/Customers/1", ""},
		{"a set that does not exist", "GET /svc/Custmers", "REQ-001 E"},
		{"a property that does not exist", "GET /svc/Customers(1)/nmae", "REQ-001 E"},
		{"a property", "GET /svc/Customers(1)/address/city", ""},
		{"a property of a derived type without its cast", "GET /svc/Customers(1)/level", "REQ-001 E"},
		{"a property of a derived type behind its cast", "GET /svc/Customers(1)/Shop.VipCustomer/level", ""},
		{"a dynamic property of an open type", "GET /svc/Products('a')/colour", ""},
		{"a cast to a type that does not derive", "GET /svc/Customers/Shop.Order", "REQ-001 E"},
		{"a singleton", "PATCH /svc/Me\nContent-Type: application/json\n\n{}", ""},
		{"a key of another type", "GET /svc/Customers('a')", "REQ-001 E"},
		{"a key of another name", "GET /svc/Customers(no=1)", "REQ-001 E"},
		{"half a key", "GET /svc/Orders('7')/lines(order='7')", "REQ-001 E"},
		{"a whole key", "GET /svc/Orders('7')/lines(order='7',position=1)", ""},
		{"a path in another case", "GET /svc/customers", "REQ-001 EEW"},
		{"a bound function", "GET /svc/Customers/Shop.best()", ""},
		{"a bound function by the schema's alias", "GET /svc/Customers/S.best()", ""},
		{"a bound function without its namespace", "GET /svc/Customers/best()", "REQ-001 WW-"},
		{"a bound function without parentheses", "GET /svc/Customers/Shop.best", "REQ-001 WW-"},
		{"an unknown bound function", "GET /svc/Customers/Shop.worst()", "REQ-001 E"},
		{"a function of another binding type", "GET /svc/Orders/Shop.best()", "REQ-001 E"},
		{"a bound action", sent("POST", "Orders('7')/Shop.close", "{}"), ""},
		{"a bound action without its namespace", sent("POST", "Orders('7')/close", "{}"), "REQ-001 WW-"},
		{"a function import", "GET /svc/states()", ""},
		{"system segments", "GET /svc/Customers(1)/orders/$count", ""},
		{"a reference", "DELETE /svc/Customers(1)/favourite/$ref", ""},
		{"the metadata document", "GET /svc/$metadata", ""},
		{"a query in the body", "POST /svc/Customers/$query\nContent-Type: text/plain\n\n$top=1", ""},
		{"a set of an unlike name", sent("POST", "Invoices", "{}"), "REQ-001 E"},
		{"a path that is none", "GET /svc/Customers(1", "REQ-001 E"},
		{"an entity by its id", "GET /svc/$entity?$id=Customers(1)", ""},
		{"a template of documentation", "GET /svc/Custmers/{id}", ""},
	})
}

func TestTheMethodSuitsThePath(t *testing.T) {
	judgeRequests(t, "REQ-001", "", []requestRow{
		{"a create in a set", sent("POST", "Customers", `{"id": 1}`), ""},
		{"a create in an entity", sent("POST", "Customers(1)", `{"id": 1}`), "REQ-001 E"},
		{"a delete of a set", "DELETE /svc/Customers", "REQ-001 E"},
		{"a delete of what a filter names", "DELETE /svc/Customers/$filter(id%20gt%205)/$each", ""},
		{"an update of a set", sent("PATCH", "Customers", `{"value": []}`), "REQ-001 -EW"},
		{"an action that is read", "GET /svc/Orders('7')/Shop.close", "REQ-001 E"},
		{"a function that is posted to", sent("POST", "Customers/Shop.best()", "{}"), "REQ-001 E"},
		{"a count that is written", sent("PUT", "Customers/$count", "{}"), "REQ-001 E"},
		{"a batch that is read", "GET /svc/$batch", "REQ-001 E"},
		{"a value put into a collection", sent("POST", "Customers(1)/tags", `{"value": "a"}`), ""},
		{"a reference changed by PATCH", sent("PATCH", "Customers(1)/favourite/$ref", `{"@odata.id": "Products('a')"}`), "REQ-001 E"},
		{"a head alone", "HEAD /svc/Customers", ""},
		{"the options", "OPTIONS /svc/Customers(1)", ""},
		{"PATCH through POST", "POST /svc/Customers(1)\nX-HTTP-Method: PATCH\nContent-Type: application/json\n\n{}", ""},
	})
	judgeRequests(t, "REQ-001", refusing, []requestRow{
		{"an insert that is ruled out", sent("POST", "Fixed", `{"id": 1}`), "REQ-001 E"},
		{"an update that is ruled out", sent("PATCH", "Fixed(1)", `{"name": "a"}`), "REQ-001 E"},
		{"a replacement that is ruled out", sent("PUT", "Fixed(1)", `{"name": "a"}`), "REQ-001 E"},
		{"a delete that is ruled out", "DELETE /svc/Fixed(1)", "REQ-001 E"},
		{"a read of the same set", "GET /svc/Fixed", ""},
		{"a read that is ruled out", "GET /svc/Secret", "REQ-001 E"},
		{"an insert that is declared", sent("POST", "Free", `{"id": 1}`), ""},
		{"an update of which nothing is said", sent("PATCH", "Free(1)", `{"name": "a"}`), ""},
	})
}

func TestRequestsOfOtherServicesAreNotJudged(t *testing.T) {
	judgeRows(t, []row{
		{name: "nothing ties it to the contract's", request: "POST /oauth2/token\nContent-Type: application/x-www-form-urlencoded\n\na=b", response: "200\nOData-Version:\nContent-Type: application/json", body: `{"token_type": "Bearer"}`,
			unjudged: "no documented operation"},
	}, "REQ")
	byDocumentation(t, tickets, ticketPages())
	judgeRows(t, []row{
		{name: "an operation that a page documents", csdl: tickets, request: "GET /beta/tickets/1", response: "404", body: oneError},
		{name: "a path that no page documents", csdl: tickets, request: "GET /beta/orders/1", response: "404", body: oneError},
		{name: "a documented segment that is misspelt", csdl: tickets, request: "GET /beta/tickets/1/orignal", response: "404", body: oneError, want: []string{"REQ-001 E"}},
		{name: "a near segment that a success answers", csdl: tickets, request: "GET /beta/tickets/1/orignal", body: `{"@odata.context": "https://host/beta/$metadata#microsoft.graph.ticket", "id": "1"}`},
	}, "REQ")
}
