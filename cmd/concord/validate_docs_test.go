package main

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateDocs = flag.Bool("update-docs", false, "write what docs/validate.md and docs/lint.md show anew")

var consoleBlock = regexp.MustCompile("(?s)```console\n\\$ (.*?)\n(.*?)```\n")

// What docs/validate.md shows was really printed.
func TestTheGuideShowsWhatIsPrinted(t *testing.T) {
	guide, err := filepath.Abs("../../docs/validate.md")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("testdata/formats/guide")
	n := 0
	written := consoleBlock.ReplaceAllStringFunc(string(page), func(block string) string {
		n++
		m := consoleBlock.FindStringSubmatch(block)
		out := printed(t, m[1])
		if diff := cmp.Diff(m[2], out); diff != "" && !*updateDocs {
			t.Errorf("docs/validate.md, %s (-page +printed):\n%s\ngo test ./cmd/concord -update-docs writes it", m[1], diff)
		}
		return "```console\n$ " + m[1] + "\n" + out + "```\n"
	})
	if n < 8 {
		t.Errorf("docs/validate.md shows %d commands", n)
	}
	if *updateDocs {
		if err := os.WriteFile(guide, []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// printed is what the command line writes to standard output.
func printed(t *testing.T, line string) string {
	t.Helper()
	return capture(t, line, false)
}

// onTerminal is what the command line writes to standard output and to
// standard error.
func onTerminal(t *testing.T, line string) string {
	t.Helper()
	return capture(t, line, true)
}

func capture(t *testing.T, line string, both bool) string {
	t.Helper()
	var args []string
	for _, word := range regexp.MustCompile(`'[^']*'|\S+`).FindAllString(line, -1) {
		args = append(args, strings.Trim(word, "'"))
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "printed"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	stdout, stderr, given := os.Stdout, os.Stderr, os.Args
	if os.Stdout, os.Args = file, args; both {
		os.Stderr = file
	}
	cmd := newRoot()
	cmd.SetArgs(args[1:])
	err = cmd.ExecuteContext(t.Context())
	os.Stdout, os.Stderr, os.Args = stdout, stderr, given
	if err != nil && !errors.Is(err, errFindings) {
		t.Fatalf("%s: %v", line, err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
