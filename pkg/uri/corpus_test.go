package uri_test

import (
	"archive/tar"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const corpus = "../../../shared/corpus"

// corpusFile is a file of the corpus, which stands beside the repository.
func corpusFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(corpus, name))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the corpus is required in CI: %v", err)
		}
		t.Skipf("no corpus beside the repository: %v", err)
	}
	return data
}

// corpusArchive reads the files of an archive of the corpus whose names
// satisfy keep.
func corpusArchive(t testing.TB, name string, keep func(string) bool) map[string][]byte {
	t.Helper()
	zipped, err := gzip.NewReader(strings.NewReader(string(corpusFile(t, name))))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for archive := tar.NewReader(zipped); ; {
		h, err := archive.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Typeflag != tar.TypeReg || !keep(h.Name) {
			continue
		}
		data, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimPrefix(h.Name, "./")] = data
	}
}
