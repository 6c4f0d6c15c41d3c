package schema

import (
	"fmt"
	"strings"
	"testing"
)

func TestNullIsRefusedOnlyWhereTheModelSaysSo(t *testing.T) {
	s := NewSet(laboratory(t), Options{})
	strings754 := NewSet(laboratory(t), Options{IEEE754Compatible: true})
	refusals := map[string]string{"Primitive": "type", "Double": "not", "Floating": "not", "Any": "not", "Enum": "type", "Definition": "type",
		"Complex": "type", "Derivable": "type", "Geo": "type", "One": "type"}
	for kind, keyword := range refusals {
		for _, state := range []string{"Unsaid", "True", "False"} {
			want := ""
			if state == "False" {
				want = keyword + " /" + kind + state
			}
			body := fmt.Sprintf(`{"%s%s":null}`, kind, state)
			for _, set := range []*Set{s, strings754} {
				if got := strings.Join(violations(t, set, ns+"Nullability", body), ", "); got != want {
					t.Errorf("%s: got %q, want %q", body, got, want)
				}
			}
		}
	}
	judge(t, s, []verdict{
		{"null items where nothing is said of them", "Nullability", `{"ItemsUnsaid":["a",null]}`, ""},
		{"null items where they may be", "Nullability", `{"ItemsTrue":["a",null]}`, ""},
		{"a null item where none may be", "Nullability", `{"ItemsFalse":["a",null]}`, "type /ItemsFalse/1"},
		{"null in place of a collection, whose items may be null", "Nullability", `{"ItemsTrue":null}`, "type /ItemsTrue"},
		{"null in place of a collection of which nothing is said", "Nullability", `{"ItemsUnsaid":null}`, "type /ItemsUnsaid"},
		{"a value in place of a collection", "Nullability", `{"ItemsTrue":"a"}`, "type /ItemsTrue"},
		{"null in place of related entities", "Nullability", `{"Many":null}`, "type /Many"},
		{"an array in place of one related entity", "Nullability", `{"OneTrue":[]}`, "type /OneTrue"},
		{"one object in place of related entities", "Nullability", `{"Many":{}}`, "type /Many"},
		{"null among related entities", "Nullability", `{"Many":[{},null]}`, "type /Many/1"},
		{"related entities are not judged by their parent", "Nullability", `{"Many":[{"Nonsense":1}],"OneTrue":{"Nonsense":1}}`, ""},
		{"a key that nothing says of whether it may be null", "Sample", `{"Code":null}`, "type /Code"},
		{"an object where the type's own document is asked about null", "Address", `null`, "type "},
	})
}

func TestKeysAreRequiredAndNothingElse(t *testing.T) {
	judge(t, NewSet(laboratory(t), Options{}), []verdict{
		{"the key alone", "Sample", `{"Code":"a"}`, ""},
		{"no key", "Sample", `{"Boolean":true}`, "required "},
		{"an inherited key of two parts", "Stray", `{"Kind":"red","Number":1}`, ""},
		{"one part of it", "Stray", `{"Kind":"red"}`, "required "},
		{"a key by a path into a complex value is not a property's name", "Photo", `{}`, ""},
		{"a type without a key", "Thing", `{}`, ""},
		{"a complex type's properties that may not be null may be left out", "Nullability", `{}`, ""},
		{"no object", "Sample", `"a"`, "type "},
		{"an array of it", "Sample", `[{"Code":"a"}]`, "type "},
	})
}

