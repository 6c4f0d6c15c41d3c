package lint

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

// Patch is what the certain mends make of one page.
type Patch struct {
	File          string
	Before, After []byte
	Edits         []location.Edit // that make After of Before, in order
	Mended        []rule.Finding  // one for each edit
}

// LeftAlone is a finding with a certain mend that was not made, and why.
type LeftAlone struct {
	Finding rule.Finding
	Why     string
}

// Relint judges the pages of the files, with the texts in place of what they
// hold: a verdict a file.
type Relint func(ctx context.Context, files []string, overlay map[string][]byte) (map[string]*rule.Verdict, error)

// maxRounds bounds how often patches are judged again, each time without what
// did harm before.
const maxRounds = 4

// Mend makes patches of the certain fixes among the findings: a trailing or
// missing comma, the missing # of a type's name, a name with one candidate in
// case or by one edit, the status line that the sentence gives. No other byte
// changes. Of fixes that overlap none is made.
//
// Every patch is judged before it is given back: the page still reads, what
// was mended is gone, and no error or warning is new. What fails that is left
// alone.
func Mend(ctx context.Context, pages []*apidoc.Page, verdicts []rule.Verdict, relint Relint) ([]*Patch, []LeftAlone, error) {
	m := newMends(pages, verdicts)
	for round := range maxRounds {
		trial, overlay := m.pending()
		if len(trial) == 0 {
			break
		}
		after, err := relint(ctx, trial, overlay)
		if err != nil {
			return nil, nil, err
		}
		for _, file := range trial {
			m.files[file].weigh(after[file], round == maxRounds-1)
		}
	}
	var patches []*Patch
	var left []LeftAlone
	for _, file := range m.order {
		f := m.files[file]
		if p := f.patch(); p != nil {
			patches = append(patches, p)
		}
		slices.SortStableFunc(f.left, func(a, b LeftAlone) int { return cmp.Compare(a.Finding.Line, b.Finding.Line) })
		left = append(left, f.left...)
	}
	return patches, left, nil
}

// mends are the fixes of all pages.
type mends struct {
	files map[string]*mended
	order []string
}

// mended is one page and what is mended in it.
type mended struct {
	page    *apidoc.Page
	before  map[weight]int
	fixes   []rule.Finding // with a fix each, by place, none overlapping
	left    []LeftAlone
	settled bool
}

// weight is a finding as it is compared before and after: not its place,
// which a patch may move.
type weight struct {
	rule.Key
	severity rule.Severity
}

func weightOf(f *rule.Finding) weight { return weight{f.Key(), f.Severity} }

// weights counts the errors and warnings of a verdict.
func weights(v *rule.Verdict) map[weight]int {
	count := map[weight]int{}
	for i := range v.Findings {
		if f := &v.Findings[i]; f.Severity >= rule.Warning {
			count[weightOf(f)]++
		}
	}
	return count
}

func newMends(pages []*apidoc.Page, verdicts []rule.Verdict) *mends {
	m := &mends{files: map[string]*mended{}}
	byFile := map[string]*apidoc.Page{}
	for _, p := range pages {
		byFile[p.File] = p
	}
	for i := range verdicts {
		v := &verdicts[i]
		page := byFile[v.File]
		if page == nil || m.files[v.File] != nil {
			continue
		}
		var fixes []rule.Finding
		for k := range v.Findings {
			if f := &v.Findings[k]; certain(f) && f.Fix.File == v.File {
				fixes = append(fixes, *f)
			}
		}
		if len(fixes) == 0 {
			continue
		}
		f := &mended{page: page, before: weights(v)}
		f.take(fixes)
		m.files[v.File] = f
		m.order = append(m.order, v.File)
	}
	return m
}

