package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// documented is the run that docs/output.md shows: one case of each state.
func documented() []*rule.Verdict {
	all := sample()
	failed := *all[1]
	failed.Findings = failed.Findings[:1]
	return []*rule.Verdict{all[0], &failed, all[2], all[4]}
}

// TestTheDocumentationShowsWhatIsWritten holds each block of docs/output.md
// that follows a marker <!-- output: format --> to the writer's own output.
func TestTheDocumentationShowsWhatIsWritten(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "output.md")
	doc, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := string(doc)
	for _, format := range Formats() {
		out := string(write(t, format, Options{}, documented()))
		if format == "sarif" {
			out = firstResult(t, []byte(out))
		}
		marker := fmt.Sprintf("<!-- output: %s -->\n\n", format)
		before, rest, found := strings.Cut(got, marker)
		if !found {
			t.Errorf("%s shows no output of %s", file, format)
			continue
		}
		fence, body, _ := strings.Cut(rest, "\n")
		end := strings.TrimRight(fence, "abcdefghijklmnopqrstuvwxyz")
		body, after, closed := strings.Cut(body, "\n"+end+"\n")
		if !closed || len(end) < 3 {
			t.Fatalf("%s: the block of %s is not closed", file, format)
		}
		if want := strings.TrimSuffix(out, "\n"); body != want {
			if !*update {
				t.Errorf("%s: the block of %s is stale (go test -update writes it anew); it should be\n%s", file, format, want)
			}
			got = before + marker + fence + "\n" + want + "\n" + end + "\n" + after
		}
	}
	if *update && got != string(doc) {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// firstResult is the first result of a SARIF log, as it is written.
func firstResult(t *testing.T, log []byte) string {
	t.Helper()
	const begin, end = "   \"results\": [\n", "\n    },\n"
	_, rest, found := bytes.Cut(log, []byte(begin))
	first, _, more := bytes.Cut(rest, []byte(end))
	if !found || !more {
		t.Fatal("the log has no two results")
	}
	lines := strings.Split(string(first)+"\n    }", "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], "    ")
	}
	return strings.Join(lines, "\n")
}
