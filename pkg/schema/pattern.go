package schema

import (
	"regexp"
	"strings"
)

// goOnly is what Go's regular expressions read in another way than those of
// ECMAScript, in which Validation.Pattern and JSON Schema are written: escapes
// (\A, \z, \Q, \C, \a, \pL, \x{41}), classes ([[:alpha:]], []a]) and groups ((?i),
// (?P<n>, (?U:) that are Go's alone.
var goOnly = regexp.MustCompile(`^(?:[^\\]|\\.)*?(?:\\[AzQECapP]|\\x\{|\[:\^?[a-z]+:\]|\[\^?\]|\(\?[^:<])`)

// maxPattern bounds the length of a pattern.
const maxPattern = 10_000

// patternInBoth is a pattern as Go and ECMAScript read it alike; ok is false
// where that cannot be had, and values are not judged by it.
func patternInBoth(pattern string) (same string, ok bool) {
	if len(pattern) > maxPattern || goOnly.MatchString(pattern) {
		return "", false
	}
	if same, ok = blanksSpelled(pattern); !ok {
		return "", false
	}
	_, err := regexp.Compile(same)
	return same, err == nil
}

// blanks are what \s matches in ECMAScript: more than in Go.
const blanks = `\t\n\v\f\r ` + "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

// blanksSpelled writes \s and \S out; ok is false for \S within a class,
// which has no such form.
func blanksSpelled(pattern string) (spelled string, ok bool) {
	var b strings.Builder
	class := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		if c == '\\' && i+1 < len(pattern) {
			i++
			switch next := pattern[i]; {
			case next == 's' && class:
				b.WriteString(blanks)
			case next == 's':
				b.WriteString("[" + blanks + "]")
			case next == 'S' && class:
				return "", false
			case next == 'S':
				b.WriteString("[^" + blanks + "]")
			default:
				b.WriteByte(c)
				b.WriteByte(next)
			}
			continue
		}
		switch c {
		case '[':
			class = true
		case ']':
			class = false
		}
		b.WriteByte(c)
	}
	return b.String(), true
}
