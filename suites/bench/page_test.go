// Package bench compares Concord with what else reads JSON in Go, and judges
// it, on pages that are written here. It is a module of its own, so that what
// Concord is compared with is nothing that Concord needs.
//
//	cd suites/bench && go test -bench . -count 5 | tee new.txt && benchstat new.txt
package bench_test

import (
	"bytes"
	"encoding/json"
	"runtime"
	"slices"
	"testing"
	"time"
)

// BenchmarkPage reads pages. In every round one walk over the tokens of the
// same page by jsontext stands beside each reading; x-jsontext is the median
// of the quotients, and holds on other machines as well, whatever else they
// do at the time. Times and MB/s are of the median, too.
func BenchmarkPage(b *testing.B) {
	for _, in := range inputs(b) {
		b.Run(in.name, func(b *testing.B) {
			for _, r := range readers {
				b.Run(r.name, func(b *testing.B) {
					read := r.prepare(b, in)
					compare(b, in.text, func() (time.Duration, error) {
						start := time.Now()
						err := read(in.text)
						return time.Since(start), err
					})
					b.ReportMetric(testing.AllocsPerRun(5, func() { read(in.text) }), "allocs/page")
				})
			}
			b.Run("ajv", func(b *testing.B) {
				compare(b, in.text, startAjv(b, in).read)
			})
		})
	}
}

// compare measures something that reads the text against jsontext.
func compare(b *testing.B, text []byte, read func() (time.Duration, error)) {
	var times []time.Duration
	var ratios []float64
	for b.Loop() {
		runtime.GC() // no one pays for what another leaves behind
		start := time.Now()
		if err := tokens(text); err != nil {
			b.Fatal(err)
		}
		bare := time.Since(start)
		took, err := read()
		if err != nil {
			b.Fatal(err)
		}
		times = append(times, took)
		ratios = append(ratios, float64(took)/float64(bare))
	}
	slices.Sort(times)
	slices.Sort(ratios)
	took := times[len(times)/2]
	b.ReportMetric(float64(took), "ns/op")
	b.ReportMetric(float64(len(text))/1e6/took.Seconds(), "MB/s")
	b.ReportMetric(ratios[len(ratios)/2], "x-jsontext")
}

// Every page is valid to all that judge it, or the figures would compare different things.
func TestEveryReaderAcceptsEveryPage(t *testing.T) {
	for _, in := range inputs(t) {
		for _, r := range readers {
			t.Run(in.name+"/"+r.name, func(t *testing.T) {
				if err := r.prepare(t, in)(in.text); err != nil {
					t.Errorf("%.2000v", err)
				}
			})
		}
	}
}

// And one that is not is refused by all that know of types.
func TestEveryValidatorRefusesAWrongPage(t *testing.T) {
	for _, in := range inputs(t) {
		if in.name != "small" {
			continue
		}
		wrong := bytes.Replace(in.text, []byte(`"totalUserCount":999`), []byte(`"totalUserCount":"a"`), 1)
		for _, r := range readers {
			_, knowsTypes := map[string]bool{"concord": true, "concord-schema": true, "jsonschema-v5": true, "jsonschema-v6": true, "google-jsonschema": true, "kaptinlin-jsonschema": true}[r.name]
			if err := r.prepare(t, in)(wrong); json.Valid(wrong) && (err != nil) != knowsTypes {
				t.Errorf("%s says %v", r.name, err)
			}
		}
	}
}
