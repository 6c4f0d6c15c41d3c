package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concord-odata/concord/pkg/rule"
)

var update = flag.Bool("update", false, "write the golden files")

// A rule of the tests' own, so that a report can print its documentation.
var _ = rule.Register(rule.Rule{
	ID: "TST-001", Title: "the answer is what the test says", Levels: rule.All(rule.Error),
	Why:     "A report names a rule by its title and explains it by its reason.",
	Sources: []string{"OData Protocol 4.01, 1"}, Failing: `{"a":1}`, Passing: `{"b":1}`,
})

const operation = "GET /reports/getCredentialUserRegistrationCount"

var sampleHeader = Header{
	Tool: "concord", Version: "1.0.0", Command: "concord check --recorded fixtures",
	Contract: "graph-beta-reports", Profile: rule.Graph, Suites: []string{"recorded"},
}

// mixed is a line whose bytes, characters, UTF-16 units and columns differ.
const mixed = "\t\"größe\": \"世界 🌍\", \"n\": 23}"

// sample is a run with one of everything.
func sample() []*rule.Verdict {
	const file = "fixtures/published.txtar"
	request := "GET https://graph.microsoft.com/beta/reports/getCredentialUserRegistrationCount"
	return []*rule.Verdict{
		{Name: "success", Operation: operation, Request: request, File: "fixtures/200.txtar"},
		{
			Name: "the published example", Operation: operation, Request: request, File: file, State: rule.Failed,
			Reproduce: "concord check --recorded fixtures/published.txtar",
			Findings: []rule.Finding{
				{
					Rule: "ENT-003", Severity: rule.Error, File: file, Line: 21, Column: 11,
					Pointer: "/value/0/userRegistrationCounts/0/userRegistrationStatus",
					Type:    "microsoft.graph.userRegistrationCount", Property: "userRegistrationStatus",
					Message:  "property is not documented on this type",
					Expected: "one of registrationCount, registrationStatus", Actual: "userRegistrationStatus",
					Hint: "did you mean registrationStatus?", Rests: "docs/userregistrationcount.md:30",
					Source: `          "userRegistrationStatus": "registered",`,
				},
				{
					Rule: "TST-001", Via: "DOC-004", Severity: rule.Warning, File: file, Line: 22, Column: 1 + strings.Index(mixed, "23}"),
					Pointer: "/value/0/userRegistrationCounts/0/größe", Message: "a <warning> with | and @odata.type, 100%",
					Actual: "23", Source: mixed, Places: []rule.Place{
						{File: "a.md", Line: 3}, {File: "b.md", Line: 4}, {File: "c.md", Line: 5}, {File: "d e.md", Line: 6},
					},
				},
				{Rule: "PRM-013", Severity: rule.Info, Line: 30, Message: "a placeholder"},
			},
		},
		{
			Name: "meant to fail", Operation: operation, File: "fixtures/expected.txtar",
			Findings: []rule.Finding{
				{Rule: "ENT-003", Severity: rule.Info, Line: 9, Message: "property is not documented on this type", ExpectedByFixture: true},
				{Rule: "ENT-003", Severity: rule.Info, Line: 10, Message: "property is not documented on this type", ExpectedByFixture: true},
			},
		},
		{
			Name: "only a warning", Operation: operation, File: "docs/page.md", Line: 40, Suppressed: 2,
			Findings: []rule.Finding{
				{Rule: "CTX-010", Severity: rule.Warning, Line: 44, Message: "percent-encoding\nin the context", Actual: "`#a`"},
				{Rule: "COL-010", Severity: rule.Info, Line: 45, Message: "an empty collection"},
			},
			Notes: []rule.Note{{Pointer: "/value", Line: 45, Reason: "the collection is empty"}},
		},
		{Name: "GET /users", Operation: "GET /users", File: "fixtures/401.txtar", State: rule.Unjudged, Reason: "401: no sign-in"},
		{Name: "GET /groups", Operation: "GET /groups", State: rule.Unjudged, Reason: "no contract for microsoft.graph.group"},
		{Name: "GET /sites", Operation: "GET /sites", State: rule.Unjudged, Reason: "no contract for microsoft.graph.group"},
	}
}

// write is the report of the verdicts in that format.
func write(t *testing.T, format string, opt Options, verdicts []*rule.Verdict) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := New(format, &out, opt)
	if err != nil {
		t.Fatal(err)
	}
	run(t, w, verdicts)
	return out.Bytes()
}

func run(t *testing.T, w Writer, verdicts []*rule.Verdict) {
	t.Helper()
	var sum rule.Summary
	if err := w.Begin(sampleHeader); err != nil {
		t.Fatal(err)
	}
	for _, v := range verdicts {
		sum.Add(v)
		if err := w.Verdict(v); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.End(sum); err != nil {
		t.Fatal(err)
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (go test -update writes it anew; -want +got):\n%s", name, diff)
	}
}
