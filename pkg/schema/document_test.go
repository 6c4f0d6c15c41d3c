package schema

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// metaschema judges a document by the JSON Schema 2020-12 metaschema, formats
// ($id, $ref, pattern) asserted.
func metaschema(t testing.TB, name string, doc []byte) {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	meta := c.MustCompile(Draft)
	v := dig(t, doc)
	if err := meta.Validate(v); err != nil {
		t.Errorf("%s is no JSON Schema: %#v\n%s", name, err, doc)
	}
	if _, err := location.ReadJSON(location.NewText(name, doc), location.Limits{}); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, twice := range duplicates(value(t, string(doc))) {
		t.Errorf("%s has the member %s twice in one object", name, twice)
	}
}

// duplicates are the names that stand twice in one object, which a decoder
// into maps does not show.
func duplicates(v *location.Value) (found []string) {
	seen := map[string]bool{}
	for _, m := range v.Members {
		if seen[m.Name] {
			found = append(found, m.Name)
		}
		seen[m.Name] = true
		found = append(found, duplicates(m.Value)...)
	}
	for _, it := range v.Items {
		found = append(found, duplicates(it)...)
	}
	return found
}

// alone compiles one document with nothing to load others from.
func alone(doc []byte, id string) (*jsonschema.Schema, error) {
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	c.LoadURL = func(url string) (io.ReadCloser, error) { return nil, fmt.Errorf("%s is not part of it", url) }
	if err := c.AddResource(id, bytes.NewReader(doc)); err != nil {
		return nil, err
	}
	return c.Compile(id)
}

var builtIn = []string{"Binary", "Boolean", "Byte", "Date", "DateTimeOffset", "Decimal", "Double", "Duration", "Guid",
	"Int16", "Int32", "Int64", "SByte", "Single", "Stream", "String", "TimeOfDay", "Untyped", "PrimitiveType",
	"EntityType", "ComplexType", "Geography", "GeographyPoint", "Geometry", "GeometryCollection",
	"PropertyPath", "AnnotationPath", "NavigationPropertyPath", "AnyPropertyPath", "ModelElementPath"}

func typeNames(m *edm.Model) (names []string) {
	for t := range m.Types() {
		names = append(names, t.QualifiedName())
	}
	for _, n := range builtIn {
		names = append(names, "Edm."+n)
	}
	return names
}

func TestEveryDocumentIsAJSONSchemaAndCompiles(t *testing.T) {
	m := laboratory(t)
	for _, opt := range []Options{{}, {IEEE754Compatible: true}, {Base: "https://example.org/schemas/"}} {
		g, s := NewGenerator(m, opt), NewSet(m, opt)
		base := opt.Base
		if base == "" {
			base = DefaultBase
		}
		for _, name := range typeNames(m) {
			doc, err := g.Document(name)
			if err != nil {
				t.Error(err)
				continue
			}
			metaschema(t, name, doc)
			if got := dig(t, doc, "$id"); got != base+name+".schema.json" {
				t.Errorf("%s has the $id %v", name, got)
			}
			if got := dig(t, doc, "$schema"); got != Draft {
				t.Errorf("%s has the $schema %v", name, got)
			}
			if _, err := s.Schema(name); err != nil {
				t.Error(err)
			}
			collection, err := g.Collection(name)
			if err != nil {
				t.Error(err)
				continue
			}
			metaschema(t, name, collection)
			if got := dig(t, collection, "$id"); got != base+"Collection("+name+").schema.json" {
				t.Errorf("the collection of %s has the $id %v", name, got)
			}
		}
	}
}

func TestDocumentsAreTheSameEachTime(t *testing.T) {
	m := laboratory(t)
	one, other := NewGenerator(m, Options{}), NewGenerator(m, Options{})
	for _, name := range typeNames(m) {
		for _, write := range []func(*Generator) ([]byte, error){
			func(g *Generator) ([]byte, error) { return g.Document(name) },
			func(g *Generator) ([]byte, error) { return g.Collection(name) },
			func(g *Generator) ([]byte, error) { return g.Bundle(name, false) },
			func(g *Generator) ([]byte, error) { return g.Bundle(name, true) },
		} {
			a, err := write(one)
			if err != nil {
				t.Error(err)
			}
			b, err := write(other)
			if err != nil {
				t.Error(err)
			}
			if !bytes.Equal(a, b) {
				t.Errorf("%s is written in two ways:\n%s\n%s", name, a, b)
			}
		}
	}
}

func TestPropertiesStandInTheOrderOfTheModelInheritedOnesFirst(t *testing.T) {
	doc, err := NewGenerator(laboratory(t), Options{}).Document(ns + "Stray")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range value(t, string(doc)).Member("properties").Members {
		got = append(got, m.Name)
	}
	if want := "Kind Number Name Tricks Home Any Since Friends Owner"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, " "), want)
	}
}

func TestDocumentsAgreeWithTheirGoldenFiles(t *testing.T) {
	for _, c := range []struct {
		file, typ string
		opt       Options
		write     func(*Generator, string) ([]byte, error)
	}{
		{"sample", "Sample", Options{}, (*Generator).Document},
		{"sample.ieee754", "Sample", Options{IEEE754Compatible: true}, (*Generator).Document},
		{"nullability", "Nullability", Options{}, (*Generator).Document},
		{"shape", "Shape", Options{}, (*Generator).Document},
		{"circle", "Circle", Options{}, (*Generator).Document},
		{"stray", "Stray", Options{}, (*Generator).Document},
		{"constrained", "Constrained", Options{}, (*Generator).Document},
		{"color", "Color", Options{}, (*Generator).Document},
		{"rights", "Rights", Options{}, (*Generator).Document},
		{"percent", "Percent", Options{}, (*Generator).Document},
		{"collection-of-dogs", "Dog", Options{}, (*Generator).Collection},
		{"bundle-of-drawing", "Drawing", Options{}, func(g *Generator, n string) ([]byte, error) { return g.Bundle(n, false) }},
	} {
		t.Run(c.file, func(t *testing.T) {
			got, err := c.write(NewGenerator(laboratory(t), c.opt), ns+c.typ)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", "golden", c.file+".schema.json")
			if *update {
				if err := os.WriteFile(file, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs; go test -update writes it anew:\n%s", file, got)
			}
		})
	}
}

func TestATypeThatIsUnknownOrDeclaredTwiceHasNoDocument(t *testing.T) {
	m := model(t, `<ComplexType Name="Twice"/><EnumType Name="Twice"/><ComplexType Name="Once"><Property Name="p" Type="n.Twice"/></ComplexType>`)
	g, s := NewGenerator(m, Options{}), NewSet(m, Options{})
	for name, want := range map[string]string{"n.None": "not known", "n.Twice": "declared twice", "": "not known", "Edm.None": "not known"} {
		for what, write := range map[string]func(string) error{
			"document":   func(n string) error { _, err := g.Document(n); return err },
			"collection": func(n string) error { _, err := g.Collection(n); return err },
			"bundle":     func(n string) error { _, err := g.Bundle(n, true); return err },
			"schema":     func(n string) error { _, err := s.Schema(n); return err },
			"validate":   func(n string) error { _, err := s.Validate(n, value(t, "1")); return err },
		} {
			if err := write(name); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), name) {
				t.Errorf("%s of %q: %v, want an error that says %q", what, name, err, want)
			}
		}
	}
	judge(t, s, []verdict{{"a property of a type that is declared twice takes anything", "n.Once", `{"p":[1,{"x":null}]}`, ""}})
}
