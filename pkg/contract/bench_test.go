package contract

import (
	"context"
	"path/filepath"
	"runtime/debug"
	"testing"
	"time"

	"github.com/concord-odata/concord/pkg/internal/corpustest"
)

// What a contract costs that has to be read, and one that was kept: Graph
// v1.0's CSDL of August 2026, and the beta reference of July 2021 joined with
// its CSDL. Sources are hashed in both.
//
// Garbage is collected as seldom as the command does it.
func benchmarked(b *testing.B) map[string][]string {
	b.Helper()
	percent := debug.SetGCPercent(600)
	b.Cleanup(func() { debug.SetGCPercent(percent) })
	dir := corpustest.Dir(b)
	return map[string][]string{
		"csdl":      {filepath.Join(dir, "csdl", "graph-v1.0-2026-08.xml")},
		"reference": {filepath.Join(dir, "csdl", "graph-beta-2021-07-13.xml"), filepath.Join(dir, "api-reference", "beta")},
	}
}

func BenchmarkLoadCold(b *testing.B) {
	for name, sources := range benchmarked(b) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Load(context.Background(), sources, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLoadCached reports how many times faster it is than reading, which
// it does as well, in turns.
func BenchmarkLoadCached(b *testing.B) {
	for name, sources := range benchmarked(b) {
		b.Run(name, func(b *testing.B) {
			opt := Options{Cache: NewCache(b.TempDir())}
			if _, err := Load(context.Background(), sources, opt); err != nil {
				b.Fatal(err)
			}
			var cold time.Duration
			n := 0
			for b.Loop() {
				if n%8 == 0 {
					b.StopTimer()
					start := time.Now()
					if _, err := Load(context.Background(), sources, Options{}); err != nil {
						b.Fatal(err)
					}
					cold += time.Since(start)
					b.StartTimer()
				}
				n++
				if _, err := Load(context.Background(), sources, opt); err != nil {
					b.Fatal(err)
				}
			}
			each := cold.Seconds() / float64((n+7)/8)
			b.ReportMetric(each/(b.Elapsed().Seconds()/float64(n)), "times-faster")
		})
	}
}
