package check

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/rule"
)

// tickets stands in a row for the contract of documentation pages alone.
const tickets = "the documentation of tickets"

const ticketGetPage = `---
title: "Get ticket"
description: "Read a ticket."
doc_type: apiPageType
---

# Get ticket

Namespace: microsoft.graph

Read a ticket.

## HTTP request

` + "```http" + `
GET /tickets/{id}
` + "```" + `

## Response

If successful, this method returns a ` + "`200 OK`" + ` response code and a [ticket](../resources/ticket.md) object in the response body.

## Example

### Request

<!-- {
  "blockType": "request",
  "name": "get_ticket"
}
-->
` + "```http" + `
GET https://graph.microsoft.com/beta/tickets/1
` + "```" + `

### Response

<!-- {
  "blockType": "response",
  "truncated": true,
  "@odata.type": "microsoft.graph.ticket"
}
-->
` + "```http" + `
HTTP/1.1 200 OK
Content-Type: application/json

{
  "id": "1"
}
` + "```" + `
`

// byDocumentation makes judges by pages for all three profiles, under the
// name that rows give as their contract.
func byDocumentation(t *testing.T, name string, pages map[string]string) {
	t.Helper()
	if _, ok := judges.Load([2]string{name, string(rule.Graph)}); ok {
		return
	}
	files := fstest.MapFS{}
	for path, text := range pages {
		files[path] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := contract.Load(context.Background(), []string{"pages"}, contract.Options{BuiltIn: map[string]fs.FS{"pages": files}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []rule.Profile{rule.OData401, rule.OData40, rule.Graph} {
		judges.Store([2]string{name, string(p)}, New(c, Options{Profile: p}))
	}
}

func ticketPages() map[string]string {
	return map[string]string{"resources/ticket.md": ticketPage, "api/ticket-get.md": ticketGetPage,
		"api/ticket-get-original.md": strings.NewReplacer("/tickets/{id}", "/tickets/{id}/original", "get_ticket", "get_original", "tickets/1", "tickets/1/original").Replace(ticketGetPage)}
}

func TestTheStatusIsDocumented(t *testing.T) {
	byDocumentation(t, tickets, ticketPages())
	get := "GET /beta/tickets/1"
	ticket := `{"@odata.context": "https://host/beta/$metadata#microsoft.graph.ticket", "id": "1"}`
	judgeHeads(t, "STS-001", tickets, []headRow{
		{"the one that is documented", get, "200", ticket, ""},
		{"another success", get, "201\nLocation: https://host/beta/tickets/1", ticket, "STS-001 E"},
		{"a success without content", get, "204", "", "STS-001 E"},
		{"an error that is not documented", get, "404", oneError, "STS-001 I"},
		{"a redirection that is not documented", get, "302\nLocation: https://host/a", "", "STS-001 I"},
		{"later, as the client asked", get + "\nPrefer: respond-async", "202\nLocation: https://host/monitor", "", ""},
		{"later, though nobody asked", get, "202\nLocation: https://host/monitor", "", "STS-001 E"},
		{"an operation that is not documented", "DELETE /beta/tickets/1", "205", "", ""},
	})
}

// shipping is a contract with an action that returns nothing.
const shipping = `<EntityType Name="Box"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/><Property Name="tags" Type="Collection(Edm.String)"/></EntityType>
<EntityType Name="Film" HasStream="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
<Action Name="ship" IsBound="true"><Parameter Name="box" Type="NS.Box"/></Action>
<EntityContainer Name="C"><EntitySet Name="Boxes" EntityType="NS.Box"/><EntitySet Name="Films" EntityType="NS.Film"/></EntityContainer>`

func TestTheSuccessSuitsTheRequest(t *testing.T) {
	body := func(method, path, body string) string {
		return method + " /svc/" + path + "\nContent-Type: application/json\n\n" + body
	}
	id := `{"@odata.id": "https://host/svc/Orders('7')"}`
	post := body("POST", "Customers", `{"id": 1}`)
	var rows []headRow
	for _, k := range []struct{ name, request, right, wrong string }{
		{"a read", "GET /svc/Customers(1)", "200 202 206", "201 205"},
		{"a read of a property", "GET /svc/Customers(1)/name", "204 202", "201"},
		{"a read of a collection", "GET /svc/Customers", "200 202", "201 206"},
		{"a count", "GET /svc/Customers/$count", "202", "204 206"},
		{"a function", "GET /svc/Customers(1)/Shop.similar()", "202", "201"},
		{"a create", post, "201 202", "200 205"},
		{"an action", body("POST", "Orders('7')/Shop.close", `{}`), "200 201 202 204", "205"},
		{"an update", body("PATCH", "Customers(1)", `{"name": "b"}`), "200 201 202 204", "205"},
		{"a replacement", body("PUT", "Customers(1)", `{"id": 1}`), "200 201 202 204", "205"},
		{"a delete", "DELETE /svc/Customers(1)", "204 202", "200 201"},
		{"a new reference", body("POST", "Customers(1)/orders/$ref", id), "204 202", "200 201"},
		{"another reference", body("PUT", "Customers(1)/favourite/$ref", `{"@odata.id": "https://host/svc/Products('a')"}`), "204", "200"},
		{"no reference any more", "DELETE /svc/Customers(1)/favourite/$ref", "204", "200"},
		{"another value in a collection", body("POST", "Customers(1)/tags", `{"value": "a"}`), "200 202 204", "201"},
		{"a batch", body("POST", "$batch", `{"requests": []}`), "200 202", "201 204"},
		{"the members that a filter names", "DELETE /svc/Customers/$filter(id%20gt%205)/$each", "200 204", ""},
	} {
		for _, s := range strings.Fields(k.right) {
			rows = append(rows, headRow{k.name + " " + s, k.request, s, "", ""})
		}
		for _, s := range strings.Fields(k.wrong) {
			rows = append(rows, headRow{k.name + " " + s, k.request, s, "", "STS-002 EEW"})
		}
	}
	var all []row
	for _, r := range rows {
		all = append(all, row{name: r.name, request: r.request, response: r.response, want: wants(r.want)})
	}
	judgeRows(t, all, "STS-002")
	judgeHeads(t, "STS-002", "", []headRow{
		{"a create without content, though nobody asked for less", post, "204\nLocation: https://host/svc/Customers(1)\nOData-EntityId: https://host/svc/Customers(1)", "", "STS-002 WWI"},
		{"a create without content, as the client asked", strings.Replace(post, "\n\n", "\nPrefer: return=minimal\n\n", 1),
			"204\nLocation: https://host/svc/Customers(1)\nOData-EntityId: https://host/svc/Customers(1)", "", ""},
		{"an error", post, "400", oneError, ""},
		{"a path that nothing knows", "GET /svc/Customers(1)/unknown", "201", oneCustomer, "STS-002 EEW"},
	})
	judgeHeads(t, "STS-002", shipping, []headRow{
		{"a media entity", "POST /svc/Films\nContent-Type: video/mp4\n\nabc", "204\nLocation: https://host/svc/Films(1)\nOData-EntityId: https://host/svc/Films(1)", "", ""},
	})
}

func TestABodyIsWhereTheStatusSaysSo(t *testing.T) {
	judgeHeads(t, "STS-003", "", []headRow{
		{"no content", "DELETE /svc/Customers(1)", "204", "", ""},
		{"no content, and a body", "DELETE /svc/Customers(1)", "204", oneCustomer, "STS-003 E"},
		{"not modified", "", "304\nETag: \"1\"", "", ""},
		{"not modified, and a body", "", "304\nETag: \"1\"", oneCustomer, "STS-003 E"},
		{"an entity", "", "200", oneCustomer, ""},
		{"an entity without a body", "", "200", "", "STS-003 E"},
		{"a collection of blanks", "GET /svc/Customers", "200", " \n", "STS-003 E"},
		{"a head alone", "HEAD /svc/Customers(1)", "200", "", ""},
		{"created", "POST /svc/Customers\nContent-Type: application/json\n\n" + `{"id": 1}`, "201\nLocation: https://host/svc/Customers(1)", oneCustomer, ""},
		{"created without a body", "POST /svc/Customers\nContent-Type: application/json\n\n" + `{"id": 1}`, "201\nLocation: https://host/svc/Customers(1)", "", "STS-003 E"},
		{"accepted without a body", "", "202\nLocation: https://host/svc/monitor", "", ""},
		{"an error without a body", "", "404", "", ""},
	})
	judgeHeads(t, "STS-003", shipping, []headRow{{"an empty stream", "GET /svc/Films(1)/$value", "200", "", ""}})
}

func TestANullResultHasNoContent(t *testing.T) {
	null := `{"@odata.context": "https://host/svc/$metadata#Customers(1)/name", "value": null}`
	judgeHeads(t, "STS-005", "", []headRow{
		{"a null property", "GET /svc/Customers(1)/name", "204", "", ""},
		{"a null property in an object", "GET /svc/Customers(1)/name", "200", null, "STS-005 EEW"},
		{"a null property that is a bare null", "GET /svc/Customers(1)/name", "200", "null", "STS-005 EEW"},
		{"a null navigation property", "GET /svc/Customers(1)/favourite", "200", "null", "STS-005 EEW"},
		{"a null result", "GET /svc/Orders/Shop.total()", "200", `{"@odata.context": "https://host/svc/$metadata#Edm.Decimal", "value": null}`, "STS-005 EEW"},
		{"the null type of drafts", "GET /svc/Orders/Shop.total()", "200", `{"@odata.context": "https://host/svc/$metadata#Edm.Null", "value": null}`, "STS-005 EEW"},
		{"a value", "GET /svc/Customers(1)/name", "200", strings.Replace(null, "null", `"a"`, 1), ""},
		{"an empty collection", "GET /svc/Customers(1)/tags", "200", `{"@odata.context": "https://host/svc/$metadata#Customers(1)/tags", "value": []}`, ""},
		{"a null inside an entity", "", "200", strings.Replace(oneCustomer, `"a"`, "null", 1), ""},
	})
}

func TestAnActionThatReturnsNothingHasNoContent(t *testing.T) {
	ship := "POST /svc/Boxes(1)/NS.ship\nContent-Type: application/json\n\n{}"
	judgeHeads(t, "STS-006", shipping, []headRow{
		{"no content", ship, "204", "", ""},
		{"later", ship, "202\nLocation: https://host/svc/monitor", "", ""},
		{"a success with nothing", ship, "200", "", "STS-006 EEI"},
		{"a creation", ship, "201\nLocation: https://host/svc/Boxes(2)", `{"@odata.context": "https://host/svc/$metadata#Boxes/$entity", "id": 2, "tags": []}`, "STS-006 EEI"},
		{"an error", ship, "400", oneError, ""},
	})
	judgeHeads(t, "STS-006", "", []headRow{
		{"an action that returns something", "POST /svc/Orders('7')/Shop.close\nContent-Type: application/json\n\n{}", "200",
			`{"@odata.context": "https://host/svc/$metadata#Orders/$entity", "no": "7", "total": 1, "state": "paid"}`, ""},
	})
}
