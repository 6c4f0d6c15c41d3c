package csdl

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/concord-odata/concord/pkg/edm"
)

func readFile(t testing.TB, name string) *Document {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// diffModels compares what two documents say, not where. A group of
// annotations with a qualifier has no counterpart in JSON: the annotations
// in it have theirs.
func diffModels(a, b *edm.Model) string {
	return cmp.Diff(a, b, cmpopts.IgnoreTypes(edm.Place{}), cmpopts.IgnoreUnexported(edm.Model{}),
		cmpopts.IgnoreFields(edm.Annotations{}, "Qualifier"), cmpopts.EquateEmpty())
}

func TestXMLAndJSONOfOneModelReadTheSame(t *testing.T) {
	x, j := readFile(t, "testdata/library.xml"), readFile(t, "testdata/library.json")
	if x.Format != "xml" || j.Format != "json" {
		t.Errorf("formats %q and %q", x.Format, j.Format)
	}
	if diff := diffModels(x.Model, j.Model); diff != "" {
		t.Errorf("XML (-) and JSON (+) differ:\n%s", diff)
	}
}

func TestTheLibraryIsSound(t *testing.T) {
	for _, name := range []string{"testdata/library.xml", "testdata/library.json"} {
		for _, p := range readFile(t, name).Problems {
			t.Errorf("%s: %s %s", placeString(p.Place), p.Code, p.Message)
		}
	}
}
