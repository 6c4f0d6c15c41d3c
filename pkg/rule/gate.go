package rule

import (
	"fmt"
	"strconv"
	"strings"
)

// Gate is what makes a run fail: the flags --fail-on and --min-judged.
type Gate struct {
	FailOn    FailOn
	MinJudged float64 // share of the cases that must be judged, 0 to 1
}

// FailOn says which outcomes fail a run. The zero value is error.
type FailOn uint8

// What may fail a run. FailOnWarning includes errors, FailOnUnjudged is
// errors and cases that nobody judged; both together are written
// "warning,unjudged".
const (
	FailOnError    FailOn = 0
	FailOnWarning  FailOn = 1 << 0
	FailOnUnjudged FailOn = 1 << 1
	FailOnNone     FailOn = 1 << 7
)

// ParseFailOn reads error, warning, unjudged, none, or a list of them with
// commas.
func ParseFailOn(s string) (FailOn, error) {
	on := FailOnError
	for _, word := range strings.Split(s, ",") {
		switch strings.TrimSpace(word) {
		case "error":
		case "warning":
			on |= FailOnWarning
		case "unjudged":
			on |= FailOnUnjudged
		case "none":
			on |= FailOnNone
		default:
			return 0, fmt.Errorf("fail-on %q is none of error, warning, unjudged, none", word)
		}
	}
	if on&FailOnNone != 0 && s != "none" {
		return 0, fmt.Errorf("fail-on %q: none stands alone", s)
	}
	return on, nil
}

func (f FailOn) String() string {
	switch {
	case f&FailOnNone != 0:
		return "none"
	case f == FailOnWarning|FailOnUnjudged:
		return "warning,unjudged"
	case f == FailOnWarning:
		return "warning"
	case f == FailOnUnjudged:
		return "unjudged"
	}
	return "error"
}

// ParseMinJudged reads a share: "95%" or "0.95".
func ParseMinJudged(s string) (float64, error) {
	number, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
	share, err := strconv.ParseFloat(number, 64)
	if percent {
		share /= 100
	}
	if err != nil || !(share >= 0 && share <= 1) {
		return 0, fmt.Errorf("min-judged %q is no share: write 95%% or 0.95", s)
	}
	return share, nil
}

// Failures says in words why the run fails, or nothing where it does not.
func (g Gate) Failures(s Summary) []string {
	var why []string
	if g.FailOn&FailOnNone == 0 {
		switch {
		case s.Failed > 0 || s.Errors > 0:
			why = append(why, fmt.Sprintf("%s failed, with %s", Count(s.Failed, "case"), Count(s.Errors, "error")))
		case g.FailOn&FailOnWarning != 0 && s.Warnings > 0:
			why = append(why, Count(s.Warnings, "warning")+" (--fail-on warning)")
		}
		if g.FailOn&FailOnUnjudged != 0 && s.Unjudged > 0 {
			why = append(why, Count(s.Unjudged, "unjudged case")+" (--fail-on unjudged)")
		}
	}
	if judged := s.Passed + s.Failed; g.MinJudged > 0 && float64(judged) < g.MinJudged*float64(s.Total) {
		why = append(why, fmt.Sprintf("%d of %s judged, less than %g%% (--min-judged)", judged, Count(s.Total, "case"), g.MinJudged*100))
	} else if g.MinJudged > 0 && s.Total == 0 {
		why = append(why, "no case was found (--min-judged)")
	}
	return why
}

// Count is a number and its noun: "1 case", "2 cases".
func Count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
