package report

import (
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/rule"
)

// tokenBound is how far a token's end is looked for.
const tokenBound = 4096

// columns are the first column of the finding's token and the one after its
// last, from 1, in UTF-16 code units, as SARIF's default and GitHub count.
// They are 0 where the line's text is not there to convert by.
func columns(f *rule.Finding) (first, last int) {
	if f.Column <= 0 || f.Column-1 > len(f.Source) || f.Source == "" || f.SourceColumn > 1 {
		return 0, 0
	}
	start := f.Column - 1
	end := tokenEnd(f.Source, start, tokenBound)
	first = utf16Len(f.Source[:start]) + 1
	return first, max(first+1, first+utf16Len(f.Source[start:end]))
}

func utf16Len(s string) int {
	n := 0
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		n++
		if r > 0xffff {
			n++
		}
		s = s[size:]
	}
	return n
}
