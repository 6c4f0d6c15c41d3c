package check

import (
	"strings"
	"testing"
)

// document is a metadata document around the children of one schema.
func document(children string) string {
	return `<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices><Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="NS">` +
		children + `</Schema></edmx:DataServices></edmx:Edmx>`
}

const (
	thing     = `<EntityType Name="Thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>`
	container = `<EntityContainer Name="C"><EntitySet Name="Things" EntityType="NS.Thing"/></EntityContainer>`
	ofXML     = "200\nContent-Type: application/xml"
)

// sound is a metadata document without a fault.
var sound = document(thing + container)

// served is the answer of a service to the request for its metadata, judged
// by what it serves itself where that is sound.
func served(name, body string, want ...string) row {
	return row{name: name, csdl: sound, request: "GET /svc/$metadata", response: ofXML, body: body, want: want}
}

func TestTheMetadataIsSound(t *testing.T) {
	inThing := func(property string) string {
		return document(strings.Replace(thing, "</EntityType>", property+"</EntityType>", 1) + container)
	}
	judgeRows(t, []row{
		served("a document", sound),
		served("a type that is not there", inThing(`<Property Name="place" Type="NS.Place"/>`), "MTD-001 EEW"),
		served("a type of a document that is referred to", strings.Replace(inThing(`<Property Name="place" Type="Other.Place"/>`), "<edmx:DataServices>",
			`<edmx:Reference Uri="https://host/other/$metadata"><edmx:Include Namespace="Other"/></edmx:Reference><edmx:DataServices>`, 1)),
		served("a property twice", inThing(`<Property Name="id" Type="Edm.Int32"/>`), "MTD-001 EEW"),
		served("a type twice", document(thing+thing+container), "MTD-001 EEW"),
		served("a set of a type without a key", document(`<EntityType Name="Thing"/>`+container), "MTD-001 EEW"),
		served("a key property that is not there", document(strings.Replace(thing, `PropertyRef Name="id"`, `PropertyRef Name="no"`, 1)+container), "MTD-001 EEW"),
		served("a type that is its own base", document(thing+`<ComplexType Name="A" BaseType="NS.A"/>`+container), "MTD-001 EEW"),
		served("a set of a type that is not there", document(thing+`<EntityContainer Name="C"><EntitySet Name="Things" EntityType="NS.Thong"/></EntityContainer>`), "MTD-001 EEW"),
		served("a target that is not there", document(thing+container+`<Annotations Target="NS.Thong"><Annotation Term="NS.t"/></Annotations>`), "MTD-001 EEW"),
		served("an attribute that CSDL does not know", document(strings.Replace(thing, `<EntityType `, `<EntityType Colour="red" `, 1)+container), "MTD-001 WWW"),
		served("a document that does not end", strings.TrimSuffix(sound, "</edmx:Edmx>"), "MTD-001 EEW"),
		served("another document", `<html><body>No</body></html>`, "MTD-001 EEW"),
	}, "MTD-001")
}

