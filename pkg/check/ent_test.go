package check

import (
	"strings"
	"testing"
)

// structure are the rules that see whether an object is what its type says.
var structure = []string{"ENT-001", "ENT-002", "ENT-003", "ENT-005", "ENT-006", "ENT-007", "ENT-008", "ENT-009", "ENT-010", "ENT-011", "ENT-012", "ENT-013",
	"ENT-014", "ENT-015", "ENT-016", "ENT-017", "ENT-018", "PRM", "NAV-001", "NAV-003", "NAV-004", "COL-001", "COL-003", "COL-004"}

func TestStructuredValuesAreObjects(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"a complex value", `"place": {"street": "a"}`, ""},
		{"a string for a complex value", `"place": "a"`, "ENT-001 EEE /place"},
		{"an array for a complex value", `"place": [{"street": 5}]`, "ENT-001 EEE /place"},
		{"an object for a collection", `"places": {"street": 5}`, "COL-001 EEE /places"},
		{"a string among complex values", `"places": [{"zip": 1}, "a"]`, "ENT-001 EEE /places/1"},
	}, structure...)
	judgeRows(t, []row{
		{name: "a number as the body", csdl: lab, body: `5`, want: []string{"ENT-001 EEE"}},
		{name: "a number as an entity", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Parts(id)", "value": [5]}`, want: []string{"COL-004 EEE /value/0"}},
		{name: "a number among strings", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Collection(Edm.String)", "value": ["a", 5]}`, want: []string{"PRM-001 EEE /value/1"}},
	}, structure...)
}

func TestKeysAreThere(t *testing.T) {
	parts := func(name, context, items string, want ...string) row {
		return row{name: name, csdl: lab, request: "GET /svc/Parts", body: `{"@odata.context": "https://host/svc/$metadata#` + context + `", "value": [` + items + `]}`, want: want}
	}
	judgeRows(t, []row{
		parts("a key", "Parts", `{"id": 1, "label": "a"}`),
		parts("no key", "Parts", `{"id": 1, "label": "a"}, {"label": "a"}`, "ENT-002 EEW /value/1"),
		parts("a null key", "Parts", `{"id": null, "label": "a"}`, "ENT-002 EEE /value/0/id"),
		parts("a null key that the list leaves out", "Parts(label)", `{"id": null, "label": "a"}`, "ENT-002 EEE /value/0/id"),
		parts("a key that the list leaves out, with an id", "Parts(label)", `{"@odata.id": "Parts(1)", "label": "a"}`),
		parts("a transient entity", "Parts", `{"@odata.id": null, "label": "a"}`),
		parts("a reference", "Parts", `{"@odata.id": "Parts(1)"}`),
		parts("an item in error", "Parts", `{"@Core.ResourceException": {}, "label": "a"}`),
		parts("a key in another case", "Parts", `{"ID": 1, "label": "a"}`, "ENT-009 EEE /value/0/ID"),
		parts("a key nearly spelled", "Parts", `{"idd": 1, "label": "a"}`, "ENT-003 EEE /value/0/idd"),
		{name: "no key where the request selects", csdl: lab, request: "GET /svc/Parts?$select=label", body: `{"@odata.context": "https://host/svc/$metadata#Parts", "value": [{"@odata.id": "Parts(1)", "label": "a"}]}`},
		{name: "no key at level none", csdl: lab, request: "GET /svc/Parts", response: "200\nContent-Type: application/json;odata.metadata=none", body: `{"value": [{"label": "a"}]}`},
		{name: "no key in results of $apply", csdl: lab, request: "GET /svc/Parts?$apply=groupby((label))", body: `{"@odata.context": "https://host/svc/$metadata#Parts(label)", "value": [{"label": "a"}]}`},
		{name: "no key in a change of a delta", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Parts/$delta", "value": [{"@odata.id": "Parts(1)", "label": "a"}], "@odata.deltaLink": "x"}`},
		{name: "no key in what a function makes", csdl: lab, request: "GET /svc/twin()", body: `{"@odata.context": "https://host/svc/$metadata#Lab.Part", "label": "a"}`, want: []string{"ENT-002 -EW"}},
		{name: "no key in an expanded entity", csdl: lab, request: "GET /svc/Samples(1)?$select=id&$expand=parts", body: inLab("Samples", `"parts": [{"label": "a"}]`), want: []string{"ENT-002 EEW /parts/0"}},
		{name: "no key in an expanded entity that is selected from", csdl: lab, request: "GET /svc/Samples(1)?$select=id&$expand=parts($select=label)",
			body: `{"@odata.context": "https://host/svc/$metadata#Samples(id,parts(label))/$entity", "id": 1, "parts": [{"@odata.id": "Parts(1)", "label": "a"}]}`},
		{name: "a key inside a complex value", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Seats/$entity", "row": {"no": 1}, "no": 2}`},
		{name: "no key inside a complex value", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Seats/$entity", "row": {}, "no": 2}`, want: []string{"ENT-002 EEW"}},
		{name: "a null key inside a complex value", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Seats/$entity", "row": {"no": null}, "no": 2}`, want: []string{"ENT-002 EEE /row/no"}},
	}, structure...)
}

func TestClosedTypesHaveNoOtherProperties(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"a slip of spelling", `"nmae": "a"`, "ENT-003 EEE /nmae"},
		{"another case", `"Name": "a"`, "ENT-009 EEE /Name"},
		{"inside a complex value", `"place": {"stret": "a"}`, "ENT-003 EEE /place/stret"},
		{"another case inside a complex value", `"place": {"Street": "a"}`, "ENT-009 EEE /place/Street"},
		{"a property of a derived type that is named", `"@odata.type": "#Lab.ColdSample", "degrees": 5`, ""},
		{"a property of a derived type that is not named", `"degrees": 5`, "ENT-006 EEW"},
		{"a property of a derived complex type that is named", `"place": {"@odata.type": "#L.Harbour", "piers": 5}`, ""},
		{"a property of a derived complex type, by its URL", `"place": {"@odata.type": "https://host/svc/$metadata#Lab.Harbour", "piers": true}`, "PRM-001 EEE /place/piers"},
		{"a property of a derived complex type that is not named", `"place": {"piers": 5}`, "ENT-006 EEW /place"},
		{"an annotation", `"@Core.Description": "a", "name@Lab.Terms.unit": "b"`, ""},
	}, structure...)
	judgeRows(t, []row{
		{name: "an alias of $compute", csdl: lab, request: "GET /svc/Parts(1)?$compute=id%20add%201%20as%20next&$select=id,next", body: `{"@odata.context": "https://host/svc/$metadata#Parts(id,next)/$entity", "id": 1, "next": 2}`},
		{name: "an open type", csdl: lab, body: inLab("Bags", `"x": 1, "y": "a", "z": null`), want: []string{"ENT-003 III /x", "ENT-003 III /y", "ENT-003 III /z"}},
		{name: "several strangers in one object", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Parts", "value": [{"id": 1, "label": "a", "zzz": 1, "yyy": 2}]}`,
			want: []string{"ENT-003 EEE /value/0/zzz", "ENT-003 EEE /value/0/yyy"}},
	}, structure...)
}

func TestAHintNamesThePropertyThatWasMeant(t *testing.T) {
	v := judgeOf(t, lab, "graph").Exchange(Subject{Exchange: row{body: inLab("Samples", `"nmae": "a"`)}.exchange(t, "graph")})
	for _, f := range v.Findings {
		if f.Rule == "ENT-003" {
			if f.Hint != "did you mean name?" || f.Type != "Lab.Sample" || f.Property != "nmae" {
				t.Errorf("%+v", f)
			}
			return
		}
	}
	t.Error("no finding")
}

func TestLiveAnswersMayGrow(t *testing.T) {
	j := New(contractOf(t, lab), Options{Profile: "odata-4.01", Live: true})
	v := j.Exchange(Subject{Exchange: row{body: inLab("Samples", `"extra": "a", "place": {"@odata.type": "#Lab.Quay"}`)}.exchange(t, "odata-4.01")})
	for _, f := range v.Findings {
		if (f.Rule == "ENT-003" || f.Rule == "ENT-005") && f.Severity.String() != "warning" {
			t.Errorf("%s is %s", f.Rule, f.Severity)
		}
	}
	if n := len(v.Findings); n < 2 {
		t.Errorf("%d findings", n)
	}
}

func TestPropertiesThatTheContextPromises(t *testing.T) {
	people := func(name, request, context, object string, want ...string) row {
		return row{name: name, csdl: lab, request: request, body: `{"@odata.context": "https://host/svc/$metadata#` + context + `", ` + object + `}`, want: want}
	}
	rows := []row{
		people("all is there", "GET /svc/People(1)", "People/$entity", `"id": 1, "first": "a", "last": null`),
		people("a property is missing, and there is no list", "GET /svc/People(1)", "People/$entity", `"id": 1, "first": "a"`, "ENT-004 EWI"),
		people("a property of the list is missing", "GET /svc/People(1)", "People(id,first)/$entity", `"id": 1`, "ENT-004 EWI"),
		people("the list leaves it out", "GET /svc/People(1)", "People(id)/$entity", `"id": 1`),
		people("a property that $select names is missing", "GET /svc/People(1)?$select=id,first", "People(id,first)/$entity", `"id": 1`, "ENT-004 EEW"),
		people("$select names it, the context has no list", "GET /svc/People(1)?$select=id,first", "People/$entity", `"id": 1, "first": "a"`),
		people("$select names all", "GET /svc/People(1)?$select=*", "People(*)/$entity", `"id": 1, "first": "a"`, "ENT-004 EEW"),
		people("a name that stands for it", "GET /svc/People(1)", "People/$entity", `"id": 1, "First": "a", "last": "b"`, "ENT-009 EEE /First"),
		people("a name that nearly stands for it", "GET /svc/People(1)", "People/$entity", `"id": 1, "frist": "a", "last": "b"`, "ENT-003 EEE /frist"),
		people("a missing key is ENT-002's", "GET /svc/People(1)", "People/$entity", `"first": "a", "last": "b"`, "ENT-002 EEW"),
		people("the payload says that it may not be read", "GET /svc/People(1)", "People/$entity", `"id": 1, "first": "a", "last@Core.Permissions": "None"`),
		people("the payload says that it could not be had", "GET /svc/People(1)", "People/$entity", `"id": 1, "first": "a", "last@Core.ValueException": {}`),
		people("each type and set of names once", "GET /svc/People", "People", `"value": [{"id": 1, "first": "a"}, {"id": 2, "first": "b"}, {"id": 3}]`, "ENT-004 EWI /value/0", "ENT-004 EWI /value/2"),
		people("an expanded entity", "GET /svc/Samples(1)?$select=id&$expand=owner", "Samples(id,owner())/$entity", `"id": 1, "owner": {"id": 1, "first": "a"}`, "ENT-004 EWI /owner"),
		people("an expanded entity whose $select names it", "GET /svc/Samples(1)?$select=id&$expand=owner($select=id,last)", "Samples(id,owner(id,last))/$entity", `"id": 1, "owner": {"id": 1}`, "ENT-004 EEW /owner"),
		people("a complex value", "GET /svc/Samples(1)?$select=place", "Samples(place)/$entity", `"@odata.id": "Samples(1)", "place": {"street": "a"}`),
		people("a complex value whose part the list names", "", "Samples(id,place/street)/$entity", `"id": 1, "place": {"street": "a"}`),
		{name: "nulls are left out, and the response says so", csdl: lab, request: "GET /svc/People(1)\nPrefer: omit-values=nulls", response: "200\nPreference-Applied: omit-values=nulls",
			body: `{"@odata.context": "https://host/svc/$metadata#People/$entity", "id": 1}`},
		{name: "a change in a delta", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#People/$delta", "value": [{"id": 1, "first": "a"}], "@odata.deltaLink": "x"}`},
		{name: "an item in error", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#People", "value": [{"@Core.ResourceException": {}, "id": 1}]}`},
		{name: "no context promises nothing", csdl: lab, request: "GET /svc/People(1)", response: "200\nContent-Type: application/json;odata.metadata=none", body: `{"id": 1}`},
	}
	judgeRows(t, rows, append(structure, "ENT-004")...)
}

func TestStreamsNavigationAndHiddenPropertiesAreNotPromised(t *testing.T) {
	var all []string
	for p := range judgeOf(t, lab, "graph").contract.Model.Properties(judgeOf(t, lab, "graph").contract.Model.Structured("Lab.Sample")) {
		switch {
		case p.Name == "id" || p.Type.Name == "Edm.Stream" || p.Name == "secret" || p.Name == "hidden":
		case p.Nullable.IsFalse() && !p.Type.Collection:
			all = append(all, `"`+p.Name+`": `+map[bool]string{true: `{"street": null, "zip": null}`, false: `"a"`}[p.Name == "home"])
		case p.Type.Collection:
			all = append(all, `"`+p.Name+`": []`)
		default:
			all = append(all, `"`+p.Name+`": null`)
		}
	}
	judgeRows(t, []row{{name: "all the others are there", csdl: lab, request: "GET /svc/Samples(1)", body: `{"@odata.context": "https://host/svc/$metadata#Samples/$entity", "id": 1, ` + strings.Join(all, ", ") + `}`}},
		"ENT-004", "PRM", "ENT-003")
}

func TestTypeAnnotations(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"the declared type", `"@odata.type": "#Lab.Sample"`, ""},
		{"a derived type", `"@odata.type": "#Lab.ColdSample"`, ""},
		{"a derived type by alias", `"@odata.type": "#L.ColdSample"`, ""},
		{"an unrelated type silences what follows from it", `"@odata.type": "#Lab.Part", "zzz": 1`, "ENT-005 EEE /@odata.type"},
		{"a type that is not there", `"@odata.type": "#Lab.Smple"`, "ENT-005 EEE /@odata.type"},
		{"no string", `"@odata.type": 5`, "ENT-005 EEE /@odata.type"},
		{"no number sign", `"@odata.type": "Lab.Sample"`, "ENT-007 WEI /@odata.type"},
		{"another host's metadata", `"@odata.type": "https://other/$metadata#Lab.Part"`, ""},
		{"a type for a primitive value", `"name@odata.type": "#String", "name": "a"`, ""},
		{"another type for a primitive value", `"name@odata.type": "#Binary", "name": "AQ=="`, "ENT-005 EEE /name@odata.type"},
		{"a collection for a single value", `"name@odata.type": "#Collection(String)", "name": "a"`, "ENT-005 EEE /name@odata.type"},
		{"a type for a collection", `"numbers@odata.type": "#Collection(Int32)", "numbers": []`, ""},
		{"its namespace written", `"numbers@odata.type": "#Collection(Edm.Int32)", "numbers": []`, "ENT-007 WWW /numbers@odata.type"},
		{"a primitive type without number sign", `"numbers@odata.type": "Collection(Int32)", "numbers": []`, "ENT-007 -EI /numbers@odata.type"},
		{"the type under a type definition", `"weight@odata.type": "#Decimal", "weight": 1`, ""},
		{"another type definition's base", `"small@odata.type": "#Lab.Weight", "small": 1`, "ENT-005 EEE /small@odata.type"},
		{"a type for a navigation property", `"parts@odata.type": "#Collection(Lab.Part)", "parts": []`, ""},
		{"a wrong type annotation of a property leaves the object judged", `"name@odata.type": "#Binary", "name": "a", "zzz": 1`, "ENT-005 EEE /name@odata.type; ENT-003 EEE /zzz"},
	}, structure...)
	judgeRows(t, []row{
		{name: "an abstract type named", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Beings(id)/$entity", "@odata.type": "#Lab.Being", "id": 1}`, want: []string{"ENT-005 EEE /@odata.type"}},
		{name: "a type derived from an abstract one", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Beings(id)/$entity", "@odata.type": "#Lab.Cat", "id": 1}`},
		{name: "a cast in the context needs no annotation", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Beings/Lab.Cat/$entity", "id": 1, "lives": 9}`},
		{name: "the type of the body's collection", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Samples(1)/numbers", "@odata.type": "#Collection(Int32)", "value": [1]}`},
		{name: "another type of the body's value", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Samples(1)/name", "@odata.type": "#Collection(Int32)", "value": "a"}`, want: []string{"ENT-005 EEE /@odata.type"}},
		{name: "at level none no type is missed", csdl: lab, request: "GET /svc/Samples(1)?$select=id,degrees", response: "200\nContent-Type: application/json;odata.metadata=none", body: `{"id": 1, "degrees": 5}`},
	}, structure...)
}

func TestIdsLinksAndEtags(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"an id", `"@odata.id": "Samples(1)"`, ""},
		{"an opaque id", `"@odata.id": "urn:sample:1"`, ""},
		{"a null id", `"@odata.id": null`, ""},
		{"a number as id", `"@odata.id": 1`, "ENT-008 EEW /@odata.id"},
		{"an empty id", `"@odata.id": ""`, "ENT-008 EEW /@odata.id"},
		{"a blank in an id", `"@odata.id": "Samples('a b')"`, "ENT-008 EEW /@odata.id"},
		{"a letter beyond ASCII in an id", `"@odata.id": "Samples('ä')"`, "ENT-008 WWI /@odata.id"},
		{"a percent sign alone", `"@odata.editLink": "Samples('100%')"`, "ENT-008 EEW /@odata.editLink"},
		{"a null link", `"@odata.readLink": null`, "ENT-008 EEW /@odata.readLink"},
		{"a weak etag", `"@odata.etag": "W/\"a b\""`, ""},
		{"an etag without quotes", `"@odata.etag": "1"`, "ENT-008 EEW /@odata.etag"},
		{"an etag with a quote inside", `"@odata.etag": "\"a\"b\""`, "ENT-008 EEW /@odata.etag"},
		{"an etag's null", `"@odata.etag": null`, "ENT-008 EEW /@odata.etag"},
	}, structure...)
	judgeRows(t, []row{
		{name: "an id on a collection", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Parts(id)", "@odata.id": "Parts", "value": []}`, want: []string{"ENT-008 EEW /@odata.id"}},
		{name: "an edit link on a collection", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Parts(id)", "@odata.editLink": "Parts", "value": []}`, want: []string{"ENT-008 EEW /@odata.editLink"}},
		{name: "the ETag field, weakly the same", csdl: lab, request: "GET /svc/Samples(1)?$select=id", response: "200\nETag: \"7\"", body: inLab("Samples", `"@odata.etag": "W/\"7\""`)},
		{name: "the ETag field, another", csdl: lab, request: "GET /svc/Samples(1)?$select=id", response: "200\nETag: W/\"8\"", body: inLab("Samples", `"@odata.etag": "W/\"7\""`), want: []string{"ENT-008 WWW /@odata.etag"}},
	}, structure...)
}

func TestMembersStandOnce(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"twice", `"name": "a", "name": "b"`, "ENT-010 EEE /name"},
		{"in two cases it is another name", `"name": "a", "Name": "b"`, "ENT-009 EEE /Name"},
		{"inside a complex value", `"place": {"zip": 1, "zip": 1}`, "ENT-010 EEE /place/zip"},
		{"inside what has no type", `"raw": [{"a": 1, "a": 2}]`, "ENT-010 EEE /raw/0/a"},
		{"control information by both of its names", `"@odata.etag": "\"a\"", "@etag": "\"a\""`, "ENT-010 EEE /@etag"},
		{"of a property, by both of its names", `"parts@odata.count": 1, "parts@count": 1, "parts": []`, "ENT-010 EEE /parts@count"},
	}, structure...)
	judgeRows(t, []row{
		{name: "in an error", csdl: lab, response: "400", body: `{"error": {"code": "a", "code": "b", "message": "m"}}`, want: []string{"ENT-010 EEE /error/code"}},
		{name: "in a body of which nothing is known", csdl: lab, body: `{"a": 1, "b": {"c": 1, "c": 2}}`, want: []string{"ENT-010 EEE /b/c"}},
		{name: "beside the value", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Parts(id)", "value": [], "value": []}`, want: []string{"ENT-010 EEE /value"}},
	}, structure...)
}

func TestAnnotationsAreKnown(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"a term of the schema, a vocabulary, a reference", `"@Lab.x": 1, "@Core.Messages": [], "@Org.OData.Core.V1.Messages#q": [], "@Lab.Terms.x": 1, "@L.y": 1`, ""},
		{"a term that nothing defines", `"@Message.ExtendedInfo": []`, "ENT-011 WWI /@Message.ExtendedInfo"},
		{"several terms of one namespace", `"@Message.A": 1, "@Message.B": 2`, "ENT-011 WWI /@Message.A"},
		{"of a property that is not there", `"name@Core.Description": "a"`, ""},
		{"of a property that does not exist", `"nmae@Core.Description": "a"`, "ENT-011 WWI /nmae@Core.Description"},
		{"control information of no such name", `"@odata.contxt": "a"`, "ENT-011 EEW /@odata.contxt"},
		{"a type annotation in another case, and a property of the type that it means", `"@Odata.type": "#Lab.ColdSample", "degrees": 5`, "ENT-011 EEW /@Odata.type"},
		{"another case of odata", `"@Odata.type": "#Lab.Sample"`, "ENT-011 EEW /@Odata.type"},
		{"a slip in odata", `"@odate.type": "#Lab.Sample"`, "ENT-011 EEW /@odate.type"},
		{"control information of another case", `"@odata.editlink": "a"`, "ENT-011 EEW /@odata.editlink"},
		{"an annotation of an annotation", `"@Core.Description@odata.type": "#String", "@Core.Description": "a"`, ""},
	}, structure...)
	judgeRows(t, []row{
		{name: "a short name that 4.01 does not have", csdl: lab, response: "200\nOData-Version: 4.01", body: inLab("Samples", `"@ettag": "a"`), want: []string{"ENT-011 EEW /@ettag"}},
		{name: "beside the value", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Parts(id)", "@odata.nextlink": "a", "value": []}`, want: []string{"ENT-011 EEW /@odata.nextlink"}},
		{name: "any target on an open type", csdl: lab, body: inLab("Bags", `"x@Core.Description": "a"`)},
	}, structure...)
}

func TestStreams(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"an inline stream with its media type", `"picture@odata.mediaContentType": "image/png", "picture": "T0RhdA"`, ""},
		{"an inline stream without", `"picture": "T0RhdA"`, "ENT-012 EEW /picture"},
		{"no stream", `"picture": null`, ""},
		{"text", `"picture@odata.mediaContentType": "text/plain;charset=utf-8", "picture": "a b"`, ""},
		{"JSON", `"picture@odata.mediaContentType": "application/json", "picture": {"a": 1}`, ""},
		{"an object for an image", `"picture@odata.mediaContentType": "image/png", "picture": {}`, "ENT-012 EEW /picture"},
		{"no base64 for an image", `"picture@odata.mediaContentType": "image/png", "picture": "a b"`, "ENT-012 EEW /picture"},
		{"a media link of a stream", `"picture@odata.mediaReadLink": "Samples(1)/picture"`, ""},
		{"a media link of a string", `"name@odata.mediaReadLink": "Samples(1)/name"`, "ENT-012 EEW /name@odata.mediaReadLink"},
		{"a media link of what is no media entity", `"@odata.mediaReadLink": "Samples(1)/$value"`, "ENT-012 EEW /@odata.mediaReadLink"},
	}, structure...)
	judgeRows(t, []row{{name: "a media entity", csdl: lab, body: inLab("Photos", `"@odata.mediaReadLink": "Photos(1)/$value", "@odata.mediaContentType": "image/png", "@odata.mediaEtag": "\"1\""`)}}, structure...)
}

