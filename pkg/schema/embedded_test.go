package schema_test

import (
	"context"
	"io/fs"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/schema"
)

func TestEveryTypeOfTheBuiltInContractHasASoundBundle(t *testing.T) {
	pages, err := fs.Sub(fixtures.FS, "graph/beta/docs")
	if err != nil {
		t.Fatal(err)
	}
	c, err := contract.Load(context.Background(), []string{"docs"}, contract.Options{BuiltIn: map[string]fs.FS{"docs": pages}})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, opt := range []schema.Options{{}, {IEEE754Compatible: true}} {
		gen, set := schema.NewGenerator(c.Model, opt), schema.NewSet(c.Model, opt)
		for typ := range c.Model.Types() {
			n++
			name := typ.QualifiedName()
			if _, err := set.Schema(name); err != nil {
				t.Error(err)
			}
			for _, collection := range []bool{false, true} {
				doc, err := gen.Bundle(name, collection)
				if err != nil {
					t.Error(err)
					continue
				}
				if _, err := jsonschema.CompileString(schema.DefaultBase+name, string(doc)); err != nil { // judged by the metaschema
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
	if n == 0 {
		t.Error("the contract has no types")
	}
}
