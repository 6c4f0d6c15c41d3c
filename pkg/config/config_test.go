package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/concord-odata/concord/pkg/rule"
)

// Rules of the tests' own, so that there is a catalogue.
var (
	_ = rule.Register(rule.Rule{ID: "TST-201", Title: "one rule", Levels: rule.All(rule.Error)})
	_ = rule.Register(rule.Rule{ID: "TST-202", Title: "another", Levels: rule.All(rule.Warning)})
)

const whole = `# what CI runs
profile: odata-4.01
contract:
  - docs/api-reference
  - csdl.xml
  - https://host/service/
  - graph-beta-reports
rules:
  TST-201: warning
  TST: "off"
ignore:
  - paths: [docs/legacy/**, "*.old.md"]
    rules: TST-201
    until: 2027-01-31
    reason: >
      rewritten
      in #123
  - rules: [TST]
baseline: ci/baseline.jsonl
fail-on: [warning, unjudged]
min-judged: 95%
format: [console, sarif=out/concord.sarif]
`

func TestTheWholeFile(t *testing.T) {
	dir := t.TempDir()
	c, err := Parse(filepath.Join(dir, FileName), []byte(whole), Options{Formats: []string{"console", "sarif"}})
	if err != nil {
		t.Fatal(err)
	}
	under := func(p string) string { return filepath.Join(dir, filepath.FromSlash(p)) }
	if diff := cmp.Diff([]string{under("docs/api-reference"), under("csdl.xml"), "https://host/service/", "graph-beta-reports"}, c.Contracts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]rule.Severity{"TST-201": rule.Warning, "TST": rule.Off}, c.Rules); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Format{{"console", ""}, {"sarif", under("out/concord.sarif")}}, c.Formats); diff != "" {
		t.Error(diff)
	}
	if c.Profile != rule.OData401 || c.Baseline != under("ci/baseline.jsonl") || *c.FailOn != rule.FailOnWarning|rule.FailOnUnjudged || *c.MinJudged != 0.95 || c.Dir != dir {
		t.Errorf("got %+v", c)
	}
	first := c.Ignore[0]
	if len(c.Ignore) != 2 || len(first.Paths) != 2 || first.Rules[0] != "TST-201" || first.Reason != "rewritten in #123" || !first.Until.Equal(time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("ignore: %+v", c.Ignore)
	}

	s := c.Suppressions(rule.OData401, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	v := rule.Verdict{State: rule.Failed, Findings: []rule.Finding{{Rule: "TST-201", Severity: rule.Error, File: under("docs/legacy/a.md")}}}
	s.Ignore = s.Ignore[:1]
	s.Apply(&v)
	if v.State != rule.Passed || v.Suppressed != 1 {
		t.Errorf("the folder's path is not ignored: %+v", v)
	}
}

