package matcher

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTheCaretsStandBelowTheToken(t *testing.T) {
	long := strings.Repeat("x", 300)
	for _, tt := range []struct {
		name, line    string
		column        int
		shown, carets string
	}{
		{"a string", `  {"a": "bc"}`, 9, `{"a": "bc"}`, `      ^^^^`},
		{"a number", `{"a": -12.5, "b": 1}`, 7, `{"a": -12.5, "b": 1}`, `      ^^^^^`},
		{"a bracket", `{"a": [1]}`, 7, `{"a": [1]}`, `      ^`},
		{"characters of several bytes before it", `{"ä": "é"}`, 8, `{"ä": "é"}`, `      ^^^`},
		{"an escaped quote", `{"a": "b\"c"}`, 7, `{"a": "b\"c"}`, `      ^^^^^^`},
		{"a string that is not closed", `{"a": "b`, 7, `{"a": "b`, `      ^^`},
		{"behind the line's end", `{"a"`, 5, `{"a"`, `    ^`},
		{"no column", "  {}  ", 0, `{}`, ``},
		{"a column that the line does not have", "{}", 9, `{}`, ``},
		{"a tab and a control character", "\t{\t\x01", 2, "{ ␁", "^"},
		{"a long beginning is cut", long + `"a"`, 301, "…" + strings.Repeat("x", 33) + `"a"`, strings.Repeat(" ", 34) + "^^^"},
		{"a long end is cut", `"a"` + long, 1, `"a"` + strings.Repeat("x", 97) + "…", "^^^"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			shown, carets := excerpt(tt.line, tt.column)
			if shown != tt.shown || carets != tt.carets {
				t.Errorf("got\n%q\n%q, want\n%q\n%q", shown, carets, tt.shown, tt.carets)
			}
		})
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add(`{"a": "bc"}`, 7)
	f.Add("\xff\xfe\"", 2)
	f.Add(strings.Repeat("é", 200), 201)
	f.Fuzz(func(t *testing.T, line string, column int) {
		shown, carets := excerpt(line, column)
		if n := utf8.RuneCountInString(shown); n > 2*excerptWidth+3 {
			t.Errorf("%d characters are shown", n)
		}
		if strings.Trim(carets, " ^") != "" || utf8.RuneCountInString(carets) > 2*excerptWidth {
			t.Errorf("carets %q", carets)
		}
	})
}

func FuzzCanonical(f *testing.F) {
	f.Add("#people(id,reports(b,a))/$entity")
	f.Add("#people('it''s,(')")
	f.Add("((((,)))")
	f.Fuzz(func(t *testing.T, s string) {
		once, _ := sortLists(s, 0)
		if twice, _ := sortLists(once, 0); twice != once && balanced(s) {
			t.Errorf("%q sorts to %q, and that to %q", s, once, twice)
		}
		contextType(s)
	})
}

// balanced reports whether each parenthesis and quote of s is closed, none
// deeper than lists are taken to nest: of other texts no order is promised.
func balanced(s string) bool {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\'':
			end := strings.IndexByte(s[i+1:], '\'')
			if end < 0 {
				return false
			}
			i += end + 1
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 || depth >= maxLists {
			return false
		}
	}
	return depth == 0
}
