package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var updateScripts = flag.Bool("update-scripts", false, "write what testdata/script compares with cmp anew")

func TestMain(m *testing.M) {
	if _, set := os.LookupEnv(cacheVariable); !set { // scripts set their own
		os.Setenv(cacheVariable, "off")
	}
	testscript.Main(m, map[string]func(){"concord": main})
}

// Each script is a session at a shell, in a folder of its own: what is typed,
// what comes, and which files are there afterwards.
func TestScripts(t *testing.T) {
	pages, err := filepath.Abs("testdata/lint")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *updateScripts,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("there is no condition %s", name)
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("PAGES", pages)
			e.Setenv(cacheVariable, filepath.Join(e.WorkDir, ".tmp", "cache"))
			e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			e.Setenv("GIT_CONFIG_GLOBAL", "/dev/null")
			for _, who := range []string{"AUTHOR", "COMMITTER"} {
				e.Setenv("GIT_"+who+"_NAME", "Ada")
				e.Setenv("GIT_"+who+"_EMAIL", "ada@example.com")
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"plain":    plain,
			"has-only": hasOnly,
			"pages":    copyPages,
			"edit":     edit,
			"copies":   copies,
			"kept":     kept,
			"age":      age,
			"used":     used,
			"damage":   damage,
			"large":    large,
		},
	})
}

// exits runs the command and asks for its exit code: exits CODE concord ….
// Where it is 2, nothing may be on standard output, and what went wrong on
// standard error, in one message.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE concord ARGUMENT...")
	}
	code := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		code = "?"
		if exit, ok := err.(interface{ ExitCode() int }); ok {
			code = string(rune('0' + exit.ExitCode()))
		}
	}
	if code != args[0] {
		ts.Fatalf("%q exits with %s, not %s", args[1:], code, args[0])
	}
	if code != "2" {
		return
	}
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("%q exits with 2, and has written to standard output: %q", args[1:], out)
	}
	if said := ts.ReadFile("stderr"); !bytes.HasPrefix([]byte(said), []byte("concord: ")) {
		ts.Fatalf("%q exits with 2, and says %q", args[1:], said)
	}
}

// plain says that neither standard output nor standard error has a control
// character but line ends and tabs: no colours, no progress.
func plain(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: plain")
	}
	for _, name := range []string{"stdout", "stderr"} {
		text := ts.ReadFile(name)
		if i := bytes.IndexFunc([]byte(text), func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' }); i >= 0 {
			ts.Fatalf("%s has %q at %d", name, text[i], i)
		}
	}
}

// hasOnly says which files a folder has, hidden ones too: has-only DIR NAME....
func hasOnly(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: has-only DIR NAME...")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	want := slices.Sorted(slices.Values(args[1:]))
	if !slices.Equal(names, want) {
		ts.Fatalf("%s has %q, not %q", args[0], names, want)
	}
}

// copyPages puts a copy of testdata/lint into the working folder: docs, with a
// page of five defects and the page of its type, which has none.
func copyPages(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: pages")
	}
	ts.Check(os.CopyFS(ts.MkAbs("."), os.DirFS(ts.Getenv("PAGES"))))
}

// edit replaces a text that stands once in a file: edit FILE OLD NEW, where \n
// in NEW ends a line.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if n := strings.Count(text, args[1]); n != 1 {
		ts.Fatalf("%s has %q %d times", args[0], args[1], n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], strings.ReplaceAll(args[2], `\n`, "\n"), 1)), 0o644))
}

// copies makes copies of a file beside it: copies N FILE.
func copies(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copies N FILE")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	text, ext := ts.ReadFile(args[1]), filepath.Ext(args[1])
	for i := range n {
		name := fmt.Sprintf("%s-%02d%s", strings.TrimSuffix(args[1], ext), i, ext)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o644))
	}
}

// large writes a page of the first operation of more than four megabytes, and
// of 18,000 items: "large FILE [some|last|cut|late]" says what is wrong
// in it; some is one item in a thousand.
func large(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: large FILE [some|last|cut|late]")
	}
	const items = 18_000
	wrong := ""
	if len(args) > 1 {
		wrong = args[1]
	}
	const context = `"@odata.context":"https://graph.microsoft.com/beta/reports/$metadata#Collection(microsoft.graph.credentialUserRegistrationCount)"`
	var b strings.Builder
	b.WriteString(`{` + context + `,"value":[`)
	if wrong == "late" {
		b.Reset()
		b.WriteString(`{"@odata.count":18000,"value":[`)
	}
	for i := range items {
		count := strconv.Itoa(i)
		if wrong == "some" && i%1000 == 0 || i == items-1 && (wrong == "last" || wrong == "late") {
			count = `"x"`
		}
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"id-%d","totalUserCount":%s,"userRegistrationCounts":[{"registrationStatus":"registered","registrationCount":23423},`+
			`{"registrationStatus":"enabled","registrationCount":4234},{"registrationStatus":"capable","registrationCount":323},{"registrationStatus":"mfaRegistered","registrationCount":33}]}`, i, count)
	}
	text := b.String()
	switch wrong {
	case "cut":
		text = text[:len(text)-20]
	case "late":
		text += `],` + context + `}`
	default:
		text += `]}`
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}
