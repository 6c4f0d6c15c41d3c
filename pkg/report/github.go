package report

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

// GitHub shows so many annotations of a type from one step, and drops the
// rest without a word; the last notice is kept to say so.
const (
	annotationsPerType = 10
	annotationBytes    = 4000
)

// github writes workflow commands, which GitHub Actions turns into
// annotations on the lines of a pull request, and plain log lines for what is
// over its limit.
type github struct {
	tally
	out      *bufio.Writer
	opt      Options
	used     map[string]int
	rest     map[string]int // by rule, without annotation
	expected int
	unjudged *reasons
}

func newGitHub(w io.Writer, opt Options) Writer {
	return &github{out: bufio.NewWriter(w), opt: opt, used: map[string]int{}, rest: map[string]int{}, unjudged: newReasons()}
}

func (g *github) Begin(Header) error { return nil }

var commands = map[rule.Severity]string{rule.Error: "error", rule.Warning: "warning", rule.Info: "notice"}

func (g *github) Verdict(v *rule.Verdict) error {
	g.add(v)
	for i := range v.Findings {
		f := complete(v, &v.Findings[i])
		command := commands[f.Severity]
		limit := annotationsPerType
		if f.Severity == rule.Info {
			limit--
		}
		switch {
		case f.ExpectedByFixture || command == "":
			g.expected++
		case g.used[command] < limit:
			g.used[command]++
			g.annotate(command, v, &f)
		default:
			g.rest[f.Rule]++
			g.line(fmt.Sprintf("%s %s %s: %s", f.Severity, f.Rule, place(g.opt.relative(f.File), f.Line, f.Column), f.Message))
		}
	}
	if v.State == rule.Unjudged {
		g.unjudged.add(reason(v), caseName(v))
	}
	return g.out.Flush()
}

func (g *github) annotate(command string, v *rule.Verdict, f *rule.Finding) {
	var props []string
	if f.File != "" && f.File != "-" {
		props = append(props, "file="+property(clean(g.opt.relative(f.File))))
		props = append(props, "line="+strconv.Itoa(max(1, f.Line)))
		if first, last := columns(f); first > 0 {
			props = append(props, "col="+strconv.Itoa(first), "endColumn="+strconv.Itoa(last))
		}
	}
	props = append(props, "title="+property(clean(clip(f.Rule+" "+firstOf(f.Operation, caseName(v)), 200))))
	text := clean(f.Message)
	for _, fact := range [...][2]string{
		{"expected", f.Expected}, {"actual", f.Actual}, {"hint", f.Hint}, {"at", where(f)},
		{"request", f.Request}, {"rests on", f.Rests}, {"also at", also(f, false)},
	} {
		if fact[1] != "" {
			text += "\n" + fact[0] + ": " + clean(fact[1])
		}
	}
	fmt.Fprintf(g.out, "::%s %s::%s\n", command, strings.Join(props, ","), message(clip(text, annotationBytes)))
}

func (g *github) End(s rule.Summary) error {
	if err := g.check(s); err != nil {
		return errors.Join(err, g.out.Flush())
	}
	for _, why := range byCount(g.unjudged.count) {
		g.line(fmt.Sprintf("not judged: %s: %s", rule.Count(g.unjudged.count[why], "case"), why))
	}
	if g.expected > 0 {
		g.line(rule.Count(g.expected, "finding") + " as their fixtures expect")
	}
	if len(g.rest) > 0 {
		total := 0
		for _, n := range g.rest {
			total += n
		}
		fmt.Fprintf(g.out, "::notice title=Concord::%s\n", message(fmt.Sprintf(
			"%s without an annotation, for GitHub shows %d of a kind from one step; the step's log has them all: %s",
			rule.Count(total, "more finding"), annotationsPerType, counts(g.rest))))
	}
	g.line(fmt.Sprintf("%d passed, %d failed, %d unjudged; %s, %s, %s", s.Passed, s.Failed, s.Unjudged,
		rule.Count(s.Errors, "error"), rule.Count(s.Warnings, "warning"), rule.Count(s.Infos, "info")))
	return g.out.Flush()
}

// line writes to the step's log what must not be read as a command: the
// runner obeys "::" at the beginning of a line, and "##[" anywhere in it.
func (g *github) line(s string) {
	fmt.Fprintf(g.out, "concord: %s\n", strings.ReplaceAll(clean(s), "##[", "# #["))
}

var (
	messageEscape  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscape = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// message escapes a command's text, and property one of its properties, as
// the runner decodes them.
func message(s string) string  { return messageEscape.Replace(s) }
func property(s string) string { return propertyEscape.Replace(s) }