func TestTheMetadataIsServedAsItWasAsked(t *testing.T) {
	inJSON := `{"$Version": "4.01", "NS": {"Thing": {"$Kind": "EntityType", "$Key": ["id"], "id": {"$Type": "Edm.Int32"}}, "C": {"$Kind": "EntityContainer", "Things": {"$Collection": true, "$Type": "NS.Thing"}}}, "$EntityContainer": "NS.C"}`
	answer := func(name, request, response, body string, want ...string) row {
		return row{name: name, csdl: sound, request: request, response: response, body: body, want: want}
	}
	const ask, ofJSON = "GET /svc/$metadata", "200\nContent-Type: application/json"
	judgeRows(t, []row{
		answer("JSON that nobody asked", ask, ofJSON, inJSON, "MTD-001 EEW"),
		answer("JSON where XML was asked", ask+"?$format=xml", ofJSON, inJSON, "MTD-001 EEW"),
		answer("JSON that does not end", ask+"\nAccept: application/json", ofJSON, strings.TrimSuffix(inJSON, "}"), "JSN-001 EEE"),
		answer("JSON that says it is XML", ask+"\nAccept: application/json", ofXML, inJSON, "MTD-001 EEW"),
		answer("JSON that Accept asks", ask+"\nAccept: application/json", ofJSON, inJSON),
		answer("JSON that $format asks", ask+"?$format=json", ofJSON, inJSON),
		answer("XML that says it is text", ask, "200\nContent-Type: text/plain", sound, "MTD-001 EEW"),
		answer("XML that says it is JSON", ask, ofJSON, sound, "MTD-001 EEW"),
		answer("XML", ask, ofXML+";charset=utf-8", sound),
		answer("XML of another kind", ask, "200\nContent-Type: application/edmx+xml", sound),
		answer("not found", ask, "404", "", "MTD-001 WWW"),
		answer("not implemented", ask, "501", "", "MTD-001 WWW"),
		{name: "forbidden, which proves nothing", csdl: sound, request: ask, response: "403", unjudged: "403 Forbidden"},
		answer("out of service", ask, "503\nRetry-After: 5", ""),
		answer("an entity that is not found", "GET /svc/Things(1)", "404", ""),
	}, "MTD", "JSN")
}

func TestTheMetadataIsTheContracts(t *testing.T) {
	more := `<ComplexType Name="Place"/>`
	judgeRows(t, []row{
		served("the contract's", sound),
		served("a type more", document(thing+more+container), "MTD-002 WWW"),
		served("a property more", document(strings.Replace(thing, "</EntityType>", `<Property Name="name" Type="Edm.String"/></EntityType>`, 1)+container), "MTD-002 WWW"),
		served("a set more", document(thing+strings.Replace(container, "</EntityContainer>", `<EntitySet Name="Others" EntityType="NS.Thing"/></EntityContainer>`, 1)), "MTD-002 WWW"),
		served("an operation more", document(thing+`<Action Name="act"/>`+container), "MTD-002 WWW"),
		served("a type less, and one more", document(strings.ReplaceAll(thing+container, "Thing", "Item")), "MTD-002 WWW", "MTD-002 WWW", "MTD-002 WWW", "MTD-002 WWW"),
		served("an attribute that is written otherwise", document(strings.Replace(thing, `Type="Edm.Int32"`, `Type="Edm.Int64"`, 1)+container)),
		served("another namespace, which the contract does not describe", strings.ReplaceAll(sound, "NS", "Other")),
	}, "MTD")
}

func TestTheMetadataAvoidsWhatIsUnwise(t *testing.T) {
	inThing := func(property, rest string) string {
		return document(strings.Replace(thing, "</EntityType>", property+"</EntityType>", 1) + rest)
	}
	flags := func(is string) string {
		return inThing(`<Property Name="colours" Type="Collection(NS.Colour)" Nullable="false"/>`, `<EnumType Name="Colour" IsFlags="`+is+`"><Member Name="red" Value="1"/></EnumType>`+container)
	}
	parts := func(contained string) string {
		return inThing(`<NavigationProperty Name="parts" Type="Collection(NS.Thing)" ContainsTarget="`+contained+`"/>`,
			`<EntityContainer Name="C"><EntitySet Name="Things" EntityType="NS.Thing"><NavigationPropertyBinding Path="parts" Target="Things"/></EntitySet></EntityContainer>`)
	}
	beside := func(name string) string {
		return document(thing + strings.Replace(container, "</EntityContainer>", `<Singleton Name="`+name+`" Type="NS.Thing"/></EntityContainer>`, 1))
	}
	judgeRows(t, []row{
		served("a collection of flags", flags("true"), "MTD-003 WWW"),
		served("a collection of an enumeration", flags("false")),
		served("a binding of what is contained", parts("true"), "MTD-003 WWW"),
		served("a binding", parts("false")),
		served("a set and a singleton that differ in case alone", beside("things"), "MTD-003 WWW"),
		served("a set and a singleton", beside("me")),
	}, "MTD-001", "MTD-003")
}
