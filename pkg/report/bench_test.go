package report

import (
	"io"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// BenchmarkWriters writes a run of 10,000 findings.
func BenchmarkWriters(b *testing.B) {
	verdicts := flood(9_999, rule.Warning)
	var sum rule.Summary
	sum.Add(verdicts[0])
	for _, format := range Formats() {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w, err := New(format, io.Discard, Options{})
				if err != nil {
					b.Fatal(err)
				}
				w.Begin(sampleHeader)
				w.Verdict(verdicts[0])
				if err := w.End(sum); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
