package rule

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Suppressions are a project's own severities and what it ignores. The zero
// value changes nothing. They are safe for use by several goroutines.
type Suppressions struct {
	Profile Profile
	// Severities by rule ("ENT-003") or family ("DOC"); a rule's own wins.
	Severities map[string]Severity
	Ignore     []Ignore
	Root       string    // absolute; the globs' paths are relative to it
	Now        time.Time // by which Until has passed; the zero time is now
}

// Ignore hides findings by path and rule.
type Ignore struct {
	Paths  []Glob   // any of them; none: every path
	Rules  []string // ids or families, any of them; none: every rule
	Until  time.Time
	Reason string
}

// Expired reports whether the day named by until is over.
func Expired(until, now time.Time) bool {
	if now.IsZero() {
		now = time.Now()
	}
	return !until.IsZero() && !now.Before(until.AddDate(0, 0, 1))
}

// Expired lists what is ignored no longer.
func (s *Suppressions) Expired() []Ignore {
	var past []Ignore
	for _, i := range s.Ignore {
		if Expired(i.Until, s.Now) {
			past = append(past, i)
		}
	}
	return past
}

// names reports whether a list of rules and families has the finding: by the
// rule that it breaks, or by the one under which its example was judged.
func names(list []string, f *Finding) bool {
	return len(list) == 0 || slices.ContainsFunc(list, func(n string) bool {
		return n == f.Rule || n == f.Via || n == family(f.Rule) || f.Via != "" && n == family(f.Via)
	})
}

func family(id string) string {
	f, _, _ := strings.Cut(id, "-")
	return f
}

// ignores reports whether an entry hides the finding.
func (s *Suppressions) ignores(f *Finding) bool {
	if len(s.Ignore) == 0 {
		return false
	}
	path := PathBelow(s.Root, f.File)
	for i := range s.Ignore {
		e := &s.Ignore[i]
		if Expired(e.Until, s.Now) || !names(e.Rules, f) {
			continue
		}
		if len(e.Paths) == 0 || slices.ContainsFunc(e.Paths, func(g Glob) bool { return g.Match(path) }) {
			return true
		}
	}
	return false
}

// Severity is what the project makes of a finding. A setting moves a rule's
// main finding to its severity: graver cases of the rule come down to it,
// lesser ones do not rise.
func (s *Suppressions) Severity(f *Finding) Severity {
	set, found := s.setting(f)
	switch {
	case !found || f.ExpectedByFixture:
		return f.Severity
	case set == Off || set < f.Severity:
		return set
	}
	if r := Get(f.Rule); r != nil && f.Severity < r.Levels.In(s.Profile) {
		return f.Severity
	}
	return set
}

func (s *Suppressions) setting(f *Finding) (Severity, bool) {
	for _, name := range [...]string{f.Rule, f.Via, family(f.Rule), family(f.Via)} {
		if set, found := s.Severities[name]; found && name != "" {
			return set, true
		}
	}
	return Off, false
}

// Apply gives the verdict the project's severities and takes from it what is
// ignored. A case is failed where an error is left that its fixture does not
// expect. One that failed by a rule alone that is off is unjudged, and a lesser
// finding of such a rule leaves a note: nobody looked at it, so it has not passed.
func (s *Suppressions) Apply(v *Verdict) {
	if len(s.Severities) == 0 && len(s.Ignore) == 0 {
		return
	}
	before := v.Worst()
	var off []Note
	unjudged := ""
	kept := v.Findings[:0:0]
	for i := range v.Findings {
		f := v.Findings[i]
		if f.ExpectedByFixture {
			kept = append(kept, f)
			continue
		}
		was := f.Severity
		if f.Severity = s.Severity(&f); f.Severity == Off {
			reason := fmt.Sprintf("rule %s is switched off", f.Rule)
			if was == Error && unjudged == "" {
				unjudged = reason
			}
			if !slices.ContainsFunc(off, func(n Note) bool { return n.Reason == reason }) {
				off = append(off, Note{Pointer: f.Pointer, Line: f.Line, Reason: reason})
			}
			continue
		}
		if hide(&f, v, s.ignores) {
			kept = append(kept, f)
		}
	}
	v.Findings = kept
	settle(v, before, off, unjudged)
}

// hide takes from the finding the places that are covered, and counts them
// in the verdict; what is left stands at the first of the others. It
// reports whether anything is left.
func hide(f *Finding, v *Verdict, covered func(*Finding) bool) bool {
	head := covered(f)
	left := f.Places[:0:0]
	for _, p := range f.Places {
		at := *f
		at.File = p.File
		if covered(&at) {
			v.Suppressed++
			continue
		}
		left = append(left, p)
	}
	if !head {
		f.Places = left
		return true
	}
	v.Suppressed += 1 + f.More // in the same file, of the same cause
	f.More = 0
	if len(left) == 0 {
		return false
	}
	f.File, f.Line, f.Pointer = left[0].File, left[0].Line, left[0].Pointer
	f.Column, f.Source, f.Fix = 0, "", nil
	f.Places = left[1:]
	return true
}

// settle gives the verdict the state that its findings now call for. Off are
// the rules that are off and found something, unjudged the reason where one of
// them found an error.
func settle(v *Verdict, before Severity, off []Note, unjudged string) {
	switch now := v.Worst(); {
	case v.State == Unjudged:
	case now == Error:
		v.State = Failed
	case v.State == Failed && before == Error && unjudged != "":
		v.State, v.Reason = Unjudged, unjudged
		off = slices.DeleteFunc(off, func(n Note) bool { return n.Reason == unjudged })
	case v.State == Failed && before == Error:
		v.State = Passed
	}
	v.Notes = append(v.Notes[:len(v.Notes):len(v.Notes)], off...)
}
