package schema

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

func TestASetIsSafeForConcurrentUse(t *testing.T) {
	m := laboratory(t)
	s := NewSet(m, Options{})
	body := value(t, `{"Main":{"@odata.type":"#lab.Ring","Radius":"x"},"Shapes":[{"@odata.type":"#lab.Square","Side":"x"}],"Else":1}`)
	const want = "additionalProperties , enum /Main/Radius, type /Shapes/0/Side"
	names := typeNames(m)
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			for k := range names {
				name := names[(k+i*7)%len(names)] // each in another order
				if _, err := s.Schema(name); err != nil {
					t.Error(err)
				}
				if _, err := s.Validate(name, body); err != nil {
					t.Error(err)
				}
				found, err := s.Validate(ns+"Drawing", body)
				if got := strings.Join(lines(found), ", "); err != nil || got != want {
					t.Errorf("got %q, %v, want %q", got, err, want)
				}
				if _, err := s.ValidateProperty(ns+"Dog", "Home", false, body); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}

func TestAGeneratorIsSafeForConcurrentUse(t *testing.T) {
	g := NewGenerator(laboratory(t), Options{})
	docs := make([]string, 8)
	var group sync.WaitGroup
	for i := range docs {
		group.Go(func() {
			doc, err := g.Bundle(ns+"Drawing", i%2 == 0)
			if err != nil {
				t.Error(err)
			}
			docs[i] = string(doc)
		})
	}
	group.Wait()
	for i := 2; i < len(docs); i++ {
		if docs[i] != docs[i%2] {
			t.Errorf("documents %d and %d differ", i%2, i)
		}
	}
}

// A document that does not compile leaves others half done in the compiler;
// what had part in one failure must not be handed out as sound.
func TestATypeWhoseSchemaFailedIsNeverJudgedByHalfOfIt(t *testing.T) {
	m := model(t, `<ComplexType Name="A"><Property Name="b" Type="n.B"/></ComplexType><ComplexType Name="B"><Property Name="c" Type="n.C"/></ComplexType><ComplexType Name="C"><Property Name="x" Type="Edm.Int32"/></ComplexType>`)
	s := NewSet(m, Options{})
	// The document of C cannot be had, once those of A and B are there.
	s.compiler.LoadURL = func(url string) (io.ReadCloser, error) {
		if strings.Contains(url, "n.C") {
			return nil, errors.New("not now")
		}
		return s.load(url)
	}
	if _, err := s.Validate("n.A", value(t, `{"b":{"c":{"x":"x"}}}`)); err == nil {
		t.Fatal("A was judged without a document of C")
	}
	for range 2 {
		if _, err := s.Schema("n.A"); err == nil {
			t.Error("A has a schema, the second time")
		}
	}
	for typ, body := range map[string]string{"n.B": `{"c":{"x":"x"}}`, "n.C": `{"x":"x"}`} {
		if got := violations(t, s, typ, body); len(got) != 1 {
			t.Errorf("%s: got %q, want one violation", typ, got)
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	s := NewSet(laboratory(b), Options{})
	v, err := location.ReadJSON(location.NewText("value.json", []byte(`{"Main":{"@odata.type":"#lab.Ring","Radius":1},"Shapes":[{"@odata.type":"#lab.Square","Side":1}]}`)), location.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if found, err := s.Validate(ns+"Drawing", v); err != nil || len(found) > 0 {
			b.Fatal(found, err)
		}
	}
}

func BenchmarkDocument(b *testing.B) {
	g := NewGenerator(laboratory(b), Options{})
	for b.Loop() {
		if _, err := g.Document(ns + "Sample"); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleSet_Validate() {
	m := edm.NewModel()
	m.Add(&edm.Schema{Namespace: "org.example", ComplexTypes: []*edm.ComplexType{{Structured: edm.Structured{Namespace: "org.example", Name: "Address",
		Properties: []*edm.Property{{Name: "City", Type: edm.TypeRef{Name: "Edm.String"}}}}}}})
	text := location.NewText("answer.json", []byte(`{"city":"Basel"}`))
	v, err := location.ReadJSON(text, location.Limits{})
	if err != nil {
		panic(err)
	}
	found, err := NewSet(m, Options{}).Validate("org.example.Address", v)
	for _, violation := range found {
		fmt.Println(violation.Keyword, violation.Message)
	}
	fmt.Println(err)
	// Output:
	// additionalProperties additionalProperties 'city' not allowed
	// <nil>
}

func ExampleGenerator_Document() {
	m := edm.NewModel()
	m.Add(&edm.Schema{Namespace: "org.example", EnumTypes: []*edm.EnumType{{Namespace: "org.example", Name: "color", Members: []*edm.EnumMember{{Name: "red"}, {Name: "green"}}}}})
	doc, err := NewGenerator(m, Options{}).Document("org.example.color")
	fmt.Print(string(doc), err)
	// Output:
	// {
	//   "$schema": "https://json-schema.org/draft/2020-12/schema",
	//   "$id": "https://concord-odata.github.io/schemas/org.example.color.schema.json",
	//   "title": "org.example.color",
	//   "type": ["string", "null"],
	//   "if": {
	//     "type": "string",
	//     "pattern": "^[-+]?[0-9]+$"
	//   },
	//   "else": {
	//     "enum": ["red", "green", null]
	//   }
	// }
	// <nil>
}