func TestWhatIsDeprecated(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"a property", `"fax": "1"`, "ENT-013 III /fax"},
		{"a member", `"phase": "gone"`, "ENT-013 III /phase; PRM-008 III /phase"},
		{"another member", `"phase": "done"`, ""},
	}, structure...)
	judgeRows(t, []row{
		{name: "a type, once", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Olds", "value": [{"id": 1}, {"id": 2}]}`, want: []string{"ENT-013 III /value/0"}},
	}, structure...)
}

func TestAnEntityWithoutItsKeyHasAnId(t *testing.T) {
	part := func(name, response, object string, want ...string) row {
		return row{name: name, csdl: lab, request: "GET /svc/Parts(1)?$select=label", response: response, body: `{"@odata.context": "https://host/svc/$metadata#Parts(label)/$entity", ` + object + `}`, want: want}
	}
	judgeRows(t, []row{
		part("neither key nor id", "", `"label": "a"`, "ENT-014 EEW"),
		part("an id", "", `"@odata.id": "Parts(1)", "label": "a"`),
		part("a null id", "", `"@odata.id": null, "label": "a"`),
		part("the key", "", `"id": 1, "label": "a"`),
		{name: "many items, one cause", csdl: lab, request: "GET /svc/Parts?$select=label", body: `{"@odata.context": "https://host/svc/$metadata#Parts(label)", "value": [{"label": "a"}, {"label": "b"}]}`, want: []string{"ENT-014 EEW /value/0"}},
	}, structure...)
}

