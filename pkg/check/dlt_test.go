package check

import "testing"

// delta is a whole delta of customers with these entries.
func delta(entries string) string {
	return in("#Customers/$delta", `"value": [`+entries+`], "@odata.deltaLink": "Customers?$deltatoken=1"`)
}

const (
	of40  = "200\nOData-Version: 4.0"
	of401 = "200\nOData-Version: 4.01"
)

func TestTheLastPageOfADeltaHasADeltaLink(t *testing.T) {
	changes := `"value": [{"@odata.id": "Customers(1)", "name": "A"}]`
	tracked := "200\nPreference-Applied: track-changes"
	judgeRows(t, []row{
		{name: "no link", body: in("#Customers/$delta", changes), want: []string{"DLT-001 WWE"}},
		{name: "no link, though changes are tracked", body: in("#Customers/$delta", changes), response: tracked, want: []string{"DLT-001 EEE"}},
		{name: "no link on the answer that begins to track", request: get, body: all, response: "200\nPreference-Applied: odata.track-changes", want: []string{"DLT-001 EEE"}},
		{name: "no link behind a delta token", request: get + "?$deltatoken=1", body: all, want: []string{"DLT-001 WWE"}},
		{name: "no link from Graph's delta function", request: "GET /svc/Customers/Shop.delta()", body: all, want: []string{"DLT-001 --E"}},
		{name: "a delta link", body: in("#Customers/$delta", changes+`, "@odata.deltaLink": "Customers?$deltatoken=1"`), response: tracked},
		{name: "a next link", body: in("#Customers/$delta", changes+`, "@odata.nextLink": "Customers?$skiptoken=1"`), response: tracked},
		{name: "a delta link of 4.01", response: of401, body: in("#Customers/$delta", changes+`, "@deltaLink": "Customers?$deltatoken=1"`)},
		{name: "no link on what is no delta", request: get, body: all},
		{name: "no link on an expanded collection", response: of401, body: delta(`{"@odata.id": "Customers(1)", "orders": []}`)},
		{name: "no link on one changed entity", response: of401, body: in("#Customers/$entity/$delta", `"@odata.id": "Customers(1)", "name": "A"`)},
		{name: "an error behind a delta token", request: get + "?$deltatoken=1", response: "410", body: `{"error": {"code": "a", "message": "b"}}`},
	}, "DLT")
}

func TestDeletedEntitiesOf401HaveRemoved(t *testing.T) {
	judgeRows(t, []row{
		{name: "null", response: of401, body: delta(`{"@removed": null, "id": 1}`), want: []string{"DLT-002 EEE /value/0/@removed"}},
		{name: "a word", response: of401, body: delta(`{"@removed": "deleted", "id": 1}`), want: []string{"DLT-002 EEE /value/0/@removed"}},
		{name: "an unknown reason", response: of401, body: delta(`{"@removed": {"reason": "gone"}, "id": 1}`), want: []string{"DLT-002 EEE /value/0/@removed/reason"}},
		{name: "a reason that is no string", response: of401, body: delta(`{"@removed": {"reason": 1}, "id": 1}`), want: []string{"DLT-002 EEE /value/0/@removed/reason"}},
		{name: "neither an id nor a key", response: of401, body: delta(`{"@removed": {"reason": "deleted"}}`), want: []string{"DLT-002 EEE /value/0"}},
		{name: "a part of the key", response: of401, body: in("#Orders('1')/lines/$delta", `"value": [{"@removed": {}, "order": "1"}], "@odata.deltaLink": "x"`), want: []string{"DLT-002 EEE /value/0"}},
		{name: "the form of 4.0, which Graph may send as well", response: of401, body: delta(`{"@odata.context": "#Customers/$deletedEntity", "id": "Customers(1)"}`), want: []string{"DLT-002 EE- /value/0"}},
		{name: "removed behind a property", response: of401, body: delta(`{"id": 1, "@removed": {"reason": "deleted"}}`), want: []string{"DLT-002 WWW /value/0/@removed"}},
		{name: "removed behind a property in each of two, which has one cause", response: of401, body: delta(`{"id": 1, "@removed": {}}, {"id": 2, "@removed": {}}`), want: []string{"DLT-002 WWW /value/0/@removed"}},
		{name: "removed behind a property, streamed, which breaks the order that was promised", response: "200\nOData-Version: 4.01\nContent-Type: application/json;metadata=minimal;streaming=true", body: delta(`{"id": 1, "@removed": {"reason": "deleted"}}`),
			want: []string{"CTX-012 EEW /value/0/@removed"}},
		{name: "removed behind the context and the id", response: of401, body: delta(`{"@odata.context": "#Customers/$deletedEntity", "@odata.id": "Customers(1)", "@removed": {"reason": "deleted"}}`)},
		{name: "deleted, by its key", response: of401, body: delta(`{"@removed": {"reason": "deleted"}, "id": 1}`)},
		{name: "changed, by its id", response: of401, body: delta(`{"@removed": {"reason": "changed"}, "@id": "Customers(1)"}`)},
		{name: "without a reason", response: of401, body: delta(`{"@removed": {}, "id": 1}`)},
		{name: "all parts of the key", response: of401, body: in("#Orders('1')/lines/$delta", `"value": [{"@removed": {}, "order": "1", "position": 2}], "@odata.deltaLink": "x"`)},
		{name: "one deleted entity alone", response: of401, body: in("#Customers/$entity/$delta", `"@removed": {"reason": "deleted"}, "@id": "Customers(1)"`)},
	}, "DLT", "CTX-012")
}