func TestUnknownMembersAreRefusedOnClosedTypesAlone(t *testing.T) {
	judge(t, NewSet(laboratory(t), Options{}), []verdict{
		{"an undocumented property of a closed type", "Address", `{"Street":"x","Zip":1}`, "additionalProperties "},
		{"a property in another case", "Address", `{"street":"x"}`, "additionalProperties "},
		{"the same on an open type", "Bag", `{"Size":1,"Zip":1,"Deep":{"x":[null]}}`, ""},
		{"on a type that derives from an open one", "StringBag", `{"Zip":1}`, ""},
		{"on an open type that derives from a closed one", "Stray", `{"Kind":"red","Number":1,"Found":{}}`, ""},
		{"on that closed one", "Dog", `{"Kind":"red","Number":1,"Found":{}}`, "additionalProperties "},
		{"a declared property of an open type is judged still", "Bag", `{"Size":"big","Zip":1}`, "type /Size"},
		{"an inherited one as well", "StringBag", `{"Size":"big"}`, "type /Size"},
		{"on a type whose base type is not known", "Partial", `{"Known":1,"Inherited":true}`, ""},
		{"what is known of it is judged", "Partial", `{"Known":"x"}`, "type /Known"},
		{"a type that is not known takes anything", "Partial", `{"Foreign":[1,{"x":null}]}`, ""},
		{"a collection of it is an array all the same", "Partial", `{"Foreigners":{}}`, "type /Foreigners"},
		{"whatever its items", "Partial", `{"Foreigners":[1,null,{}]}`, ""},
		{"a type that declares nothing takes anything", "Anything", `{"x":1}`, ""},
		{"even what is no object", "Anything", `[1]`, ""},
		{"as the value of a property too", "Dog", `{"Kind":"red","Number":1,"Any":"x"}`, ""},
		{"an undocumented property within a complex value", "Dog", `{"Kind":"red","Number":1,"Home":{"Zip":1}}`, "additionalProperties /Home"},
	})
}

func TestAnnotationsAndControlInformationStandEverywhere(t *testing.T) {
	var rows []verdict
	for _, name := range []string{"@odata.context", "@odata.type", "@odata.id", "@odata.etag", "@odata.anything", "@type", "@removed",
		"Street@odata.type", "Street@type", "Unknown@odata.navigationLink", "@org.example.Term", "Street@org.example.Term#q", "#org.example.Act", "#Act"} {
		rows = append(rows, verdict{name, "Address", fmt.Sprintf(`{"%s":{"any":[null]},"Street":"x"}`, name), ""})
	}
	judge(t, NewSet(laboratory(t), Options{}), rows)
}

func TestTheTypeAnnotationChoosesWhatAComplexValueIsJudgedBy(t *testing.T) {
	var rows []verdict
	for _, name := range []string{"@odata.type", "@type"} {
		for _, url := range []string{"#", "", "https://host/service/$metadata#", "$metadata#", "/service/$metadata?$schemaversion=1#"} {
			for _, namespace := range []string{"org.example.laboratory.", "lab."} {
				of := func(typ string) string { return fmt.Sprintf(`"%s":"%s%s%s"`, name, url, namespace, typ) }
				rows = append(rows,
					verdict{"a circle " + of(""), "Drawing", `{"Main":{` + of("Circle") + `,"Label":"c","Radius":1}}`, ""},
					verdict{"a ring, two steps down " + of(""), "Drawing", `{"Main":{` + of("Ring") + `,"Label":"c","Radius":1,"Inner":0.5}}`, ""},
					verdict{"a circle with a ring's property " + of(""), "Drawing", `{"Main":{` + of("Circle") + `,"Inner":0.5}}`, "additionalProperties /Main"},
					verdict{"a square with text for its side " + of(""), "Drawing", `{"Main":{` + of("Square") + `,"Side":"x"}}`, "type /Main/Side"},
					verdict{"the declared type itself " + of(""), "Drawing", `{"Main":{` + of("Shape") + `,"Label":1}}`, "type /Main/Label"},
				)
			}
		}
	}
	rows = append(rows, []verdict{
		{"without an annotation the declared type judges", "Drawing", `{"Main":{"Label":"c","Radius":1}}`, "additionalProperties /Main"},
		{"and so it does where the annotation names an unknown type", "Drawing", `{"Main":{"@odata.type":"#org.example.laboratory.Hexagon","Label":1}}`, "type /Main/Label"},
		{"or a type that does not derive from it", "Drawing", `{"Main":{"@odata.type":"#org.example.laboratory.Address","Street":"x"}}`, "additionalProperties /Main"},
		{"or one that only ends alike", "Drawing", `{"Main":{"@odata.type":"#other.org.example.laboratory.Circle","Radius":1}}`, "additionalProperties /Main"},
		{"or one whose dot is another character", "Drawing", `{"Main":{"@odata.type":"#org-example.laboratory.Circle","Radius":1}}`, "additionalProperties /Main"},
		{"or one in another case", "Drawing", `{"Main":{"@odata.type":"#org.example.laboratory.circle","Radius":1}}`, "additionalProperties /Main"},
		{"or nothing at all", "Drawing", `{"Main":{"@odata.type":null,"Radius":1}}`, "additionalProperties /Main"},
		{"each item by its own", "Drawing", `{"Shapes":[{"@odata.type":"#org.example.laboratory.Circle","Radius":1},{"@odata.type":"#org.example.laboratory.Square","Side":1},{"Side":1}]}`, "additionalProperties /Shapes/2"},
		{"a null item where none may be", "Drawing", `{"Shapes":[null]}`, "type /Shapes/0"},
		{"what derives from a derived type", "Drawing", `{"Round":{"@odata.type":"#org.example.laboratory.Ring","Inner":1}}`, ""},
		{"its sibling does not", "Drawing", `{"Round":{"@odata.type":"#org.example.laboratory.Square","Side":1}}`, "additionalProperties /Round"},
		{"a null value needs no type", "Drawing", `{"Round":null,"Main":null}`, ""},
		{"a value that is no object", "Drawing", `{"Main":"circle"}`, "type /Main"},
		{"an inherited property that may not be null", "Drawing", `{"Main":{"@odata.type":"#org.example.laboratory.Ring","Radius":null}}`, "not /Main/Radius"},
	}...)
	judge(t, NewSet(laboratory(t), Options{}), rows)
}

