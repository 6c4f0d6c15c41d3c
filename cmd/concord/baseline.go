package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/concord-odata/concord/pkg/rule"
)

// baseline is the file of --baseline, and what a run saw.
type baseline struct {
	*rule.Baseline
	file   string
	fresh  bool // no file is there yet
	judged map[string]bool
}

func openBaseline(f *common) (*baseline, error) {
	b, err := rule.ReadBaseline(f.baseline, time.Time{})
	fresh := errors.Is(err, os.ErrNotExist)
	switch {
	case err == nil:
	case fresh && f.updateBaseline:
		if b, err = rule.NewBaseline(f.baseline, time.Time{}); err != nil {
			return nil, err
		}
	case fresh:
		return nil, fmt.Errorf("--baseline %s: the file is not there; --update-baseline --accept-new makes it", f.baseline)
	default:
		return nil, err
	}
	return &baseline{b, f.baseline, fresh, map[string]bool{}}, nil
}

// look remembers what a run judged.
func (b *baseline) look(v *rule.Verdict) {
	b.judged[v.File] = true
	for i := range v.Findings {
		b.judged[v.Findings[i].File] = true
	}
}

// update removes what is mended and takes in what is new, if that is
// accepted. What is refused fails the run.
func (b *baseline) update(verdicts []rule.Verdict, acceptNew bool, whole []string) (refused bool, err error) {
	var findings []rule.Finding
	for i := range verdicts {
		findings = append(findings, verdicts[i].Findings...)
	}
	change, err := b.Update(findings, acceptNew, b.Looked(b.judged, whole))
	var growth *rule.GrowthError
	if err != nil && !errors.As(err, &growth) {
		return false, err
	}
	if growth != nil && b.fresh {
		notice("%s", growth)
		return true, nil
	}
	if err := b.Save(); err != nil {
		return false, err
	}
	notice("baseline %s: %d removed, %d added, %s", b.file, len(change.Removed), len(change.Added), entries(len(b.Entries())))
	if growth != nil {
		notice("%s", growth)
	}
	return growth != nil, nil
}

// stale speaks of entries that match nothing any more; strictly, they fail
// the run.
func (b *baseline) stale(strict bool, whole []string) bool {
	for _, e := range b.Expired() {
		notice("%s:%d: until %s is over, and the entry hides nothing: %s", b.file, b.Line(e.Key), e.Until, e.Key)
	}
	stale := b.Stale(b.Looked(b.judged, whole))
	if len(stale) == 0 {
		return false
	}
	if !strict {
		notice("baseline %s: %s nothing any more; --update-baseline removes them", b.file, match(len(stale)))
		return false
	}
	for _, e := range stale {
		notice("%s:%d: matches nothing any more: %s", b.file, b.Line(e.Key), e.Key)
	}
	notice("baseline %s: %s nothing any more (--strict-baseline); --update-baseline removes them", b.file, match(len(stale)))
	return true
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

func match(n int) string {
	if n == 1 {
		return "1 entry matches"
	}
	return entries(n) + " match"
}
