package schemas_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/schema"
	"github.com/concord-odata/concord/schemas"
)

func Example() {
	c := jsonschema.NewCompiler()
	names, _ := fs.Glob(schemas.FS, "graph/beta/*.schema.json")
	for _, name := range names {
		data, _ := schemas.FS.ReadFile(name)
		_ = c.AddResource(schema.DefaultBase+path.Base(name), bytes.NewReader(data))
	}
	s := c.MustCompile(schema.DefaultBase + "microsoft.graph.userRegistrationCount.schema.json")
	fmt.Println(s.Validate(map[string]any{"registrationStatus": "enabled", "registrationCount": 1180}))
	fmt.Println(s.Validate(map[string]any{"userRegistrationStatus": "enabled"}) != nil)
	// Output:
	// <nil>
	// true
}

// compile adds every embedded document to one compiler.
func compile(t *testing.T) (c *jsonschema.Compiler, ids []string) {
	t.Helper()
	c = jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	names, err := fs.Glob(schemas.FS, "graph/beta/*.schema.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d documents are embedded, %v", len(names), err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(schemas.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		id := schema.DefaultBase + path.Base(name)
		if !bytes.Contains(data, []byte(`"$id": "`+id+`"`)) {
			t.Errorf("%s has not the $id %s", name, id)
		}
		if err := c.AddResource(id, bytes.NewReader(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		ids = append(ids, id)
	}
	return c, ids
}

func TestEveryDocumentIsValidByTheMetaschemaAndCompilesWithoutAnyOther(t *testing.T) {
	c, ids := compile(t)
	c.LoadURL = nil // nothing is fetched
	for _, id := range ids {
		if _, err := c.Compile(id); err != nil { // which judges it by the metaschema
			t.Errorf("%s: %v", id, err)
		}
	}
}

func TestTheDocumentsAreThoseOfTheDocumentedTypes(t *testing.T) {
	pages, err := fs.Sub(fixtures.FS, "graph/beta/docs")
	if err != nil {
		t.Fatal(err)
	}
	c, err := contract.Load(context.Background(), []string{"docs"}, contract.Options{BuiltIn: map[string]fs.FS{"docs": pages}})
	if err != nil {
		t.Fatal(err)
	}
	gen := schema.NewGenerator(c.Model, schema.Options{})
	var want []string
	for typ := range c.Model.Types() {
		name := schema.FileName(typ.QualifiedName())
		want = append(want, name)
		doc, err := gen.Document(typ.QualifiedName())
		if err != nil {
			t.Error(err)
			continue
		}
		committed, err := fs.ReadFile(schemas.FS, "graph/beta/"+name)
		if err != nil {
			t.Errorf("%v: run make generate", err)
		} else if !bytes.Equal(committed, doc) {
			t.Errorf("%s is stale: run make generate", name)
		}
	}
	entries, err := fs.ReadDir(schemas.FS, "graph/beta")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(want, e.Name()) {
			t.Errorf("%s is of no documented type: remove it", strings.TrimSuffix(e.Name(), ".schema.json"))
		}
	}
}
