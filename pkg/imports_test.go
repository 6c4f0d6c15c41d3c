package pkg_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "github.com/concord-odata/concord"
	root   = ".."
	table  = "docs/architecture.md"
)

// row is one package of the import table.
type row struct {
	folder  string // pkg/edm
	line    int    // in the table's file
	later   bool   // it need not exist yet
	all     bool   // it may import everything
	imports []string
}

// source is one Go file of the module that is no test.
type source struct {
	file      string // pkg/edm/model.go
	lines     int
	generated bool
	imports   []string // folders of this module: pkg/location
}

func (s *source) folder() string { return path.Dir(s.file) }

func TestImportsFollowTheTableInTheArchitectureDocument(t *testing.T) {
	rows := readTable(t)
	for _, problem := range againstTable(rows, readSources(t)) {
		t.Error(problem)
	}
}

func TestTheImportTableHasNoCycle(t *testing.T) {
	if cycle := findCycle(readTable(t)); cycle != nil {
		t.Errorf("%s: the table allows a cycle: %s", table, strings.Join(cycle, " → "))
	}
}

func TestNoSourceFileIsLongerThan500Lines(t *testing.T) {
	for _, s := range readSources(t) {
		if s.lines > 500 && !s.generated {
			t.Errorf("%s has %d lines, more than 500: name what else is in it, and give that its own file", s.file, s.lines)
		}
	}
}

func TestWhatTheTableForbidsIsReported(t *testing.T) {
	rows := []row{
		{folder: "pkg/a"},
		{folder: "pkg/b", imports: []string{"pkg/a"}},
		{folder: "pkg/c", later: true},
		{folder: "cmd/x", all: true},
	}
	for _, c := range []struct {
		name   string
		source source
		want   string
	}{
		{"an import in the row is silent", source{file: "pkg/b/b.go", imports: []string{"pkg/a"}}, ""},
		{"a package below the folder has its row", source{file: "pkg/b/inner/b.go", imports: []string{"pkg/a", "pkg/b"}}, ""},
		{"a row with all may import anything", source{file: "cmd/x/x.go", imports: []string{"pkg/a", "pkg/b"}}, ""},
		{"an import that is not in the row", source{file: "pkg/a/a.go", imports: []string{"pkg/b"}}, "pkg/a/a.go imports pkg/b"},
		{"a folder that only begins alike has no row", source{file: "pkg/ab/a.go"}, "pkg/ab has no row"},
		{"a row that says later of a package that is there", source{file: "pkg/c/c.go"}, "take the word out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			there := []source{{file: "pkg/a/doc.go"}, {file: "pkg/b/doc.go"}, {file: "cmd/x/main.go"}, c.source}
			got := strings.Join(againstTable(rows, there), "\n")
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got %q, wanted %q", got, c.want)
			}
		})
	}
	t.Run("a row without package", func(t *testing.T) {
		got := againstTable(rows[:2], []source{{file: "pkg/a/a.go"}})
		if len(got) != 1 || !strings.Contains(got[0], "pkg/b does not exist") {
			t.Errorf("got %q", got)
		}
	})
	t.Run("a cycle in the table", func(t *testing.T) {
		got := findCycle([]row{{folder: "pkg/a", imports: []string{"pkg/b"}}, {folder: "pkg/b", imports: []string{"pkg/a"}}})
		if want := []string{"pkg/a", "pkg/b", "pkg/a"}; !slices.Equal(got, want) {
			t.Errorf("got %v, wanted %v", got, want)
		}
	})
}

