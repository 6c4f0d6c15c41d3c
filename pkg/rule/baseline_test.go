package rule

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var today = time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)

const baselineText = `{"concord":"baseline","version":1}
{"file":"docs/a.md","rule":"ENT-003","type":"a.b","property":"nme"}
{"file":"docs/a.md","rule":"PRM-008","type":"a.b","property":"kind","cause":"reed","until":"2026-03-01","reason":"#12"}
{"file":"docs/b.md","rule":"DOC-011","cause":"../gone.md","until":"2026-01-31"}
`

// inFolder parses the baseline as the file of a folder, which becomes the
// working directory.
func inFolder(t *testing.T, text string) *Baseline {
	t.Helper()
	t.Chdir(t.TempDir())
	b, err := ParseBaseline("baseline.jsonl", []byte(text), today)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func finding(id, file, typ, property string) Finding {
	return Finding{Rule: id, Severity: Error, File: file, Type: typ, Property: property}
}

func TestBaselineMatch(t *testing.T) {
	b := inFolder(t, baselineText)
	abs, err := filepath.Abs("docs/a.md")
	if err != nil {
		t.Fatal(err)
	}
	reed := finding("PRM-008", "docs/a.md", "a.b", "kind")
	reed.Cause = "reed"
	blue := reed
	blue.Cause = "bleu"
	link := Finding{Rule: "DOC-011", Severity: Warning, File: "docs/b.md", Actual: "../gone.md"}
	moved := finding("ENT-003", "docs/a.md", "a.b", "nme")
	moved.Line, moved.Message = 900, "reworded"
	for _, test := range []struct {
		name string
		f    Finding
		want bool
	}{
		{"what it knows", finding("ENT-003", "docs/a.md", "a.b", "nme"), true},
		{"at another line, in other words", moved, true},
		{"by an unclean path", finding("ENT-003", "./docs/x/../a.md", "a.b", "nme"), true},
		{"by an absolute path", finding("ENT-003", abs, "a.b", "nme"), true},
		{"in another page", finding("ENT-003", "docs/b.md", "a.b", "nme"), false},
		{"of another rule", finding("ENT-009", "docs/a.md", "a.b", "nme"), false},
		{"of another property", finding("ENT-003", "docs/a.md", "a.b", "name"), false},
		{"with its cause, before its day", reed, true},
		{"with another cause", blue, false},
		{"after its day", link, false},
	} {
		if got := b.Match(&test.f); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	if got := b.Expired(); len(got) != 1 || got[0].Rule != "DOC-011" {
		t.Errorf("expired: %v", got)
	}
	if got := b.Stale(nil); got != nil {
		t.Errorf("all entries matched, yet stale are %v", got)
	}
}

func TestBaselineIsFoundFromAnotherFolder(t *testing.T) {
	b := inFolder(t, baselineText)
	if err := os.Mkdir("docs", 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir("docs")
	f := finding("ENT-003", "a.md", "a.b", "nme")
	if !b.Match(&f) {
		t.Error("the file is relative to the working directory, the entry to the baseline")
	}
}

func TestBaselineStaleLooksAtWhatTheRunLookedAt(t *testing.T) {
	b := inFolder(t, baselineText)
	f := finding("ENT-003", "docs/a.md", "a.b", "nme")
	b.Match(&f)
	if got := b.Stale(nil); len(got) != 2 {
		t.Errorf("stale: %v", got)
	}
	got := b.Stale(func(file string) bool { return file == "docs/a.md" })
	if len(got) != 1 || got[0].Rule != "PRM-008" || b.Line(got[0].Key) != 3 {
		t.Errorf("stale in docs/a.md: %v", got)
	}
}

func TestBaselineApply(t *testing.T) {
	b := inFolder(t, baselineText)
	known, expected := finding("ENT-003", "docs/a.md", "a.b", "nme"), finding("ENT-003", "docs/a.md", "a.b", "nme")
	expected.ExpectedByFixture, expected.Severity = true, Info
	v := Verdict{State: Failed, Findings: []Finding{known, expected}}
	b.Apply(&v)
	if v.State != Passed || len(v.Findings) != 1 || v.Suppressed != 1 {
		t.Errorf("got %v, %d findings, %d suppressed", v.State, len(v.Findings), v.Suppressed)
	}
	v = Verdict{State: Failed, Findings: []Finding{known, finding("ENT-003", "docs/c.md", "a.b", "nme")}}
	b.Apply(&v)
	if v.State != Failed || len(v.Findings) != 1 || v.Findings[0].File != "docs/c.md" {
		t.Errorf("what is new must fail: %v, %v", v.State, v.Findings)
	}
	known.Places = []Place{{File: "docs/c.md", Line: 7}}
	v = Verdict{State: Failed, Findings: []Finding{known}}
	b.Apply(&v)
	if v.State != Failed || len(v.Findings) != 1 || v.Findings[0].File != "docs/c.md" || v.Findings[0].Line != 7 {
		t.Errorf("a new place of a known cause must fail: %v, %v", v.State, v.Findings)
	}
}

func TestBaselineUpdate(t *testing.T) {
	known, fresh := finding("ENT-003", "docs/a.md", "a.b", "nme"), finding("ENT-003", "docs/c.md", "a.b", "nme")
	note := finding("COL-010", "docs/c.md", "", "")
	note.Severity = Info
	all := []Finding{fresh, known, known, note}

	b := inFolder(t, baselineText)
	change, err := b.Update(all, false, nil)
	var growth *GrowthError
	if !errors.As(err, &growth) || len(growth.New) != 1 || growth.New[0].File != "docs/c.md" || !strings.Contains(err.Error(), "--accept-new") {
		t.Errorf("growing: %v", err)
	}
	if len(change.Removed) != 2 || len(change.Added) != 0 || len(b.Entries()) != 1 {
		t.Errorf("what is mended goes, nothing comes: %+v, %v", change, b.Entries())
	}

	b = inFolder(t, baselineText)
	change, err = b.Update(all, true, nil)
	if err != nil || len(change.Added) != 1 || len(b.Entries()) != 2 {
		t.Errorf("accepted: %v, %+v", err, change)
	}
	var out bytes.Buffer
	b.WriteTo(&out)
	want := `{"concord":"baseline","version":1}
{"file":"docs/a.md","rule":"ENT-003","type":"a.b","property":"nme"}
{"file":"docs/c.md","rule":"ENT-003","type":"a.b","property":"nme"}
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}

	b = inFolder(t, baselineText)
	if change, err = b.Update(nil, false, func(file string) bool { return file == "docs/b.md" }); err != nil || len(change.Removed) != 1 || len(b.Entries()) != 2 {
		t.Errorf("a run over one page keeps the others' entries: %v, %+v", err, change)
	}

	b = inFolder(t, baselineText)
	known.Places = []Place{{File: "docs/d.md", Line: 3}}
	if _, err = b.Update([]Finding{known}, false, nil); !errors.As(err, &growth) || growth.New[0].File != "docs/d.md" {
		t.Errorf("a further place is new: %v", err)
	}
}

func TestBaselineSurvivesSaving(t *testing.T) {
	b := inFolder(t, baselineText)
	if err := b.Save(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("baseline.jsonl")
	if err != nil || string(data) != baselineText {
		t.Errorf("%v, got\n%s", err, data)
	}
	again, err := ReadBaseline("baseline.jsonl", today)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b.Entries(), again.Entries()); diff != "" {
		t.Error(diff)
	}
	if files, _ := os.ReadDir("."); len(files) != 1 {
		t.Errorf("more than the baseline is left: %v", files)
	}
	if _, err := ReadBaseline("none.jsonl", today); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestBaselineErrorsNameTheLine(t *testing.T) {
	head := `{"concord":"baseline","version":1}` + "\n"
	for name, test := range map[string]struct{ text, want string }{
		"no head":            {`{"file":"a","rule":"ENT-003"}`, "b.jsonl:1: no baseline"},
		"no JSON":            {head + "\n- rule: ENT-003", "b.jsonl:3: invalid character"},
		"a later version":    {`{"concord":"baseline","version":2}`, "b.jsonl:1: a baseline of version 2"},
		"an unknown member":  {head + `{"file":"a","rule":"ENT-003","line":3}`, `b.jsonl:2: json: unknown field "line"`},
		"no rule":            {head + `{"file":"a"}`, "b.jsonl:2: the entry names no rule"},
		"a bad date":         {head + `{"file":"a","rule":"ENT-003","until":"31.1.2027"}`, `b.jsonl:2: until "31.1.2027" is no date: write 2027-01-31`},
		"the same twice":     {head + `{"rule":"ENT-003"}` + "\n" + `{"rule":"ENT-003","reason":"x"}`, "b.jsonl:3: the entry stands in line 2 already"},
		"two on a line":      {head + `{"rule":"ENT-003"}{"rule":"ENT-004"}`, "b.jsonl:2: more than one object"},
		"a merge's conflict": {head + "<<<<<<< HEAD", "b.jsonl:2: "},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParseBaseline("b.jsonl", []byte(test.text), today)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
	if b, err := ParseBaseline("b.jsonl", nil, today); err != nil || len(b.Entries()) != 0 {
		t.Errorf("an empty file is an empty baseline: %v", err)
	}
}

func FuzzParseBaseline(f *testing.F) {
	f.Add([]byte(baselineText))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := ParseBaseline("b.jsonl", data, today)
		if err != nil {
			return
		}
		var once, twice bytes.Buffer
		b.WriteTo(&once)
		again, err := ParseBaseline("b.jsonl", once.Bytes(), today)
		if err != nil {
			t.Fatalf("what was written is not read: %v\n%s", err, once.Bytes())
		}
		again.WriteTo(&twice)
		if !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Errorf("written twice, it differs:\n%s\n%s", once.Bytes(), twice.Bytes())
		}
	})
}

func TestGate(t *testing.T) {
	for _, test := range []struct {
		failOn, minJudged string
		s                 Summary
		fails             bool
	}{
		{"error", "0", Summary{Total: 2, Passed: 1, Unjudged: 1, Warnings: 3}, false},
		{"error", "0", Summary{Total: 1, Failed: 1, Errors: 1}, true},
		{"error", "0", Summary{Total: 1, Failed: 1}, true},
		{"warning", "0", Summary{Total: 1, Passed: 1, Warnings: 1}, true},
		{"warning", "0", Summary{Total: 1, Passed: 1, Infos: 1}, false},
		{"warning", "0", Summary{Total: 1, Unjudged: 1}, false},
		{"unjudged", "0", Summary{Total: 1, Unjudged: 1}, true},
		{"unjudged", "0", Summary{Total: 1, Passed: 1, Warnings: 1}, false},
		{"unjudged", "0", Summary{Total: 1, Failed: 1, Errors: 1}, true},
		{"warning,unjudged", "0", Summary{Total: 1, Passed: 1, Warnings: 1}, true},
		{"none", "0", Summary{Total: 1, Failed: 1, Errors: 1}, false},
		{"none", "95%", Summary{Total: 100, Passed: 94, Unjudged: 6}, true},
		{"error", "95%", Summary{Total: 100, Passed: 95, Unjudged: 5}, false},
		{"error", "0.95", Summary{}, true},
		{"error", "0", Summary{}, false},
	} {
		on, err := ParseFailOn(test.failOn)
		if err != nil || on.String() != test.failOn {
			t.Fatalf("%s reads as %s: %v", test.failOn, on, err)
		}
		share, err := ParseMinJudged(test.minJudged)
		if err != nil {
			t.Fatal(err)
		}
		if why := (Gate{on, share}).Failures(test.s); len(why) > 0 != test.fails {
			t.Errorf("--fail-on %s --min-judged %s of %+v: %q", test.failOn, test.minJudged, test.s, why)
		}
	}
	for _, bad := range []string{"", "errors", "none,warning", "warning,"} {
		if _, err := ParseFailOn(bad); err == nil {
			t.Errorf("--fail-on %q is taken", bad)
		}
	}
	for _, bad := range []string{"", "95", "-1%", "101%", "NaN", "x%"} {
		if _, err := ParseMinJudged(bad); err == nil {
			t.Errorf("--min-judged %q is taken", bad)
		}
	}
}
