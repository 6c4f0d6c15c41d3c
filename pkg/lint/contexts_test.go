package lint_test

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/uri"
)

var update = flag.Bool("update", false, "write the files that tests compare with anew")

// form is a way in which context URLs are written: their segments by what
// they are.
type form struct {
	name                          string
	count, agree, differ, unknown int
	shapes                        map[uri.Shape]int
}

// TestTheContextFormsOfTheReference counts the forms of the root contexts in
// the reference's examples, and holds what each promises against what the
// annotation of its example says, which is a statement of its own.
func TestTheContextFormsOfTheReference(t *testing.T) {
	c := loadReference(t)
	forms := map[string]*form{}
	for _, s := range c.Sources {
		if s.Reference == nil {
			continue
		}
		for _, ex := range s.Reference.Examples {
			addForm(forms, c, ex)
		}
	}
	list := make([]*form, 0, len(forms))
	for _, f := range forms {
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b *form) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.name, b.name))
	})
	text := contextTable(list)
	path := filepath.Join("..", "..", "docs", "contexts.md")
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("docs/contexts.md is not what the corpus gives; run go test ./pkg/lint -run ContextForms -update")
	}
	agree, differ := 0, 0
	for _, f := range list {
		agree, differ = agree+f.agree, differ+f.differ
		if f.agree == 0 && f.differ > 1 {
			t.Errorf("%s: promises another type than its examples' annotations in all %d of them", f.name, f.differ)
		}
	}
	if differ*20 > agree {
		t.Errorf("%d contexts promise another type or shape than their example's annotation, %d the same", differ, agree)
	}
}

func addForm(forms map[string]*form, c *contract.Contract, ex *apidoc.Example) {
	m := ex.ResponseMessage
	if m == nil || m.Body == nil || ex.Response == nil {
		return
	}
	body, _, err := location.ReadLenient(m.Body, location.Limits{})
	if err != nil || body == nil {
		return
	}
	v := body.Member("@odata.context")
	if v == nil || v.Kind != location.String {
		return
	}
	parsed, err := uri.ParseContext(v.Text)
	name := "not well formed"
	if err == nil {
		name = formOf(c.Model, parsed.Fragment)
	}
	f := forms[name]
	if f == nil {
		f = &form{name: name, shapes: map[uri.Shape]int{}}
		forms[name] = f
	}
	f.count++
	if err != nil {
		f.unknown++
		return
	}
	promise, err := parsed.Resolve(c.Model)
	if err != nil || ex.Response.Type.IsZero() {
		f.unknown++
		return
	}
	f.shapes[promise.Shape]++
	annotated := ex.Response.Type
	many := body.Member("value") != nil && body.Member("value").Kind == location.Array
	switch related := c.Model.IsA(promise.Type.Name, annotated.Name) || c.Model.IsA(annotated.Name, promise.Type.Name); {
	case promise.Type.Name == "" || c.Model.Type(annotated.Name) == nil:
		f.unknown++
	case related && promise.Shape.ValueArray() == many:
		f.agree++
	default:
		f.differ++
	}
}

// formOf writes a fragment with its segments by what they are.
func formOf(m *edm.Model, fragment string) string {
	if fragment == "" {
		return "no fragment"
	}
	var out []string
	for i, seg := range strings.Split(fragment, "/") {
		name, rest, group := strings.Cut(seg, "(")
		keyed, listed := "", ""
		if group {
			inside := strings.TrimSuffix(rest, ")")
			switch {
			case name == "Collection":
				t, after, _ := strings.Cut(inside, ")")
				name = "Collection(" + typeWord(t) + ")"
				if after != "" {
					listed = "(select list)"
				}
			case strings.ContainsAny(inside, "'=-") || strings.Trim(inside, "0123456789") == "":
				keyed = "(key)"
				if strings.Contains(inside, ")(") {
					listed = "(select list)"
				}
			default:
				listed = "(select list)"
			}
		}
		switch {
		case strings.HasPrefix(name, "Collection("), strings.HasPrefix(name, "$"):
		case i == 0 && m.EntitySet(name) != nil:
			name = "Set"
		case i == 0 && m.Singleton(name) != nil:
			name = "Singleton"
		case strings.Contains(name, "."):
			name = typeWord(name)
		case i == 0:
			name = "name"
		default:
			name = "segment"
		}
		if last := len(out) - 1; name == "segment" && last >= 0 && strings.HasSuffix(out[last], "segment…") {
			continue
		} else if name == "segment" && last >= 0 && out[last] == "segment" {
			out[last] = "segment…"
			continue
		}
		out = append(out, name+keyed+listed)
	}
	return "#" + strings.Join(out, "/")
}

func typeWord(name string) string {
	switch {
	case strings.HasPrefix(name, "Edm."):
		return "Edm.T"
	case strings.Contains(name, "."):
		return "NS.T"
	case strings.HasPrefix(name, "$"):
		return name
	}
	return "T"
}

func contextTable(list []*form) string {
	var b strings.Builder
	total := 0
	for _, f := range list {
		total += f.count
	}
	fmt.Fprintf(&b, `<!-- Generated by go test ./pkg/lint -run ContextForms -update; do not edit. -->
# Context URLs in Graph's reference

The root contexts of the response examples in the beta reference of July 2021: %d, in %d forms. Each was parsed and resolved in the
CSDL of the same week; what it promises was held against the @odata.type of its example's annotation and the shape of the body, which are
statements of their own. "Differs" are examples whose context, annotation and body contradict each other; "open" are those that do not
resolve, or whose annotation names no type.

| form | examples | promised shape | agrees | differs | open |
|---|---|---|---|---|---|
`, total, len(list))
	for _, f := range list {
		var shapes []string
		for s := range f.shapes {
			shapes = append(shapes, s.String())
		}
		slices.Sort(shapes)
		fmt.Fprintf(&b, "| `%s` | %d | %s | %d | %d | %d |\n", f.name, f.count, strings.Join(shapes, ", "), f.agree, f.differ, f.unknown)
	}
	return b.String()
}
