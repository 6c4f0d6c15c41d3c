package contract

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/internal/corpustest"
)

func TestEveryCSDLDocumentOfTheCorpusSurvives(t *testing.T) {
	dir, n := corpustest.Dir(t), 0
	for _, folder := range []string{"csdl", "csdl-pairs", "protocol-cases"} {
		err := filepath.WalkDir(filepath.Join(dir, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".xml") {
				return err
			}
			n++
			c := fresh(t, []string{path}, Options{})
			sameContract(t, c, again(t, c))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n < 16+19 {
		t.Errorf("%d documents, want the 16 of Graph and the 19 models of the protocol cases at least", n)
	}
}

func TestTheReferenceJoinedWithItsCSDLSurvives(t *testing.T) {
	dir := corpustest.Dir(t)
	c := fresh(t, []string{filepath.Join(dir, "csdl", "graph-beta-2021-07-13.xml"), filepath.Join(dir, "api-reference", "beta")}, Options{})
	if len(c.Disagreements) == 0 || len(c.Operations) == 0 || len(c.Sources[1].Words) == 0 {
		t.Fatal("there is nothing in it that could survive")
	}
	sameContract(t, c, again(t, c))
}
