package rule

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Rules of the tests' own.
var (
	_ = Register(Rule{ID: "TST-101", Title: "an error in every profile", Levels: All(Error)})
	_ = Register(Rule{ID: "TST-102", Title: "information in graph alone", Levels: Levels{Error, Error, Info}})
)

func glob(t *testing.T, pattern string) Glob {
	t.Helper()
	g, err := ParseGlob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestGlob(t *testing.T) {
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"docs/*.md", "docs/a.md", true},
		{"docs/*.md", "docs/sub/a.md", false},
		{"docs/**/*.md", "docs/sub/deep/a.md", true},
		{"docs/**/*.md", "docs/a.md", true},
		{"**/a.md", "a.md", true},
		{"**/a.md", "x/y/a.md", true},
		{"**/a.md", "x/ba.md", false},
		{"docs/**", "docs/a/b", true},
		{"docs", "docs/a/b", true},
		{"docs/", "x/docs/a", true},
		{"/docs", "x/docs/a", false},
		{"a.md", "deep/down/a.md", true},
		{"a.md", "deep/aXmd", false},
		{"./docs/a.md", "docs/a.md", true},
		{"docs/?.md", "docs/a.md", true},
		{"docs/?.md", "docs/ab.md", false},
		{"d(o|c)s/[a].md", "d(o|c)s/[a].md", true},
		{"docs/a", "docs/ab", false},
		{"*", "any/thing", true},
	} {
		if got := glob(t, test.pattern).Match(test.path); got != test.want {
			t.Errorf("%s matches %s: %v", test.pattern, test.path, got)
		}
	}
	for _, bad := range []string{"", "/", `docs\a.md`, "!a.md"} {
		if _, err := ParseGlob(bad); err == nil {
			t.Errorf("%q is a pattern", bad)
		}
	}
	if (Glob{}).Match("a") {
		t.Error("no pattern matches")
	}
}

func FuzzGlob(f *testing.F) {
	f.Add("docs/**/*.md", "docs/a/b.md")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		if g, err := ParseGlob(pattern); err == nil {
			g.Match(path)
		}
	})
}

