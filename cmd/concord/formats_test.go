package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// ours is a folder with a file of each form that other tools keep exchanges
// in; where each of them says jobTitle is asserted there as well.
const ours = "../../pkg/exchange/testdata/formats"

// Each of the forms through the whole command: as it is, and with the
// property's name misspelled, which is found at its line of the user's file.
func TestADefectIsFoundAtItsLineOfEachForm(t *testing.T) {
	for _, tt := range []struct {
		file            string
		line            int    // of the answer's jobTitle
		in              string // the file that it stands in, where that is another one
		args            []string
		cases, unjudged int
		errors          []string // of the file as it is: rule and line
		rule            string   // ENT-003 where empty
	}{
		{file: "body.json", line: 4, cases: 1},
		{file: "array.json", line: 6, cases: 2, args: []string{"--array"}},
		{file: "lines.ndjson", line: 3, cases: 2},
		{file: "curl.txt", line: 6, cases: 1},
		{file: "verbose.txt", line: 14, cases: 1},
		{file: "session.http", line: 18, cases: 2, unjudged: 1},
		{file: "paged.txtar", line: 12, cases: 2},
		{file: "browser.har", line: 32, cases: 5, unjudged: 3},
		{file: "polly.har", line: 36, cases: 2},
		{file: "devproxy-mocks.json", line: 11, cases: 4, unjudged: 1},
		{file: "devproxy-responses.json", line: 8, cases: 2},
		{file: "devproxy-mocks.yaml", line: 11, cases: 1},
		{file: "wiremock", in: "wiremock/mappings/user.json", line: 16, cases: 9, unjudged: 5},
		{file: "wiremock", in: "wiremock/mappings/all.json", line: 7, cases: 9, unjudged: 5},
		{file: "postman.json", line: 42, cases: 3, unjudged: 1, errors: []string{"HDR-001:48"}},
		{file: "go-vcr-1.yaml", line: 16, cases: 1},
		{file: "go-vcr-2.yaml", line: 28, cases: 1},
		{file: "ruby-vcr.yml", line: 22, cases: 2},
		{file: "ruby-vcr-1.yml", line: 16, cases: 1, errors: []string{"CTX-001:15"}},
		{file: "vcrpy.yaml", line: 10, cases: 2},
		{file: "betamax.json", line: 9, cases: 1},
		{file: "php-vcr.yaml", line: 12, cases: 1},
		{file: "azure.json", line: 15, cases: 4, unjudged: 2},

		// in what was sent
		{file: "polly.har", line: 86, cases: 2, rule: "REQ-003"},
		{file: "vcrpy.yaml", line: 15, cases: 2, rule: "REQ-003"},
		{file: "wiremock", in: "wiremock/mappings/all.json", line: 37, cases: 9, unjudged: 5, rule: "REQ-003"},
	} {
		in := tt.in
		if in == "" {
			in = tt.file
		}
		wanted := tt.rule
		if wanted == "" {
			wanted = "ENT-003"
		}
		t.Run(wanted+" "+in, func(t *testing.T) {
			metadata, err := filepath.Abs("testdata/formats/metadata.xml")
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(ours)); err != nil {
				t.Fatal(err)
			}
			t.Chdir(dir)
			args := append([]string{"validate", tt.file, "--contract", metadata}, tt.args...)

			found, s := runAsJSON(t, args...)
			if s.Total != tt.cases || s.Unjudged != tt.unjudged {
				t.Errorf("%d cases, %d unjudged; want %d and %d (%v)", s.Total, s.Unjudged, tt.cases, tt.unjudged, s.Reasons)
			}
			before := errorsAmong(found)
			if !slices.Equal(placesOf(before), tt.errors) {
				t.Errorf("as it is: %v, want %v", before, tt.errors)
			}

			misspell(t, in, tt.line)
			found, _ = runAsJSON(t, args...)
			after := errorsAmong(found)
			if len(after) != len(before)+1 {
				t.Fatalf("misspelled: %v; want one more than before", after)
			}
			i := slices.IndexFunc(after, func(f rule.Finding) bool { return f.Rule == wanted })
			if i < 0 {
				t.Fatalf("misspelled: %v; want %s", after, wanted)
			}
			f := after[i]
			if f.File != in || f.Line != tt.line || f.Property != "jobTitel" || f.Hint != "did you mean jobTitle?" {
				t.Errorf("found at %s:%d: %+v; want line %d", f.File, f.Line, f, tt.line)
			}
			if strings.HasPrefix(in, "polly") && wanted == "ENT-003" {
				return // the compressed body is all at its beginning
			}
			text, err := os.ReadFile(in)
			if err != nil {
				t.Fatal(err)
			}
			rest := bytes.Split(text, []byte("\n"))[f.Line-1][f.Column-1:]
			if got := strings.TrimLeft(string(rest), `\"`); !strings.HasPrefix(got, "jobTitel") {
				t.Errorf("column %d of line %d is %.20q", f.Column, f.Line, rest)
			}
		})
	}
}

