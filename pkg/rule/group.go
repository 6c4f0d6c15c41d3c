package rule

import "slices"

// A cause is what a person mends once: findings of one key, whatever their
// files, that weigh the same and were looked at by the same rule.
type cause struct {
	Key
	via      string
	severity Severity
}

func causeOf(f *Finding) cause {
	k := f.Key()
	k.File = ""
	return cause{k, f.Via, f.Severity}
}

// Causes counts what a run found by what a person has to mend: a wrong
// property name in forty examples is one cause at forty places. The zero value
// is ready for use.
type Causes struct{ seen map[cause]struct{} }

// Add counts the causes of a verdict that are new.
func (c *Causes) Add(v *Verdict) {
	if c.seen == nil {
		c.seen = map[cause]struct{}{}
	}
	for i := range v.Findings {
		c.seen[causeOf(&v.Findings[i])] = struct{}{}
	}
}

// Count is the number of causes so far.
func (c *Causes) Count() int { return len(c.seen) }

// Group is the verdicts for a person: each cause stands once, at its first
// place, with the others as its Places. What a fixture expects stays where it
// is. A verdict whose findings all went to
// an earlier one keeps its state, and says so by Elsewhere. What is given
// stays as it is, and every count of a [Summary] is the same for both.
func Group(verdicts []Verdict) []Verdict {
	grouped := make([]Verdict, len(verdicts))
	type at struct{ verdict, finding int }
	first := map[cause]at{}
	for i := range verdicts {
		v := verdicts[i]
		findings := v.Findings
		v.Findings = make([]Finding, 0, len(findings))
		for k := range findings {
			f := &findings[k]
			c := causeOf(f)
			head, again := first[c]
			if !again || f.ExpectedByFixture {
				if !f.ExpectedByFixture {
					first[c] = at{i, len(v.Findings)}
				}
				v.Findings = append(v.Findings, *f)
				v.Findings[len(v.Findings)-1].Places = slices.Clip(f.Places)
				continue
			}
			into := v.Findings
			if head.verdict != i {
				into = grouped[head.verdict].Findings
				v.Elsewhere++
			}
			into[head.finding].Places = append(into[head.finding].Places, places(f, &v)...)
			into[head.finding].More += f.More
		}
		grouped[i] = v
	}
	return grouped
}

// places are all places of a finding.
func places(f *Finding, v *Verdict) []Place {
	p := Place{File: f.File, Line: f.Line, Pointer: f.Pointer}
	if p.File == "" {
		p.File, p.Line = v.File, max(f.Line, v.Line)
	}
	return append([]Place{p}, f.Places...)
}