func TestDynamicPropertiesSayTheirType(t *testing.T) {
	bag := func(name, members string, want ...string) row {
		return row{name: name, csdl: lab, request: "GET /svc/Bags(1)", body: inLab("Bags", members), want: want}
	}
	judgeRows(t, []row{
		bag("what the form tells", `"a": true, "b": "x", "c": 1.5, "d": null`),
		bag("an array", `"a": ["x"]`, "ENT-015 EEW /a"),
		bag("an array with its type", `"a@odata.type": "#Collection(String)", "a": ["x"]`),
		bag("an object", `"a": {"x": 1}`, "ENT-015 EEW /a"),
		bag("an object with its type in it", `"a": {"@odata.type": "#Lab.Loose", "x": 1}`),
		bag("objects with their types in them", `"a": [{"@odata.type": "#Lab.Place", "zip": 1}, {"@odata.type": "#Lab.Place", "zip": 2}]`),
	}, "ENT-005", "ENT-015", "PRM")
}

func TestEverythingIsThereAtFull(t *testing.T) {
	full := "200\nContent-Type: application/json;odata.metadata=full"
	person := func(name, members string, want ...string) row {
		return row{name: name, csdl: lab, request: "GET /svc/People(1)", response: full,
			body: `{"@odata.context": "https://host/svc/$metadata#People/$entity", "@odata.type": "#Lab.Person", "id": 1, "first": "a", "last": "b"` + members + `}`, want: want}
	}
	judgeRows(t, []row{
		person("id and edit link", `, "@odata.id": "People(1)", "@odata.editLink": "People(1)"`),
		person("id and read link", `, "@odata.id": "People(1)", "@odata.readLink": "People(1)"`),
		person("no link", `, "@odata.id": "People(1)"`, "ENT-016 WWI"),
		{name: "no navigation link", csdl: lab, request: "GET /svc/Parts(1)", response: full,
			body: `{"@odata.context": "https://host/svc/$metadata#Parts/$entity", "@odata.id": "Parts(1)", "@odata.editLink": "Parts(1)", "id": 1, "label": "a"}`, want: []string{"ENT-016 WWI"}},
		{name: "no media link", csdl: lab, request: "GET /svc/Photos(1)", response: full,
			body: `{"@odata.context": "https://host/svc/$metadata#Photos/$entity", "@odata.id": "Photos(1)", "@odata.editLink": "Photos(1)", "id": 1}`, want: []string{"ENT-016 WWI"}},
		{name: "no operation", csdl: lab, request: "GET /svc/Beings(1)", response: full,
			body: `{"@odata.context": "https://host/svc/$metadata#Beings/$entity", "@odata.type": "#Lab.Cat", "@odata.id": "Beings(1)", "@odata.editLink": "Beings(1)", "id": 1, "lives": 9}`, want: []string{"ENT-016 WWI"}},
		{name: "an operation", csdl: lab, request: "GET /svc/Beings(1)", response: full,
			body: `{"@odata.context": "https://host/svc/$metadata#Beings/$entity", "@odata.type": "#Lab.Cat", "@odata.id": "Beings(1)", "@odata.editLink": "Beings(1)", "#Lab.feed": {}, "id": 1, "lives": 9}`},
	}, "ENT-016", "ENT-017")
}

