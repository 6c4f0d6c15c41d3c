package suite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/rule"
)

// TestPlansRunAsGinkgoSuites is the one test that runs Ginkgo, which a process
// does once.
func TestPlansRunAsGinkgoSuites(t *testing.T) {
	var serial, running atomic.Int32
	one := &Plan{Title: "one", Serial: true}
	for i := range 20 {
		one.Cases = append(one.Cases, Case{Text: fmt.Sprintf("case %d", i), Labels: []string{"even:" + fmt.Sprint(i%2 == 0), "a/b"}, Judge: func(context.Context) rule.Verdict {
			if running.Add(1) > 1 {
				serial.Add(1)
			}
			defer running.Add(-1)
			return rule.Verdict{State: rule.State(i % 3), Reason: "because"}
		}})
	}
	two := &Plan{Title: "two", Cases: []Case{{Text: "named by itself", Judge: func(context.Context) rule.Verdict { return rule.Verdict{Name: "mine"} }}}}
	var got []rule.Verdict
	if err := Run(t.Context(), []*Plan{one, two}, RunOptions{Report: func(v *rule.Verdict) { got = append(got, *v) }}); err != nil {
		t.Fatal(err)
	}
	if len(got) != 21 {
		t.Fatalf("%d verdicts, want 21", len(got))
	}
	for i, v := range got[:20] {
		if v.Name != fmt.Sprintf("case %d", i) || v.State != rule.State(i%3) || strings.Join(v.Labels, " ") != fmt.Sprintf("even:%t a-b", i%2 == 0) {
			t.Errorf("verdict %d is %+v", i, v)
		}
	}
	if got[20].Name != "mine" {
		t.Errorf("the last verdict is %+v", got[20])
	}
	if n := serial.Load(); n > 0 {
		t.Errorf("a serial plan had %d cases that ran beside another", n)
	}
}

func TestNothingToJudgeIsNotPassed(t *testing.T) {
	for _, plans := range [][]*Plan{nil, {{Title: "empty"}}} {
		var none *NoCaseError
		if err := Run(t.Context(), plans, RunOptions{}); !errors.As(err, &none) {
			t.Errorf("got %v, want %T", err, none)
		}
	}
}

func TestAFailureNamesWhatCounts(t *testing.T) {
	got := message(&rule.Verdict{Name: "GET /things", Findings: []rule.Finding{
		{Rule: "PRM-001", Severity: rule.Error, File: "a.txtar", Line: 3, Pointer: "/size", Message: "no number", Hint: "write one"},
		{Rule: "COL-009", Severity: rule.Info, Message: "not asked for"},
		{Rule: "PRM-009", Severity: rule.Error, Message: "was expected", ExpectedByFixture: true},
	}})
	want := "GET /things breaks its contract\na.txtar:3: error PRM-001 /size: no number (write one)"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEveryDocumentedExampleIsACase(t *testing.T) {
	pages, err := fs.Sub(fixtures.FS, "graph/beta/docs")
	if err != nil {
		t.Fatal(err)
	}
	c, err := contract.Load(t.Context(), []string{"docs"}, contract.Options{BuiltIn: map[string]fs.FS{"docs": pages}})
	if err != nil {
		t.Fatal(err)
	}
	plan := Documented(c, Options{Profile: rule.Graph})
	if len(plan.Cases) == 0 {
		t.Fatal("no example is a case")
	}
	for i, v := range verdicts(t, plan) {
		if v.State != rule.Passed {
			t.Errorf("%s %s (%s): %+v", plan.Cases[i].Text, v.State, v.Reason, v.Findings)
		}
		if !strings.HasPrefix(v.Reproduce, "concord lint ") {
			t.Errorf("%s is reproduced by %q", plan.Cases[i].Text, v.Reproduce)
		}
		got := strings.Join(labels(plan.Cases[i].Labels), " ")
		if !strings.Contains(got, "docs") || !strings.Contains(got, "GET") || !strings.Contains(got, "version:beta") || !strings.Contains(got, "status:") {
			t.Errorf("%s has the labels %s", plan.Cases[i].Text, got)
		}
	}
}

func TestTheVersionIsTheSegmentBeforeTheDocumentedPath(t *testing.T) {
	for _, c := range []struct{ path, documented, want string }{
		{"/beta/users/1", "/users/{id}", "beta"},
		{"/v1.0/users", "users", "v1.0"},
		{"/users", "/users", ""},
		{"/beta/groups", "/users", ""},
		{"/beta/users", "", ""},
	} {
		if got := version(c.path, c.documented); got != c.want {
			t.Errorf("%s, documented as %s: %q, want %q", c.path, c.documented, got, c.want)
		}
	}
	for target, want := range map[string]string{"https://host/beta/users?$top=1": "/beta/users", "/beta/users": "/beta/users", "https://host": "/", "users?x": "users"} {
		if got := pathOf(target); got != want {
			t.Errorf("%s has the path %q, want %q", target, got, want)
		}
	}
}
