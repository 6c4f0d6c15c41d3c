package location

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// plain marks the bytes that stand for themselves in a JSON string.
var plain = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 0x20 && c != '"' && c != '\\'
	}
	return t
}()

// str reads the string whose opening quotation mark stands at pos.
func (p *parser) str() (string, bool) {
	s, open := p.s, p.pos
	i := open + 1
	for i < len(s) && plain[s[i]] {
		i++
	}
	if i < len(s) && s[i] == '"' {
		if p.bad < i {
			p.fail(i, "")
			return "", false
		}
		p.pos = i + 1
		return s[open+1 : i], true
	}
	return p.longString(open, i)
}

// longString goes on with a string that has an escape, or is at fault, at i.
func (p *parser) longString(open, i int) (string, bool) {
	s := p.s
	buf := p.buf[:0]
	from := open + 1
	for {
		for i < len(s) && plain[s[i]] {
			i++
		}
		if p.bad < i {
			p.fail(i, "")
			return "", false
		}
		buf = append(buf, s[from:i]...)
		if i == len(s) {
			p.fail(i, "unexpected end of input: the string that begins at line %d is not closed", p.t.Position(open).Line)
			return "", false
		}
		switch {
		case s[i] == '"':
			p.pos, p.buf = i+1, buf
			return string(buf), true
		case s[i] == '\\':
			r, n, fault := escape(s[i:])
			if fault != "" {
				p.fail(i, "%s", fault)
				return "", false
			}
			buf = utf8.AppendRune(buf, r)
			i += n
		case s[i] == '\n' || s[i] == '\r':
			p.fail(i, "the string that begins at line %d is not closed at the end of its line", p.t.Position(open).Line)
			return "", false
		default:
			p.fail(i, "control character %s in a string: it must be escaped", describe(s, i))
			return "", false
		}
		from = i
	}
}

// escape decodes the escape that s begins with: its character, its length
// in bytes (both halves of a surrogate pair), and what is wrong with it.
func escape(s string) (r rune, n int, fault string) {
	if len(s) < 2 {
		return 0, len(s), "unexpected end of input in an escape"
	}
	switch s[1] {
	case '"', '\\', '/':
		return rune(s[1]), 2, ""
	case 'b':
		return '\b', 2, ""
	case 'f':
		return '\f', 2, ""
	case 'n':
		return '\n', 2, ""
	case 'r':
		return '\r', 2, ""
	case 't':
		return '\t', 2, ""
	case 'u':
		return escapeU(s)
	}
	return 0, 2, "unknown escape \\" + strings.TrimPrefix(describe(s, 1), "the character ")
}

func escapeU(s string) (r rune, n int, fault string) {
	r, ok := hex4(s)
	if !ok {
		if len(s) < 6 && allHex(s[2:]) {
			return 0, len(s), "unexpected end of input in an escape"
		}
		return 0, 2, "four hexadecimal digits must follow \\u"
	}
	if !utf16.IsSurrogate(r) {
		return r, 6, ""
	}
	if low, ok := hex4(s[6:]); ok {
		if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
			return pair, 12, ""
		}
	}
	return 0, 6, "half of a surrogate pair without its other half: " + s[:6]
}

// hex4 reads \uXXXX at the beginning of s.
func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	var r rune
	for i := 2; i < 6; i++ {
		c := s[i]
		switch {
		case isDigit(c):
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

func allHex(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; !isDigit(s[i]) && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// invalidUTF8 is the offset of the first byte that is not UTF-8, or len(s).
func invalidUTF8(s string) int {
	if utf8.ValidString(s) {
		return len(s)
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(s)
}
