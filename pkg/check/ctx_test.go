package check

import (
	"net/url"
	"testing"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// whole is a customer of the shop without its braces.
const whole = `"id": 1, "name": "A", "address": null, "tags": [], "grades": []`

// all is the context and the only item of a whole answer.
const all = `{"@odata.context": "https://host/svc/$metadata#Customers", "value": [{` + whole + `}]}`

// in is a body whose context has that fragment.
func in(fragment, rest string) string {
	return `{"@odata.context": "https://host/svc/$metadata` + fragment + `", ` + rest + `}`
}

const get = "GET /svc/Customers"

// boxes are types that have a property named value.
const boxes = `<EntityType Name="Box"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/><Property Name="value" Type="Collection(Edm.String)"/></EntityType>` +
	`<EntityType Name="Lid"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>` +
	`<EntityType Name="BigLid" BaseType="NS.Lid"><Property Name="value" Type="Edm.String"/></EntityType>` +
	`<EntityContainer Name="C"><EntitySet Name="Boxes" EntityType="NS.Box"/><EntitySet Name="Lids" EntityType="NS.Lid"/></EntityContainer>`

func TestADataResponseHasARootContext(t *testing.T) {
	none := "200\nContent-Type: application/json;odata.metadata=none;metadata=none"
	judgeRows(t, []row{
		{name: "no context at minimal", request: get, body: `{"value": [{` + whole + `}]}`, want: []string{"CTX-001 EEE"}},
		{name: "a context", request: get, body: all},
		{name: "no context, and nobody named a level", request: get, response: "200\nContent-Type: application/json", body: `{"value": [{` + whole + `}]}`, want: []string{"CTX-001 WWW"}},
		{name: "no context, and the request names a version alone", request: get + "\nOData-MaxVersion: 4.01", response: "200\nContent-Type: application/json",
			body: `{"value": [{` + whole + `}]}`, want: []string{"CTX-001 EEE"}},
		{name: "no context, and the request asked for minimal", request: get + "\nAccept: application/json;odata.metadata=minimal", response: "200\nContent-Type: application/json",
			body: `{"value": [{` + whole + `}]}`, want: []string{"CTX-001 EEE"}},
		{name: "no context at none", request: get, response: none, body: `{"value": [{` + whole + `}]}`},
		{name: "a context at none", request: get, response: none, body: all, want: []string{"CTX-001 WWI /@odata.context"}},
		{name: "an error", request: get, response: "404", body: `{"error": {"code": "a", "message": "b"}}`, want: []string{"COL-012 EEW"}},
		{name: "an answer of nobody's", request: "GET /else/where", response: "200\nContent-Type: application/json\nOData-Version:", body: `{"a": 1}`, unjudged: "no documented operation"},
		{name: "an entity", request: "GET /svc/Customers(1)", body: `{` + whole + `}`, want: []string{"CTX-001 EEE"}},
		{name: "a property", request: "GET /svc/Customers(1)/name", body: `{"value": "A"}`, want: []string{"CTX-001 EEE"}},
		{name: "references", request: "GET /svc/Customers(1)/orders/$ref", body: `{"value": [{"@odata.id": "Orders('1')"}]}`, want: []string{"CTX-001 EEE"}},
		{name: "an operation's result", request: "POST /svc/Orders('1')/Shop.close", body: `{"no": "1", "total": 1, "state": "open"}`, want: []string{"CTX-001 EEE"}},
		{name: "a delta", request: get + "?$deltatoken=1", body: `{"value": [{` + whole + `}], "@odata.deltaLink": "x"}`, want: []string{"CTX-001 EEE"}},
		{name: "accepted, with a word on how it goes", request: get, response: "202\nLocation: https://host/svc/monitor", body: `{"percent": 5}`, unjudged: "202 Accepted"},
		{name: "nothing", request: get, response: "304"},
		{name: "a stream that is JSON", csdl: lab, request: "GET /svc/Photos(1)/$value", response: "200\nContent-Type: application/json", body: `{"a": 1}`, unjudged: "stream"},
		{name: "a metadata document in JSON", request: "GET /svc/$metadata", body: `{"$Version": "4.01"}`},
	}, "CTX", "COL")
}

func TestTheContextParses(t *testing.T) {
	judgeRows(t, []row{
		{name: "an open parenthesis", request: get, body: in("#Customers((", `"value": [{`+whole+`}]`), want: []string{"CTX-002 EEE /@odata.context"}},
		{name: "a select list", request: get, body: in("#Customers(id,name)", `"value": [{"id": 1, "name": "A"}]`)},
		{name: "no string", request: get, body: `{"@odata.context": 5, "value": [{` + whole + `}]}`, want: []string{"CTX-002 EEE /@odata.context"}},
		{name: "a type without its namespace", body: in("#Collection(Customer)", `"value": [{`+whole+`}]`), want: []string{"CTX-002 EEW /@odata.context"}},
		{name: "a name of nothing, unless of a type, which the body is not", body: in("#Customer", `"value": [{`+whole+`}]`), want: []string{"CTX-005 EEE /@odata.context"}},
		{name: "a type with its namespace", body: in("#Collection(Shop.Customer)", `"value": [{`+whole+`}]`)},
		{name: "a type by the alias of its schema", body: in("#Collection(S.Customer)", `"value": [{`+whole+`}]`)},
		{name: "a service document with a fragment", request: "GET /svc/", body: in("#Customers", `"value": [{"name": "Customers", "url": "Customers"}]`),
			want: []string{"CTX-002 EEW /@odata.context"}, unjudged: "the context does not say"},
		{name: "a list behind a complex property", request: get + "?$select=address", body: in("#Customers(id,address(city))", `"value": [{"id": 1, "address": {"city": "a"}}]`),
			want: []string{"CTX-002 WWI /@odata.context"}},
		{name: "a path through a complex property", request: get + "?$select=address/city", body: in("#Customers(id,address/city)", `"value": [{"id": 1, "address": {"city": "a"}}]`)},
	}, "CTX")
}

func TestTheContextNamesTheMetadataOfTheServiceThatWasAsked(t *testing.T) {
	customers := func(context string) string {
		return `{"@odata.context": "` + context + `", "value": [{` + whole + `}]}`
	}
	judgeRows(t, []row{
		{name: "another document", body: customers("https://host/svc/metadata#Customers"), want: []string{"CTX-003 EEW /@odata.context"}, unjudged: "the context does not say"},
		{name: "no slash before the document", body: customers("https://host/svc$metadata#Customers"), want: []string{"CTX-003 EEW /@odata.context"}, unjudged: "the context does not say"},
		{name: "a query that no metadata document has", body: customers("https://host/svc/$metadata?$top=1#Customers"), want: []string{"CTX-003 EEW /@odata.context"}, unjudged: "the context does not say"},
		{name: "neither a document nor a fragment", body: customers("Customers"), want: []string{"CTX-002 EEE /@odata.context"}, unjudged: "the context does not say"},
		{name: "a fragment alone, which against the request names the set", request: get, body: customers("#Customers"), want: []string{"CTX-003 EEW /@odata.context"}},
		{name: "a fragment alone, and no request to read it against", body: customers("#Customers")},
		{name: "a workload's own document", request: get, body: customers("https://host/svc/reports/$metadata#Customers"), want: []string{"CTX-003 EE- /@odata.context"}},
		{name: "another root", request: get, body: customers("https://host/other/svc/$metadata#Customers"), want: []string{"CTX-003 EE- /@odata.context"}},
		{name: "relative to the request", request: get, body: customers("$metadata#Customers")},
		{name: "relative, and one level too deep", request: "GET /svc/Customers(1)/orders", body: `{"@odata.context": "$metadata#Orders", "value": []}`,
			want: []string{"CTX-003 EE- /@odata.context", "COL-010 III"}},
		{name: "relative, one level up", request: "GET /svc/Customers(1)/orders", body: `{"@odata.context": "../$metadata#Orders", "value": []}`, want: []string{"COL-010 III"}},
		{name: "another case of the path, as some servers answer", request: "GET /SVC/Customers", body: all},
		{name: "a schema version", request: get, body: customers("https://host/svc/$metadata?$schemaversion=2#Customers")},
	}, "CTX", "COL-010")
}

func TestTheNamesOfTheContextResolve(t *testing.T) {
	judgeRows(t, []row{
		{name: "no such set", request: get, body: in("#Custmers", `"value": [{`+whole+`}]`), want: []string{"CTX-004 EEW /@odata.context"}},
		{name: "no such type", body: in("#Collection(Shop.Custmer)", `"value": [{`+whole+`}]`), want: []string{"CTX-004 EEE /@odata.context"}, unjudged: "no contract"},
		{name: "no such select item", request: get, body: in("#Customers(id,nam)", `"value": [{"id": 1}]`), want: []string{"CTX-004 EEW /@odata.context"}},
		{name: "an item of an open type", request: "GET /svc/Products?$select=colour", body: in("#Products(sku,colour)", `"value": [{"sku": "a", "colour": "red"}]`)},
		{name: "a computed item", request: get + "?$select=id,double&$compute=id mul 2 as double", body: in("#Customers(id,double)", `"value": [{"id": 1, "double": 2}]`)},
		{name: "the entity suffix behind a singleton", request: "GET /svc/Me", body: in("#Me/$entity", whole), want: []string{"CTX-004 EEW /@odata.context"}},
		{name: "a singleton", request: "GET /svc/Me", body: in("#Me", whole)},
		{name: "another namespace than those that the contract knows", body: in("#Collection(Other.Thing)", `"value": []`), unjudged: "no contract for Other.Thing"},
	}, "CTX")
}

func TestTheBodyHasTheShapeOfItsContext(t *testing.T) {
	judgeRows(t, []row{
		{name: "a collection under an entity's context", body: in("#Customers/$entity", `"value": [{`+whole+`}]`), want: []string{"CTX-005 EEE /@odata.context"}, unjudged: "the context does not say"},
		{name: "an entity", body: in("#Customers/$entity", whole)},
		{name: "an entity in value", body: in("#Customers/$entity", `"value": {`+whole+`}`), want: []string{"CTX-005 EEE /@odata.context"}, unjudged: "the context does not say"},
		{name: "an entity under a collection's context", body: in("#Customers", whole), want: []string{"CTX-005 EEE /@odata.context"}, unjudged: "the context does not say"},
		{name: "an array under a primitive's context", body: in("#Customers(1)/name", `"value": ["a"]`), want: []string{"CTX-005 EEE /@odata.context"}, unjudged: "the context does not say"},
		{name: "a primitive value", body: in("#Customers(1)/name", `"value": "a"`)},
		{name: "a collection of values", body: in("#Customers(1)/tags", `"value": ["a"]`)},
		{name: "a complex value", body: in("#Customers(1)/address", `"street": "a", "city": "b"`)},
		{name: "an open type may have a property value", body: in("#Products/$entity", `"sku": "a", "price": 1, "value": [1]`), want: []string{"ENT-003 III"}},
		{name: "a context without fragment on a collection", request: get, body: in("", `"value": [{`+whole+`}]`), want: []string{"CTX-005 EEE /@odata.context"}},
		{name: "an object without value under a primitive's context", body: in("#Customers(1)/name", `"name": "a"`), want: []string{"CTX-005 EEE /@odata.context"}, unjudged: "the context does not say"},
		{name: "a type that has a collection named value", csdl: boxes, request: "GET /svc/Boxes(1)", body: in("#Boxes/$entity", `"id": 1, "value": ["a"]`)},
		{name: "a type of which a derived one has a property named value", csdl: boxes, request: "GET /svc/Lids(1)?$select=NS.BigLid/value", body: in("#Lids(NS.BigLid/value)/$entity", `"@odata.id": "Lids(1)", "@odata.type": "#NS.BigLid", "value": "a"`)},
		{name: "a contained single entity, without suffix", body: in("#Customers(1)/profile", `"id": 1, "text": "a"`)},
		{name: "a contained single entity, with suffix", body: in("#Customers(1)/profile/$entity", `"id": 1, "text": "a"`)},
	}, "CTX", "ENT-003")
}

// Of a body that is of the type that the context promises, and not of the
// documented one, nothing but that is said.
func TestWhatTheContextsOtherTypeDeclaresIsSaidOnce(t *testing.T) {
	judgeRows(t, []row{
		{name: "properties of the other type", request: get, body: in("#Orders", `"value": [{"no": "1", "total": 1, "state": "open"}]`), want: []string{"CTX-006 EEE /@odata.context"}},
		{name: "a property of neither", request: get, body: in("#Orders", `"value": [{"no": "1", "nothing": 1}]`),
			want: []string{"CTX-006 EEE /@odata.context", "ENT-003 EEE /value/0/nothing"}},
	}, "CTX", "ENT-003")
}

func TestTheContextPromisesTheDocumentedType(t *testing.T) {
	vip := `"@odata.type": "#Shop.VipCustomer", ` + whole + `, "level": 1`
	judgeRows(t, []row{
		{name: "another type", request: get, body: in("#Orders", `"value": []`), want: []string{"CTX-006 EEE /@odata.context", "COL-010 III"}},
		{name: "the type", request: get, body: all},
		{name: "a derived type", request: get, body: in("#Customers/Shop.VipCustomer", `"value": [{`+whole+`, "level": 1}]`)},
		{name: "a type definition's underlying type", request: "GET /svc/Customers(1)/name", body: in("#Edm.String", `"value": "a"`)},
		{name: "a base type's set, whose items say what they are", request: "GET /svc/Customers/Shop.VipCustomer", body: in("#Customers", `"value": [{`+vip+`}]`)},
		{name: "a base type's set, and an item that does not say it", request: "GET /svc/Customers/Shop.VipCustomer", body: in("#Customers", `"value": [{`+whole+`}]`),
			want: []string{"CTX-006 EEE /value/0"}},
		{name: "a base type's set, and an item that says it is of the base type", request: "GET /svc/Customers/Shop.VipCustomer", body: in("#Customers", `"value": [{"@odata.type": "#Shop.Customer", `+whole+`}]`),
			want: []string{"CTX-006 EEE /value/0/@odata.type"}},
		{name: "a base type's set, and a reference", request: "GET /svc/Customers/Shop.VipCustomer", body: in("#Customers", `"value": [{"@odata.id": "Customers(1)"}]`)},
		{name: "a base type's set, and one entity that says what it is", request: "GET /svc/Customers(1)/Shop.VipCustomer", body: in("#Customers/$entity", vip)},
		{name: "a base type's set, and one entity that does not say it", request: "GET /svc/Customers(1)/Shop.VipCustomer", body: in("#Customers/$entity", whole), want: []string{"CTX-006 EEE"}},
		{name: "a type definition, by its underlying type", csdl: lab, request: "GET /svc/Samples(1)/weight", body: in("#Edm.Decimal", `"value": 1`)},
		{name: "another type than a type definition's", csdl: lab, request: "GET /svc/Samples(1)/weight", body: in("#Edm.String", `"value": "a"`), want: []string{"CTX-006 EEE /@odata.context"}},
		{name: "a created entity", request: "POST /svc/Customers\n\n{}", response: "201\nLocation: https://host/svc/Customers(1)", body: in("#Customers/$entity", whole)},
	}, "CTX", "COL-010")
}

func TestTheSelectListNamesWhatWasAsked(t *testing.T) {
	order := `"no": "1", "total": 1, "state": "open"`
	judgeRows(t, []row{
		{name: "a selected property is not named", request: get + "?$select=id,name", body: in("#Customers(id)", `"value": [{"id": 1, "name": "A"}]`), want: []string{"CTX-007 EWI"}},
		{name: "another order", request: get + "?$select=id,name", body: in("#Customers(name,id)", `"value": [{"id": 1, "name": "A"}]`)},
		{name: "no list, though it is a subset", request: get + "?$select=id,name", body: in("#Customers", `"value": [{"id": 1, "name": "A"}]`), want: []string{"CTX-007 EWI"}},
		{name: "no list, and nothing is missing", request: get + "?$select=id,name", body: all},
		{name: "a star", request: get + "?$select=*", body: in("#Customers(*)", `"value": [{`+whole+`}]`)},
		{name: "a property beyond what was asked, which is sent", request: get + "?$select=name", body: in("#Customers(id,name)", `"value": [{"id": 1, "name": "A"}]`)},
		{name: "a property that was neither asked nor sent", request: get + "?$select=id", body: in("#Customers(id,name)", `"value": [{"id": 1}]`), want: []string{"CTX-007 EWI"}},
		{name: "a part of a complex property", request: get + "?$select=address/city", body: in("#Customers(id,address/city)", `"value": [{"id": 1, "address": {"city": "a"}}]`)},
		{name: "an expansion in 4.01", request: get + "?$select=name&$expand=orders", response: "200\nOData-Version: 4.01", body: in("#Customers(id,name)", `"value": [{"id": 1, "name": "A", "orders": []}]`),
			want: []string{"CTX-007 EWI"}},
		{name: "an expansion in 4.01, listed", request: get + "?$select=name&$expand=orders", response: "200\nOData-Version: 4.01", body: in("#Customers(id,name,orders())", `"value": [{"id": 1, "name": "A", "orders": []}]`)},
		{name: "an expansion in 4.0 has no suffix", request: get + "?$select=name&$expand=orders", response: "200\nOData-Version: 4.0", body: in("#Customers(id,name)", `"value": [{"id": 1, "name": "A", "orders": []}]`)},
		{name: "an expansion in 4.0 with a suffix", request: get + "?$select=name&$expand=orders", response: "200\nOData-Version: 4.0", body: in("#Customers(id,name,orders())", `"value": [{"id": 1, "name": "A", "orders": []}]`)},
		{name: "a projected expansion in 4.0", request: get + "?$expand=orders($select=no)", response: "200\nOData-Version: 4.0", body: in("#Customers", `"value": [{`+whole+`, "orders": [{"no": "1"}]}]`), want: []string{"CTX-007 EWI"}},
		{name: "a projected expansion, listed", request: get + "?$expand=orders($select=no)", body: in("#Customers(orders(no))", `"value": [{`+whole+`, "orders": [{"no": "1"}]}]`)},
		{name: "a projected expansion that lists another property", request: get + "?$expand=orders($select=no,total)", body: in("#Customers(orders(no))", `"value": [{`+whole+`, "orders": [{"no": "1", "total": 1}]}]`), want: []string{"CTX-007 EWI"}},
		{name: "an expansion that is projected below another, in 4.0", request: get + "?$expand=orders($expand=lines($select=position))", response: "200\nOData-Version: 4.0", body: in("#Customers", `"value": [{`+whole+`, "orders": [{`+order+`, "lines": [{"@odata.id": "x", "position": 1}]}]}]`), want: []string{"CTX-007 EWI"}},
		{name: "an expansion that is projected below another, listed", request: get + "?$expand=orders($expand=lines($select=position))", body: in("#Customers(orders(lines(position)))", `"value": [{`+whole+`, "orders": [{`+order+`, "lines": [{"@odata.id": "x", "position": 1}]}]}]`)},
		{name: "a derived type's property", request: get + "?$select=id,Shop.VipCustomer/level", body: in("#Customers(id,Shop.VipCustomer/level)", `"value": [{"@odata.type": "#Shop.VipCustomer", "id": 1, "level": 1}]`)},
		{name: "a derived type's property is not named", request: get + "?$select=id,Shop.VipCustomer/level", body: in("#Customers(id)", `"value": [{"@odata.type": "#Shop.VipCustomer", "id": 1, "level": 1}]`), want: []string{"CTX-007 EWI"}},
		{name: "expanded references are not listed", request: get + "?$select=id&$expand=orders/$ref", response: "200\nOData-Version: 4.01", body: in("#Customers(id)", `"value": [{"id": 1, "orders": [{"@odata.id": "Orders('1')"}]}]`)},
		{name: "a page behind a token", request: get + "?$select=id,name&$skiptoken=5", body: in("#Customers(id)", `"value": [{"id": 1}]`)},
		{name: "an expanded entity, whole", request: "GET /svc/Customers(1)?$expand=orders", response: "200\nOData-Version: 4.01", body: in("#Customers(orders())/$entity", whole+`, "orders": [{`+order+`}]`)},
	}, "CTX")
}

func TestKeysInTheContextFitTheirType(t *testing.T) {
	judgeRows(t, []row{
		{name: "the name of another property", body: in("#Customers(number=1)/notes", `"value": []`), want: []string{"CTX-008 EEW /@odata.context"}},
		{name: "the key's name", body: in("#Customers(id=1)/notes", `"value": []`)},
		{name: "the key without its name", body: in("#Customers(1)/notes", `"value": []`)},
		{name: "a string for a number", body: in("#Customers('a')/notes", `"value": []`), want: []string{"CTX-008 EEW /@odata.context"}},
		{name: "a key as a segment", body: in("#Customers/1/notes", `"value": []`), want: []string{"CTX-008 WWW /@odata.context"}},
		{name: "an encoded key", body: in("#Orders('a%20b')/lines", `"value": []`)},
	}, "CTX")
}

func TestTheContextHasHostAndVersionOfTheRequest(t *testing.T) {
	at := func(base string) string {
		return `{"@odata.context": "` + base + `$metadata#Customers", "value": [{` + whole + `}]}`
	}
	judgeRows(t, []row{
		{name: "another host", request: get, body: at("https://other/svc/"), want: []string{"CTX-009 WWI /@odata.context"}},
		{name: "the host in capitals, and its port", request: get, body: at("https://HOST:443/svc/")},
		{name: "another version", request: "GET /v1.0/Customers", body: at("https://host/v2.0/"), want: []string{"CTX-009 WWI /@odata.context"}},
		{name: "beta for a version", request: "GET /v1.0/Customers", body: at("https://host/beta/"), want: []string{"CTX-009 WWI /@odata.context"}},
		{name: "the same version", request: "GET /v1.0/Customers", body: at("https://host/v1.0/")},
		{name: "relative", request: "GET /v1.0/Customers", body: at("")},
	}, "CTX")
}

func TestHostsThatNobodyAskedSayNothing(t *testing.T) {
	r := row{request: get, body: `{"@odata.context": "https://other/else/$metadata#Customers", "value": [{` + whole + `}]}`}
	for i, p := range append(rule.Profiles, rule.Profiles...) {
		x := r.exchange(t, p)
		if x.Redacted = i < len(rule.Profiles); !x.Redacted { // a path alone, as in --request 'GET /Customers'
			x.Request.URL, x.Request.Target = &url.URL{Path: "/Customers"}, "/Customers"
		}
		if v := judgeOf(t, "", p).Exchange(Subject{Exchange: x}); len(v.Findings) != 0 {
			t.Errorf("%s: %v", p, v.Findings)
		}
	}
}

func TestTheContextIsLegallyEncoded(t *testing.T) {
	judgeRows(t, []row{
		{name: "an encoded number sign", request: get, body: in("%23Customers", `"value": [{`+whole+`}]`), want: []string{"CTX-010 WWW /@odata.context"}},
		{name: "a blank", body: in("#Orders('a b')/lines", `"value": []`), want: []string{"CTX-010 WWW /@odata.context"}},
		{name: "an encoded blank", body: in("#Orders('a%20b')/lines", `"value": []`)},
	}, "CTX")
}

func TestTheContextNamesTheSetThatIsCertain(t *testing.T) {
	typed := in("#Collection(Shop.Customer)", `"value": [{`+whole+`}]`)
	judgeRows(t, []row{
		{name: "a set", request: get, body: typed, want: []string{"CTX-011 EEI /@odata.context"}},
		{name: "the set of a function, by its path", request: "GET /svc/Customers/Shop.best()", body: typed, want: []string{"CTX-011 EEI /@odata.context"}},
		{name: "a function without a set", request: "GET /svc/Customers(1)/Shop.similar()", body: typed},
		{name: "a bound navigation property", request: "GET /svc/Customers(1)/orders", body: in("#Collection(Shop.Order)", `"value": []`), want: []string{"CTX-011 EEI /@odata.context"}},
		{name: "a navigation property without binding", request: "GET /svc/Customers(1)/wishes", body: in("#Collection(Shop.Product)", `"value": []`)},
		{name: "what a path contains", request: "GET /svc/Orders('1')/lines", body: in("#Collection(Shop.Line)", `"value": []`), want: []string{"CTX-011 EEI /@odata.context"}},
		{name: "a function import without a set", request: "GET /svc/states()", body: in("#Collection(Edm.String)", `"value": ["a"]`)},
		{name: "a collection of values", request: "GET /svc/Customers(1)/tags", body: in("#Collection(Edm.String)", `"value": ["a"]`)},
		{name: "an aggregation", request: get + "?$apply=groupby((name))", body: in("#Collection(Shop.Customer)", `"value": [{"name": "A"}]`)},
	}, "CTX")
}

func TestControlInformationWithoutPrefixIsOf401(t *testing.T) {
	short := `{"@context": "https://host/svc/$metadata#Customers", "value": [{` + whole + `}]}`
	judgeRows(t, []row{
		{name: "in 4.0", response: "200\nOData-Version: 4.0", body: short, want: []string{"CTX-013 EEE /@context"}},
		{name: "in 4.01", response: "200\nOData-Version: 4.01", body: short},
		{name: "in a response that does not say", response: "200\nOData-Version:", body: short},
		{name: "the prefix in 4.01", response: "200\nOData-Version: 4.01", body: all},
		{name: "on an item in 4.0, once", response: "200\nOData-Version: 4.0", body: in("#Customers", `"value": [{"@etag": "W/\"1\"", `+whole+`}, {"@etag": "W/\"1\"", "id": 2, "name": "A", "address": null, "tags": [], "grades": []}]`),
			want: []string{"CTX-013 EEE /value/0/@etag"}},
		{name: "Graph's removed", request: "GET /svc/Customers/Shop.delta()", response: "200\nOData-Version: 4.0", body: in("#Customers", `"value": [{"@removed": {"reason": "deleted"}, "id": 1}], "@odata.deltaLink": "Customers?$deltatoken=1"`),
			want: []string{"CTX-013 EE-", "DLT-002 EE-"}},
		{name: "an annotation with a namespace", response: "200\nOData-Version: 4.0", body: in("#Customers", `"@microsoft.graph.tips": "a", "value": [{`+whole+`}]`)},
	}, "CTX", "DLT")
}

func TestANestedContextSpeaksOfItsValue(t *testing.T) {
	nested := func(context, property string) string {
		return in("#Customers/$entity", whole+`, "orders@odata.context": "`+context+`", "orders": `+property)
	}
	judgeRows(t, []row{
		{name: "another set", body: nested("https://host/svc/$metadata#Customers", "[]"), want: []string{"CTX-014 EEW /orders@odata.context"}},
		{name: "its set", body: nested("https://host/svc/$metadata#Orders", "[]")},
		{name: "relative", body: nested("#Orders", "[]")},
		{name: "one entity", body: nested("https://host/svc/$metadata#Orders/$entity", "[]"), want: []string{"CTX-014 EEW /orders@odata.context"}},
		{name: "no set", body: nested("https://host/svc/$metadata#Order", "[]"), want: []string{"CTX-014 EEW /orders@odata.context"}},
		{name: "not well formed", body: nested("https://host/svc/$metadata#Orders((", "[]"), want: []string{"CTX-014 EEW /orders@odata.context"}},
		{name: "another service's", body: nested("https://other/svc/$metadata#Things", "[]"), want: []string{"CTX-003 III /orders@odata.context"}},
		{name: "an item of another type", body: in("#Customers", `"value": [{"@odata.context": "#Orders/$entity", `+whole+`}]`), want: []string{"CTX-014 EEW /value/0/@odata.context"}},
		{name: "an item of its own type, which goes without saying", body: in("#Customers", `"value": [{"@odata.context": "#Customers/$entity", `+whole+`}]`)},
	}, "CTX")
}

func TestAnItemWhoseSetIsOpenHasAContext(t *testing.T) {
	product := `{"sku": "a", "price": 1}`
	judgeRows(t, []row{
		{name: "an item of $all", request: "GET /svc/$all", body: in("#Collection(Edm.EntityType)", `"value": [{"@odata.type": "#Shop.Customer", `+whole+`}]`), want: []string{"CTX-015 WWI /value/0"}},
		{name: "an item of $all with a context", request: "GET /svc/$all", body: in("#Collection(Edm.EntityType)", `"value": [{"@odata.context": "#Customers/$entity", `+whole+`}]`)},
		{name: "a navigation property without binding", body: in("#Customers(wishes())/$entity", whole+`, "wishes": [`+product+`, {"sku": "b", "price": 1}]`), want: []string{"CTX-015 WWI /wishes/0"}},
		{name: "a navigation property without binding, and a context on it", body: in("#Customers(wishes())/$entity", whole+`, "wishes@odata.context": "#Products", "wishes": [`+product+`]`)},
		{name: "a bound navigation property", body: in("#Customers(favourite())/$entity", whole+`, "favourite": `+product)},
		{name: "a contained navigation property", body: in("#Customers(notes())/$entity", whole+`, "notes": [{"id": 1, "text": "a"}]`)},
		{name: "a bound navigation property two levels deep", body: in("#Customers(orders(lines(product())))/$entity", whole+
			`, "orders": [{"no": "1", "total": 1, "state": "open", "lines": [{"order": "1", "position": 1, "product": `+product+`}]}]`)},
		{name: "an entry of another set in a delta", body: in("#Customers/$delta", `"value": [{"@odata.type": "#Shop.Order", "no": "1"}], "@odata.deltaLink": "x"`), want: []string{"CTX-015 WWI /value/0"}},
	}, "CTX", "ENT-005", "DLT")
}

func TestStreamedMembersHaveAnOrder(t *testing.T) {
	streaming := func(version string) string {
		return "200\nOData-Version: " + version + "\nContent-Type: application/json;odata.metadata=minimal;metadata=minimal;odata.streaming=true;streaming=true"
	}
	entity := func(rest string) string { return in("#Customers/$entity", rest) }
	judgeRows(t, []row{
		{name: "the id before the type", response: streaming("4.01"), body: entity(`"@odata.id": "Customers(1)", "@odata.type": "#Shop.Customer", ` + whole), want: []string{"CTX-012 EEW /@odata.type"}},
		{name: "the etag behind a property", response: streaming("4.01"), body: entity(whole + `, "@odata.etag": "W/\"1\""`), want: []string{"CTX-012 EEW /@odata.etag"}},
		{name: "the order that is asked", response: streaming("4.01"), body: entity(`"@odata.type": "#Shop.Customer", "@odata.id": "Customers(1)", "@odata.etag": "W/\"1\"", "orders@odata.navigationLink": "Customers(1)/orders", ` + whole)},
		{name: "an annotation away from its property", response: streaming("4.01"), body: entity(`"name@Core.Note": "a", ` + whole), want: []string{"CTX-012 EEW /name"}},
		{name: "the next link behind an expanded collection", response: streaming("4.01"), body: in("#Customers(orders())/$entity", whole+`, "orders": [], "orders@odata.nextLink": "x"`)},
		{name: "a structural property behind a navigation link in 4.0", response: streaming("4.0"), body: entity(`"orders@odata.navigationLink": "Customers(1)/orders", ` + whole), want: []string{"CTX-012 EEW /id"}},
		{name: "the etag behind a property, not streamed", body: entity(whole + `, "@odata.etag": "W/\"1\""`)},
	}, "CTX")
}

// A contract that knows no container and a few types cannot call a set wrong;
// the operation's documented type can.
func TestAPartialContractCallsNothingUnknown(t *testing.T) {
	m := edm.NewModel()
	m.Add(&edm.Schema{Namespace: "NS", EntityTypes: []*edm.EntityType{{Structured: edm.Structured{Namespace: "NS", Name: "Thing",
		Properties: []*edm.Property{{Name: "id", Type: edm.TypeRef{Name: "Edm.String"}}}}}}})
	j := New(&contract.Contract{Model: m}, Options{Profile: rule.Graph})
	r := row{body: in("#Things", `"value": []`)}
	x := r.exchange(t, rule.Graph)
	v := j.Exchange(Subject{Exchange: x})
	if len(v.Findings) != 0 || v.State != rule.Unjudged {
		t.Errorf("an unknown set of a partial contract: %s, %v", v.State, v.Findings)
	}
	o := &contract.Operation{Method: "GET", Path: "/things", Return: edm.TypeRef{Name: "NS.Thing", Collection: true}}
	x = row{body: in("#Collection(NS.Thong)", `"value": []`)}.exchange(t, rule.Graph)
	x.Request = &exchange.Request{Method: "GET", Target: "/things"}
	v = j.Exchange(Subject{Exchange: x, Operation: o})
	if v.Worst() != rule.Error || v.Findings[0].Rule != "CTX-006" {
		t.Errorf("an unknown type against the documented one: %v", v.Findings)
	}
}
