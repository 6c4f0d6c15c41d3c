package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

// What of the unjudged the console lists.
const (
	reasonsShown  = 20
	examplesShown = 3
)

// reasons groups what was not judged by why.
type reasons struct {
	count    map[string]int
	examples map[string][]string
}

func newReasons() *reasons {
	return &reasons{count: map[string]int{}, examples: map[string][]string{}}
}

func (r *reasons) add(reason, example string) {
	r.count[reason]++
	if e := r.examples[reason]; len(e) < examplesShown {
		r.examples[reason] = append(e, strings.TrimSpace(example))
	}
}

// byCount lists the keys, the most frequent first.
func byCount(count map[string]int) []string {
	return slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
}

func (r *reasons) print(c *console, title, noun string) {
	if len(r.count) == 0 {
		return
	}
	c.printf("\n%s\n", c.style.yellow(title))
	all := byCount(r.count)
	for i, why := range all {
		if i == reasonsShown && !c.opt.Verbose {
			c.printf("  and %s (--verbose shows them)\n", rule.Count(len(all)-i, "more reason"))
			break
		}
		n := r.count[why]
		c.printf("  %s: %s\n", rule.Count(n, noun), clean(why))
		for _, e := range r.examples[why] {
			c.printf("    %s\n", c.style.dim(clean(e)))
		}
		if rest := n - len(r.examples[why]); rest > 0 {
			c.printf("    %s\n", c.style.dim(fmt.Sprintf("and %d more", rest)))
		}
	}
}

// counts lists rules with how often: "PRM-013 ×10, COL-010 ×2".
func counts(by map[string]int) string {
	var parts []string
	for _, id := range byCount(by) {
		parts = append(parts, fmt.Sprintf("%s ×%d", id, by[id]))
	}
	return strings.Join(parts, ", ")
}

func byRule(findings []rule.Finding) string {
	by := map[string]int{}
	for i := range findings {
		by[findings[i].Rule]++
	}
	return counts(by)
}