func TestExplicitFacetsAndConstraintsAreJudged(t *testing.T) {
	rows := []verdict{
		{"three characters", "Constrained", `{"Short":"abc"}`, ""},
		{"three characters of more than one byte or UTF-16 unit", "Constrained", `{"Short":"𝄞äß"}`, ""},
		{"four characters", "Constrained", `{"Short":"abcd"}`, "maxLength /Short"},
		{"MaxLength max", "Constrained", `{"Longest":"` + strings.Repeat("x", 10_000) + `"}`, ""},
		{"a long item", "Constrained", `{"Shorts":["abc","abcd"]}`, "maxLength /Shorts/1"},
		{"octets are not characters", "Constrained", `{"Octets":"AAAA"}`, ""},
		{"the minimum", "Constrained", `{"Rating":1}`, ""},
		{"less", "Constrained", `{"Rating":0}`, "minimum /Rating"},
		{"the maximum", "Constrained", `{"Rating":5}`, ""},
		{"more", "Constrained", `{"Rating":6}`, "maximum /Rating"},
		{"an excluded minimum", "Constrained", `{"Share":0}`, "exclusiveMinimum /Share"},
		{"just more", "Constrained", `{"Share":1e-300}`, ""},
		{"so little that it costs nothing to tell", "Constrained", `{"Share":1e-999999999}`, ""},
		{"so little, and negative", "Constrained", `{"Share":-1e-999999999}`, "exclusiveMinimum /Share"},
		{"an included maximum, said so", "Constrained", `{"Share":0.5}`, ""},
		{"just more than it", "Constrained", `{"Share":0.500000000000000000000000000001}`, "maximum /Share"},
		{"a matching text", "Constrained", `{"Plate":"AB12"}`, ""},
		{"a text that does not match", "Constrained", `{"Plate":"ab12"}`, "pattern /Plate"},
		{"an allowed number", "Constrained", `{"Level":20}`, ""},
		{"an allowed number in another form", "Constrained", `{"Level":2e1}`, ""},
		{"null, which may be", "Constrained", `{"Level":null}`, ""},
		{"another number", "Constrained", `{"Level":15}`, "enum /Level"},
		{"an allowed text", "Constrained", `{"Mood":"glad"}`, ""},
		{"another text", "Constrained", `{"Mood":"Glad"}`, "enum /Mood"},
		{"null, which may not be", "Constrained", `{"Mood":null}`, "type /Mood"},
		{"a definition's constraints", "Constrained", `{"Percent":101}`, "maximum /Percent"},
		{"a definition's facets", "Constrained", `{"Tag":"123456"}`, "maxLength /Tag"},
		{"facets of the use before those of the definition", "Constrained", `{"LongTag":"123456"}`, ""},
		{"constraints say nothing of null", "Constrained", `{"Rating":null,"Short":null,"Plate":null,"Share":null}`, ""},
		{"default facets say nothing", "Sample", `{"Code":"a","Decimal":1234567890.123}`, ""},
	}
	judge(t, NewSet(laboratory(t), Options{}), rows)
}

