package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

// summaryBytes is what GitHub takes of a step's job summary; what is longer
// it refuses whole.
const summaryBytes = 1 << 20

// tailBytes is kept for what End writes beside the cases.
const tailBytes = 128 << 10

// markdown writes a job summary: the counts, the findings by rule, and each
// case that failed.
type markdown struct {
	tally
	w        io.Writer
	opt      Options
	header   Header
	limit    int
	failed   bytes.Buffer
	warned   bytes.Buffer
	dropped  int // findings
	others   int // failed cases whose findings stand with earlier ones
	unjudged *reasons
}

func newMarkdown(w io.Writer, opt Options) Writer {
	return &markdown{w: w, opt: opt, limit: summaryBytes, unjudged: newReasons()}
}

func (m *markdown) Begin(h Header) error { m.header = h; return nil }

func (m *markdown) Verdict(v *rule.Verdict) error {
	m.add(v)
	if v.State == rule.Unjudged {
		m.unjudged.add(reason(v), caseName(v))
	}
	if v.State == rule.Failed {
		m.fail(v)
		return nil
	}
	for i := range v.Findings {
		if f := complete(v, &v.Findings[i]); f.Severity == rule.Warning && !f.ExpectedByFixture {
			m.put(&m.warned, item(&f), 1)
		}
	}
	return nil
}

// lineBreak is Markdown's inside a paragraph.
const lineBreak = "  \n"

// put appends where there is room, and counts the findings where not.
func (m *markdown) put(b *bytes.Buffer, s string, findings int) bool {
	if m.failed.Len()+m.warned.Len()+len(s) > m.limit-tailBytes {
		m.dropped += findings
		return false
	}
	b.WriteString(s)
	return true
}

func (m *markdown) fail(v *rule.Verdict) {
	if len(v.Findings) == 0 && v.Elsewhere > 0 {
		m.others++
		return
	}
	head := "\n**" + escape(caseName(v)) + "**"
	for _, s := range []string{v.Operation, v.Request} {
		if s != "" && s != v.Name {
			head += lineBreak + code(s)
		}
	}
	fits := m.put(&m.failed, head+"\n\n", 0)
	for i := range v.Findings {
		f := complete(v, &v.Findings[i])
		if f.ExpectedByFixture || f.Severity < rule.Warning {
			continue
		}
		if !fits {
			m.dropped++
		} else if !m.put(&m.failed, item(&f), 1) {
			fits = false
		}
	}
	if v.Reproduce != "" && fits {
		m.put(&m.failed, "\nTo reproduce: "+code(v.Reproduce)+"\n", 0)
	}
}

// item is one finding.
func item(f *rule.Finding) string {
	var b strings.Builder
	id := f.Rule
	if f.Via != "" {
		id += " (" + f.Via + ")"
	}
	fmt.Fprintf(&b, "- %s %s **%s**: %s", code(place(f.File, f.Line, f.Column)), f.Severity, escape(id), escape(f.Message))
	for _, fact := range [...][2]string{
		{"at", f.Pointer}, {"expected", f.Expected}, {"actual", f.Actual},
	} {
		if fact[1] != "" {
			fmt.Fprintf(&b, "; %s %s", fact[0], code(clip(fact[1], 500)))
		}
	}
	if f.Hint != "" {
		fmt.Fprintf(&b, "; %s", escape(clip(f.Hint, 500)))
	}
	if len(f.Places)+f.More > 0 {
		fmt.Fprintf(&b, "; also at %s", escape(also(f, false)))
	}
	return b.String() + "\n"
}

func (m *markdown) End(s rule.Summary) error {
	if err := m.check(s); err != nil {
		return err
	}
	var b bytes.Buffer
	sign := "✅"
	switch {
	case s.Failed > 0:
		sign = "❌"
	case s.Unjudged > 0 || s.Total == 0:
		sign = "⚠️"
	}
	fmt.Fprintf(&b, "## %s Concord: %d passed, %d failed, %d unjudged\n\n", sign, s.Passed, s.Failed, s.Unjudged)
	for _, fact := range [][2]string{
		{"Command", m.header.Command}, {"Contract", m.header.Contract}, {"Profile", string(m.header.Profile)}, {"Version", m.header.Version},
	} {
		if fact[1] != "" {
			b.WriteString(fact[0] + ": " + code(clip(fact[1], 500)) + lineBreak)
		}
	}
	fmt.Fprintf(&b, "Findings: %s, %s, %s", rule.Count(s.Errors, "error"), rule.Count(s.Warnings, "warning"), rule.Count(s.Infos, "info"))
	b.WriteString(ofCauses(s))
	if s.Suppressed > 0 {
		fmt.Fprintf(&b, "; hidden by the baseline or the configuration: %d", s.Suppressed)
	}
	b.WriteString("\n")
	m.rules(&b)
	m.reasons(&b)
	if m.failed.Len() > 0 {
		b.WriteString("\n### Failed\n")
		b.Write(m.failed.Bytes())
	}
	if m.others > 0 {
		fmt.Fprintf(&b, "\n%s failed by the same causes, at the places that they name.\n", rule.Count(m.others, "further case"))
	}
	if m.warned.Len() > 0 {
		b.WriteString("\n### Warnings\n\n")
		b.Write(m.warned.Bytes())
	}
	if m.dropped > 0 {
		fmt.Fprintf(&b, "\n%s left out: a job summary holds 1 MiB.\n", rule.Count(m.dropped, "more finding"))
	}
	_, err := m.w.Write(b.Bytes())
	return err
}

// rules is the table of what was found, by rule.
func (m *markdown) rules(b *bytes.Buffer) {
	if len(m.seen.ByRule) == 0 {
		return
	}
	b.WriteString("\n| Rule | Findings | What holds |\n| --- | ---: | --- |\n")
	for i, id := range byCount(m.seen.ByRule) {
		if i == 100 {
			fmt.Fprintf(b, "| … | | %s |\n", rule.Count(len(m.seen.ByRule)-i, "more rule"))
			break
		}
		title := ""
		if r := rule.Get(id); r != nil {
			title = clip(r.Title, 120)
		}
		fmt.Fprintf(b, "| %s | %d | %s |\n", escape(clip(id, 20)), m.seen.ByRule[id], escape(title))
	}
}

// reasons says what was not judged, and why.
func (m *markdown) reasons(b *bytes.Buffer) {
	if len(m.unjudged.count) == 0 {
		return
	}
	b.WriteString("\n| Not judged | Why |\n| ---: | --- |\n")
	for i, why := range byCount(m.unjudged.count) {
		if i == reasonsShown {
			fmt.Fprintf(b, "| … | %s |\n", rule.Count(len(m.unjudged.count)-i, "more reason"))
			break
		}
		fmt.Fprintf(b, "| %d | %s |\n", m.unjudged.count[why], escape(clip(why, 200)))
	}
}

var markdownEscape = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"|", `\|`, "~", `\~`, "#", `\#`, "!", `\!`, "@", "@<!-- -->", // no mention of a person called odata
)

// escape makes a text plain in Markdown, in a table too.
func escape(s string) string { return markdownEscape.Replace(clean(s)) }

// code is a code span, fenced by more backticks than the text has in a row.
func code(s string) string {
	s = clean(s)
	if s == "" {
		return ""
	}
	longest, run := 0, 0
	for _, r := range s {
		if r == '`' {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	fence := strings.Repeat("`", longest+1)
	if longest > 0 || strings.TrimSpace(s) != s {
		s = " " + s + " "
	}
	return fence + s + fence
}
