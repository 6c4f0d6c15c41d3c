package report

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/rule"
)

// nasty drives a terminal, closes markup, speaks to GitHub's runner, turns
// the direction of writing, and is no UTF-8.
const nasty = "\x1b[2J\x00\x08]]></failure><b>&amp; | `x` \r\n::error::owned\n##[add-mask]x \u202e\ufeff\ufffe\xff\u2028 [a](http://b) %0A"

// hostile is a run in which every text is from an enemy.
func hostile() []*rule.Verdict {
	finding := rule.Finding{
		Rule: "ENT-003", Severity: rule.Error, Operation: nasty, Request: nasty, File: nasty, Line: 3, Column: 4, Pointer: nasty,
		Type: nasty, Property: nasty, Message: nasty, Expected: nasty, Actual: nasty, Hint: nasty, Rests: nasty, Source: nasty,
		Places: []rule.Place{{File: nasty, Line: 1}}, Fix: &rule.Fix{File: nasty, Start: 1, End: 2, New: nasty},
	}
	info := finding
	info.Severity = rule.Info
	return []*rule.Verdict{
		{Name: nasty, Operation: nasty, Request: nasty, File: nasty, State: rule.Failed, Reproduce: nasty, Findings: []rule.Finding{finding, info}},
		{Name: nasty, Findings: []rule.Finding{info}, Notes: []rule.Note{{Pointer: nasty, Reason: nasty}}},
		{Name: nasty, State: rule.Unjudged, Reason: nasty},
	}
}

func TestNoTextFromOutsideDrivesTheTerminal(t *testing.T) {
	for _, format := range []string{"console", "github", "markdown"} {
		for _, opt := range []Options{{}, {Verbose: true}} {
			out := string(write(t, format, opt, hostile()))
			if !utf8.ValidString(out) {
				t.Errorf("%s: not UTF-8", format)
			}
			for _, r := range out {
				if r != '\n' && unsafeRune(r) {
					t.Errorf("%s: writes %U", format, r)
				}
			}
		}
	}
}

func TestNoTextFromOutsideIsACommandToGitHub(t *testing.T) {
	out := string(write(t, "github", Options{}, append(hostile(), hostile()...)))
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		command, _, is := strings.Cut(strings.TrimPrefix(line, "::"), " ")
		switch {
		case strings.HasPrefix(line, "concord: "):
			if strings.Contains(line, "##[") {
				t.Errorf("a command of the old form: %s", line)
			}
		case !is || !strings.HasPrefix(line, "::") || command != "error" && command != "notice":
			t.Errorf("not a line of ours: %s", line)
		}
	}
}

func TestEveryFormatTakesHostileTexts(t *testing.T) {
	for _, format := range Formats() {
		out := write(t, format, Options{Root: t.TempDir()}, hostile())
		if bytes.Contains(out, []byte{0}) || !utf8.Valid(out) {
			t.Errorf("%s: a NUL or a byte that is no UTF-8", format)
		}
	}
}

func TestMarkdownHasNoMarkupFromOutside(t *testing.T) {
	got := escape("<img src=x> [a](b) @odata.type a|b `c` *d* _e_")
	for _, markup := range []string{"<img", "[a](b)", "@odata", "a|b", " `c`", " *d*", " _e_"} {
		if strings.Contains(got, markup) {
			t.Errorf("%q is in %q", markup, got)
		}
	}
	if got := code("a``b`"); got != "``` a``b` ```" {
		t.Errorf("a code span with backticks: %q", got)
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add(`  "a": [1, 2]`, 8, 30)
	f.Add("\t\"größe\": \"世界 🌍\"", 12, 20)
	f.Add(nasty, 4, 25)
	f.Fuzz(func(t *testing.T, source string, column, width int) {
		width = 20 + min(max(width, 0), 500)
		line, carets := excerpt(source, column, width)
		if w := cellWidth.StringWidth(line); w > 2*width {
			t.Errorf("the line is %d columns wide, of %d", w, width)
		}
		if !utf8.ValidString(line) || strings.ContainsFunc(line, unsafeRune) {
			t.Errorf("%q can drive a terminal", line)
		}
		if column > 0 && len(source) > 0 && column <= len(source) && strings.TrimSpace(source) != "" && !strings.Contains(carets, "^") {
			if strings.TrimSpace(source[column-1:]) != "" && utf8.RuneStart(source[column-1]) && cellWidth.StringWidth(visible(firstRune(source[column-1:]))) > 0 {
				t.Errorf("no caret under column %d of %q: %q", column, source, line)
			}
		}
	})
}

func firstRune(s string) (rune, string) {
	r, n := utf8.DecodeRuneInString(s)
	return r, s[:n]
}
