package schema

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

var update = flag.Bool("update", false, "write the golden files anew")

// ns is the namespace of the laboratory, testdata/laboratory.xml: a model
// with every kind of type.
const ns = "org.example.laboratory."

var readLaboratory = sync.OnceValues(func() (*edm.Model, error) {
	data, err := os.ReadFile(filepath.Join("testdata", "laboratory.xml"))
	if err != nil {
		return nil, err
	}
	doc, err := csdl.Read("laboratory.xml", data)
	if err != nil {
		return nil, err
	}
	return doc.Model, doc.Err()
})

func laboratory(t testing.TB) *edm.Model {
	t.Helper()
	m, err := readLaboratory()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// model reads types as CSDL XML writes them, in the namespace n.
func model(t testing.TB, types string) *edm.Model {
	t.Helper()
	doc, err := csdl.Read("model.xml", []byte(`<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>`+
		`<Schema Namespace="n" Alias="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">`+types+`</Schema></edmx:DataServices></edmx:Edmx>`))
	if err != nil {
		t.Fatal(err)
	}
	return doc.Model
}

func value(t testing.TB, text string) *location.Value {
	t.Helper()
	v, err := location.ReadJSON(location.NewText("value.json", []byte(text)), location.Limits{})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// violations are those of the value, a line each: keyword, pointer.
func violations(t testing.TB, s *Set, typ, text string) []string {
	t.Helper()
	found, err := s.Validate(typ, value(t, text))
	if err != nil {
		t.Fatal(err)
	}
	all := lines(found)
	hold(t, s, typ, text, all)
	return all
}

func lines(found []Violation) []string {
	var all []string
	for _, v := range found {
		all = append(all, v.Keyword+" "+string(v.Pointer))
	}
	return all
}

// verdict is one value and what the schema says of it: the violations as
// "keyword pointer, keyword pointer", or nothing.
type verdict struct {
	name  string
	typ   string // in the laboratory's namespace, unless it has a dot
	value string
	want  string
}

func judge(t *testing.T, s *Set, rows []verdict) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			typ := r.typ
			if !strings.Contains(typ, ".") {
				typ = ns + typ
			}
			if got := strings.Join(violations(t, s, typ, r.value), ", "); got != r.want {
				t.Errorf("%s %s: got %q, want %q", typ, r.value, got, r.want)
			}
		})
	}
}

// dig is the value at the end of that path of member names in a document.
func dig(t testing.TB, doc []byte, path ...string) any {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(doc))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, doc)
	}
	for _, name := range path {
		o, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("no object has the member %s", name)
		}
		v = o[name]
	}
	return v
}