func TestDeletedEntitiesOf40HaveAContext(t *testing.T) {
	deleted := func(members string) string {
		return delta(`{"@odata.context": "#Customers/$deletedEntity"` + members + `}`)
	}
	judgeRows(t, []row{
		{name: "no id", response: of40, body: deleted(`, "reason": "deleted"`), want: []string{"DLT-002 EEE /value/0"}},
		{name: "an id that is no string", response: of40, body: deleted(`, "id": 1`), want: []string{"DLT-002 EEE /value/0/id"}},
		{name: "an unknown reason", response: of40, body: deleted(`, "id": "Customers(1)", "reason": "gone"`), want: []string{"DLT-002 EEE /value/0/reason"}},
		{name: "the form of 4.01, which Graph sends", response: of40, body: delta(`{"@removed": {"reason": "deleted"}, "id": 1}`), want: []string{"DLT-002 EE- /value/0/@removed"}},
		{name: "null for removed", response: of40, body: delta(`{"@removed": null, "id": 1}`), want: []string{"DLT-002 EEE /value/0/@removed"}},
		{name: "removed behind a property, in Graph's form", response: of40, body: delta(`{"id": 1, "@removed": {"reason": "deleted"}}`), want: []string{"DLT-002 EEW /value/0/@removed"}},
		{name: "neither an id nor a key in Graph's form", response: of40, body: delta(`{"@removed": {"reason": "deleted"}}`), want: []string{"DLT-002 EE- /value/0/@removed", "DLT-002 --E /value/0"}},
		{name: "a reason", response: of40, body: deleted(`, "id": "Customers(1)", "reason": "changed"`)},
		{name: "no reason", response: of40, body: deleted(`, "id": "Customers(1)"`)},
	}, "DLT")
}

