package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

// junit writes what Jenkins, GitLab and Azure Pipelines read: a test case
// for each case, a failure for one that failed, and skipped for one that was
// not judged, with its reason. There are no times: a report is the same
// whenever it is made.
type junit struct {
	tally
	w      io.Writer
	header Header
	cases  bytes.Buffer
	names  map[string]int
}

func newJUnit(w io.Writer, _ Options) Writer { return &junit{w: w, names: map[string]int{}} }

func (j *junit) Begin(h Header) error { j.header = h; return nil }

func (j *junit) Verdict(v *rule.Verdict) error {
	j.add(v)
	class := firstOf(v.Operation, rule.SlashPath(v.File), toolName(j.header))
	class = strings.ReplaceAll(class, ".", "_") // readers part packages at dots
	b := &j.cases
	b.WriteString("    <testcase")
	attribute(b, "name", j.unique(class, caseName(v)))
	attribute(b, "classname", class)
	if v.File != "" {
		attribute(b, "file", rule.SlashPath(v.File))
	}
	if v.Line > 0 {
		attribute(b, "line", strconv.Itoa(v.Line))
	}
	b.WriteString(">\n")
	// Jenkins' order: skipped, error, failure, system-out.
	switch v.State {
	case rule.Unjudged:
		b.WriteString("      <skipped")
		attribute(b, "message", reason(v))
		b.WriteString("/>\n")
	case rule.Failed:
		j.failure(v)
	}
	if text := j.output(v); text != "" {
		element(b, "system-out", text)
	}
	b.WriteString("    </testcase>\n")
	return nil
}

// unique is the case's name, numbered where its class has it already:
// readers take two of one name for one.
func (j *junit) unique(class, name string) string {
	key := class + "\x00" + name
	j.names[key]++
	if n := j.names[key]; n > 1 {
		return fmt.Sprintf("%s (%d)", name, n)
	}
	return name
}

// failureBytes bounds a failure's text: viewers load it whole.
const failureBytes = 64 << 10

// failure is one element, for readers show the first alone.
func (j *junit) failure(v *rule.Verdict) {
	message, kind := "failed", "failed"
	var body strings.Builder
	more := 0
	for i := range v.Findings {
		f := complete(v, &v.Findings[i])
		if f.ExpectedByFixture || f.Severity < rule.Warning {
			continue
		}
		if body.Len() == 0 || kind != "error" && f.Severity == rule.Error {
			message, kind = f.Rule+": "+f.Message, f.Severity.String()
		}
		if body.Len() > failureBytes {
			more++
			continue
		}
		body.WriteString(plain(&f))
	}
	if more > 0 {
		fmt.Fprintf(&body, "and %s\n", rule.Count(more, "more finding"))
	}
	if v.Request != "" {
		fmt.Fprintf(&body, "request: %s\n", v.Request)
	}
	if v.Reproduce != "" {
		fmt.Fprintf(&body, "to reproduce: %s\n", v.Reproduce)
	}
	b := &j.cases
	b.WriteString("      <failure")
	attribute(b, "message", message)
	attribute(b, "type", kind)
	b.WriteString(">")
	lines(b, body.String())
	b.WriteString("</failure>\n")
}

// output is what does not fail the case and yet is to be seen.
func (j *junit) output(v *rule.Verdict) string {
	var out strings.Builder
	for i := range v.Findings {
		f := complete(v, &v.Findings[i])
		if v.State == rule.Failed && !f.ExpectedByFixture && f.Severity >= rule.Warning {
			continue // in the failure
		}
		out.WriteString(plain(&f))
	}
	for _, n := range v.Notes {
		fmt.Fprintf(&out, "%s: not judged: %s\n", strings.TrimSpace(place(v.File, n.Line, 0)+" "+n.Pointer), n.Reason)
	}
	return out.String()
}

func (j *junit) End(s rule.Summary) error {
	if err := j.check(s); err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	suite := firstOf(j.header.Command, toolName(j.header))
	b.WriteString("<testsuites")
	attribute(&b, "name", toolName(j.header))
	attribute(&b, "tests", strconv.Itoa(s.Total))
	attribute(&b, "failures", strconv.Itoa(s.Failed))
	attribute(&b, "errors", "0")
	b.WriteString(">\n  <testsuite")
	attribute(&b, "name", suite)
	attribute(&b, "tests", strconv.Itoa(s.Total))
	attribute(&b, "failures", strconv.Itoa(s.Failed))
	attribute(&b, "errors", "0")
	attribute(&b, "skipped", strconv.Itoa(s.Unjudged))
	b.WriteString(">\n    <properties>\n")
	for _, p := range [][2]string{
		{"version", j.header.Version}, {"contract", j.header.Contract}, {"profile", string(j.header.Profile)},
		{"findings.errors", strconv.Itoa(s.Errors)}, {"findings.warnings", strconv.Itoa(s.Warnings)},
		{"findings.infos", strconv.Itoa(s.Infos)},
	} {
		if p[1] != "" {
			b.WriteString("      <property")
			attribute(&b, "name", p[0])
			attribute(&b, "value", p[1])
			b.WriteString("/>\n")
		}
	}
	b.WriteString("    </properties>\n")
	for _, part := range [][]byte{b.Bytes(), j.cases.Bytes(), []byte("  </testsuite>\n</testsuites>\n")} {
		if _, err := j.w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// attribute writes one; what XML cannot hold becomes U+FFFD.
func attribute(b *bytes.Buffer, name, value string) {
	b.WriteString(" " + name + `="`)
	text(b, clip(value, 4000))
	b.WriteString(`"`)
}

func element(b *bytes.Buffer, name, value string) {
	b.WriteString("      <" + name + ">")
	lines(b, value)
	b.WriteString("</" + name + ">\n")
}

// text escapes for XML 1.0.
func text(b *bytes.Buffer, s string) {
	// EscapeText replaces what is not in XML's character range, and never
	// fails on a buffer.
	_ = xml.EscapeText(b, []byte(s))
}

// lines escapes content, its line ends kept so that people can read it.
func lines(b *bytes.Buffer, s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		text(b, line)
	}
}

// plain is a finding as a few lines of text.
func plain(f *rule.Finding) string {
	var b strings.Builder
	at := place(f.File, f.Line, f.Column)
	if at != "" {
		at += ": "
	}
	fmt.Fprintf(&b, "%s%s %s: %s\n", at, f.Severity, f.Rule, f.Message)
	for _, fact := range [...][2]string{
		{"at", where(f)}, {"expected", f.Expected}, {"actual", f.Actual}, {"hint", f.Hint},
		{"rests on", f.Rests}, {"also at", also(f, false)}, {"help", f.Help},
	} {
		if fact[1] != "" {
			fmt.Fprintf(&b, "  %s: %s\n", fact[0], clip(fact[1], 2000))
		}
	}
	if f.ExpectedByFixture {
		b.WriteString("  its fixture expects this\n")
	}
	return b.String()
}
