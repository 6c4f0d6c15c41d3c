package apidoc

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

var update = flag.Bool("update", false, "write the golden files anew")

func load(t testing.TB, opt Options, roots ...string) *Reference {
	t.Helper()
	ref, err := Load(context.Background(), roots, opt)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

// The garden is a small reference with a page for each form. Its golden file
// says everything that is read of it.
func TestTheGardenReadsAsItsGoldenFileSays(t *testing.T) {
	ref := load(t, Options{}, filepath.Join("testdata", "garden"))
	got := []byte(summary(ref))
	golden := filepath.Join("testdata", "garden.golden")
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("golden file (-), now (+); -update writes it anew:\n%s", diff)
	}
}

// summary writes what was read, an element a line, with its place.
func summary(ref *Reference) string {
	var b bytes.Buffer
	at := func(p location.Position) string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }
	place := func(p edm.Place) string { return fmt.Sprintf("%s:%d:%d", filepath.Base(p.File), p.Line, p.Column) }
	for _, p := range ref.Pages {
		fmt.Fprintf(&b, "== %s %q %s %s\n", p.Path, p.Title, p.DocType, p.Namespace)
		for _, block := range p.Blocks {
			fmt.Fprintf(&b, "%s block %s name=%q type=%s known=%t slips=%d", at(block.Position), block.Kind, block.Name, block.Type, block.TypeKnown, len(block.Slips))
			if f := block.Fence; f != nil {
				fmt.Fprintf(&b, " fence=%s %s %d bytes", at(f.Position), f.Lang, len(f.Text.Data))
			}
			fmt.Fprintln(&b)
		}
		for _, op := range p.Operations {
			fmt.Fprintf(&b, "%s operation %s %s -> %s body=%s nothing=%t context=%t\n", at(op.Position), op.Method, op.Path, op.Response, op.RequestBody, op.ReturnsNothing, op.ExampleShowsContext)
			for _, r := range op.Returns {
				fmt.Fprintf(&b, "    %s returns %s (%s, %d)\n", at(r.Position), r.Type, r.Source, r.Status)
			}
			for _, doc := range op.Parameters {
				fmt.Fprintf(&b, "    %s parameter %s %s\n", at(doc.NamePosition), doc.Name, doc.Type.Ref)
			}
		}
		for _, e := range p.Examples {
			fmt.Fprintf(&b, "%s example %q operation=%t\n", at(e.Position()), e.Name, e.Operation != nil)
			if m := e.RequestMessage; m != nil {
				fmt.Fprintf(&b, "    %s %s %s\n", at(m.StartPosition), m.Method, m.Target)
			}
			if m := e.ResponseMessage; m != nil {
				fmt.Fprintf(&b, "    %s %d %s body=%t\n", at(m.StartPosition), m.Status, m.Reason, m.Body != nil)
			}
		}
		for _, d := range p.Types {
			for _, list := range [][]*PropertyDoc{d.Properties, d.Relationships} {
				for _, doc := range list {
					fmt.Fprintf(&b, "%s %s.%s %s", at(doc.NamePosition), d.Name, doc.Name, doc.Type.Ref)
					for _, word := range []struct {
						name  string
						state edm.Tristate
					}{{"nullable", doc.Nullable}, {"required", doc.Required}, {"readOnly", doc.ReadOnly}, {"deprecated", doc.Deprecated}} {
						if word.state != edm.Unsaid {
							fmt.Fprintf(&b, " %s=%s", word.name, word.state)
						}
					}
					if doc.MaxLength != nil {
						fmt.Fprintf(&b, " max=%d", *doc.MaxLength)
					}
					if doc.PossibleValues != nil {
						fmt.Fprintf(&b, " values=%s at %s", doc.PossibleValues, at(doc.ValuesPosition))
					}
					if doc.FromRepresentation {
						b.WriteString(" representation alone")
					}
					if doc.Inherited != "" {
						fmt.Fprintf(&b, " inherited=%s", doc.Inherited)
					}
					fmt.Fprintln(&b)
				}
			}
		}
		for _, problem := range p.Problems {
			fmt.Fprintf(&b, "%s problem %s: %s\n", at(problem.Position), problem.Code, strings.ReplaceAll(problem.Message, string(filepath.Separator), "/"))
		}
	}
	b.WriteString("== model\n")
	for typ := range ref.Model.Types() {
		switch typ := typ.(type) {
		case edm.StructuredType:
			s := typ.Structure()
			key := ""
			if e, ok := typ.(*edm.EntityType); ok {
				key = fmt.Sprint(" key=", e.Key)
			}
			fmt.Fprintf(&b, "%s %T %s base=%q abstract=%t open=%s%s\n", place(s.Place), typ, s.QualifiedName(), s.BaseType, s.Abstract, s.OpenType, key)
			for _, p := range s.Properties {
				fmt.Fprintf(&b, "    %s %s %s\n", place(p.Place), p.Name, p.Type)
			}
			for _, p := range s.NavigationProperties {
				fmt.Fprintf(&b, "    %s navigation %s %s\n", place(p.Place), p.Name, p.Type)
			}
		case *edm.EnumType:
			fmt.Fprintf(&b, "%s enum %s", place(typ.Place), typ.QualifiedName())
			for _, m := range typ.Members {
				fmt.Fprintf(&b, " %s", m.Name)
				if m.HasValue {
					fmt.Fprintf(&b, "=%d", m.Value)
				}
			}
			fmt.Fprintln(&b)
		}
	}
	stats := ref.Stats
	fmt.Fprintf(&b, "== annotations=%d lenient=%d types=%d enums=%d rows=%d operations=%d examples=%d paired=%d\n",
		stats.Annotations, stats.Lenient, stats.Types, stats.Enums, stats.PropertyRows, stats.Operations, stats.Examples, stats.Paired)
	return b.String()
}