func TestThePropertyOfATypeIsJudgedAsItIsUsed(t *testing.T) {
	s := NewSet(laboratory(t), Options{})
	for _, c := range []struct {
		name, typ, property string
		item                bool
		value, want         string
	}{
		{"a value within its facets", "Constrained", "Short", false, `"abc"`, ""},
		{"a value beyond them", "Constrained", "Short", false, `"abcd"`, "maxLength "},
		{"a collection", "Constrained", "Shorts", false, `["abc","abcd"]`, "maxLength /1"},
		{"an item of it", "Constrained", "Shorts", true, `"abcd"`, "maxLength "},
		{"no collection", "Constrained", "Shorts", false, `"abc"`, "type "},
		{"null where it may not be", "Nullability", "PrimitiveFalse", false, `null`, "type "},
		{"null where it may be", "Nullability", "PrimitiveTrue", false, `null`, ""},
		{"an inherited property", "Ring", "Radius", false, `null`, "not "},
		{"a complex value by its own type annotation", "Drawing", "Main", false, `{"@odata.type":"#lab.Square","Side":1}`, ""},
		{"a navigation property", "Dog", "Owner", false, `[]`, "type "},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := s.ValidateProperty(ns+c.typ, c.property, c.item, value(t, c.value))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(lines(found), ", "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	for _, c := range []struct {
		name, typ, property string
		item                bool
	}{
		{"a property that there is not", ns + "Constrained", "Nope", false},
		{"an item of no collection", ns + "Constrained", "Short", true},
		{"a type that there is not", ns + "Nope", "Short", false},
		{"a property of an enumeration", ns + "Color", "red", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if found, err := s.ValidateProperty(c.typ, c.property, c.item, value(t, `1`)); err == nil {
				t.Errorf("judged, with %v: want an error", found)
			}
		})
	}
}

func TestATypeIsKnownByItsAliasToo(t *testing.T) {
	s := NewSet(laboratory(t), Options{})
	found, err := s.Validate("lab.Address", value(t, `{"Zip":1}`))
	if err != nil || len(found) != 1 || found[0].Type != ns+"Address" {
		t.Errorf("got %v, %v: want one violation of %sAddress", found, err, ns)
	}
	g := NewGenerator(laboratory(t), Options{})
	byAlias, err := g.Document("lab.Address")
	if err != nil {
		t.Fatal(err)
	}
	byName, err := g.Document(ns + "Address")
	if err != nil || string(byAlias) != string(byName) {
		t.Errorf("%v: the documents differ:\n%s\n%s", err, byAlias, byName)
	}
}

func TestViolationsAreTheSameEachTime(t *testing.T) {
	body := `{"Code":1,"Zz":1,"B, b":1,"Aa":1,"Int16":"x","Byte":300,"Date":"x","Guid":"y","Boolean":0}`
	var first string
	for range 20 {
		found, err := NewSet(laboratory(t), Options{}).Validate(ns+"Sample", value(t, body))
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprintf("%+v", found)
		if first == "" {
			first = got
		}
		if got != first {
			t.Fatalf("now %s\nthen %s", got, first)
		}
	}
}

func TestPointersOfViolationsAreJSONPointers(t *testing.T) {
	m := model(t, `<ComplexType Name="Öffnung"><Property Name="Größe" Type="Edm.Int32"/><Property Name="Teile" Type="Collection(n.Öffnung)"/></ComplexType>`+
		`<ComplexType Name="Odd"><Property Name="a b" Type="Edm.Int32"/><Property Name="c/d~e" Type="Edm.Int32"/><Property Name="f%20g" Type="Edm.Int32"/><Property Name="h?i#j" Type="Edm.Int32"/></ComplexType>`)
	s := NewSet(m, Options{})
	judge(t, s, []verdict{
		{"names of letters beyond ASCII", "n.Öffnung", `{"Größe":1,"Teile":[{"Größe":"x"}]}`, "type /Teile/0/Größe"},
		{"names that no identifier is", "n.Odd", `{"a b":"x","c/d~e":"x","f%20g":"x","h?i#j":"x"}`, "type /a b, type /c~1d~0e, type /f%20g, type /h?i#j"},
	})
	found, err := s.Validate("n.Öffnung", value(t, `{"Größe":1.5}`))
	if err != nil || len(found) != 1 || found[0].Type != "n.Öffnung" {
		t.Errorf("got %+v, %v", found, err)
	}
	for _, p := range []string{"a b", "c/d~e", "f%20g", "h?i#j"} {
		if found, err := s.ValidateProperty("n.Odd", p, false, value(t, `"x"`)); err != nil || len(found) != 1 {
			t.Errorf("%q: %v, %v: want one violation", p, found, err)
		}
	}
}
