package lint_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/internal/corpustest"
	"github.com/concord-odata/concord/pkg/lint"
)

// BenchmarkReference lints the whole beta reference with its CSDL, beside a
// bare parse of the same pages by goldmark on one core. MB/s are of Markdown;
// x-goldmark is the time in such parses of the same run, and x-goldmark-cpu
// what the processors do in that time: it holds on a busy machine as well.
func BenchmarkReference(b *testing.B) {
	dir := corpustest.Dir(b)
	root := filepath.Join(dir, "api-reference", "beta")
	var pages [][]byte
	size := int64(0)
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
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
	parser := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	parse := func() {
		for _, p := range pages {
			parser.Parse(text.NewReader(p))
		}
	}
	b.Run("goldmark", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			parse()
		}
		b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
	})
	b.Run("lint", func(b *testing.B) {
		b.SetBytes(size)
		var bare, bareWork, work time.Duration
		for b.Loop() {
			b.StopTimer()
			runtime.GC()
			start, before := time.Now(), processorTime()
			parse()
			bare, bareWork = bare+time.Since(start), bareWork+processorTime()-before
			runtime.GC()
			before = processorTime()
			percent := debug.SetGCPercent(400) // as the command does
			b.StartTimer()
			c, err := contract.Load(context.Background(), []string{filepath.Join(dir, "csdl", "graph-beta-2021-07-13.xml"), root}, contract.Options{})
			if err != nil {
				b.Fatal(err)
			}
			l := lint.New(c, lint.Options{})
			for _, s := range c.Sources {
				if s.Reference == nil {
					continue
				}
				if _, err := l.Pages(context.Background(), s.Reference); err != nil {
					b.Fatal(err)
				}
			}
			l.Undocumented()
			work += processorTime() - before
			debug.SetGCPercent(percent)
		}
		b.ReportMetric(b.Elapsed().Seconds()/bare.Seconds(), "x-goldmark")
		b.ReportMetric(work.Seconds()/bareWork.Seconds(), "x-goldmark-cpu")
		b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
	})
}
