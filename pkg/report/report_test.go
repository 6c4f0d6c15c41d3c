package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

func TestGoldenReports(t *testing.T) {
	for _, test := range []struct {
		name, format, file string
		opt                Options
	}{
		{"for a person", "console", "console.txt", Options{}},
		{"for a person with colours", "console", "console-colour.txt", Options{Color: true}},
		{"for a person who wants all", "console", "console-verbose.txt", Options{Verbose: true}},
		{"for a narrow terminal and a strict gate", "console", "console-narrow.txt", Options{Width: 40, Gate: rule.Gate{FailOn: rule.FailOnUnjudged}}},
		{"as JSON lines", "json", "report.jsonl", Options{}},
		{"as JUnit", "junit", "junit.xml", Options{}},
		{"as SARIF", "sarif", "report.sarif", Options{}},
		{"as GitHub annotations", "github", "github.txt", Options{}},
		{"as a job summary", "markdown", "summary.md", Options{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := write(t, test.format, test.opt, sample())
			golden(t, test.file, got)
			if again := write(t, test.format, test.opt, sample()); !bytes.Equal(got, again) {
				t.Error("the same run gives other bytes")
			}
		})
	}
}

func TestEveryFormatHoldsTheSummaryToWhatWasReported(t *testing.T) {
	var right rule.Summary
	for _, v := range sample() {
		right.Add(v)
	}
	wrong := map[string]func(*rule.Summary){
		"a total that is no sum":        func(s *rule.Summary) { s.Total++ },
		"a case that nobody reported":   func(s *rule.Summary) { s.Total++; s.Passed++ },
		"unjudged counted as passed":    func(s *rule.Summary) { s.Unjudged--; s.Passed++ },
		"an error that was not written": func(s *rule.Summary) { s.Errors++ },
		"a warning lost":                func(s *rule.Summary) { s.Warnings-- },
	}
	for _, format := range Formats() {
		for name, spoil := range wrong {
			t.Run(format+": "+name, func(t *testing.T) {
				w, err := New(format, io.Discard, Options{})
				if err != nil {
					t.Fatal(err)
				}
				w.Begin(sampleHeader)
				for _, v := range sample() {
					w.Verdict(v)
				}
				s := right
				spoil(&s)
				if err := w.End(s); err == nil {
					t.Error("the summary was taken")
				}
			})
		}
	}
}

func TestUnknownFormatIsNamedWithThoseThatAre(t *testing.T) {
	_, err := New("html", io.Discard, Options{})
	if err == nil || !strings.Contains(err.Error(), `"html"`) || !strings.Contains(err.Error(), "sarif") {
		t.Errorf("got %v", err)
	}
}

func TestJSONLines(t *testing.T) {
	out := write(t, "json", Options{}, sample())
	var findings, unjudged, parts int
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	for i, line := range lines {
		var row map[string]any
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		switch {
		case row["rule"] != nil:
			findings++
			if row["operation"] == nil || row["file"] == nil || row["help"] == nil {
				t.Errorf("line %d lacks what its case knows: %s", i+1, line)
			}
		case row["part"] == true:
			parts++
			if row["pointer"] != "/value" {
				t.Errorf("line %d: pointer %v", i+1, row["pointer"])
			}
		case row["unjudged"] != nil:
			unjudged++
		case row["summary"] != nil:
			if i != len(lines)-1 {
				t.Error("the summary is not the last line")
			}
			s := row["summary"].(map[string]any)
			if s["total"].(float64) != s["passed"].(float64)+s["failed"].(float64)+s["unjudged"].(float64) {
				t.Errorf("the sum is wrong: %v", s)
			}
		default:
			t.Errorf("line %d is of no known kind: %s", i+1, line)
		}
	}
	if findings != 7 || unjudged != 3 || parts != 1 {
		t.Errorf("%d findings, %d unjudged, %d parts; want 7, 3, 1", findings, unjudged, parts)
	}
	if bytes.Contains(out, []byte(`\u003c`)) {
		t.Error("JSON is escaped for HTML")
	}
}

func TestJSONLinesComeWithTheirVerdict(t *testing.T) {
	var out bytes.Buffer
	w, _ := New("json", &out, Options{})
	w.Begin(sampleHeader)
	w.Verdict(sample()[1])
	if n := bytes.Count(out.Bytes(), []byte("\n")); n != 3 {
		t.Errorf("%d lines after the verdict, want its 3 findings", n)
	}
}

func TestTeeWritesToAllThoughOneFails(t *testing.T) {
	var out bytes.Buffer
	bad, _ := New("json", failing{}, Options{})
	good, _ := New("json", &out, Options{})
	w := Tee(bad, good)
	w.Begin(sampleHeader)
	if err := w.Verdict(sample()[1]); !errors.Is(err, errDisk) {
		t.Errorf("got %v", err)
	}
	if out.Len() == 0 {
		t.Error("the good writer got nothing")
	}
}

var errDisk = errors.New("disk full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errDisk }

func TestFilesAreNamedBelowTheRoot(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "docs", "api"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(root, "docs"))
	cwd, err := os.Getwd() // the root may be behind a symbolic link
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{Root: filepath.Dir(cwd)}
	for file, want := range map[string]string{
		"api/a.md":                          "docs/api/a.md",
		"./api/../b.md":                     "docs/b.md",
		filepath.Join(cwd, "api", "c.md"):   "docs/api/c.md",
		"../../elsewhere.md":                filepath.ToSlash(filepath.Join(filepath.Dir(filepath.Dir(cwd)), "elsewhere.md")),
		"-":                                 "-",
		"https://host/service/$metadata":    "https://host/service/$metadata",
		filepath.Join(opt.Root, "root.txt"): "root.txt",
	} {
		if got := opt.relative(file); got != want {
			t.Errorf("%s: got %s, want %s", file, got, want)
		}
	}
}

func Example() {
	w, err := New("console", os.Stdout, Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	v := &rule.Verdict{
		Name: "GET /users", State: rule.Failed, Findings: []rule.Finding{{
			Rule: "PRM-001", Severity: rule.Error, File: "users.json", Line: 3, Column: 9,
			Message: "a Boolean is no string", Actual: `"yes"`, Source: `  "on": "yes"`,
		}},
	}
	var sum rule.Summary
	sum.Add(v)
	w.Begin(Header{Command: "concord validate users.json"})
	w.Verdict(v)
	w.End(sum)
	// Output:
	// concord validate users.json
	//
	// FAIL GET /users
	//
	//   users.json:3:9: error PRM-001: a Boolean is no string
	//     3 | "on": "yes"
	//       |       ^^^^^
	//     actual   "yes"
	//     help     docs/rules.md#prm-001
	//
	// 0 passed, 1 failed, 0 unjudged; 1 error, 0 warnings, 0 infos
}
