package report

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

// How often a cause is shown in full before it is shown on one line, and on
// one line before it is counted. Verbose shows all.
const (
	fullPerCase  = 3
	fullPerRun   = 10
	briefPerCase = 10
)

// console writes for a person.
type console struct {
	tally
	out    *bufio.Writer
	style  style
	opt    Options
	shown  map[rule.Key]int // full findings of a cause in the whole run
	infos  map[string]int   // by rule, of those not shown
	cases  *reasons         // of unjudged cases
	parts  *reasons         // of unjudged parts
	hidden int              // infos
	others int              // failed cases whose findings stand with earlier ones
	gap    bool             // a blank line is due before the next one
}

func newConsole(w io.Writer, opt Options) Writer {
	return &console{
		out: bufio.NewWriter(w), style: style(opt.Color), opt: opt,
		shown: map[rule.Key]int{}, infos: map[string]int{},
		cases: newReasons(), parts: newReasons(),
	}
}

func (c *console) printf(format string, args ...any) { fmt.Fprintf(c.out, format, args...) }

func (c *console) Begin(h Header) error {
	command := h.Command
	if command == "" {
		command = toolName(h)
	}
	c.printf("%s\n", c.style.bold(clean(command)))
	var facts []string
	if h.Contract != "" {
		facts = append(facts, "contract "+clean(h.Contract))
	}
	if h.Profile != "" {
		facts = append(facts, "profile "+string(h.Profile))
	}
	if len(h.Suites) > 0 {
		facts = append(facts, "suites "+clean(strings.Join(h.Suites, ", ")))
	}
	if h.Version != "" {
		facts = append(facts, clean(toolName(h)+" "+h.Version))
	}
	if len(facts) > 0 {
		c.printf("%s\n", c.style.dim(strings.Join(facts, "; ")))
	}
	return c.out.Flush()
}

func toolName(h Header) string {
	if h.Tool == "" {
		return "concord"
	}
	return h.Tool
}

func (c *console) Verdict(v *rule.Verdict) error {
	c.add(v)
	for _, n := range v.Notes {
		c.parts.add(n.Reason, place(v.File, n.Line, 0)+" "+n.Pointer)
	}
	if v.State == rule.Unjudged {
		example := caseName(v)
		if at := place(v.File, v.Line, 0); at != "" && at != example {
			example += " (" + at + ")"
		}
		c.cases.add(reason(v), example)
	}
	loud, expected := c.sort(v)
	switch {
	case v.State == rule.Failed && len(loud) == 0 && v.Elsewhere > 0:
		c.others++
	case v.State == rule.Failed || len(loud) > 0:
		c.printf("\n")
		c.head(v)
		c.findings(v, loud)
		if v.State == rule.Failed && v.Reproduce != "" {
			c.printf("\n  %s %s\n", c.style.dim("to reproduce:"), clean(v.Reproduce))
		}
		c.gap = true
	case c.opt.Verbose && len(expected) == 0:
		c.space()
		c.head(v)
	}
	if len(expected) > 0 {
		c.space()
		c.printf("%s\n", c.style.dim(fmt.Sprintf("ok   %s: %s, as its fixture expects: %s",
			clean(firstOf(v.File, caseName(v))), rule.Count(len(expected), "finding"), byRule(expected))))
	}
	return c.out.Flush()
}

// space parts a line from the findings before it.
func (c *console) space() {
	if c.gap {
		c.printf("\n")
		c.gap = false
	}
}

// sort parts the findings: those to show, and those that the fixture expects.
// Infos of a case that did not fail are only counted.
func (c *console) sort(v *rule.Verdict) (loud, expected []rule.Finding) {
	for i := range v.Findings {
		f := complete(v, &v.Findings[i])
		switch {
		case f.ExpectedByFixture:
			expected = append(expected, f)
		case f.Severity == rule.Info && v.State != rule.Failed && !c.opt.Verbose:
			c.infos[f.Rule] += f.Count()
			c.hidden += f.Count()
		default:
			loud = append(loud, f)
		}
	}
	return loud, expected
}