func TestLoadingIsTheSameHoweverManyReadAtOnce(t *testing.T) {
	root := filepath.Join("testdata", "garden")
	one := summary(load(t, Options{Jobs: 1}, root))
	many := summary(load(t, Options{Jobs: 8}, root))
	if one != many {
		t.Error(cmp.Diff(one, many))
	}
}

func TestProgressCountsEveryPage(t *testing.T) {
	var last, calls int
	load(t, Options{Progress: func(done, total int) {
		calls++
		if done != last+1 || done > total {
			t.Errorf("done %d of %d after %d", done, total, last)
		}
		last = done
	}}, filepath.Join("testdata", "garden"))
	if calls == 0 || calls != last {
		t.Errorf("%d calls, the last said %d", calls, last)
	}
}

func TestOnlySelectsByDocumentedPath(t *testing.T) {
	ref := load(t, Options{Only: "plants/*/water"}, filepath.Join("testdata", "garden"))
	if len(ref.Operations) != 1 || ref.Operations[0].Path != "/plants/{id}/water" {
		t.Errorf("operations: %v", ref.Operations)
	}
	var pages []string
	for _, p := range ref.Pages {
		if p.Selected {
			pages = append(pages, p.Path)
		}
	}
	want := []string{"api/plant-water.md", "resources/enums.md", "resources/watering.md"}
	if diff := cmp.Diff(want, pages); diff != "" {
		t.Error(diff)
	}
	if ref.Model.EntityType("contoso.garden.plant") == nil {
		t.Error("the model must keep the types of pages that are not selected")
	}
}

func TestSelectedPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"", "/anything", true},
		{"reports/*", "/reports/getCount", true},
		{"reports/*", "/reports/getUse(period='D7')", true},
		{"/reports/*", "/reports/daily/x", true},
		{"reports/*", "/reports", false},
		{"reports/*", "/reportsOfOthers/x", false},
		{"users", "/users/{id}/messages", true},
	} {
		if got := selected(c.pattern, c.path); got != c.want {
			t.Errorf("selected(%q, %q) = %t", c.pattern, c.path, got)
		}
	}
}

func TestASinglePageIsARoot(t *testing.T) {
	ref := load(t, Options{}, filepath.Join("testdata", "garden", "resources", "place.md"))
	if len(ref.Pages) != 1 || ref.Model.ComplexType("contoso.garden.place") == nil {
		t.Errorf("%d pages, %v", len(ref.Pages), ref.Types)
	}
}

func TestIncludesNeverLeaveTheRoot(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("secret.md", "|Property|Type|\n|-|-|\n|leak|String|\n")
	write("docs/inside.md", "|Property|Type|\n|-|-|\n|name|String|\n\n[!INCLUDE [again](inside.md)]\n")
	write("docs/cell.md", "|a|b|\n|-|-|\n|[!INCLUDE [b](inside.md)]|x|\n|c|d|\n\n|e|f|\n")
	write("docs/page.md", "---\ndoc_type: resourcePageType\n---\n# leaf type\n\n[!INCLUDE [a](../secret.md)]\n\n[!INCLUDE [b](inside.md)]\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"a.leaf\"} -->\n```json\n{}\n```\n")
	if err := os.Symlink(filepath.Join(dir, "secret.md"), filepath.Join(dir, "docs", "link.md")); err == nil {
		write("docs/other.md", "# x\n\n[!INCLUDE [c](link.md)]\n")
	}
	ref := load(t, Options{}, filepath.Join(dir, "docs"))
	leaf := ref.Type("a.leaf")
	if leaf == nil || len(leaf.Properties) != 1 || leaf.Properties[0].Name != "name" {
		t.Fatalf("the included table must count, and no other: %+v", leaf)
	}
	if file := leaf.Properties[0].NamePosition.File; filepath.Base(file) != "inside.md" {
		t.Errorf("the property stands in %s", file)
	}
	for _, p := range ref.Pages {
		if p.Path == "cell.md" && len(p.Tables[0].Rows) != 3 {
			t.Errorf("the table goes on after a cell's include: %d rows", len(p.Tables[0].Rows))
		}
		for _, in := range p.Includes {
			if in.Resolved != (in.Target == "inside.md" && filepath.Base(p.File) != "inside.md") {
				t.Errorf("%s: include %s resolved: %t", p.File, in.Target, in.Resolved)
			}
		}
	}
}

func TestWhatCannotBeReadSaysWhy(t *testing.T) {
	_, err := Load(context.Background(), []string{filepath.Join(t.TempDir(), "nowhere")}, Options{})
	if err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("a missing root: %v", err)
	}
	_, err = ReadPage("deep.md", []byte("text\n"+strings.Repeat("> ", 5000)+"x\n"))
	if err == nil || !strings.Contains(err.Error(), "deep.md:2:") {
		t.Errorf("quotes inside quotes: %v", err)
	}
	_, err = Load(context.Background(), []string{"testdata"}, Options{Only: "[x"})
	if err == nil || !strings.Contains(err.Error(), "[x") {
		t.Errorf("a bad pattern: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err = Load(ctx, []string{"testdata"}, Options{}); err == nil {
		t.Error("a cancelled load must fail")
	}
}
