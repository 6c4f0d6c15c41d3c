package lint_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/internal/corpustest"
	"github.com/concord-odata/concord/pkg/lint"
	"github.com/concord-odata/concord/pkg/rule"
)

var drawSeed = flag.Uint64("sample", 0, "print 200 findings of the reference, drawn with this seed, for a person to judge")

// reference is the beta reference joined with the CSDL of its week, read once
// for all tests.
var reference struct {
	once     sync.Once
	contract *contract.Contract
	err      error
}

func loadReference(t testing.TB) *contract.Contract {
	t.Helper()
	dir := corpustest.Dir(t)
	reference.once.Do(func() {
		reference.contract, reference.err = contract.Load(context.Background(),
			[]string{filepath.Join(dir, "csdl", "graph-beta-2021-07-13.xml"), filepath.Join(dir, "api-reference", "beta")}, contract.Options{})
	})
	if reference.err != nil {
		t.Fatal(reference.err)
	}
	return reference.contract
}

// lintReference are all findings of the reference.
func lintReference(t testing.TB) []rule.Finding {
	t.Helper()
	c := loadReference(t)
	l := lint.New(c, lint.Options{})
	var found []rule.Finding
	for _, s := range c.Sources {
		if s.Reference == nil {
			continue
		}
		verdicts, err := l.Pages(context.Background(), s.Reference)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range verdicts {
			found = append(found, v.Findings...)
		}
	}
	for _, v := range l.Undocumented() {
		found = append(found, v.Findings...)
	}
	return found
}

// TestTheReferenceIsJudgedAsBefore holds the counts of findings by rule and
// severity against the committed ones: a change of them is explained by the
// commit that makes it.
func TestTheReferenceIsJudgedAsBefore(t *testing.T) {
	counts := map[string]int{}
	for _, f := range lintReference(t) {
		counts[f.Rule+" "+f.Severity.String()]++
	}
	got, err := json.MarshalIndent(counts, "", "  ") // keys sorted
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	path := filepath.Join("testdata", "beta-2021-07.json")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the counts have changed; if they should, run go test ./pkg/lint -run JudgedAsBefore -update, and say why in the commit\ngot  %s\nwant %s", got, want)
	}
}

// TestSample prints a sample of findings, stratified by rule, as docs/precision.md
// had it judged: go test ./pkg/lint -run TestSample -v -sample SEED.
func TestSample(t *testing.T) {
	if *drawSeed == 0 {
		t.Skip("no -sample seed: there is nothing to print")
	}
	byRule := map[string][]rule.Finding{}
	for _, f := range lintReference(t) {
		if f.Severity >= rule.Warning {
			byRule[f.Rule] = append(byRule[f.Rule], f)
		}
	}
	ids := make([]string, 0, len(byRule))
	for id := range byRule {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	rng := rand.New(rand.NewPCG(*drawSeed, 0))
	for _, id := range ids {
		rng.Shuffle(len(byRule[id]), func(i, j int) { byRule[id][i], byRule[id][j] = byRule[id][j], byRule[id][i] })
	}
	var drawn []rule.Finding
	for round := 0; len(drawn) < 200; round++ {
		before := len(drawn)
		for _, id := range ids {
			if round < len(byRule[id]) && len(drawn) < 200 {
				drawn = append(drawn, byRule[id][round])
			}
		}
		if len(drawn) == before {
			break
		}
	}
	slices.SortStableFunc(drawn, func(a, b rule.Finding) int { return cmp.Compare(a.Rule, b.Rule) })
	for i, f := range drawn {
		file := f.File[strings.LastIndexByte(f.File, '/')+1:]
		fmt.Printf("%3d %s %s %s:%d %s %s | expected %s | actual %s | hint %s\n      > %s\n", i+1, f.Rule, f.Severity, file, f.Line, f.Type, f.Message,
			f.Expected, f.Actual, f.Hint, strings.TrimSpace(f.Source))
	}
}
