package check

import (
	"strings"
	"testing"
)

// entries are those of the shop's whole service document.
const entries = `{"name": "Customers", "kind": "EntitySet", "url": "Customers"}, {"name": "Orders", "url": "Orders"}, {"name": "Products", "kind": "EntitySet", "url": "Products"}, ` +
	`{"name": "Me", "kind": "Singleton", "url": "Me"}, {"name": "top", "kind": "FunctionImport", "url": "top"}`

func TestAServiceDocumentListsTheContainer(t *testing.T) {
	document := func(entries string) string { return in("", `"value": [`+entries+`]`) }
	// with is the whole document with one part of it written otherwise.
	with := func(old, other string) string {
		if !strings.Contains(entries, old) {
			t.Fatalf("no entry has %s", old)
		}
		return document(strings.Replace(entries, old, other, 1))
	}
	const orders = `{"name": "Orders", "url": "Orders"}`
	judgeRows(t, []row{
		{name: "all that the container includes", request: "GET /svc/", body: document(entries)},
		{name: "by the context alone", body: document(entries)},
		{name: "a member that is no entry's", request: "GET /svc/", body: with(`"url": "Orders"`, `"url": "Orders", "href": "Orders"`), want: []string{"SVC-001 EEW /value/1/href"}},
		{name: "a title and annotations", request: "GET /svc/", body: with(`"url": "Orders"`, `"url": "Orders", "title": "All orders", "@Core.Description": "a"`)},
		{name: "a title that is no string", request: "GET /svc/", body: with(`"url": "Orders"`, `"url": "Orders", "title": 5`), want: []string{"SVC-001 EEW /value/1/title"}},
		{name: "a member beside value", request: "GET /svc/", body: in("", `"total": 5, "value": [`+entries+`]`), want: []string{"SVC-001 EEW /total"}},
		{name: "an annotation beside value", request: "GET /svc/", body: in("", `"@Core.Description": "a", "value": [`+entries+`]`)},
		{name: "no url", request: "GET /svc/", body: with(orders, `{"name": "Orders"}`), want: []string{"SVC-001 EEW /value/1"}},
		{name: "an empty url", request: "GET /svc/", body: with(`"url": "Orders"`, `"url": ""`), want: []string{"SVC-001 EEW /value/1/url"}},
		{name: "a url with a blank", request: "GET /svc/", body: with(`"url": "Orders"`, `"url": "All Orders"`), want: []string{"SVC-001 EEW /value/1/url"}},
		{name: "a url that is absolute", request: "GET /svc/", body: with(`"url": "Orders"`, `"url": "https://host/svc/Orders"`)},
		{name: "no name", request: "GET /svc/", body: document(entries + `, {"url": "Others", "kind": "ServiceDocument"}`), want: []string{"SVC-001 EEW /value/5"}},
		{name: "a string for an entry", request: "GET /svc/", body: document(entries + `, "Others"`), want: []string{"SVC-001 EEW /value/5"}},
		{name: "another service document", request: "GET /svc/", body: document(entries + `, {"name": "Others", "url": "https://other/svc/", "kind": "ServiceDocument"}`)},
		{name: "an unknown kind", request: "GET /svc/", body: document(entries + `, {"name": "Others", "url": "Others", "kind": "Basket"}`), want: []string{"SVC-001 WWW /value/5/kind"}},
		{name: "another kind than the container's", request: "GET /svc/", body: with(`"kind": "Singleton"`, `"kind": "EntitySet"`), want: []string{"SVC-001 EEW /value/3/kind"}},
		{name: "no kind, of what is no set", request: "GET /svc/", body: with(`"kind": "Singleton", `, ``), want: []string{"SVC-001 EEW /value/3"}},
		{name: "a kind that is no string", request: "GET /svc/", body: document(entries + `, {"name": "Others", "url": "Others", "kind": 5}`), want: []string{"SVC-001 EEW /value/5/kind"}},
		{name: "a name that the container lacks", request: "GET /svc/", body: document(entries + `, {"name": "Ordres", "url": "Ordres"}`), want: []string{"SVC-001 EEW /value/5/name"}},
		{name: "a set that is left out on purpose", request: "GET /svc/", body: document(entries + `, {"name": "Hidden", "url": "Hidden"}`), want: []string{"SVC-001 EEW /value/5/name"}},
		{name: "a function that is not included", request: "GET /svc/", body: document(entries + `, {"name": "states", "url": "states", "kind": "FunctionImport"}`), want: []string{"SVC-001 EEW /value/5/name"}},
		{name: "a set that is missing", request: "GET /svc/", body: with(orders+`, `, ``), want: []string{"SVC-001 EEW /value"}},
		{name: "a singleton that is missing", request: "GET /svc/", body: with(`{"name": "Me", "kind": "Singleton", "url": "Me"}, `, ``), want: []string{"SVC-001 EEW /value"}},
		{name: "a part of it, and a next link to the rest", request: "GET /svc/", body: in("", `"value": [`+orders+`], "@odata.nextLink": "https://host/svc/?$skiptoken=1"`)},
		{name: "a fragment, which is its context's fault", request: "GET /svc/", body: in("#Customers", `"value": [`+entries+`]`), want: []string{"CTX-002 EEW /@odata.context"}, unjudged: "the context does not say"},
		{name: "none at all, at level none", request: "GET /svc/", response: atNone, body: `{"value": [` + entries + `]}`, unjudged: "no documented operation"},
	}, "SVC", "CTX", "COL")
}
