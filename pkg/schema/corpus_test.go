package schema

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/internal/corpustest"
)

func TestEveryTypeOfGraphCompiles(t *testing.T) {
	dir := corpustest.Dir(t)
	if testing.Short() {
		t.Skip("thousands of types take seconds")
	}
	files, err := filepath.Glob(filepath.Join(dir, "csdl", "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := csdl.Read(filepath.Base(file), data)
			if err != nil {
				t.Fatal(err)
			}
			s, n := NewSet(doc.Model, Options{}), 0
			for typ := range doc.Model.Types() {
				n++
				if _, err := s.Schema(typ.QualifiedName()); err != nil && !doc.Model.Ambiguous(typ.QualifiedName()) {
					t.Error(err)
				}
			}
			if n < 1000 {
				t.Errorf("%d types", n)
			}
		})
	}
}
