package apidoc

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/internal/growth"
)

// Each page holds one thing many times: reading it must not cost the square
// of its size.
func TestPagesOfAnEnemyCostTheirSize(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(enemies(0))) {
		t.Run(name, func(t *testing.T) {
			growth.Linear(t, 300_000, func(size int) {
				if _, err := ReadPage("page.md", []byte(enemies(size)[name])); err != nil {
					t.Log(err)
				}
			})
		})
	}
}

// enemies are pages of about that size.
func enemies(size int) map[string]string {
	many := func(s string) string { return strings.Repeat(s, size/len(s)) }
	const block = "<!-- {\"blockType\": \"resource\", \"@odata.type\": \"a.b\"} -->\n```json\n{\"a\": 1}\n```\n"
	numbered := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(strings.ReplaceAll(format, "%", itoa(i)))
		}
		return b.String()
	}
	return map[string]string{
		"headings of one text":  many("# a\n"),
		"tables":                resourceHead + many("|a|Type|\n|-|-|\n|b|String|\n\n"),
		"rows":                  resourceHead + "|a|Type|Description|\n|-|-|-|\n" + numbered("|p%|String|x|\n"),
		"columns":               resourceHead + strings.Repeat("|a", size/8) + "|\n" + strings.Repeat("|-", size/8) + "|\n" + strings.Repeat("|b\n", size/12),
		"resource blocks":       many(block),
		"types and sentences":   numbered("<!-- {\"blockType\": \"resource\", \"@odata.type\": \"a.t%\"} -->\n```json\n{}\n```\nInherits from [b](c.md).\n\n"),
		"templates":             "# T\n```http\n" + numbered("GET /a/{b}/c%\n") + "```\n" + numbered("x JSON [y](z%.md)\n\n"),
		"requests":              "# T\n```http\n" + numbered("GET /a/{b}/c%\n") + "```\n" + numbered("<!-- {\"blockType\": \"request\"} -->\n```http\nGET https://a.example/a/1/d%\n```\n"),
		"responses":             numbered("<!-- {\"blockType\": \"ignored\"} -->\n```\n%\n```\n<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 200 OK\n```\n"),
		"enumerations":          resourceHead + "|a|Type|\n|-|-|\n|b|someEnum|\n" + numbered("## someEnum% values\n|Member|\n|:-|\n|x|\n\n"),
		"members":               "---\ndoc_type: enumPageType\n---\n# someEnum type\n|Member|\n|:-|\n" + numbered("|m%|\n"),
		"a representation":      resourceHead + "|a|Type|\n|-|-|\n|b|String|\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"a.b\"} -->\n```json\n{" + numbered("\"p%\": 1, ") + "\"q\": 1}\n```\n",
		"bare objects":          many("|aa|Type|\n|-|-|\n|bb|String|\n\n```json\n{\"x\": 1}\n```\n"),
		"a chain of types":      numbered("<!-- {\"blockType\": \"resource\", \"@odata.type\": \"a.t%\", \"baseType\": \"a.t1%\"} -->\n```json\n{\"p\": 1}\n```\n"),
		"indented code":         many("x\n\n    ```\n    y\n    ```\n\n"),
		"references":            numbered("[r%]: x.md\n") + many("\n\n    ```\n    y\n    ```\n\n"),
		"comments":              many("<!-- {\"blockType\": \"request\"} -->"),
		"open comments":         many("<!-- {\n\n"),
		"open fences":           many("```http\nGET /x\n### R\n"),
		"statuses":              "# T\n```http\n" + numbered("GET /a%\n") + "```\n" + many("Returns `200 OK` and [a](b.md).\n\n"),
		"one paragraph":         many("Returns `200 OK` and [a](b.md). "),
		"values":                resourceHead + "|a|Type|Description|\n|-|-|-|\n|b|String|" + many("Possible values are `a`, ") + "|\n",
		"wrapped rows":          resourceHead + "|a|Type|Description|\n|-|-|-|\n|b|String|x\n" + many("wrapped\n"),
		"namesakes":             numbered("<!-- {\"blockType\": \"resource\", \"@odata.type\": \"n%.b\"} -->\n```json\n{\"a\": {\"@odata.type\": \"B\"}}\n```\n"),
		"nested lists":          many("- "),
		"quotes":                many("> a\n>\n"),
		"a number of backticks": many("`` ` "),
	}
}
