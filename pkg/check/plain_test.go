package check

import (
	"maps"
	"testing"
)

// answered says, for each rule with a hook that sees objects, members or
// values, why it has nothing to say of what a program accepts. A new rule of
// that kind is entered here with its answer; that the answers are true, the
// bodies of TestStreamingFindsWhatSchemasFind show.
var answered = map[string]string{
	"COL-005": "FormCount takes whole numbers from 0, of collections, and none under IEEE754Compatible",
	"COL-006": "links to further pages are seen",
	"COL-008": "keys of items are compared, of the page and of expanded collections",
	"CTX-012": "nothing is streamed where the order of members is promised",
	"CTX-013": "unprefixed control information is seen, but in 4.01",
	"CTX-014": "an object's own context is seen, and that of a property",
	"CTX-015": "the first entity in each navigation property is seen; $all and deltas are not streamed",
	"DLT-002": "deltas are not streamed",
	"DLT-003": "deltas are not streamed",
	"DLT-004": "deltas are not streamed",
	"ENT-002": "entities whose key has a path in it are seen",
	"ENT-003": "properties that are not declared are seen, of open types too",
	"ENT-004": "of each combination of promised properties that is missing the first object is seen",
	"ENT-005": "type annotations name the declared type, or of an object one that derives from it",
	"ENT-007": "type annotations are accepted in their right form alone",
	"ENT-008": "ids and links are plain URLs, tags are entity tags, or are seen",
	"ENT-011": "terms of unknown vocabularies are seen, and targets that are not declared",
	"ENT-012": "values of streams are seen, and control information of media",
	"ENT-013": "the first value of a deprecated type or property is seen, and every one of an enumeration with deprecated members",
	"ENT-014": "entities that lack a part of their key are seen",
	"ENT-015": "properties that are not declared are seen",
	"ENT-016": "nothing is streamed at metadata level full",
	"ENT-017": "advertised operations are seen",
	"ENT-018": "values of write-only properties are seen",
	"NAV-001": "nothing is streamed where the request expands",
	"NAV-002": "where a request is known, what is inlined is seen",
	"NAV-003": "navigation links are plain URLs of navigation properties; other control information of properties is seen",
	"NAV-004": "references are seen: an entity has a property",
	"PRM-002": "integers are written as such, decimals without exponent",
	"PRM-003": "numbers have no exponent, and at most 30 digits",
	"PRM-004": "forms with anything odd about them are seen",
	"PRM-006": "binaries with anything odd about them are seen",
	"PRM-007": "enumeration values are names of members, with commas alone between them",
	"PRM-008": "where a request is known, values of enumerations with members behind the sentinel are seen",
	"PRM-010": "values within their facets alone are accepted; strings without Unicode are seen",
	"PRM-011": "geographic values are seen",
	"PRM-012": "strings hold to the words about them, or are seen",
	"REQ-004": "bodies of requests are not streamed",
	"REQ-005": "bodies of requests are not streamed",
	"REQ-006": "bodies of requests are not streamed",
}

func TestEveryRuleIsAnsweredForWhereItMaySeeNothing(t *testing.T) {
	left := maps.Clone(answered)
	for _, r := range rules {
		sees := r.Object != nil || r.Member != nil || r.Value != nil
		if why := answered[r.ID]; sees != (why != "") {
			t.Errorf("%s sees objects, members or values: %v; its answer is %q", r.ID, sees, why)
		}
		delete(left, r.ID)
	}
	for id := range left {
		t.Errorf("there is no rule %s", id)
	}
}

// deprecations has a deprecated property that a derived type inherits.
const deprecations = `<EntityType Name="Base"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/>
<Property Name="old" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record>
<PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated"/></Record></Collection></Annotation></Property></EntityType>
<EntityType Name="Derived" BaseType="NS.Base"><Property Name="more" Type="Edm.Int32"/></EntityType>
<EntityContainer Name="C"><EntitySet Name="Bases" EntityType="NS.Base"/></EntityContainer>`

func TestTheFirstOfAKindIsSeen(t *testing.T) {
	const context = `{"@odata.context":"https://host/svc/$metadata#Bases","value":[`
	var rows []row
	for name, c := range map[string]struct {
		items string
		want  []string
	}{
		"a type that comes late, and its base": {`{"id":1,"old":1,"more":1,"@odata.type":"#NS.Derived"},{"id":2,"old":1},{"id":3,"old":1}`,
			[]string{"ENT-013 III /value/0/old", "ENT-013 III /value/1/old"}},
		"the base, and a type that comes late": {`{"id":2,"old":1},{"id":1,"old":1,"more":1,"@odata.type":"#NS.Derived"},{"id":3,"old":1}`,
			[]string{"ENT-013 III /value/0/old", "ENT-013 III /value/1/old"}},
		"an item that is wrong, and one that is not": {`{"id":"x","old":1},{"id":3,"old":1}`,
			[]string{"ENT-013 III /value/0/old", "PRM-001 EEE /value/0/id"}},
		"an item that its type annotation rejects, and one that is right": {`{"@odata.type":"#NS.None","id":1,"old":1},{"id":3,"old":1}`,
			[]string{"ENT-005 EEE /value/0/@odata.type", "ENT-013 III /value/1/old"}},
		"one that lacks a property, and others": {`{"id":1},{"id":2},{"id":3,"old":1},{"id":4}`,
			[]string{"ENT-004 EWI /value/0", "ENT-013 III /value/2/old"}},
	} {
		rows = append(rows, row{name: name, csdl: deprecations, request: "GET /svc/Bases", body: context + c.items + `]}`, want: c.want})
	}
	judgeRows(t, rows, "ENT", "PRM")
}
