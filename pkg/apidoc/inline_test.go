package apidoc

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/internal/growth"
	"github.com/concord-odata/concord/pkg/location"
)

func scan(text string, refs *references) []Inline {
	w := walker{text: location.NewText("x.md", []byte(text)), whole: text, refs: refs, scratch: &scratch{}}
	return w.scan(stretch{w.text, 0, len(text)})
}

func TestInlinesAreReadAsCommonMarkReadsThem(t *testing.T) {
	refs := &references{defs: map[string]string{"user": "user.md", "a b": "ab.md"}}
	kinds := map[InlineKind]string{TextRun: "text", CodeRun: "code", LinkRun: "link", ImageRun: "image", HTMLRun: "html", IncludeRun: "include"}
	for _, c := range []struct{ name, text, want string }{
		{"plain text", "just words", "text(just words)"},
		{"a code span", "a `b` c", "text(a ) code(b) text( c)"},
		{"a code span of two backticks holds one", "``a`b``", "code(a`b)"},
		{"backticks that nothing closes are text", "a ` b", "text(a ` b)"},
		{"an escaped backtick is text", "a \\`b", "text(a `b)"},
		{"an inline link", "see [user](user.md) now", "text(see ) link(user→user.md) text( now)"},
		{"a link with a title", `[u](<a b.md> "title")`, "link(u→a b.md)"},
		{"a link with balanced parentheses", "[f](g(h).md)", "link(f→g(h).md)"},
		{"a link whose text is code", "[`x`](y.md)", "link(x→y.md)"},
		{"a collapsed reference", "[user][]", "link(user→user.md)"},
		{"a full reference", "[**the** user][A  B]", "link(the user→ab.md)"},
		{"a shortcut reference", "[User] collection", "link(User→user.md) text( collection)"},
		{"brackets that name no reference are text", "[nobody] collection", "text([nobody] collection)"},
		{"a full reference without definition is missing", "[x][nowhere]", "link(x→nowhere missing)"},
		{"an image", "![alt](p.png)", "image(alt→p.png)"},
		{"a link inside brackets", "[a [b](c.md) d](e.md)", "text([a ) link(b→c.md) text( d](e.md))"},
		{"an include", "[!INCLUDE [label](../a.md)]", "include(label→../a.md)"},
		{"an include without blank", "[!include[label](../a.md)]", "include(label→../a.md)"},
		{"an alert is text", "[!NOTE]", "text([!NOTE])"},
		{"emphasis marks are dropped", "**id** and *b*", "text(id) text( and ) text(b)"},
		{"an asterisk between blanks is one", "2 * 3", "text(2 * 3)"},
		{"underscores inside words are kept", "a_b_c", "text(a_b_c)"},
		{"a name that begins with an underscore keeps it", "_summary (deprecated)", "text(_summary (deprecated))"},
		{"underscores around a word are emphasis", "_not_ here", "text(not) text( here)"},
		{"a line break tag", "a<br/>b", "text(a) html(br) text(b)"},
		{"a comment", "a <!-- b --> c", "text(a ) html(!--) text( c)"},
		{"an autolink", "<https://a.example/x>", "link(https://a.example/x→https://a.example/x)"},
		{"less-than is text", "a < b > c", "text(a < b > c)"},
		{"entities", "a&nbsp;&lt;b&gt;", "text(a <b>)"},
		{"an ampersand is text", "a & b", "text(a & b)"},
		{"lines are joined", "a\nb", "text(a b)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, r := range scan(c.text, refs) {
				s := kinds[r.Kind] + "(" + r.Text
				if r.Target != "" {
					s += "→" + r.Target
				}
				if r.Missing {
					s += " missing"
				}
				got = append(got, s+")")
				if r.Start < 0 || r.End > len(c.text) || r.Start >= r.End {
					t.Errorf("%s stands at %d to %d", s, r.Start, r.End)
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
			}
		})
	}
}

func TestInlinesOfAnEnemyCostTheirSize(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(hostileInlines(0))) {
		t.Run(name, func(t *testing.T) {
			growth.Linear(t, 200_000, func(n int) { scan(hostileInlines(n)[name], nil) })
		})
	}
}

// hostileInlines are texts of about that size.
func hostileInlines(n int) map[string]string {
	var runs strings.Builder
	for i := 1; runs.Len() < n; i++ {
		runs.WriteString(strings.Repeat("`", i%97+1) + "x")
	}
	return map[string]string{
		"brackets":     strings.Repeat("[", n),
		"links":        strings.Repeat("[a](", n/4),
		"titles":       strings.Repeat(`[a](b "`, n/6),
		"images":       strings.Repeat("![", n/4) + strings.Repeat("](a)", n/4),
		"backticks":    runs.String(),
		"comments":     strings.Repeat("<!--", n/4),
		"tags":         strings.Repeat("<a ", n/3),
		"emphasis":     strings.Repeat("*a_", n/3),
		"entities":     strings.Repeat("&a", n/2),
		"includes":     strings.Repeat("[!INCLUDE [", n/11),
		"parentheses":  "[a](" + strings.Repeat("(", n),
		"nested links": strings.Repeat("[", n/5) + strings.Repeat("](a)", n/5),
	}
}

func ExampleReadPage() {
	page, err := ReadPage("rain.md", []byte("---\ndoc_type: apiPageType\n---\n"+
		"# Get rain\n\nNamespace: contoso.sky\n\n"+
		"## HTTP request\n<!-- {\"blockType\": \"ignored\"} -->\n```http\nGET /rain/{day}\n```\n\n"+
		"## Response\nReturns `200 OK`.\n\n"+
		"## Example\n<!-- {\"blockType\": \"request\"} -->\n```http\nGET https://sky.example/v1.0/rain/1\n```\n"+
		"<!-- {\"blockType\": \"response\", \"@odata.type\": \"contoso.sky.rain\"} -->\n```http\nHTTP/1.1 200 OK\n\n{\"mm\": 3}\n```\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, op := range page.Operations {
		fmt.Println(op.Method, op.Path, "returns", op.Response)
	}
	for _, e := range page.Examples {
		fmt.Println(e.RequestMessage.Target, e.ResponseMessage.Status, "at line", e.Response.Position.Line)
	}
	// Output:
	// GET /rain/{day} returns contoso.sky.rain
	// https://sky.example/v1.0/rain/1 200 at line 22
}