// againstTable says where the sources and the table disagree, a sentence each.
func againstTable(rows []row, sources []source) (problems []string) {
	found := map[string]bool{}
	missing := map[string]bool{}
	for _, s := range sources {
		r := rowOf(rows, s.folder())
		if r == nil {
			missing[s.folder()] = true
			continue
		}
		found[r.folder] = true
		for _, imported := range s.imports {
			to := rowOf(rows, imported)
			switch {
			case to == nil, r.all, to.folder == r.folder, slices.Contains(r.imports, to.folder):
			default:
				problems = append(problems, fmt.Sprintf(
					"%s imports %s, which the row of %s does not allow (%s:%d): turn the dependency round, or change the table in the same commit and say why",
					s.file, imported, r.folder, table, r.line))
			}
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(missing)) {
		problems = append(problems, fmt.Sprintf("%s has no row in the import table of %s", folder, table))
	}
	for _, r := range rows {
		switch {
		case !found[r.folder] && !r.later:
			problems = append(problems, fmt.Sprintf("%s:%d: %s does not exist; a row for what is to come begins with later", table, r.line, r.folder))
		case found[r.folder] && r.later:
			problems = append(problems, fmt.Sprintf("%s:%d: the row of %s says later, but it is there: take the word out", table, r.line, r.folder))
		}
	}
	return problems
}

// rowOf finds the row of the folder or of the nearest folder above it.
func rowOf(rows []row, folder string) *row {
	for f := folder; f != "."; f = path.Dir(f) {
		if i := slices.IndexFunc(rows, func(r row) bool { return r.folder == f }); i >= 0 {
			return &rows[i]
		}
	}
	return nil
}

// findCycle returns the folders of one cycle among the allowed imports, or nil.
func findCycle(rows []row) []string {
	const onPath, done = 1, 2
	state := map[string]int{}
	var visit func(folder string, above []string) []string
	visit = func(folder string, above []string) []string {
		above = append(above, folder)
		switch state[folder] {
		case done:
			return nil
		case onPath:
			return above[slices.Index(above, folder):]
		}
		state[folder] = onPath
		if r := rowOf(rows, folder); r != nil {
			for _, next := range r.imports {
				if cycle := visit(next, above); cycle != nil {
					return cycle
				}
			}
		}
		state[folder] = done
		return nil
	}
	for _, r := range rows {
		if cycle := visit(r.folder, nil); cycle != nil {
			return cycle
		}
	}
	return nil
}

var quoted = regexp.MustCompile("`([^`]+)`")

// readTable reads the table whose header's last cell begins with "may import".
func readTable(t *testing.T) []row {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(table)))
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	inside := false
	for i, line := range strings.Split(string(text), "\n") {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if !strings.HasPrefix(line, "|") || len(cells) != 3 {
			inside = false
			continue
		}
		for c := range cells {
			cells[c] = strings.TrimSpace(cells[c])
		}
		switch {
		case strings.HasPrefix(cells[2], "may import"):
			inside = true
		case inside && !strings.HasPrefix(cells[0], "---"):
			for _, m := range quoted.FindAllStringSubmatch(cells[0], -1) {
				r := row{folder: m[1], line: i + 1, later: strings.HasPrefix(cells[1], "*later")}
				r.all, r.imports = readImports(cells[2])
				rows = append(rows, r)
			}
		}
	}
	if len(rows) == 0 {
		t.Fatalf("%s has no import table", table)
	}
	for _, r := range rows {
		for _, imported := range r.imports {
			if rowOf(rows, imported) == nil {
				t.Fatalf("%s:%d: the row of %s allows %s, which has no row itself", table, r.line, r.folder, imported)
			}
		}
	}
	return rows
}

func readImports(cell string) (all bool, imports []string) {
	switch cell {
	case "all":
		return true, nil
	case "nothing":
		return false, nil
	}
	for name := range strings.SplitSeq(cell, ",") {
		name = strings.TrimSpace(name)
		if !strings.Contains(name, "/") && name != "schemas" && name != "fixtures" {
			name = "pkg/" + name
		}
		imports = append(imports, name)
	}
	return false, imports
}

var generatedLine = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

// readSources reads the imports of every Go file of the module but tests.
func readSources(t *testing.T) (sources []source) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); name != root && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || base == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		s, err := readSource(name)
		if err == nil {
			sources = append(sources, s)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) == 0 {
		t.Fatalf("no Go file under %s", root)
	}
	return sources
}

func readSource(name string) (source, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return source{}, err
	}
	rel, err := filepath.Rel(root, name)
	if err != nil {
		return source{}, err
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
	if err != nil {
		return source{}, err
	}
	s := source{
		file:      filepath.ToSlash(rel),
		lines:     strings.Count(string(text), "\n"),
		generated: generatedLine.Match(text),
	}
	for _, spec := range f.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return source{}, err
		}
		if folder, ours := strings.CutPrefix(imported, module+"/"); ours {
			s.imports = append(s.imports, folder)
		}
	}
	return s, nil
}