func TestAdvertisedOperations(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"bound to the type", `"#Lab.freeze": {"title": "Freeze", "target": "Samples(1)/Lab.freeze"}`, ""},
		{"by alias", `"#L.freeze": {}`, ""},
		{"bound to a collection of it", `"#Lab.sweep": {}`, "ENT-017 EEW /#Lab.sweep"},
		{"bound to another type", `"#Lab.feed": {}`, "ENT-017 EEW /#Lab.feed"},
		{"not there", `"#Lab.melt": {}`, "ENT-017 EEW /#Lab.melt"},
		{"of another schema", `"#Other.melt": {}`, ""},
		{"an array", `"#Lab.freeze": []`, "ENT-017 EEW /#Lab.freeze"},
		{"null", `"#Lab.freeze": null`, "ENT-017 -EW /#Lab.freeze"},
	}, structure...)
	judgeRows(t, []row{
		{name: "beside a collection", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Samples(id)", "#Lab.sweep": {}, "value": []}`},
		{name: "of one, beside a collection", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Samples(id)", "#Lab.freeze": {}, "value": []}`, want: []string{"ENT-017 EEW /#Lab.freeze"}},
	}, structure...)
}

func TestWriteOnlyPropertiesStayInside(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"a value", `"secret": "1234"`, "ENT-018 EEE /secret"},
		{"null", `"secret": null`, ""},
		{"a mask", `"secret": "****"`, ""},
		{"a name alone says nothing", `"code": "pin"`, ""},
	}, structure...)
}
