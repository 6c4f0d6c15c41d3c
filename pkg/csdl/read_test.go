package csdl

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
)

func TestWhatIsRefused(t *testing.T) {
	edmx := `<e:Edmx xmlns:e="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">`
	for _, test := range []struct {
		name, text string
		reason     Reason
		want       string
	}{
		{"an empty text", "", NotWellFormed, "f:1:1: not well-formed XML: there is no root element"},
		{"a tag that is not closed", edmx + "\n<e:DataServices>\n</e:Edmx>", NotWellFormed,
			"f:3:1: not well-formed XML: element e:DataServices of line 2 is closed by the end tag of e:Edmx"},
		{"a DTD", `<?xml version="1.0"?>` + "\n<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>" + edmx, HasDTD, "f:2:1: a document type declaration"},
		{"an HTML page", "<html><body/></html>", NoSchema, "f:1:1: no CSDL: this is an HTML page"},
		{"another XML", `<feed xmlns="http://www.w3.org/2005/Atom"/>`, NoSchema, "f:1:1: no CSDL: the root element is feed"},
		{"no schema", edmx + `<e:DataServices/></e:Edmx>`, NoSchema, "f:1:1: no schema: edmx:DataServices holds no Schema"},
		{"a schema in no namespace", edmx + "\n<e:DataServices><Schema Namespace='A'/></e:DataServices></e:Edmx>", NoSchema,
			"f:2:17: no schema: this Schema element is not in the namespace http://docs.oasis-open.org/odata/ns/edm"},
		{"metadata of OData V2", `<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"><edmx:DataServices/></edmx:Edmx>`, OldVersion,
			"f:1:1: metadata of OData V2 or V3 (element edmx:Edmx"},
		{"a schema of OData V3", edmx + `<e:DataServices>` + "\n " + `<Schema xmlns="http://schemas.microsoft.com/ado/2009/11/edm" Namespace="A"/></e:DataServices></e:Edmx>`, OldVersion,
			"f:2:2: metadata of OData V2 or V3 (element Schema"},
		{"XML in UTF-16", "\xFE\xFF\x00<\x00a", BadEncoding, "f:1:1: encoded in UTF-16"},
		{"XML that is deep", edmx + strings.Repeat("<a>", 300), TooBig, "elements nest deeper than 256"},
		{"JSON that is cut", `{"$Version": "4.01", "A": {`, NotWellFormed, "f:1:28: not well-formed JSON: "},
		{"JSON that is an array", `[1]`, NoSchema, "f:1:1: no CSDL: the text is an array, not an object"},
		{"JSON that is a response", "{\"value\": [{\"id\": 1}]}", NoSchema, "f:1:1: no CSDL: the object has neither $Version nor a schema"},
		{"JSON without schema", `{"$Version": "4.01"}`, NoSchema, "f:1:1: no schema"},
		{"JSON of OData V3", "{\n \"$Version\": \"3.0\", \"A\": {}}", OldVersion, "f:2:14: metadata of OData 3.0"},
		{"JSON that is deep", `{"$Version":"4.01","A":` + strings.Repeat("[", 300), TooBig, "f:1:279: values nest deeper than 256"},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read("f", []byte(test.text))
			var refused *ReadError
			if doc != nil || !errors.As(err, &refused) {
				t.Fatalf("got %v, %v", doc, err)
			}
			if refused.Reason != test.reason || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got  %s %v\nwant %s …%s…", refused.Reason, err, test.reason, test.want)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	text := []byte(document("4.0", ""))
	if _, err := (Limits{Size: len(text)}).Read("f", text); err != nil {
		t.Errorf("a document of the size that is allowed: %v", err)
	}
	var refused *ReadError
	if _, err := (Limits{Size: len(text) - 1}).Read("f", text); !errors.As(err, &refused) || refused.Reason != TooBig {
		t.Errorf("a larger one: %v", err)
	}
	if _, err := (Limits{Depth: 3}).Read("f", text); !errors.As(err, &refused) || refused.Reason != TooBig {
		t.Errorf("a deeper one: %v", err)
	}
}

func TestTheLibraryIsReadWhole(t *testing.T) {
	for _, name := range []string{"testdata/library.xml", "testdata/library.json"} {
		t.Run(name, func(t *testing.T) {
			m := readFile(t, name).Model
			item := m.EntityType("self.Item")
			if item == nil || !item.Abstract || fmt.Sprint(item.Key[0].Path, item.Key[0].Alias) != "Shelfmark/CodeCode" {
				t.Fatalf("Item is %+v", item)
			}
			for property, want := range map[string]string{
				"Title":    "Edm.String true 200 <nil> <nil>  true",
				"Price":    "Edm.Decimal true <nil> 9 2  unsaid",
				"Weight":   "Edm.Decimal true <nil> 7 <nil> floating unsaid",
				"Subjects": "Collection(Edm.String) false 40 <nil> <nil>  unsaid",
				"Copy":     "Edm.Int16 false <nil> <nil> <nil>  unsaid",
			} {
				p := m.Property(item, property)
				f := p.Facets
				got := fmt.Sprintf("%s %s %s %s %s %s %s", p.Type, p.Nullable, number(f.MaxLength), number(f.Precision), number(f.Scale), f.ScaleWord, f.Unicode)
				if got != want {
					t.Errorf("%s: got %s, want %s", property, got, want)
				}
			}
			if p := m.NavigationProperty(item, "Loans"); p.Nullable != edm.Unsaid || p.OnDelete != "Cascade" || !p.ContainsTarget.IsTrue() || p.Partner != "Item" {
				t.Errorf("Loans is %+v", p)
			}
			if v := m.EnumType("self.Medium").Members[1]; v.Value != 1 || !v.HasValue {
				t.Errorf("the second member is %+v", v)
			}
			if c := m.Container(); c.Name != "Service" || len(c.EntitySets) != 3 {
				t.Errorf("container %s with %d sets: the extending one has those of the base", c.Name, len(c.EntitySets))
			}
			if f := m.Functions("self.Similar"); len(f) != 2 || f[0].EntitySetPath != "item/example.library.Book/Sequel" || !f[0].IsComposable.IsTrue() {
				t.Errorf("Similar is %+v", f)
			}
		})
	}
}

func number(n *int) string {
	if n == nil {
		return "<nil>"
	}
	return fmt.Sprint(*n)
}

func label(list []*edm.Annotation, qualifier string) string {
	for _, a := range list {
		if a.Term == "example.library.Label" && a.Qualifier == qualifier && a.Value != nil {
			return a.Value.Text
		}
	}
	return "none"
}

func TestAnnotationsStandOnTheirTargets(t *testing.T) {
	for _, name := range []string{"testdata/library.xml", "testdata/library.json"} {
		t.Run(name, func(t *testing.T) {
			m := readFile(t, name).Model
			book := m.EntityType("self.Book")
			returns, similar := m.Actions("self.Return"), m.Functions("self.Similar")
			for _, test := range []struct{ where, got, want string }{
				{"a type", label(book.Annotations, ""), "A book"},
				{"a type, qualified", label(book.Annotations, "Short"), "Bk"},
				{"a property, by the qualifier of the group", label(m.Property(book, "ISBN").Annotations, "Tablet"), "XX"},
				{"an inherited property: not on that of the base type", label(m.Property(book, "Title").Annotations, ""), "none"},
				{"an enumeration member", label(m.EnumType("self.Genre").Member("History").Annotations, ""), "past"},
				{"all overloads", label(returns[0].Annotations, "") + label(returns[1].Annotations, ""), "both overloadsboth overloads"},
				{"a parameter of one overload", label(returns[1].Parameters[1].Annotations, ""), "one parameter"},
				{"an unbound action", label(m.Actions("self.Close")[0].Annotations, ""), "unbound"},
				{"the result of one overload", label(similar[0].ReturnType.Annotations, "") + label(similar[1].ReturnType.Annotations, ""), "noneresult"},
				{"a singleton", label(m.Singleton("Main").Annotations, ""), "singleton"},
				{"a property by way of a set: not on the type's", label(m.NavigationProperty(book, "Owner").Annotations, ""), "none"},
			} {
				if test.got != test.want {
					t.Errorf("%s: got %q, want %q", test.where, test.got, test.want)
				}
			}
			for _, a := range book.Annotations {
				if a.Qualifier == "Short" && (len(a.Annotations) != 2 || a.Annotations[1].Term != "example.library.Caption") {
					t.Errorf("the annotation has %d annotations", len(a.Annotations))
				}
			}
			for _, g := range m.Schemas[0].Targets {
				if !g.Resolved || strings.Contains(g.Target, "self.") {
					t.Errorf("target %s, resolved %v", g.Target, g.Resolved)
				}
			}
		})
	}
}

func TestEveryElementHasItsPlace(t *testing.T) {
	x := readFile(t, "testdata/library.xml").Model
	j := readFile(t, "testdata/library.json").Model
	for _, test := range []struct {
		what string
		got  edm.Place
		want string
	}{
		{"a schema", x.Schemas[0].Place, "testdata/library.xml:15:5"},
		{"a type", x.EntityType("self.Item").Place, "testdata/library.xml:17:7"},
		{"a part of a key", x.EntityType("self.Item").Key[1].Place, "testdata/library.xml:20:11"},
		{"a property", x.Property(x.EntityType("self.Item"), "Title").Place, "testdata/library.xml:24:9"},
		{"an annotation", x.Schemas[0].Annotations[0].Place, "testdata/library.xml:16:7"},
		{"a JSON schema", j.Schemas[0].Place, "testdata/library.json:28:3"},
		{"a JSON type", j.EntityType("self.Item").Place, "testdata/library.json:31:5"},
		{"a part of a JSON key", j.EntityType("self.Item").Key[1].Place, "testdata/library.json:38:9"},
		{"a JSON property", j.Property(j.EntityType("self.Item"), "Title").Place, "testdata/library.json:46:7"},
		{"a JSON annotation", j.Schemas[0].Annotations[0].Place, "testdata/library.json:30:5"},
	} {
		if got := placeString(test.got); got != test.want {
			t.Errorf("%s: %s, want %s", test.what, got, test.want)
		}
	}
}

func TestATaggingAnnotationHasNoValue(t *testing.T) {
	doc, err := Read("f", []byte(document("4.0", `<ComplexType Name="T"><Annotation Term="A.Tag"/></ComplexType>`)))
	if err != nil {
		t.Fatal(err)
	}
	a := edm.FindAnnotation(doc.Model.ComplexType("NS.T").Annotations, "A.Tag")
	if a == nil || a.Value != nil {
		t.Fatalf("%+v", a)
	}
	if value, ok := a.Bool(); !value || !ok {
		t.Error("a missing value is true")
	}
}

func TestASchemaMeansItsOwnAlias(t *testing.T) {
	doc, err := Read("f", []byte(`<e:Edmx xmlns:e="http://docs.oasis-open.org/odata/ns/edmx" xmlns="http://docs.oasis-open.org/odata/ns/edm" Version="4.0"><e:DataServices>
<Schema Namespace="A" Alias="self"><ComplexType Name="T"><Property Name="P" Type="later.T"/></ComplexType></Schema>
<Schema Namespace="B" Alias="self"><ComplexType Name="U" BaseType="self.V"/><ComplexType Name="V"/></Schema>
<Schema Namespace="C" Alias="later"><ComplexType Name="T"/></Schema></e:DataServices></e:Edmx>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Model.ComplexType("B.U").BaseType; got != "B.V" {
		t.Errorf("self.V in B is %s", got)
	}
	if got := doc.Model.ComplexType("A.T").Properties[0].Type.Name; got != "C.T" {
		t.Errorf("an alias that a later schema declares: %s", got)
	}
	if len(doc.Problems) != 1 || doc.Problems[0].Code != DuplicateAlias {
		t.Errorf("problems %v", doc.Problems)
	}
}
