package report

import (
	"encoding/json"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/concord-odata/concord/pkg/rule"
)

func sarifOf(t *testing.T, opt Options, verdicts []*rule.Verdict) sarifRun {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal(write(t, "sarif", opt, verdicts), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 {
		t.Fatalf("version %q, %d runs", log.Version, len(log.Runs))
	}
	return log.Runs[0]
}

// CONCORD_SARIF_SCHEMA names the OASIS schema of SARIF 2.1.0, which is not
// ours to ship: make e2e sets it.
func TestSARIFPassesItsSchema(t *testing.T) {
	file := os.Getenv("CONCORD_SARIF_SCHEMA")
	if file == "" {
		t.Skip("CONCORD_SARIF_SCHEMA does not name the SARIF 2.1.0 schema")
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat = true
	schema, err := compiler.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, verdicts := range map[string][]*rule.Verdict{
		"the sample": sample(), "hostile texts": hostile(), "nothing": nil, "too much": flood(sarifResults+1, rule.Warning),
	} {
		var doc any
		if err := json.Unmarshal(write(t, "sarif", Options{}, verdicts), &doc); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
	}
}

func TestSARIFHoldsTogether(t *testing.T) {
	for name, verdicts := range map[string][]*rule.Verdict{
		"the sample": sample(), "hostile texts": hostile(), "nothing": nil,
	} {
		t.Run(name, func(t *testing.T) {
			run := sarifOf(t, Options{}, verdicts)
			if run.Results == nil || run.Tool.Driver.Rules == nil {
				t.Error("results and rules are arrays, though empty")
			}
			prints := map[string]bool{}
			for i, r := range run.Results {
				if got := run.Tool.Driver.Rules[r.RuleIndex].ID; got != r.RuleID {
					t.Errorf("result %d: rule %s has the index of %s", i, r.RuleID, got)
				}
				if !slices.Contains([]string{"note", "warning", "error"}, r.Level) {
					t.Errorf("result %d: level %q", i, r.Level)
				}
				if r.Message.Text == "" || len(r.Message.Text) > 2*sarifTextBytes {
					t.Errorf("result %d: a message of %d bytes", i, len(r.Message.Text))
				}
				print := r.Fingerprints["primaryLocationLineHash"]
				if print == "" || prints[print] {
					t.Errorf("result %d: fingerprint %q is empty or taken", i, print)
				}
				prints[print] = true
				for _, l := range append(r.Locations, r.Related...) {
					at := l.Physical
					if u, err := url.Parse(at.Artifact.URI); err != nil || strings.ContainsAny(at.Artifact.URI, " \\") || u.IsAbs() != (at.Artifact.BaseID == "") {
						t.Errorf("result %d: URI %q, base %q: %v", i, at.Artifact.URI, at.Artifact.BaseID, err)
					}
					if at.Region.StartLine < 1 || at.Region.StartColumn > 0 && at.Region.EndColumn <= at.Region.StartColumn {
						t.Errorf("result %d: region %+v", i, at.Region)
					}
				}
			}
			for _, n := range run.Invocations[0].Notifications {
				if !slices.ContainsFunc(run.Tool.Driver.Notifications, func(d sarifDescriptor) bool { return d.ID == n.Descriptor.ID }) {
					t.Errorf("notification %q is not declared", n.Descriptor.ID)
				}
			}
			for _, r := range run.Tool.Driver.Rules {
				if u, err := url.Parse(r.HelpURI); err != nil || !u.IsAbs() || r.Short == nil || r.Name == r.ID {
					t.Errorf("rule %+v", r)
				}
			}
		})
	}
}

func TestSARIFColumnsPointAtTheToken(t *testing.T) {
	run := sarifOf(t, Options{}, sample())
	for i, want := range map[int]string{0: `"userRegistrationStatus"`, 1: "23"} {
		region := run.Results[i].Locations[0].Physical.Region
		units := utf16.Encode([]rune(region.Snippet.Text))
		if got := string(utf16.Decode(units[region.StartColumn-1 : region.EndColumn-1])); got != want {
			t.Errorf("result %d: the columns hold %s, want %s", i, got, want)
		}
	}
}

func TestSARIFFingerprintsSurviveAMovedLineAndAnotherFolder(t *testing.T) {
	print := func(f rule.Finding) string {
		return sarifOf(t, Options{}, []*rule.Verdict{{State: rule.Failed, Findings: []rule.Finding{f}}}).Results[0].Fingerprints["primaryLocationLineHash"]
	}
	f := rule.Finding{Rule: "ENT-003", Severity: rule.Error, File: "docs/a.md", Line: 3, Type: "a.b", Property: "c", Message: "m"}
	first := print(f)
	moved := f
	moved.Line, moved.Message, moved.File = 90, "reworded", "./docs/a.md"
	if print(moved) != first {
		t.Error("the line or the wording is in the fingerprint")
	}
	for name, change := range map[string]func(*rule.Finding){
		"rule": func(f *rule.Finding) { f.Rule = "ENT-009" }, "file": func(f *rule.Finding) { f.File = "docs/b.md" },
		"type": func(f *rule.Finding) { f.Type = "a.c" }, "property": func(f *rule.Finding) { f.Property = "d" },
		"cause": func(f *rule.Finding) { f.Cause = "x" },
	} {
		other := f
		change(&other)
		if print(other) == first {
			t.Errorf("another %s has the same fingerprint", name)
		}
	}
}

func TestSARIFCarriesTheFix(t *testing.T) {
	run := sarifOf(t, Options{}, []*rule.Verdict{{State: rule.Failed, Findings: []rule.Finding{{
		Rule: "DOC-003", Severity: rule.Error, File: "a b.md", Line: 3, Message: "a comma too many", Fix: &rule.Fix{Start: 0, End: 1},
	}}}})
	change := run.Results[0].Fixes[0].Changes[0]
	r := change.Replacements[0]
	if change.Artifact.URI != "a%20b.md" || *r.Deleted.ByteOffset != 0 || *r.Deleted.ByteLength != 1 || r.Inserted.Text != "" {
		t.Errorf("got %+v", change)
	}
}
