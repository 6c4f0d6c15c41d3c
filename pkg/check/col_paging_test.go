package check

import "testing"

func TestACountIsGivenWhereItIsAsked(t *testing.T) {
	counted, silent := many(`"@odata.count": 1, `), all
	judgeRows(t, []row{
		{name: "a count that nobody asked", request: get, body: counted, want: []string{"COL-009 WWI /@odata.count"}},
		{name: "a count that was declined", request: get + "?$count=false", body: counted, want: []string{"COL-009 WWI /@odata.count"}},
		{name: "a count that was asked", request: get + "?$count=true", body: counted},
		{name: "a count behind a token", request: get + "?$skiptoken=5", body: counted},
		{name: "a count in a delta", request: get, body: in("#Customers/$delta", `"@odata.count": 1, "value": [{"@odata.id": "Customers(1)"}], "@odata.deltaLink": "x"`)},
		{name: "a count whose request is not known", body: counted},
		{name: "no count, though it was asked", request: get + "?$count=true", body: silent, want: []string{"COL-013 EEW /value"}},
		{name: "no count on the first of several pages", request: get + "?$count=true", body: page(`"@odata.nextLink": "Customers?$count=true&$skiptoken=5"`), want: []string{"COL-013 EEW /value"}},
		{name: "no count at level none", request: get + "?$count=true", response: atNone, body: `{"value": [{` + whole + `}]}`, want: []string{"COL-013 EEW /value"}},
		{name: "no count on a later page", request: get + "?$count=true&$skiptoken=5", body: silent},
		{name: "no count, which was declined", request: get + "?$count=false", body: silent},
		{name: "no count, which nobody asked", request: get, body: silent},
		{name: "no count of an entity", request: "GET /svc/Customers(1)?$count=true", body: in("#Customers/$entity", whole)},
	}, "COL")
}

func TestAWholeResultHasAsManyItemsAsItCounts(t *testing.T) {
	counted := func(query string, count string) row {
		return row{request: get + "?$count=true" + query, body: many(`"@odata.count": ` + count + `, `)}
	}
	named := func(name string, r row, want ...string) row {
		r.name, r.want = name, want
		return r
	}
	paged := row{request: get + "?$count=true", body: in("#Customers", `"@odata.count": 5, "value": [{`+whole+`}], "@odata.nextLink": "Customers?$count=true&$skiptoken=5"`)}
	judgeRows(t, []row{
		named("more were counted", counted("", "5"), "COL-011 WWI /@odata.count"),
		named("fewer were counted", counted("", "0"), "COL-011 WWI /@odata.count"),
		named("more were counted, behind a filter", counted("&$filter=id%20gt%200", "5"), "COL-011 WWI /@odata.count"),
		named("as many", counted("", "1")),
		named("a part of them, by $top", counted("&$top=1", "5")),
		named("a part of them, by $skip", counted("&$skip=4", "5")),
		named("a page of them", paged),
		named("a later page", counted("&$skiptoken=5", "5")),
		named("the entries of a delta", row{request: get + "?$count=true", body: in("#Customers/$delta", `"@odata.count": 5, "value": [{"@odata.id": "Customers(1)"}], "@odata.deltaLink": "x"`)}),
	}, "COL")
}

func TestAnEmptyCollectionIsAnEmptyArray(t *testing.T) {
	missing := `{"error": {"code": "a", "message": "b"}}`
	judgeRows(t, []row{
		{name: "no content", request: get, response: "204", want: []string{"COL-012 EEW"}},
		{name: "no content from a function", request: "GET /svc/Customers(1)/Shop.similar()", response: "204", want: []string{"COL-012 EEW"}},
		{name: "a set that is not found", request: get, response: "404", body: missing, want: []string{"COL-012 EEW"}},
		{name: "null", request: get, body: in("#Customers", `"value": null`), want: []string{"COL-012 EEW /value"}},
		{name: "null for a property's collection", body: in("#Customers(1)/tags", `"value": null`), want: []string{"COL-012 EEW /value"}, unjudged: "the context does not say"},
		{name: "an empty array", request: get, body: in("#Customers", `"value": []`), want: []string{"COL-010 III /value"}},
		{name: "an array", request: get, body: all},
		{name: "no content for one", request: "GET /svc/Customers(1)/favourite", response: "204"},
		{name: "a collection whose owner is not found", request: "GET /svc/Customers(1)/orders", response: "404", body: missing},
		{name: "an entity that is not found", request: "GET /svc/Customers(1)", response: "404", body: missing},
		{name: "no content for a create", request: "POST /svc/Customers\n\n{}", response: "204\nLocation: https://host/svc/Customers(1)\nOData-EntityId: https://host/svc/Customers(1)"},
		{name: "no content for a delete of them all", request: "DELETE /svc/Customers", response: "204"},
	}, "COL", "CTX", "PRM")
}