// take keeps the fixes that lie apart, one of those that are the same.
func (f *mended) take(fixes []rule.Finding) {
	slices.SortStableFunc(fixes, func(a, b rule.Finding) int {
		return cmp.Or(cmp.Compare(a.Fix.Start, b.Fix.Start), cmp.Compare(a.Fix.End, b.Fix.End))
	})
	overlaps := make([]bool, len(fixes))
	reach, at := -1, -1 // how far the fixes so far go, and which one goes there
	for i := range fixes {
		x := fixes[i].Fix
		if x.Start < 0 || x.End < x.Start || x.End > len(f.page.Text.Data) {
			overlaps[i] = true
			continue
		}
		if at >= 0 && !same(fixes[at].Fix, x) && (x.Start < reach || x.Start == fixes[at].Fix.Start) {
			overlaps[at], overlaps[i] = true, true
		}
		if x.End >= reach {
			reach, at = x.End, i
		}
	}
	for i := range fixes {
		switch {
		case overlaps[i]:
			f.leave(fixes[i], "its mend overlaps another one")
		case len(f.fixes) > 0 && same(f.fixes[len(f.fixes)-1].Fix, fixes[i].Fix):
			// two findings that one edit mends
		default:
			f.fixes = append(f.fixes, fixes[i])
		}
	}
}

func same(a, b *rule.Fix) bool { return *a == *b }

func (f *mended) leave(finding rule.Finding, why string) {
	f.left = append(f.left, LeftAlone{finding, why})
}

// text is the page with the fixes made.
func (f *mended) text() []byte {
	text, err := location.Apply(f.page.Text.Data, editsOf(f.fixes))
	if err != nil {
		return nil // take has seen to it that they lie inside and apart
	}
	return text
}

func editsOf(fixes []rule.Finding) []location.Edit {
	var all []location.Edit
	for i := range fixes {
		x := fixes[i].Fix
		all = append(all, location.Edit{Start: x.Start, End: x.End, New: x.New})
	}
	return all
}

// pending are the patches that were not judged yet.
func (m *mends) pending() (files []string, overlay map[string][]byte) {
	overlay = map[string][]byte{}
	for _, file := range m.order {
		if f := m.files[file]; !f.settled && len(f.fixes) > 0 {
			files = append(files, file)
			overlay[file] = f.text()
		}
	}
	return files, overlay
}

// weigh compares the patched page with what it was, and gives up the fixes
// that did no good, or that stand in an example in which something is new.
// What cannot be blamed on one of them, or the last word, ends them all.
func (f *mended) weigh(after *rule.Verdict, last bool) {
	if after == nil {
		f.giveUp(func(*rule.Finding) string { return "the mended page cannot be read" })
		return
	}
	allowed := f.before
	mended := map[weight]int{}
	for i := range f.fixes {
		mended[weightOf(&f.fixes[i])]++
	}
	count := weights(after)
	blamed := map[*apidoc.Fence]string{}
	stays := map[weight]bool{}
	good := true
	for i := range after.Findings {
		x := &after.Findings[i]
		w := weightOf(x)
		if x.Severity < rule.Warning || count[w] <= allowed[w]-mended[w] {
			continue
		}
		good = false
		if mended[w] > 0 {
			stays[w] = true
			continue
		}
		blamed[f.fenceAt(x.Line)] = fmt.Sprintf("with it, %s at line %d would be new: %s", x.Rule, x.Line, x.Message)
	}
	if good {
		f.settled = true
		return
	}
	before := len(f.fixes)
	if !last {
		f.giveUp(func(x *rule.Finding) string {
			if stays[weightOf(x)] {
				return "its mend does not mend it"
			}
			return blamed[f.fenceAt(x.Line)]
		})
	}
	if len(f.fixes) == before {
		why := "the mended page would have findings that are new"
		for _, w := range blamed {
			why = max(why, w)
		}
		f.giveUp(func(*rule.Finding) string { return why })
	}
}

// giveUp leaves the fixes alone for which why says a reason.
func (f *mended) giveUp(why func(*rule.Finding) string) {
	var kept []rule.Finding
	for i := range f.fixes {
		if reason := why(&f.fixes[i]); reason != "" {
			f.leave(f.fixes[i], reason)
			continue
		}
		kept = append(kept, f.fixes[i])
	}
	f.fixes = kept
}

// fenceAt is the fence that holds the line, or nil.
func (f *mended) fenceAt(line int) *apidoc.Fence {
	for _, fence := range f.page.Fences {
		first := fence.Position.Line
		last := fence.Text.Position(len(fence.Text.Data)).Line
		if first <= line && line <= last+1 {
			return fence
		}
	}
	return nil
}

// patch is what is left to do, or nil.
func (f *mended) patch() *Patch {
	if !f.settled || len(f.fixes) == 0 {
		return nil
	}
	return &Patch{File: f.page.File, Before: f.page.Text.Data, After: f.text(), Edits: editsOf(f.fixes), Mended: f.fixes}
}
