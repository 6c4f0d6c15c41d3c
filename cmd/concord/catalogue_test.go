package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concord-odata/concord/pkg/rule"
)

// catalogue is how many rules each family has, numbered from 001.
var catalogue = map[string]int{
	"CTX": 15, "COL": 14, "ENT": 18, "PRM": 13, "NAV": 5, "REQ": 9, "HDR": 11, "STS": 6, "JSN": 1,
	"ERR": 5, "DLT": 4, "BAT": 3, "SVC": 1, "MTD": 3, "DOC": 20, "QRY": 12, "REC": 5,
}

// relations are the rules that compare answers with each other, for which one
// exchange is not enough: pkg/relate has them when it is there.
func relations(id string) bool {
	return strings.HasPrefix(id, "QRY-") || strings.HasPrefix(id, "REC-") || id == "NAV-005"
}

func TestTheRegistryHoldsTheCatalogue(t *testing.T) {
	for family, n := range catalogue {
		for i := 1; i <= n; i++ {
			id := fmt.Sprintf("%s-%03d", family, i)
			if rule.Get(id) == nil && !relations(id) {
				t.Errorf("%s is not registered", id)
			}
		}
	}
	for _, r := range rule.Registered() {
		var n int
		if _, err := fmt.Sscanf(r.ID[4:], "%03d", &n); err != nil || n < 1 || n > catalogue[r.Family()] {
			t.Errorf("%s is registered, and not in the catalogue", r.ID)
		}
	}
}

func TestEachRuleIsDocumented(t *testing.T) {
	for _, r := range rule.Registered() {
		for field, text := range map[string]string{"Title": r.Title, "Why": r.Why, "Failing": r.Failing, "Passing": r.Passing} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %s", r.ID, field)
			}
		}
		if strings.ContainsAny(r.Title, "\n|") {
			t.Errorf("%s: the title is one line, and stands in tables: %q", r.ID, r.Title)
		}
		if r.Failing == r.Passing {
			t.Errorf("%s: what fails and what passes is the same", r.ID)
		}
		if len(r.Sources) == 0 {
			t.Errorf("%s has no source", r.ID)
		}
		for _, s := range r.Sources {
			if strings.TrimSpace(s) == "" {
				t.Errorf("%s has an empty source", r.ID)
			}
		}
		if r.Levels == (rule.Levels{}) {
			t.Errorf("%s is off in every profile", r.ID)
		}
	}
}

func TestTheRulesPageIsWhatTheCommandPrints(t *testing.T) {
	page, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	var printed bytes.Buffer
	if err := writeRules(&printed); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(page), printed.String()); diff != "" {
		t.Errorf("docs/rules.md is stale, make generate writes it (-page +printed):\n%s", diff)
	}
}

// The severities of the catalogue that the rules were written from, where it
// lies beside the repository.
const writtenCatalogue = "../../../shared/RULES.md"

var (
	catalogueRow = regexp.MustCompile(`(?m)^\| ([A-Z]{3}-[0-9]{3}) \| ([^|]*) \|`)
	triple       = regexp.MustCompile(`([EWI–]) / ([EWI–]) / ([EWI–])`)
	letter       = regexp.MustCompile(`(?:^|[\s;,:])([EWI])(?:$|[\s;,])`)
	letters      = map[string]rule.Severity{"E": rule.Error, "W": rule.Warning, "I": rule.Info, "–": rule.Off}
)

// stated are the severities in a cell of the catalogue, in their order:
// "E; live W" are two.
func stated(cell string) []rule.Levels {
	at := map[int]rule.Levels{}
	for _, m := range triple.FindAllStringSubmatchIndex(cell, -1) {
		at[m[0]] = rule.Levels{V401: letters[cell[m[2]:m[3]]], V40: letters[cell[m[4]:m[5]]], Graph: letters[cell[m[6]:m[7]]]}
	}
	rest := triple.ReplaceAllStringFunc(cell, func(s string) string { return strings.Repeat(".", len(s)) })
	for i := 0; i < len(rest); {
		m := letter.FindStringSubmatchIndex(rest[i:])
		if m == nil {
			break
		}
		at[i+m[2]] = rule.All(letters[rest[i+m[2]:i+m[3]]])
		i += m[3]
	}
	var all []rule.Levels
	for _, k := range slices.Sorted(maps.Keys(at)) {
		all = append(all, at[k])
	}
	return all
}

// mainOf is the severity of a rule's main finding: what its cell begins with,
// and else, where it begins with a word ("null E; missing E / E / W"), its first
// triple.
func mainOf(cell string, all []rule.Levels) rule.Levels {
	if m := triple.FindString(cell); m != "" && letter.FindStringIndex(cell[:min(2, len(cell))]) == nil {
		return stated(m)[0]
	}
	return all[0]
}

func TestTheSeveritiesOfACellAreRead(t *testing.T) {
	e, w, i := rule.All(rule.Error), rule.All(rule.Warning), rule.All(rule.Info)
	eew := rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning}
	for cell, want := range map[string][]rule.Levels{
		"E":                      {e},
		"E / E / W":              {eew},
		"E; live W":              {e, w},
		"E where I read, else W": {e, i, w},
		"null E; missing E / E / W, E where shown": {e, eew, e},
		"E / – / W": {{V401: rule.Error, Graph: rule.Warning}},
	} {
		if got := stated(cell); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", cell, got, want)
		}
	}
}

func TestTheSeveritiesAreThoseOfTheCatalogue(t *testing.T) {
	text, err := os.ReadFile(writtenCatalogue)
	if errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the catalogue is not at %s, and CI must have it", writtenCatalogue)
		}
		t.Skipf("the catalogue is not at %s", writtenCatalogue)
	}
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, row := range catalogueRow.FindAllStringSubmatch(string(text), -1) {
		id, cell := row[1], row[2]
		counts[id[:3]]++
		r := rule.Get(id)
		if r == nil {
			continue // TestTheRegistryHoldsTheCatalogue speaks of it
		}
		want := stated(cell)
		if len(want) == 0 {
			t.Errorf("%s: no severity is read from %q", id, cell)
			continue
		}
		if main := mainOf(cell, want); main != r.Levels {
			t.Errorf("%s is %s; the catalogue says %s (main: %s)", id, levels(r.Levels), cell, levels(main))
		}
		for _, w := range want {
			if w != r.Levels && !slices.Contains(slices.Collect(maps.Values(r.Cases)), w) {
				t.Errorf("%s has no case that is %s; the catalogue says %s", id, levels(w), cell)
			}
		}
	}
	if diff := cmp.Diff(counts, catalogue); diff != "" {
		t.Errorf("the families of the catalogue are others (-written +here):\n%s", diff)
	}
}