func TestASettingMovesTheMainFindingAndNoLesserOneUp(t *testing.T) {
	for _, test := range []struct {
		name    string
		profile Profile
		rule    string
		via     string
		is      Severity
		set     map[string]Severity
		want    Severity
	}{
		{"the main finding goes down", Graph, "TST-101", "", Error, map[string]Severity{"TST-101": Warning}, Warning},
		{"a lesser case stays", Graph, "TST-101", "", Info, map[string]Severity{"TST-101": Warning}, Info},
		{"a graver case comes down too", Graph, "TST-102", "", Error, map[string]Severity{"TST-102": Warning}, Warning},
		{"the main finding goes up", Graph, "TST-102", "", Info, map[string]Severity{"TST-102": Error}, Error},
		{"off is off for every case", Graph, "TST-101", "", Info, map[string]Severity{"TST-101": Off}, Off},
		{"a family", Graph, "TST-101", "", Error, map[string]Severity{"TST": Info}, Info},
		{"a rule wins over its family", Graph, "TST-101", "", Error, map[string]Severity{"TST": Off, "TST-101": Error}, Error},
		{"the rule under which an example was judged", Graph, "TST-101", "DOC-004", Error, map[string]Severity{"DOC-004": Off}, Off},
		{"another rule", Graph, "TST-101", "", Error, map[string]Severity{"TST-102": Off}, Error},
		{"a rule that nobody registered is set as it says", Graph, "XYZ-001", "", Info, map[string]Severity{"XYZ-001": Error}, Error},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := Suppressions{Profile: test.profile, Severities: test.set}
			if got := s.Severity(&Finding{Rule: test.rule, Via: test.via, Severity: test.is}); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestApplySettlesTheState(t *testing.T) {
	past, future := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC), time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
	now := time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)
	err := Finding{Rule: "TST-101", Severity: Error, File: "docs/a.md", Line: 3, Pointer: "/a"}
	info := Finding{Rule: "TST-102", Severity: Info, File: "docs/a.md"}
	expected := Finding{Rule: "TST-101", Severity: Info, File: "docs/a.md", ExpectedByFixture: true}
	inDocs := Ignore{Paths: []Glob{glob(t, "docs/**")}, Rules: []string{"TST"}}
	for _, test := range []struct {
		name       string
		s          Suppressions
		state      State
		findings   []Finding
		wantState  State
		wantReason string
		left       int
		notes      int
		suppressed int
	}{
		{"nothing set changes nothing", Suppressions{}, Failed, []Finding{err}, Failed, "", 1, 0, 0},
		{"failed by a rule that is off is unjudged", Suppressions{Severities: map[string]Severity{"TST-101": Off}}, Failed, []Finding{err}, Unjudged, "rule TST-101 is switched off", 0, 0, 0},
		{"an information of a rule that is off leaves a note", Suppressions{Severities: map[string]Severity{"TST-102": Off}}, Passed, []Finding{info, info}, Passed, "", 0, 1, 0},
		{"the error ignored, an information off", Suppressions{Severities: map[string]Severity{"TST-102": Off}, Ignore: []Ignore{inDocs}}, Failed, []Finding{err, info}, Passed, "", 0, 1, 1},
		{"ignored is passed, and counted", Suppressions{Ignore: []Ignore{inDocs}}, Failed, []Finding{err}, Passed, "", 0, 0, 1},
		{"an ignore whose day is over ignores nothing", Suppressions{Ignore: []Ignore{{Paths: inDocs.Paths, Until: past}}, Now: now}, Failed, []Finding{err}, Failed, "", 1, 0, 0},
		{"an ignore holds on its last day", Suppressions{Ignore: []Ignore{{Paths: inDocs.Paths, Until: past.AddDate(0, 0, 1)}}, Now: now}, Failed, []Finding{err}, Passed, "", 0, 0, 1},
		{"an ignore whose day is to come", Suppressions{Ignore: []Ignore{{Paths: inDocs.Paths, Until: future}}, Now: now}, Failed, []Finding{err}, Passed, "", 0, 0, 1},
		{"an ignore of another path", Suppressions{Ignore: []Ignore{{Paths: []Glob{glob(t, "src/**")}}}}, Failed, []Finding{err}, Failed, "", 1, 0, 0},
		{"an error brought down is passed", Suppressions{Severities: map[string]Severity{"TST-101": Warning}}, Failed, []Finding{err}, Passed, "", 1, 0, 0},
		{"an information brought up fails", Suppressions{Profile: Graph, Severities: map[string]Severity{"TST-102": Error}}, Passed, []Finding{info}, Failed, "", 1, 0, 0},
		{"what the fixture expects stays", Suppressions{Severities: map[string]Severity{"TST-101": Off}, Ignore: []Ignore{inDocs}}, Passed, []Finding{expected}, Passed, "", 1, 0, 0},
		{"a failure without a finding stays", Suppressions{Severities: map[string]Severity{"TST-101": Off}}, Failed, nil, Failed, "", 0, 0, 0},
		{"unjudged stays so", Suppressions{Ignore: []Ignore{inDocs}}, Unjudged, []Finding{err}, Unjudged, "", 0, 0, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := Verdict{State: test.state, Findings: append([]Finding(nil), test.findings...)}
			test.s.Apply(&v)
			if v.State != test.wantState || v.Reason != test.wantReason || len(v.Findings) != test.left || len(v.Notes) != test.notes || v.Suppressed != test.suppressed {
				t.Errorf("got %v %q, %d findings, %d notes, %d suppressed", v.State, v.Reason, len(v.Findings), len(v.Notes), v.Suppressed)
			}
		})
	}
	s := Suppressions{Ignore: []Ignore{{Until: past}, {Until: future}, {}}, Now: now}
	if got := s.Expired(); len(got) != 1 || !got[0].Until.Equal(past) {
		t.Errorf("expired: %v", got)
	}
}

func TestAnIgnoredPlaceIsTakenFromItsCause(t *testing.T) {
	f := Finding{
		Rule: "TST-101", Severity: Error, File: "docs/a.md", Line: 1, Column: 2, Source: "x", Fix: &Fix{},
		Places: []Place{{File: "docs/b.md", Line: 2}, {File: "src/c.md", Line: 3, Pointer: "/c"}, {File: "src/d.md", Line: 4}},
	}
	v := Verdict{State: Failed, Findings: []Finding{f}}
	s := Suppressions{Ignore: []Ignore{{Paths: []Glob{glob(t, "docs/**")}}}}
	s.Apply(&v)
	want := []Finding{{
		Rule: "TST-101", Severity: Error, File: "src/c.md", Line: 3, Pointer: "/c", Places: []Place{{File: "src/d.md", Line: 4}},
	}}
	if diff := cmp.Diff(want, v.Findings); diff != "" || v.Suppressed != 2 || v.State != Failed {
		t.Errorf("%d suppressed, %v, -want +got:\n%s", v.Suppressed, v.State, diff)
	}
	if len(f.Places) != 3 {
		t.Error("the finding that was given is changed")
	}
}
