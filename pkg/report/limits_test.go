package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/rule"
)

// flood is a case with so many findings of a severity, then one error.
func flood(n int, severity rule.Severity) []*rule.Verdict {
	v := &rule.Verdict{Name: "flood", File: "a.md", State: rule.Failed}
	for i := range n {
		v.Findings = append(v.Findings, rule.Finding{
			Rule: "DOC-011", Severity: severity, File: "a.md", Line: i + 1, Message: "a link that leads nowhere", Actual: fmt.Sprint(i),
		})
	}
	v.Findings = append(v.Findings, rule.Finding{Rule: "ENT-003", Severity: rule.Error, File: "a.md", Line: n + 1, Message: "the one that matters"})
	return []*rule.Verdict{v}
}

func TestSARIFKeepsTheGravestOfTooMany(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal(write(t, "sarif", Options{}, flood(sarifResults+10, rule.Warning)), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Results) != sarifResults {
		t.Errorf("%d results, want %d", len(run.Results), sarifResults)
	}
	if last := run.Results[len(run.Results)-1]; last.RuleID != "ENT-003" {
		t.Errorf("the error was dropped, or is out of order: the last is %s", last.RuleID)
	}
	notes := run.Invocations[0].Notifications
	if len(notes) != 1 || notes[0].Descriptor.ID != "truncated" || !strings.HasPrefix(notes[0].Message.Text, "11 results left out") {
		t.Errorf("notifications: %+v", notes)
	}
}

func TestGitHubAnnotatesTenOfAKindAndSaysWhatIsLeft(t *testing.T) {
	verdicts := append(flood(25, rule.Warning), flood(25, rule.Info)...)
	out := string(write(t, "github", Options{}, verdicts))
	for command, want := range map[string]int{"::warning ": 10, "::error ": 2, "::notice ": 10} {
		if n := strings.Count(out, "\n"+command) + strings.Count(out[:len(command)], command); n != want {
			t.Errorf("%d of %s, want %d", n, command, want)
		}
	}
	if want := "::notice title=Concord::31 more findings without an annotation"; !strings.Contains(out, want) || !strings.Contains(out, "DOC-011 ×31") {
		t.Errorf("%q is not in\n%s", want, out)
	}
	if n := strings.Count(out, "concord: warning DOC-011 a.md:"); n != 15 {
		t.Errorf("%d of the others are in the log, want 15", n)
	}
}

func TestGitHubEscapes(t *testing.T) {
	v := &rule.Verdict{Name: "a: b, c", File: "x/a,b:c%.md", State: rule.Failed, Findings: []rule.Finding{{
		Rule: "DOC-003", Severity: rule.Error, Line: 2, Message: "100% wrong: a, b", Expected: "a\nb",
	}}}
	out := string(write(t, "github", Options{}, []*rule.Verdict{v}))
	want := `::error file=x/a%2Cb%3Ac%25.md,line=2,title=DOC-003 a%3A b%2C c::100%25 wrong: a, b%0Aexpected: a\nb` + "\n"
	if !strings.HasPrefix(out, want) {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}

func TestMarkdownFitsIntoAJobSummary(t *testing.T) {
	verdicts := flood(20_000, rule.Error)
	for i := range 500 {
		verdicts = append(verdicts, &rule.Verdict{
			Name: fmt.Sprint(i), State: rule.Unjudged, Reason: strings.Repeat(fmt.Sprintf("@%d<", i), 500),
			Findings: []rule.Finding{{Rule: fmt.Sprintf("T%02d-%03d", i%100, i), Severity: rule.Warning, Message: strings.Repeat("@", 9000)}},
		})
	}
	out := write(t, "markdown", Options{}, verdicts)
	if len(out) > summaryBytes {
		t.Errorf("%d bytes, over the limit of %d", len(out), summaryBytes)
	}
	if !bytes.Contains(out, []byte("more findings left out: a job summary holds 1 MiB")) {
		t.Error("what is left out is not said")
	}
	items := bytes.Count(out, []byte("\n- `"))
	if items < 5000 {
		t.Errorf("only %d findings", items)
	}
}

func TestClipCutsAtCharacters(t *testing.T) {
	for _, s := range []string{"short", strings.Repeat("ö", 50), strings.Repeat("世", 50), strings.Repeat("🌍", 50)} {
		got := clip(s, 21)
		if len(got) > 21 || !utf8.ValidString(got) || len(s) > 21 != strings.HasSuffix(got, "…") {
			t.Errorf("clip(%q) is %q", s, got)
		}
	}
}

func TestProgressIsDrawnSeldomAndLeavesNothing(t *testing.T) {
	var terminal, out bytes.Buffer
	p := NewProgress(&terminal, "pages", 200)
	now := time.Unix(0, 0)
	p.now = func() time.Time { return now }
	for range 200 {
		now = now.Add(10 * time.Millisecond)
		p.Add(1)
	}
	if n := strings.Count(terminal.String(), "\r"); n < 15 || n > 25 {
		t.Errorf("drawn %d times in two seconds", n)
	}
	if !strings.Contains(terminal.String(), "] 101/200 pages") && !strings.Contains(terminal.String(), "] 100/200 pages") {
		t.Errorf("half way is not shown: %q", terminal.String())
	}
	fmt.Fprint(p.Wrap(&out), "finding\n")
	p.Close()
	if !strings.HasSuffix(terminal.String(), "\r\x1b[K") || out.String() != "finding\n" {
		t.Errorf("the line is left: %q, %q", terminal.String(), out.String())
	}
	var none *Progress
	none.Add(1)
	none.Close()
	if none.Wrap(&out) != &out {
		t.Error("without a terminal the writer is not the caller's own")
	}
}
