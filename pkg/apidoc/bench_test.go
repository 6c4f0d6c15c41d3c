package apidoc

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// BenchmarkGoldmarkBetaReference is goldmark alone on the same bytes, one
// page after the other: what the reader's own work is measured by.
func BenchmarkGoldmarkBetaReference(b *testing.B) {
	var pages [][]byte
	var size int64
	err := filepath.WalkDir(reference(b), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".md") {
			return err
		}
		data, err := os.ReadFile(path)
		pages, size = append(pages, data), size+int64(len(data))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table))
	b.SetBytes(size)
	for b.Loop() {
		for _, data := range pages {
			markdown.Parser().Parse(text.NewReader(data))
		}
	}
}
