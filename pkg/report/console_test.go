package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// repeated is a case with n findings of one cause.
func repeated(file string, n int) *rule.Verdict {
	v := &rule.Verdict{Name: file, File: file, State: rule.Failed}
	for i := range n {
		v.Findings = append(v.Findings, rule.Finding{
			Rule: "ENT-003", Severity: rule.Error, File: file, Line: i + 1, Column: 3, Property: "nme", Type: "a.b",
			Message: "property is not documented on this type", Source: `  "nme": 1`, Hint: "did you mean name?",
		})
	}
	return v
}

func TestACauseIsShownEverMoreBriefly(t *testing.T) {
	out := string(write(t, "console", Options{}, []*rule.Verdict{repeated("a.json", 40)}))
	if n := strings.Count(out, "^^^^^"); n != fullPerCase {
		t.Errorf("%d in full, want %d", n, fullPerCase)
	}
	if n := strings.Count(out, "error ENT-003:"); n != briefPerCase {
		t.Errorf("%d lines, want %d", n, briefPerCase)
	}
	if want := "and 30 more of ENT-003 a.b.nme (--verbose shows them)"; !strings.Contains(out, want) {
		t.Errorf("%q is not said in\n%s", want, out)
	}

	var many []*rule.Verdict
	for i := range 20 {
		many = append(many, repeated(fmt.Sprintf("%d.json", i), 1))
	}
	out = string(write(t, "console", Options{}, many))
	if n := strings.Count(out, "^^^^^"); n != fullPerRun {
		t.Errorf("%d in full in the run, want %d", n, fullPerRun)
	}
	if n := strings.Count(out, "error ENT-003:"); n != 20 {
		t.Errorf("%d lines, want one a case", n)
	}

	out = string(write(t, "console", Options{Verbose: true}, []*rule.Verdict{repeated("a.json", 40)}))
	if n := strings.Count(out, "^^^^^"); n != 40 {
		t.Errorf("verbose shows %d in full", n)
	}
}

func TestUnjudgedCasesAreGroupedByReason(t *testing.T) {
	var all []*rule.Verdict
	for i := range 30 {
		all = append(all, &rule.Verdict{Name: fmt.Sprintf("case %d", i), State: rule.Unjudged, Reason: "401"})
		all = append(all, &rule.Verdict{Name: fmt.Sprintf("odd case %d", i), State: rule.Unjudged, Reason: fmt.Sprintf("reason %02d", i)})
	}
	all = append(all, &rule.Verdict{Name: "nobody knows", State: rule.Unjudged})
	out := string(write(t, "console", Options{}, all))
	for _, want := range []string{
		"  30 cases: 401\n    case 0\n    case 1\n    case 2\n    and 27 more\n", "and 12 more reasons (--verbose shows them)",
		"1 case: no reason was given", "0 passed, 0 failed, 61 unjudged; 0 errors, 0 warnings, 0 infos",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}

func TestTheLastLineIsTheSummary(t *testing.T) {
	for name, test := range map[string]struct {
		verdicts []*rule.Verdict
		gate     rule.Gate
		want     []string
	}{
		"nothing": {nil, rule.Gate{}, []string{"no case was found: nothing was judged", "0 passed, 0 failed, 0 unjudged; 0 errors, 0 warnings, 0 infos"}},
		"a run that fails for what was not judged": {
			[]*rule.Verdict{{Name: "a"}, {Name: "b", State: rule.Unjudged, Reason: "401"}},
			rule.Gate{FailOn: rule.FailOnUnjudged, MinJudged: 0.95},
			[]string{"the run fails: 1 unjudged case (--fail-on unjudged); 1 of 2 cases judged, less than 95% (--min-judged)", "1 passed, 0 failed, 1 unjudged;"},
		},
		"one of each": {[]*rule.Verdict{{Name: "a"}, repeated("b", 1)}, rule.Gate{}, []string{"1 passed, 1 failed, 0 unjudged; 1 error, 0 warnings, 0 infos"}},
	} {
		t.Run(name, func(t *testing.T) {
			out := string(write(t, "console", Options{Gate: test.gate}, test.verdicts))
			for _, want := range test.want {
				if !strings.Contains(out, want) {
					t.Errorf("%q is not in\n%s", want, out)
				}
			}
			lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
			if last := lines[len(lines)-1]; !strings.Contains(last, " passed, ") {
				t.Errorf("the last line is %q", last)
			}
		})
	}
}

func TestColoursOnlyWhereAskedFor(t *testing.T) {
	if out := string(write(t, "console", Options{}, sample())); strings.Contains(out, "\x1b") {
		t.Error("an escape sequence without Color")
	}
	if out := string(write(t, "console", Options{Color: true}, sample())); strings.Count(out, "\x1b[")%2 != 0 {
		t.Error("a colour is not switched off")
	}
}
