package check

import (
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// store is a contract of what may be sent.
const store = `<EnumType Name="Kind"><Member Name="a" Value="0"/><Member Name="b" Value="1"/></EnumType>
<EnumType Name="Flags" IsFlags="true"><Member Name="x" Value="1"/><Member Name="y" Value="2"/></EnumType>
<ComplexType Name="Size"><Property Name="wide" Type="Edm.Int32"/><Property Name="high" Type="Edm.Int32" Nullable="false"/></ComplexType>
<ComplexType Name="Depth" BaseType="NS.Size"><Property Name="deep" Type="Edm.Int32"/></ComplexType>
<EntityType Name="Item"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.Int32" Nullable="false"/>
<Property Name="name" Type="Edm.String" Nullable="false" MaxLength="5"/>
<Property Name="rank" Type="Edm.Int32" Nullable="false" DefaultValue="1"/>
<Property Name="made" Type="Edm.DateTimeOffset" Nullable="false"><Annotation Term="Org.OData.Core.V1.Computed"/></Property>
<Property Name="lot" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Immutable" Bool="true"/></Property>
<Property Name="seen" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.Permissions" EnumMember="Org.OData.Core.V1.Permission/Read"/></Property>
<Property Name="free" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.Computed" Bool="false"/></Property>
<Property Name="parentId" Type="Edm.Int32" Nullable="false"/>
<Property Name="tags" Type="Collection(Edm.String)" Nullable="false"/>
<Property Name="kind" Type="NS.Kind"/><Property Name="flags" Type="NS.Flags"/><Property Name="size" Type="NS.Size"/>
<Property Name="fixed" Type="Edm.Int32"/><Property Name="sizes" Type="Collection(NS.Size)"/>
<NavigationProperty Name="parent" Type="NS.Item"><ReferentialConstraint Property="parentId" ReferencedProperty="id"/></NavigationProperty>
<NavigationProperty Name="children" Type="Collection(NS.Item)"/>
<NavigationProperty Name="part" Type="NS.Item" ContainsTarget="true"/>
<NavigationProperty Name="parts" Type="Collection(NS.Item)" ContainsTarget="true"/>
<NavigationProperty Name="other" Type="NS.Thing"/></EntityType>
<EntityType Name="SubItem" BaseType="NS.Item"><Property Name="extra" Type="Edm.String"/></EntityType>
<EntityType Name="Thing" OpenType="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
<Action Name="move" IsBound="true"><Parameter Name="item" Type="NS.Item"/><Parameter Name="by" Type="Edm.Int32" Nullable="false"/><Parameter Name="size" Type="NS.Size"/></Action>
<Action Name="move" IsBound="true"><Parameter Name="item" Type="NS.Thing"/><Parameter Name="far" Type="Edm.Boolean"/></Action>
<EntityContainer Name="C"><EntitySet Name="Items" EntityType="NS.Item">
<NavigationPropertyBinding Path="parent" Target="Items"/><NavigationPropertyBinding Path="children" Target="Items"/><NavigationPropertyBinding Path="other" Target="Things"/>
<Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record>
<PropertyValue Property="RequiredProperties"><Collection><PropertyPath>kind</PropertyPath></Collection></PropertyValue>
<PropertyValue Property="NonInsertableProperties"><Collection><PropertyPath>fixed</PropertyPath></Collection></PropertyValue></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions"><Record>
<PropertyValue Property="NonUpdatableProperties"><Collection><PropertyPath>flags</PropertyPath></Collection></PropertyValue></Record></Annotation></EntitySet>
<EntitySet Name="Things" EntityType="NS.Thing"/></EntityContainer>`

// wholeItem is a body of Items that has what an insert requires.
func wholeItem(members string) string {
	if members != "" {
		members = ", " + members
	}
	return `{"name": "a", "kind": "a"` + members + `}`
}

func TestARequestsBodySatisfiesItsType(t *testing.T) {
	patch := func(members string) string { return sent("PATCH", "Items(1)", "{"+members+"}") }
	judgeRequests(t, "REQ-003", store, []requestRow{
		{"a property", patch(`"name": "b"`), ""},
		{"nothing", patch(``), ""},
		{"null where it may be", patch(`"kind": null`), ""},
		{"null where it may not", patch(`"name": null`), "REQ-003 E"},
		{"an unknown property", patch(`"nmae": "b"`), "REQ-003 E"},
		{"a property in another case", patch(`"Name": "b"`), "REQ-003 E"},
		{"an unknown property of an open type", sent("PATCH", "Things(1)", `{"colour": "red"}`), ""},
		{"a property of a derived type that the body names", patch(`"@odata.type": "#NS.SubItem", "extra": "a"`), ""},
		{"a property of a derived type that nothing names", patch(`"extra": "a"`), "REQ-003 EEW"},
		{"an unknown type", patch(`"@odata.type": "#NS.None"`), "REQ-003 E"},
		{"an annotation", patch(`"@NS.note": 1, "name@NS.note": 1`), ""},
		{"a number for a string", patch(`"name": 1`), "REQ-003 E"},
		{"a string for a number", patch(`"rank": "1"`), "REQ-003 E"},
		{"a number out of range", patch(`"rank": 3000000000`), "REQ-003 E"},
		{"a value beyond its maximum length", patch(`"name": "abcdef"`), "REQ-003 EEW"},
		{"a member of an enumeration", patch(`"kind": "b"`), ""},
		{"an unknown member", patch(`"kind": "c"`), "REQ-003 E"},
		{"flags", patch(`"flags": "x,y"`), ""},
		{"members of an enumeration that has no flags", patch(`"kind": "a,b"`), "REQ-003 E"},
		{"a part of a complex value", patch(`"size": {"wide": 1}`), ""},
		{"an unknown property of a complex value", patch(`"size": {"width": 1}`), "REQ-003 E"},
		{"a complex value that is none", patch(`"size": "big"`), "REQ-003 E"},
		{"a derived complex value", patch(`"size": {"@odata.type": "#NS.Depth", "deep": 1}`), ""},
		{"a collection", patch(`"tags": ["a"]`), ""},
		{"a value for a collection", patch(`"tags": "a"`), "REQ-003 E"},
		{"null in a collection that has none", patch(`"tags": [null]`), "REQ-003 EEW"},
		{"a related entity", patch(`"parent": {"name": "b"}`), ""},
		{"an unknown property of a related entity", patch(`"parent": {"nmae": "b"}`), "REQ-003 E"},
		{"an array for one related entity", patch(`"parent": []`), "REQ-003 E"},
		{"a list", sent("PATCH", "Items(1)", `[]`), "REQ-003 E"},
		{"a create", sent("POST", "Items", wholeItem(`"children": [{"name": "b"}]`)), ""},
		{"no JSON by its own words", "POST /svc/Items\nContent-Type: text/plain\n\nabc", ""},
	})
	judgeRequests(t, "REQ-003", store, []requestRow{
		{"a value", sent("PUT", "Items(1)/name", `{"value": "b"}`), ""},
		{"a value without its name", sent("PUT", "Items(1)/name", `{"name": "b"}`), "REQ-003 E"},
		{"a value of another type", sent("PUT", "Items(1)/name", `{"value": 1}`), "REQ-003 E"},
		{"a collection of values", sent("PUT", "Items(1)/tags", `{"value": ["b"]}`), ""},
		{"one for a collection of values", sent("PUT", "Items(1)/tags", `{"value": "b"}`), "REQ-003 E"},
		{"one value more", sent("POST", "Items(1)/tags", `{"value": "b"}`), ""},
		{"a complex value", sent("PATCH", "Items(1)/size", `{"high": 1}`), ""},
		{"an unknown property of that", sent("PATCH", "Items(1)/size", `{"height": 1}`), "REQ-003 E"},
		{"one complex value more", sent("POST", "Items(1)/sizes", `{"high": 1}`), ""},
		{"an unknown property of one more", sent("POST", "Items(1)/sizes", `{"height": 1}`), "REQ-003 E"},
		{"all complex values", sent("PUT", "Items(1)/sizes", `{"value": [{"high": 1}, {"height": 1}]}`), "REQ-003 E"},
		{"a number for a complex parameter", sent("POST", "Items(1)/NS.move", `{"by": 1, "size": 5}`), "REQ-003 E"},
		{"null for a complex parameter", sent("POST", "Items(1)/NS.move", `{"by": 1, "size": null}`), ""},
		{"a body behind a byte order mark", sent("PATCH", "Items(1)", "\uFEFF"+`{"nmae": "b"}`), "REQ-003 E"},
		{"a body that nobody reads", sent("DELETE", "Items(1)", `{"nmae": "b"}`), ""},
		{"parameters", sent("POST", "Items(1)/NS.move", `{"by": 1, "size": {"high": 1}}`), ""},
		{"no parameter", sent("POST", "Items(1)/NS.move", `{}`), ""},
		{"an unknown parameter", sent("POST", "Items(1)/NS.move", `{"bye": 1}`), "REQ-003 E"},
		{"a parameter in another case", sent("POST", "Items(1)/NS.move", `{"By": 1}`), "REQ-003 E"},
		{"a parameter of another type", sent("POST", "Items(1)/NS.move", `{"by": true}`), "REQ-003 E"},
		{"a parameter that must not be null", sent("POST", "Items(1)/NS.move", `{"by": null}`), "REQ-003 E"},
		{"parameters of another overload", sent("POST", "Things(1)/NS.move", `{"far": true}`), ""},
	})
}

func TestWhatIsCreatedHasWhatItsTypeRequires(t *testing.T) {
	judgeRequests(t, "REQ-004", store, []requestRow{
		{"all that is required", sent("POST", "Items", wholeItem("")), ""},
		{"a property that is not nullable", sent("POST", "Items", `{"kind": "a"}`), "REQ-004 EEW"},
		{"a property that the set's restrictions require", sent("POST", "Items", `{"name": "a"}`), "REQ-004 EEW"},
		{"an update", sent("PATCH", "Items(1)", `{"lot": "a"}`), ""},
		{"an upsert, which may be an update", sent("PUT", "Items(1)", `{"lot": "a"}`), ""},
		{"a property of a complex value", sent("POST", "Items", wholeItem(`"size": {"wide": 1}`)), ""},
		{"a related entity that is created too", sent("POST", "Items", wholeItem(`"parent": {"kind": "a"}`)), "REQ-004 EEW"},
		{"a related entity that exists", sent("POST", "Items", wholeItem(`"parent": {"@odata.id": "Items(2)"}`)), ""},
	})
	for i, p := range profiles {
		v := judgeOf(t, store, p).RequestBody(Subject{Via: "DOC-018", Example: true,
			Exchange: row{request: sent("POST", "Items", `{"kind": "a"}`)}.exchange(t, p)})
		want := []string{"REQ-004 I"}
		assert(want)
		if len(v.Findings) != 1 || v.Findings[0].Rule+" "+v.Findings[0].Severity.String() != inProfile(want[0], i) {
			t.Errorf("a documented request that lacks what CSDL requires, in %s: %v", p, v.Findings)
		}
	}
}

var profiles = []rule.Profile{rule.OData401, rule.OData40, rule.Graph}

func TestWhatTheServiceSetsIsNotSent(t *testing.T) {
	judgeRequests(t, "REQ-005", store, []requestRow{
		{"a property that is free", sent("PATCH", "Items(1)", `{"name": "b", "free": 1}`), ""},
		{"a computed property", sent("PATCH", "Items(1)", `{"made": "2024-05-01T09:00:00Z"}`), "REQ-005 W"},
		{"a computed property on insert", sent("POST", "Items", wholeItem(`"made": "2024-05-01T09:00:00Z"`)), "REQ-005 W"},
		{"an immutable property on update", sent("PATCH", "Items(1)", `{"lot": "a"}`), "REQ-005 W"},
		{"an immutable property on insert", sent("POST", "Items", wholeItem(`"lot": "a"`)), ""},
		{"a property that can be read alone", sent("PATCH", "Items(1)", `{"seen": 1}`), "REQ-005 W"},
		{"null for it", sent("PATCH", "Items(1)", `{"seen": null}`), ""},
		{"a property that the set does not take on insert", sent("POST", "Items", wholeItem(`"fixed": 1`)), "REQ-005 W"},
		{"the same on update", sent("PATCH", "Items(1)", `{"fixed": 1}`), ""},
		{"a property that the set does not take on update", sent("PATCH", "Items(1)", `{"flags": "x"}`), "REQ-005 W"},
		{"the same on insert", sent("POST", "Items", wholeItem(`"flags": "x"`)), ""},
		{"a computed property of a related entity", sent("POST", "Items", wholeItem(`"parent": {"name": "b", "made": "2024-05-01T09:00:00Z"}`)), "REQ-005 W"},
		{"a parameter of an action", sent("POST", "Items(1)/NS.move", `{"by": 1}`), ""},
	})
}

func TestReferencesAreOfTheRightType(t *testing.T) {
	ref := func(method, path, id string) string {
		return sent(method, path, `{"@odata.id": "`+id+`"}`)
	}
	bind := func(members string) string { return sent("PATCH", "Items(1)", "{"+members+"}") }
	judgeRequests(t, "REQ-006", store, []requestRow{
		{"a reference", ref("POST", "Items(1)/children/$ref", "https://host/svc/Items(2)"), ""},
		{"a relative one", ref("POST", "Items(1)/children/$ref", "Items(2)"), ""},
		{"one by the names of 4.01", sent("POST", "Items(1)/children/$ref", `{"@id": "Items(2)"}`), ""},
		{"of another service", ref("POST", "Items(1)/children/$ref", "https://elsewhere/svc/Things(2)"), ""},
		{"of another type", ref("POST", "Items(1)/children/$ref", "https://host/svc/Things(2)"), "REQ-006 E"},
		{"of a whole set", ref("PUT", "Items(1)/parent/$ref", "https://host/svc/Items"), "REQ-006 E"},
		{"that is no URL", ref("PUT", "Items(1)/parent/$ref", "Items 2"), "REQ-006 E"},
		{"that is a number", sent("PUT", "Items(1)/parent/$ref", `{"@odata.id": 2}`), "REQ-006 E"},
		{"without its id", sent("PUT", "Items(1)/parent/$ref", `{"id": 2}`), "REQ-006 E"},
		{"with a property", sent("PUT", "Items(1)/parent/$ref", `{"@odata.id": "Items(2)", "name": "a"}`), "REQ-006 E"},
		{"with its context", sent("PUT", "Items(1)/parent/$ref", `{"@odata.context": "https://host/svc/$metadata#$ref", "@odata.id": "Items(2)"}`), ""},
		{"to what is contained", ref("PUT", "Items(1)/part/$ref", "https://host/svc/Items(1)/part"), "REQ-006 E"},
		{"a read of references to what is contained", "GET /svc/Items(1)/parts/$ref", "REQ-006 E"},
		{"a read of references", "GET /svc/Items(1)/children/$ref", ""},
		{"a reference that goes", "DELETE /svc/Items(1)/parent/$ref", ""},
		{"a binding", bind(`"parent@odata.bind": "https://host/svc/Items(2)"`), ""},
		{"bindings", bind(`"children@odata.bind": ["Items(2)", "https://host/svc/Items(3)"]`), ""},
		{"no binding any more", bind(`"parent@odata.bind": null`), ""},
		{"a binding of another type", bind(`"parent@odata.bind": "https://host/svc/Things(2)"`), "REQ-006 E"},
		{"several for one", bind(`"parent@odata.bind": ["Items(2)"]`), "REQ-006 E"},
		{"one for several", bind(`"children@odata.bind": "Items(2)"`), "REQ-006 E"},
		{"one of several that is wrong", bind(`"children@odata.bind": ["Items(2)", "Things(3)"]`), "REQ-006 E"},
		{"a binding of a structural property", bind(`"kind@odata.bind": "Items(2)"`), "REQ-006 E"},
		{"a binding of an unknown name", bind(`"boss@odata.bind": "Items(2)"`), "REQ-006 E"},
		{"a binding of a dynamic name", sent("PATCH", "Things(1)", `{"boss@odata.bind": "Items(2)"}`), ""},
		{"a reference in place of a related entity", sent("POST", "Items", wholeItem(`"parent": {"@odata.id": "Things(2)"}`)), "REQ-006 E"},
	})
}

func TestABatchNamesItsRequests(t *testing.T) {
	batch := func(requests ...string) string {
		return sent("POST", "$batch", `{"requests": [`+strings.Join(requests, ", ")+`]}`)
	}
	get := func(id, more string) string {
		return `{"id": "` + id + `", "method": "GET", "url": "Items(1)"` + more + `}`
	}
	many := func(n int) (all []string) {
		for i := range n {
			all = append(all, get(itoa(i), ""))
		}
		return all
	}
	judgeRequests(t, "REQ-007", store, []requestRow{
		{"two requests", batch(get("1", ""), get("2", `, "dependsOn": ["1"]`)), ""},
		{"one id twice", batch(get("1", ""), get("1", "")), "REQ-007 E"},
		{"a request that waits for a later one", batch(get("1", `, "dependsOn": ["2"]`), get("2", "")), "REQ-007 E"},
		{"a request that waits for itself", batch(get("1", `, "dependsOn": ["1"]`)), "REQ-007 E"},
		{"a request that waits for a group", batch(get("1", `, "atomicityGroup": "g"`), get("2", `, "dependsOn": ["g"]`)), ""},
		{"waiting that is no array", batch(get("1", ""), get("2", `, "dependsOn": "1"`)), "REQ-007 E"},
		{"no id", batch(`{"method": "GET", "url": "Items(1)"}`), "REQ-007 E"},
		{"an empty id", batch(get("", "")), "REQ-007 E"},
		{"a number for an id", batch(`{"id": 1, "method": "GET", "url": "Items(1)"}`), "REQ-007 E"},
		{"no method", batch(`{"id": "1", "url": "Items(1)"}`), "REQ-007 E"},
		{"no url", batch(`{"id": "1", "method": "GET"}`), "REQ-007 E"},
		{"a word for a request", batch(`"1"`), "REQ-007 E"},
		{"no requests", sent("POST", "$batch", `{}`), "REQ-007 E"},
		{"requests that are an object", sent("POST", "$batch", `{"requests": {}}`), "REQ-007 E"},
		{"twenty", batch(many(20)...), ""},
		{"one more", batch(many(21)...), "REQ-007 --E"},
	})
}

func TestARequestsHeadIsConsistent(t *testing.T) {
	body := "\n\n" + wholeItem("")
	judgeRequests(t, "REQ-008", store, []requestRow{
		{"a body and its type", "POST /svc/Items\nContent-Type: application/json" + body, ""},
		{"a body without its type", "POST /svc/Items\nAccept: application/json" + body, "REQ-008 EEW"},
		{"a type that is none", "POST /svc/Items\nContent-Type: json" + body, "REQ-008 EEW"},
		{"a type without a subtype", "POST /svc/Items\nContent-Type: application/" + body, "REQ-008 EEW"},
		{"a type of a vendor", "POST /svc/Items\nContent-Type: application/vnd.a+json;charset=utf-8" + body, ""},
		{"no body", "POST /svc/Items(1)/NS.move\nAccept: application/json", ""},
		{"a version", "GET /svc/Items\nOData-Version: 4.0", ""},
		{"a version below what the client takes", "GET /svc/Items\nOData-Version: 4.0\nOData-MaxVersion: 4.01", ""},
		{"the version that the client takes", "GET /svc/Items\nOData-Version: 4.01\nOData-MaxVersion: 4.01", ""},
		{"a version above what the client takes", "GET /svc/Items\nOData-Version: 4.01\nOData-MaxVersion: 4.0", "REQ-008 EEW"},
		{"a version that is malformed", "GET /svc/Items\nOData-Version: 4", "REQ-008 EEW"},
		{"a version of another protocol", "GET /svc/Items\nOData-Version: 3.0", "REQ-008 EEW"},
		{"a greatest version that is malformed", "GET /svc/Items\nOData-MaxVersion: 4.0;NetFx", "REQ-008 EEW"},
		{"a greatest version that is too old", "GET /svc/Items\nOData-MaxVersion: 3.0", "REQ-008 EEW"},
		{"a greatest version to come", "GET /svc/Items\nOData-MaxVersion: 4.02", ""},
		{"a header of another protocol", "GET /svc/Items\nMaxDataServiceVersion: 3.0", ""},
	})
}
