package report

import (
	"fmt"

	"github.com/concord-odata/concord/pkg/rule"
)

// tally counts what a writer was given.
type tally struct{ seen rule.Summary }

func (t *tally) add(v *rule.Verdict) { t.seen.Add(v) }

// check holds the summary to its own sum and to what was reported.
func (t *tally) check(s rule.Summary) error {
	if s.Total != s.Passed+s.Failed+s.Unjudged {
		return fmt.Errorf("report: the summary's total is %d, but %d passed + %d failed + %d unjudged are %d",
			s.Total, s.Passed, s.Failed, s.Unjudged, s.Passed+s.Failed+s.Unjudged)
	}
	for _, c := range []struct {
		what            string
		said, wereShown int
	}{
		{"cases", s.Total, t.seen.Total},
		{"passed", s.Passed, t.seen.Passed},
		{"failed", s.Failed, t.seen.Failed},
		{"unjudged", s.Unjudged, t.seen.Unjudged},
		{"errors", s.Errors, t.seen.Errors},
		{"warnings", s.Warnings, t.seen.Warnings},
		{"infos", s.Infos, t.seen.Infos},
	} {
		if c.said != c.wereShown {
			return fmt.Errorf("report: the summary says %s: %d, but %d were reported", c.what, c.said, c.wereShown)
		}
	}
	return nil
}
