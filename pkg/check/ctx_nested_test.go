package check

import "testing"

func TestTheContextOfAnObjectOrAPropertyIsJudgedAsTheBodysIs(t *testing.T) {
	// with is a customer with these members beside its own.
	with := func(members string) string {
		return in("#Customers(favourite(),orders())/$entity", whole+`, `+members)
	}
	const product = `"sku": "a", "price": 1`
	judgeRows(t, []row{
		{name: "a number on a property", body: with(`"orders@odata.context": 5, "orders": []`), want: []string{"CTX-014 EEW /orders@odata.context"}},
		{name: "a number on an object", body: with(`"favourite": {"@odata.context": 5, ` + product + `}`), want: []string{"CTX-014 EEW /favourite/@odata.context"}},
		{name: "a set that is not there, on an object", body: with(`"favourite": {"@odata.context": "#Prodcts/$entity", ` + product + `}`), want: []string{"CTX-014 EEW /favourite/@odata.context"}},
		{name: "another set's entity on an object", body: with(`"favourite": {"@odata.context": "#Orders/$entity", ` + product + `}`), want: []string{"CTX-014 EEW /favourite/@odata.context"}},
		{name: "a whole set on an object", body: with(`"favourite": {"@odata.context": "#Products", ` + product + `}`), want: []string{"CTX-014 EEW /favourite/@odata.context"}},
		{name: "its own set's entity on an object", body: with(`"favourite": {"@odata.context": "#Products/$entity", ` + product + `}`)},
		{name: "its own type on an object", body: with(`"favourite": {"@odata.context": "#Shop.Product", ` + product + `}`)},
		{name: "another type on a structural property", body: in("#Customers/$entity", whole+`, "address@odata.context": "#Shop.Product"`), want: []string{"CTX-014 EEW /address@odata.context"}},
		{name: "its own type on a structural property", body: in("#Customers/$entity", whole+`, "address@odata.context": "#Customers(1)/address"`)},
		{name: "a namespace that the contract does not know", body: with(`"orders@odata.context": "#Collection(Other.Thing)", "orders": []`)},
		{name: "a path to what lives in a set of its own", body: with(`"orders@odata.context": "#Customers(1)/orders", "orders": []`), want: []string{"CTX-014 EEW /orders@odata.context"}},
		{name: "a deleted entity of the delta's set", response: of40, body: delta(`{"@odata.context": "#Customers/$deletedEntity", "id": "Customers(1)"}`)},
		{name: "an entity of another set in a delta", response: of401, body: delta(`{"@odata.context": "#Orders/$entity", "@odata.id": "Orders('1')", "no": "1"}`)},
		{name: "a set that is not there, in a delta", response: of401, body: delta(`{"@odata.context": "#Ordrs/$entity", "@odata.id": "Orders('1')"}`), want: []string{"CTX-014 EEW /value/0/@odata.context"}},
	}, "CTX", "DLT")
}

func TestWhereAnEntityLivesIsFollowedFromTheContext(t *testing.T) {
	product := `{"sku": "a", "price": 1}`
	line := `"order": "1", "position": 1, "product": ` + product
	judgeRows(t, []row{
		{name: "without binding, behind a singleton", body: in("#Me(wishes())", whole+`, "wishes": [`+product+`]`), want: []string{"CTX-015 WWI /wishes/0"}},
		{name: "bound, behind a singleton", body: in("#Me(orders())", whole+`, "orders": [{"no": "1", "total": 1, "state": "open"}]`)},
		{name: "bound, behind what a path contains", body: in("#Orders('1')/lines(product())", `"value": [{`+line+`}]`)},
		{name: "behind a type alone, whose set nobody knows", body: in("#Shop.Customer(orders())", whole+`, "orders": [{"no": "1", "total": 1, "state": "open"}]`)},
		{name: "bound to a derived type's property", body: in("#Customers(Shop.VipCustomer/adviser())/$entity", `"@odata.type": "#Shop.VipCustomer", `+whole+`, "level": 1, "adviser": {`+whole+`}`)},
		{name: "null, without binding", body: in("#Me(wishes())", whole+`, "wishes": []`)},
		{name: "without binding, at level none", response: atNone, request: "GET /svc/Me?$expand=wishes", body: `{` + whole + `, "wishes": [` + product + `]}`},
		{name: "an entry of another set in a delta, with its context", response: of401, body: delta(`{"@odata.context": "#Orders/$entity", "@odata.id": "Orders('1')", "no": "1"}`)},
	}, "CTX", "ENT-005", "DLT")
}