// head names the case.
func (c *console) head(v *rule.Verdict) {
	word, worst := "ok  ", v.Worst()
	switch {
	case v.State == rule.Failed:
		word = c.style.red("FAIL")
	case v.State == rule.Unjudged:
		word = c.style.yellow("??  ")
	case worst == rule.Warning:
		word = c.style.yellow("warn")
	default:
		word = c.style.green(word)
	}
	c.printf("%s %s\n", word, c.style.bold(clean(caseName(v))))
	if v.State == rule.Unjudged {
		c.printf("     %s\n", clean("unjudged: "+reason(v)))
	}
	if v.State != rule.Failed && worst == rule.Off {
		return
	}
	if v.Operation != "" && v.Name != "" && v.Name != v.Operation && !strings.Contains(v.Name, v.Operation) {
		c.printf("     %s\n", clean(v.Operation))
	}
	if v.Request != "" && v.Request != v.Operation && v.Request != v.Name {
		c.printf("     %s\n", c.style.dim(clean(v.Request)))
	}
	if at := place(v.File, v.Line, 0); at != "" && at != caseName(v) {
		c.printf("     %s\n", c.style.dim(clean(at)))
	}
}

// findings shows each, a cause that comes again ever more briefly.
func (c *console) findings(v *rule.Verdict, all []rule.Finding) {
	inCase, dropped := map[rule.Key]int{}, map[rule.Key]int{}
	var order []rule.Key
	for i := range all {
		f := &all[i]
		cause := f.Key()
		cause.File = ""
		inCase[cause]++
		switch n := inCase[cause]; {
		case c.opt.Verbose || f.Severity != rule.Info && n <= fullPerCase && c.shown[cause] < fullPerRun:
			c.shown[cause]++
			c.full(v, f)
		case n <= briefPerCase:
			c.brief(f)
		default:
			if dropped[cause] == 0 {
				order = append(order, cause)
			}
			dropped[cause]++
		}
	}
	for _, k := range order {
		c.printf("  %s\n", c.style.dim(clean(fmt.Sprintf("and %d more of %s (--verbose shows them)", dropped[k], k))))
	}
}

func (c *console) End(s rule.Summary) error {
	if err := c.check(s); err != nil {
		return errors.Join(err, c.out.Flush())
	}
	if c.others > 0 {
		c.printf("\n%s\n", c.style.dim(rule.Count(c.others, "further case")+" failed by the causes above, at the places that they name"))
	}
	c.cases.print(c, "not judged", "case")
	c.parts.print(c, "parts not judged, of cases that were", "part")
	if c.hidden > 0 {
		c.printf("\n%s\n", c.style.dim(fmt.Sprintf("%s not shown (--verbose shows them): %s", rule.Count(c.hidden, "info"), counts(c.infos))))
	}
	if s.Suppressed > 0 {
		c.printf("\n%s\n", c.style.dim(rule.Count(s.Suppressed, "finding")+" hidden by the baseline or the configuration"))
	}
	if why := c.opt.Gate.Failures(s); len(why) > 0 && s.Failed == 0 {
		c.printf("\n%s\n", c.style.red("the run fails: "+strings.Join(why, "; ")))
	}
	if s.Total == 0 {
		c.printf("\nno case was found: nothing was judged\n")
	}
	c.printf("\n%s; %s, %s, %s%s\n", c.totals(s),
		rule.Count(s.Errors, "error"), rule.Count(s.Warnings, "warning"), rule.Count(s.Infos, "info"), ofCauses(s))
	return c.out.Flush()
}

// ofCauses says how many things have to be mended, where these are fewer than
// the findings.
func ofCauses(s rule.Summary) string {
	if s.Causes == 0 || s.Causes == s.Errors+s.Warnings+s.Infos {
		return ""
	}
	return ", of " + rule.Count(s.Causes, "cause")
}

func (c *console) totals(s rule.Summary) string {
	line := fmt.Sprintf("%d passed, %d failed, %d unjudged", s.Passed, s.Failed, s.Unjudged)
	switch {
	case s.Failed > 0:
		return c.style.red(line)
	case s.Unjudged > 0 || s.Total == 0:
		return c.style.yellow(line)
	}
	return c.style.green(line)
}
