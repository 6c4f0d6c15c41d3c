package check

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/internal/corpustest"
	"github.com/concord-odata/concord/pkg/rule"
)

// TestStreamingJudgesRealBodiesAlike holds the streaming validator to the
// JSON Schemas on bodies that services sent and documentation shows.
func TestStreamingJudgesRealBodiesAlike(t *testing.T) {
	if testing.Short() {
		t.Skip("the corpus is large")
	}
	bodies := corpustest.Files(t, "recordings", func(path string) bool { return strings.HasSuffix(path, ".json") })
	for name, data := range corpustest.Files(t, "api-reference/beta/api", func(path string) bool { return strings.HasSuffix(path, ".md") }) {
		for i, fence := range strings.Split(string(data), "```") {
			if _, body, ok := strings.Cut(fence, "\n{"); ok && i%2 == 1 && strings.Contains(fence, "@odata.context") {
				bodies[name+"#"+itoa(i)] = []byte("{" + body)
			}
		}
	}
	var metadata string
	for name := range corpustest.Files(t, "csdl", func(path string) bool { return strings.Contains(path, "beta-2021") }) {
		metadata = filepath.Join(corpustest.Dir(t), name)
	}
	docs := filepath.Join(corpustest.Dir(t), "api-reference", "beta")
	for _, sources := range [][]string{{metadata}, {docs}, {docs, metadata}} {
		c, err := contract.Load(t.Context(), sources, contract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		judgeAlike(t, c, bodies)
	}
}

func judgeAlike(t *testing.T, c *contract.Contract, bodies map[string][]byte) {
	t.Helper()
	fast := New(c, Options{Profile: rule.Graph})
	slow := fast.asWhole()
	streamed, failed := 0, 0
	for name, data := range bodies {
		of := func() *exchange.Exchange {
			x := &exchange.Exchange{File: name, Response: &exchange.Response{}}
			x.Response.SetBody(name, data)
			return x
		}
		want := slow.Exchange(Subject{Exchange: of()})
		fc := newCase(fast, Subject{Exchange: of()})
		fc.judge()
		got := fc.verdict()
		if fc.Body != nil && fc.Body.Streamed != nil {
			streamed++
		}
		if got.State == rule.Failed {
			failed++
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s\n%s\n-schemas +streaming\n%s", name, data, diff)
		}
		x, ok := exchange.OpenLarge(name, strings.NewReader(string(data)), int64(len(data)))
		if !ok {
			continue
		}
		v, ok, err := fast.Stream(Subject{Exchange: x})
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue
		}
		if diff := cmp.Diff(want, v, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(rule.Finding{}, "Source", "SourceColumn")); diff != "" {
			t.Errorf("%s, from a file\n%s\n-schemas +streaming\n%s", name, data, diff)
		}
	}
	t.Logf("by %s: %d bodies, %d streamed, %d failed", c.Name, len(bodies), streamed, failed)
	if streamed < 50 {
		t.Errorf("of %d bodies %d were streamed: too few to tell", len(bodies), streamed)
	}
}