func TestWhatIsNotSaidIsZero(t *testing.T) {
	for name, text := range map[string]string{"nothing": "", "comments": "# nothing\n", "a document that is empty": "---\n"} {
		c, err := Parse("concord.yaml", []byte(text), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.Profile != "" || c.Contracts != nil || c.FailOn != nil || c.MinJudged != nil || c.Baseline != "" || c.Formats != nil {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

func TestErrorsSayWhereAndWhatToDo(t *testing.T) {
	opt := Options{Formats: []string{"console", "json", "sarif"}}
	for _, test := range []struct{ name, text, want string }{
		{"an unknown key", "profil: graph", "c.yaml:1:1: profil: no such key; did you mean profile?; there are profile, contract,"},
		{"a key that is far from all", "\nfoo: 1", "c.yaml:2:1: foo: no such key; there are profile"},
		{"a reserved key", "services: {}", "c.yaml:1:1: services: is reserved for a later version"},
		{"an unknown key deep down", "ignore:\n  - path: a\n", "c.yaml:2:5: ignore[0].path: no such key; did you mean paths?; there are paths, rules, until, reason"},
		{"an unknown profile", "profile: graf", `c.yaml:1:10: profile: "graf" is none of odata-4.01, odata-4.0, graph; did you mean graph?`},
		{"a list for one", "profile: [graph]", "c.yaml:1:10: profile: a list where one text is expected"},
		{"an empty value", "profile:", "profile: nothing where one text is expected"},
		{"an empty text", `baseline: ""`, "c.yaml:1:11: baseline: is empty: give it a value or remove it"},
		{"an unknown rule", "rules:\n  TST-203: off", "c.yaml:2:3: rules.TST-203: there is no rule TST-203; did you mean TST-201?; `concord rules` lists them"},
		{"a rule in small letters", "rules:\n  tst-201: off", `c.yaml:2:3: rules.tst-201: "tst-201" is neither a rule, such as ENT-003, nor a family, such as ENT; did you mean TST-201?`},
		{"an unknown severity", "rules:\n  TST-201: warn", `c.yaml:2:12: rules.TST-201: severity "warn" is none of off, info, warning, error`},
		{"a severity in YAML 1.1's words", "rules: {TST-201: false}", `rules.TST-201: severity "false" is none of`},
		{"rules as a list", "rules: [TST-201]", "c.yaml:1:8: rules: a list where keys are expected"},
		{"ignore as a mapping", "ignore: {paths: a}", "ignore: a mapping where a list is expected"},
		{"an ignore of everything", "ignore:\n  - reason: why not", "ignore[0]: names neither paths nor rules: it would ignore everything"},
		{"an ignore with an empty list", "ignore:\n  - paths: []", "ignore[0].paths: is an empty list"},
		{"a bad date", "ignore:\n  - rules: TST\n    until: tomorrow", `c.yaml:3:12: ignore[0].until: "tomorrow" is no date: write 2027-01-31`},
		{"a bad pattern", "ignore:\n  - paths: ['a\\b']", "ignore[0].paths[0]: pattern"},
		{"a bad gate", "fail-on: errors", `c.yaml:1:10: fail-on: "errors" is none of error, warning, unjudged, none`},
		{"a share that is none", "min-judged: 95", `min-judged: "95" is no share: write 95% or 0.95`},
		{"an unknown format", "format: sarf=x", `format: "sarf" is none of console, json, sarif; did you mean sarif?`},
		{"a format without its file", "format: sarif=", `format: "sarif=": write a format, or format=file`},
		{"two formats for standard output", "format: [json, console]", "format[1]: a second format for standard output"},
		{"the same key twice", "profile: graph\nprofile: graph", "c.yaml:2:1: "},
		{"no YAML", "profile: [", "c.yaml:1:"},
		{"an alias", "profile: &a graph\nbaseline: *a", "an anchor or alias, which this file does not have"},
		{"a merge", "<<: {profile: graph}", "c.yaml:1:"},
		{"a tag", "profile: !x graph", "a tag, which this file does not have"},
		{"two documents", "profile: graph\n---\nprofile: graph", "c.yaml:3:"},
		{"no mapping", "just text", "c.yaml:1:1: a value where keys are expected, such as `profile:`"},
		{"a key that is a list", "[a]: b", "c.yaml:1:"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse("c.yaml", []byte(test.text), opt)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got  %v\nwant %s", err, test.want)
			}
			var one *Error
			if !errors.As(err, &one) || one.Line == 0 || one.Column == 0 {
				t.Errorf("the error has no place: %#v", err)
			}
		})
	}
	_, err := Parse("c.yaml", []byte("profil: x\nrule: y\n"), opt)
	var all Errors
	if !errors.As(err, &all) || len(all) != 2 || all[1].Line != 2 {
		t.Errorf("of two errors there are %v", err)
	}
}

func TestFindLooksUpToTheRootOfTheRepositoryAndNoFurther(t *testing.T) {
	top := t.TempDir()
	mkdir := func(p string) string {
		dir := filepath.Join(top, filepath.FromSlash(p))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	touch := func(p string) string {
		file := filepath.Join(top, filepath.FromSlash(p))
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	deep := mkdir("repo/a/b")
	mkdir("repo/.git")
	bare := mkdir("elsewhere/c")
	mkdir("yml")
	touch("concord.yaml") // above the repository
	find := func(dir, want string) {
		t.Helper()
		got, err := Find(dir)
		if err != nil || got != want {
			t.Errorf("from %s: %q, %v; want %q", dir, got, err, want)
		}
	}
	find(deep, "")
	find(bare, "") // outside a repository, only the folder itself
	root := touch("repo/concord.yaml")
	find(deep, root)
	nearer := touch("repo/a/concord.yaml")
	find(deep, nearer)
	find(filepath.Dir(nearer), nearer)
	touch("yml/concord.yml")
	if _, err := Find(filepath.Join(top, "yml")); err == nil || !strings.Contains(err.Error(), "call it concord.yaml") {
		t.Errorf("concord.yml: %v", err)
	}
}

func TestLoad(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, err := Load("concord.yaml", Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if err := os.Mkdir("reports", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("concord.yaml", []byte("contract: [reports, graph]\nbaseline: ./b.jsonl\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := Load("concord.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Contracts[0] != "reports" || c.Contracts[1] != "graph" || c.Baseline != "b.jsonl" {
		t.Errorf("%v, %s", c.Contracts, c.Baseline)
	}
	if err := os.Mkdir("sub", 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir("sub")
	if c, err = Load("../concord.yaml", Options{}); err != nil {
		t.Fatal(err)
	}
	if !filepath.IsAbs(c.Contracts[0]) || c.Contracts[1] != "graph" {
		t.Errorf("a folder beside the file, from below: %v", c.Contracts)
	}
	if _, err := Parse("c.yaml", make([]byte, maxBytes+1), Options{}); err == nil {
		t.Error("a file of more than 64 KiB is read")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("ignore:\n  - &a {paths: [*a]}\n"))
	f.Add([]byte("? [a]\n: b\n<<: *x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("c.yaml", data, Options{})
		if (c == nil) == (err == nil) {
			t.Errorf("%v, %v", c, err)
		}
	})
}

func ExampleParse() {
	_, err := Parse("concord.yaml", []byte("profile: graph\nfail_on: warning\n"), Options{})
	fmt.Println(err)
	// Output:
	// concord.yaml:2:1: fail_on: no such key; did you mean fail-on?; there are profile, contract, rules, ignore, baseline, fail-on, min-judged, format
}
