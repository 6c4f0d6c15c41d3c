package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// session is an indented block that begins at a prompt.
var session = regexp.MustCompile(`(?m)^    \$ .*\n(?:(?:    .*)?\n)*`)

// took is the line of --stats that no two runs have in common.
var took = regexp.MustCompile(`(?m)^[0-9.]+ s: [0-9]+ pages/s, [0-9.]+ MB/s, with the contract read$`)

// What docs/lint.md shows was really printed, each of its sessions in a copy
// of testdata/lint.
func TestTheLintGuideShowsWhatIsPrinted(t *testing.T) {
	guide, err := filepath.Abs("../../docs/lint.md")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := filepath.Abs("testdata/lint")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	written := session.ReplaceAllStringFunc(string(page), func(block string) string {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(kept)); err != nil {
			t.Fatal(err)
		}
		t.Chdir(dir)
		shown := unindent(block)
		var now strings.Builder
		for line := range strings.SplitSeq(shown, "\n") {
			if command, ok := strings.CutPrefix(line, "$ "); ok {
				n++
				now.WriteString(line + "\n" + answered(t, command))
			}
		}
		out := strings.TrimRight(now.String(), "\n")
		if m := took.FindString(shown); m != "" {
			out = took.ReplaceAllLiteralString(out, m)
		}
		if diff := cmp.Diff(shown, out); diff != "" && !*updateDocs {
			t.Errorf("docs/lint.md (-page +printed):\n%s\ngo test ./cmd/concord -update-docs writes it", diff)
		}
		return indent(out) + block[len(strings.TrimRight(block, "\n")):]
	})
	if n < 7 {
		t.Errorf("docs/lint.md shows %d commands", n)
	}
	if *updateDocs {
		if err := os.WriteFile(guide, []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// answered is what a line of a session prints: cat of a file, or the command,
// whole or by head or tail.
func answered(t *testing.T, line string) string {
	t.Helper()
	if file, ok := strings.CutPrefix(line, "cat "); ok {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	command, filter, filtered := strings.Cut(line, " | ")
	if !filtered {
		return onTerminal(t, command)
	}
	name, count, _ := strings.Cut(filter, " -")
	n, err := strconv.Atoi(count)
	if err != nil || name != "head" && name != "tail" {
		t.Fatalf("docs/lint.md pipes into %q, which this test cannot", filter)
	}
	lines := strings.SplitAfter(strings.TrimSuffix(printed(t, command), "\n"), "\n")
	if n > len(lines) {
		t.Fatalf("%s: %d lines were printed", line, len(lines))
	}
	if name == "head" {
		lines = lines[:n]
	} else {
		lines = lines[len(lines)-n:]
	}
	return strings.TrimSuffix(strings.Join(lines, ""), "\n") + "\n"
}

func indent(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = "    " + line
		}
	}
	return strings.Join(lines, "\n")
}

func unindent(block string) string {
	lines := strings.Split(strings.TrimRight(block, "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, "    ")
	}
	return strings.Join(lines, "\n")
}
