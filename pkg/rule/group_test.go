package rule

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGroupGathersACauseAtItsFirstPlace(t *testing.T) {
	wrong := func(file string, line int) Finding {
		return Finding{Rule: "TST-101", Severity: Error, Via: "DOC-004", File: file, Line: line, Type: "a.b", Property: "nme"}
	}
	other := Finding{Rule: "TST-101", Severity: Error, Via: "DOC-004", File: "b.md", Line: 4, Type: "a.b", Property: "nam"}
	lesser := wrong("b.md", 9)
	lesser.Severity = Info
	expected := wrong("c.md", 5)
	expected.ExpectedByFixture, expected.Severity = true, Info
	spare := append(make([]Place, 0, 8), Place{File: "x.md", Line: 1})
	withPlaces := wrong("a.md", 1)
	withPlaces.Places = spare
	verdicts := []Verdict{
		{File: "a.md", State: Failed, Findings: []Finding{withPlaces, wrong("a.md", 7)}},
		{File: "b.md", State: Failed, Findings: []Finding{wrong("b.md", 2), other, lesser}},
		{File: "c.md", State: Failed, Findings: []Finding{wrong("c.md", 3)}},
		{File: "c.md", State: Passed, Findings: []Finding{expected, expected}},
	}
	got := Group(verdicts)

	head := wrong("a.md", 1)
	head.Places = []Place{{File: "x.md", Line: 1}, {File: "a.md", Line: 7}, {File: "b.md", Line: 2}, {File: "c.md", Line: 3}}
	want := []Verdict{
		{File: "a.md", State: Failed, Findings: []Finding{head}},
		{File: "b.md", State: Failed, Findings: []Finding{other, lesser}, Elsewhere: 1},
		{File: "c.md", State: Failed, Findings: []Finding{}, Elsewhere: 1},
		{File: "c.md", State: Passed, Findings: []Finding{expected, expected}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(verdicts[0].Findings) != 2 || len(spare[:cap(spare)][1].File) != 0 {
		t.Error("what was given is changed")
	}
	var single, grouped Summary
	for i := range verdicts {
		single.Add(&verdicts[i])
		grouped.Add(&got[i])
	}
	if diff := cmp.Diff(single, grouped); diff != "" {
		t.Errorf("the counts differ, -ungrouped +grouped:\n%s", diff)
	}
	if single.Errors != 6 {
		t.Errorf("%d errors: a finding counts once a place", single.Errors)
	}
	var causes, again Causes
	for i := range verdicts {
		causes.Add(&verdicts[i])
		again.Add(&got[i])
	}
	if causes.Count() != 3 || again.Count() != 3 {
		t.Errorf("%d and %d causes, want 3", causes.Count(), again.Count())
	}
}

func TestAPlaceWithoutAFileIsThatOfItsCase(t *testing.T) {
	f := Finding{Rule: "TST-101", Severity: Error, Pointer: "/a"}
	got := Group([]Verdict{{File: "a.txtar", Line: 3, Findings: []Finding{f, f}}})
	want := []Place{{File: "a.txtar", Line: 3, Pointer: "/a"}}
	if diff := cmp.Diff(want, got[0].Findings[0].Places); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