// A mock's body that is kept beside it has its places in that file, and is
// judged once, as the mock's answer, where a folder holds both.
func TestADefectInABodyBesideTheMockIsFoundThere(t *testing.T) {
	metadata, err := filepath.Abs("testdata/formats/metadata.xml")
	if err != nil {
		t.Fatal(err)
	}
	for mock, body := range map[string]string{"devproxy-mocks.json": "me.json", "wiremock": "wiremock/__files/me.json"} {
		asked := map[string]string{"devproxy-mocks.json": "https://graph.microsoft.com/v1.0/me", "wiremock": "/v1.0/me"}[mock]
		t.Run(mock, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(ours)); err != nil {
				t.Fatal(err)
			}
			t.Chdir(dir)
			overwrite(t, body, "{\n  \"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#users/$entity\",\n  \"id\": \"2b1f\",\n  \"jobTitel\": \"Auditor\"\n}\n")
			found, _ := runAsJSON(t, "validate", mock, "--contract", metadata)
			after := errorsAmong(found)
			if len(after) != 1 || after[0].Rule != "ENT-003" || after[0].File != body || after[0].Line != 4 || after[0].Request != "GET "+asked {
				t.Errorf("got %+v", after)
			}
		})
	}
}

// runAsJSON runs the command and reads its JSON lines.
func runAsJSON(t *testing.T, args ...string) ([]rule.Finding, rule.Summary) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.jsonl")
	cmd := newRoot()
	cmd.SetArgs(append(args, "--format", "json="+out))
	cmd.SetOut(io.Discard)
	if err := cmd.ExecuteContext(t.Context()); err != nil && !errors.Is(err, errFindings) {
		t.Fatal(err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var found []rule.Finding
	var last struct{ Summary *rule.Summary }
	for line := range bytes.Lines(data) {
		if err := json.Unmarshal(line, &last); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		var f rule.Finding
		if err := json.Unmarshal(line, &f); err == nil && f.Rule != "" {
			found = append(found, f)
		}
	}
	if last.Summary == nil {
		t.Fatalf("the last line has no summary:\n%s", data)
	}
	return found, *last.Summary
}

func errorsAmong(found []rule.Finding) []rule.Finding {
	return slices.DeleteFunc(found, func(f rule.Finding) bool { return f.Severity != rule.Error })
}

// misspell writes jobTitel for the jobTitle whose value begins with Auditor, on
// that line of the file; in a compressed body of Polly.JS, inside of it.
func misspell(t *testing.T, file string, line int) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(data), "\n")
	text := lines[line-1]
	if strings.Contains(text, `"[\"H4sI`) {
		lines[line-1] = recompress(t, text)
	} else {
		at := strings.LastIndex(text, "jobTitle")
		if at < 0 || !strings.Contains(text[at:], "Auditor") {
			t.Fatalf("%s:%d has no jobTitle: %s", file, line, text)
		}
		lines[line-1] = text[:at] + "jobTitel" + text[at+len("jobTitle"):]
	}
	overwrite(t, file, strings.Join(lines, ""))
}

// recompress misspells inside of the parts in which Polly.JS keeps what is
// compressed: an array of base64 strings, as text.
func recompress(t *testing.T, line string) string {
	t.Helper()
	name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
	var text string
	var parts []string
	if err := errors.Join(json.Unmarshal([]byte(value), &text), json.Unmarshal([]byte(text), &parts)); err != nil {
		t.Fatal(err)
	}
	packed, err := base64.StdEncoding.DecodeString(strings.Join(parts, ""))
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	w := gzip.NewWriter(&again)
	if _, err := w.Write(bytes.Replace(body, []byte("jobTitle"), []byte("jobTitel"), 1)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	inner, err := json.Marshal([]string{base64.StdEncoding.EncodeToString(again.Bytes())})
	if err != nil {
		t.Fatal(err)
	}
	outer, err := json.Marshal(string(inner))
	if err != nil {
		t.Fatal(err)
	}
	return name + ": " + string(outer) + "\n"
}

func placesOf(found []rule.Finding) []string {
	var places []string
	for _, f := range found {
		places = append(places, f.Rule+":"+strconv.Itoa(f.Line))
	}
	return places
}

func overwrite(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