func TestLinksSayWhatTheyLink(t *testing.T) {
	link := func(kind, members string) string {
		return delta(`{"@odata.context": "#Customers/$` + kind + `", ` + members + `}`)
	}
	const source, orders, favourite, target = `"source": "Customers(1)"`, `, "relationship": "orders"`, `, "relationship": "favourite"`, `, "target": "Orders('1')"`
	var rows []row
	for _, response := range []string{of40, of401} {
		in := " in " + response[len(response)-4:]
		rows = append(rows, []row{
			{name: "no relationship" + in, response: response, body: link("link", source+target), want: []string{"DLT-003 EEW /value/0"}},
			{name: "no source" + in, response: response, body: link("link", `"relationship": "orders"`+target), want: []string{"DLT-003 EEW /value/0"}},
			{name: "no target" + in, response: response, body: link("link", source+orders), want: []string{"DLT-003 EEW /value/0"}},
			{name: "no target of a single one" + in, response: response, body: link("link", source+favourite), want: []string{"DLT-003 EEW /value/0"}},
			{name: "an empty target" + in, response: response, body: link("link", source+orders+`, "target": ""`), want: []string{"DLT-003 EEW /value/0/target"}},
			{name: "a source that is no string" + in, response: response, body: link("link", `"source": 1`+orders+target), want: []string{"DLT-003 EEW /value/0/source"}},
			{name: "no context" + in, response: response, body: delta(`{` + source + orders + target + `}`), want: []string{"DLT-003 EEW /value/0"}},
			{name: "a relationship that the type lacks" + in, response: response, body: link("link", source+`, "relationship": "ordres"`+target), want: []string{"DLT-003 EEW /value/0/relationship"}},
			{name: "a property for a relationship" + in, response: response, body: link("link", source+`, "relationship": "name"`+target), want: []string{"DLT-003 EEW /value/0/relationship"}},
			{name: "a relationship of another set's entities" + in, response: response, body: delta(`{"@odata.context": "#Orders/$link", "source": "Orders('1')"` + orders + target + `}`), want: []string{"DLT-003 EEW /value/0/relationship"}},
			{name: "a deleted link of many without its target" + in, response: response, body: link("deletedLink", source+orders), want: []string{"DLT-003 EEW /value/0"}},
			{name: "a link" + in, response: response, body: link("link", source+orders+target)},
			{name: "a deleted link" + in, response: response, body: link("deletedLink", source+orders+target)},
			{name: "a relationship of a derived type" + in, response: response, body: link("link", source+`, "relationship": "adviser", "target": "Customers(2)"`)},
			{name: "a link of another set's entities" + in, response: response, body: delta(`{"@odata.context": "#Orders/$link", "source": "Orders('1')", "relationship": "buyer", "target": "Customers(1)"}`)},
			{name: "an annotation" + in, response: response, body: link("link", source+orders+target+`, "@Core.Description": "a"`)},
		}...)
	}
	judgeRows(t, append(rows,
		row{name: "a deleted link of one without its target in 4.01", response: of401, body: link("deletedLink", source+favourite)},
		row{name: "a deleted link of one without its target in 4.0, where Graph's form is that of 4.01", response: of40, body: link("deletedLink", source+favourite), want: []string{"DLT-003 EE- /value/0"}},
		row{name: "a path to a derived type's relationship in 4.01", response: of401, body: link("link", source+`, "relationship": "Shop.VipCustomer/adviser", "target": "Customers(2)"`)},
	), "DLT")
}

func TestRelatedEntitiesOfADeltaStandWholeOrAsADelta(t *testing.T) {
	entry := func(members string) string { return delta(`{"@odata.id": "Customers(1)", ` + members + `}`) }
	judgeRows(t, []row{
		{name: "both", response: of401, body: entry(`"orders": [], "orders@delta": []`), want: []string{"DLT-004 EEW /value/0/orders@delta"}},
		{name: "both, with the prefix", response: of401, body: entry(`"orders@odata.delta": [], "orders": []`), want: []string{"DLT-004 EEW /value/0/orders@odata.delta"}},
		{name: "a delta", response: of401, body: entry(`"orders@delta": []`)},
		{name: "the whole", response: of401, body: entry(`"orders": []`)},
		{name: "the whole of one and the delta of another", response: of401, body: entry(`"orders": [], "notes@delta": []`)},
		{name: "the whole and its count", response: of401, body: entry(`"orders": [], "orders@count": 0`)},
		{name: "a delta in 4.0, which Graph sends", response: of40, body: entry(`"orders@odata.delta": []`), want: []string{"DLT-004 EE- /value/0/orders@odata.delta"}},
		{name: "the whole in 4.0, which Graph sends", response: of40, body: entry(`"orders": []`), want: []string{"DLT-004 EE- /value/0/orders"}},
		{name: "both in 4.0", response: of40, body: entry(`"orders": [], "orders@odata.delta": []`), want: []string{"DLT-004 EE- /value/0/orders", "DLT-004 EEW /value/0/orders@odata.delta"}},
		{name: "structural properties in 4.0", response: of40, body: entry(`"name": "A", "tags": []`)},
		{name: "an expanded entity that is no delta's", response: of40, body: in("#Customers(orders())/$entity", whole+`, "orders": []`)},
	}, "DLT")
}
