package report

import (
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/internal/growth"
)

func TestExcerpt(t *testing.T) {
	long := `{"value":[` + strings.Repeat(`{"id":"aaaaaaaaaa"},`, 100) + `{"id":null},` + strings.Repeat(`{"id":"bbbbbbbbbb"},`, 100) + `{}]}`
	for _, test := range []struct {
		name, source string
		column       int
		width        int
		line, carets string
	}{
		{"a string with its quotes", `    "a\"b": 1,`, 5, 40, `"a\"b": 1,`, `^^^^^^`},
		{"a number", `"n": -1.5e3,`, 6, 40, `"n": -1.5e3,`, `     ^^^^^^`},
		{"a literal", `"n": true}`, 6, 40, `"n": true}`, `     ^^^^`},
		{"a bracket alone", `"n": [1]`, 6, 40, `"n": [1]`, `     ^`},
		{"a tab stands for four columns", "\"n\":\t1", 6, 40, `"n":    1`, `        ^`},
		{"a wide character takes two", `"世": "界"`, 8, 40, `"世": "界"`, `      ^^^^`},
		{"a combining mark takes none", "\"e\u0301\": 1", 8, 40, "\"e\u0301\": 1", `     ^`},
		{"the end of the line", `{"a": `, 7, 40, `{"a":`, `      ^`},
		{"a column past the end", `{"a"`, 99, 40, `{"a"`, `    ^`},
		{"no column, no caret", `  {"a": 1}`, 0, 40, `{"a": 1}`, ``},
		{"an empty line", ``, 1, 40, ``, `^`},
		{"a control character", "\"a\x1b[2J\": 1", 1, 40, `"a\u001b[2J": 1`, `^^^^^^^^^^^^`},
		{"the middle of a long line", long, strings.Index(long, "null") + 1, 30, `…a"},{"id":null},{"id":"bbbbb…`, `           ^^^^`},
		{"the beginning of a long line", long, 1, 30, `{"value":[{"id":"aaaaaaaaaa"…`, `^`},
		{"the end of a long line", long, len(long), 30, `…bbbbbb"},{"id":"bbbbbbbbbb…`, ``},
	} {
		t.Run(test.name, func(t *testing.T) {
			line, carets := excerpt(test.source, test.column, test.width)
			if test.name == "the end of a long line" {
				if !strings.HasPrefix(line, "…") || !strings.HasSuffix(line, "{}]}") || !strings.HasSuffix(carets, "^") || len([]rune(carets)) != len([]rune(line)) {
					t.Errorf("got\n%s\n%s", line, carets)
				}
				return
			}
			if line != test.line || carets != test.carets {
				t.Errorf("got\n%s\n%s\nwant\n%s\n%s", line, carets, test.line, test.carets)
			}
		})
	}
}

func TestExcerptOfAHugeLineLooksAtItsPlaceAlone(t *testing.T) {
	unit := `"x":"` + strings.Repeat("y", 100) + `",`
	huge := strings.Repeat(unit, 200_000) // 21 MB
	growth.AtMost(t, 5, 2_000*len(unit), len(huge), func(size int) {
		for i := range 1000 {
			excerpt(huge[:size], 1+i*(size/1000), 100)
		}
	})
}