func TestTheNextLinkLeadsIntoTheSameResult(t *testing.T) {
	next := func(query, link string) row {
		return row{request: get + "?" + query, body: page(`"@odata.nextLink": "` + link + `"`)}
	}
	selected := func(query, link string) row {
		return row{request: get + "?" + query, body: in("#Customers(id,name)", `"value": [{"id": 1, "name": "A"}], "@odata.nextLink": "`+link+`"`)}
	}
	named := func(name string, r row, want ...string) row {
		r.name, r.want = name, want
		return r
	}
	const filter = "$filter=id%20gt%203"
	judgeRows(t, []row{
		named("it drops the filter", next(filter, "Customers?$skiptoken=1"), "COL-014 WWW /@odata.nextLink"),
		named("it changes the filter", next(filter, "Customers?$filter=id%20gt%204&$skiptoken=1"), "COL-014 WWW /@odata.nextLink"),
		named("it keeps the filter", next(filter, "Customers?$filter=id%20gt%203&$skiptoken=1")),
		named("it keeps the filter, with other blanks", next(filter, "https://host/svc/Customers?$filter=id+gt+3&$skiptoken=1")),
		named("it drops the order", next("$orderby=name", "Customers?$skiptoken=1"), "COL-014 WWW /@odata.nextLink"),
		named("it changes the order", next("$orderby=name", "Customers?$orderby=id&$skiptoken=1"), "COL-014 WWW /@odata.nextLink"),
		named("it keeps the order", next("$orderby=name", "Customers?$orderby=name&$skiptoken=1")),
		named("it drops what is selected", selected("$select=id,name", "Customers?$skiptoken=1"), "COL-014 WWW /@odata.nextLink"),
		named("it keeps the filter beside what cannot be read", next(filter, "Customers?$orderby=(&$filter=id%20gt%203&$skiptoken=1")),
		named("it drops the filter beside what cannot be read", next(filter, "Customers?$orderby=(&$skiptoken=1"), "COL-014 WWW /@odata.nextLink"),
		named("it expands in another order", next("$expand=orders($select=no,total),notes", "Customers?$expand=notes,orders($select=no,total)&$skiptoken=1")),
		named("it selects in another order", selected("$select=id,name", "Customers?$select=name,id&$skiptoken=1")),
		named("it drops what is expanded", row{request: get + "?$expand=orders", body: in("#Customers(orders())", `"value": [{`+whole+`, "orders": []}], "@odata.nextLink": "Customers?$skiptoken=1"`)}, "COL-014 WWW /@odata.nextLink"),
		named("it keeps what is expanded", row{request: get + "?$expand=orders", body: in("#Customers(orders())", `"value": [{`+whole+`, "orders": []}], "@odata.nextLink": "Customers?$expand=orders&$skiptoken=1"`)}),
		named("it skips no further", next("$skip=10", "Customers?$skip=10"), "COL-014 WWW /@odata.nextLink"),
		named("it skips back", next("$skip=10", "Customers?$skip=0"), "COL-014 WWW /@odata.nextLink"),
		named("it skips further", next("$skip=10", "Customers?$skip=20")),
		named("it skips for the first time", next("$top=5", "Customers?$top=4&$skip=1")),
		named("nothing was asked", next("$count=false", "Customers?$skiptoken=1")),
		named("a delta's token carries all", row{request: get + "?" + filter, body: in("#Customers/$delta", `"value": [{"@odata.id": "Customers(1)"}], "@odata.nextLink": "Customers?$skiptoken=1"`)}),
	}, "COL")
}
