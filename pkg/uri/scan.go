package uri

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDepth bounds nesting: of select lists, expressions and JSON.
const maxDepth = 64

// maxSegments bounds the length of a path.
const maxSegments = 1000

// maxOperators bounds the operators of one chain: a or b or c …
const maxOperators = 10000

// maxIdentifier is the number of characters of an odataIdentifier.
const maxIdentifier = 128

// scanner walks over a text by bytes. Its matchers return the position after
// what they matched, or -1; they never move it.
type scanner struct {
	s string
	// far is the furthest position at which something was expected and not
	// found, and want what that was: where a parse failed.
	far  int
	want string
}

// expect notes that want was not found at pos.
func (c *scanner) expect(pos int, want string) {
	if pos > c.far || c.want == "" {
		c.far, c.want = pos, want
	}
}

func (c *scanner) failure() *SyntaxError {
	far := min(c.far, len(c.s))
	return &SyntaxError{Offset: far, Message: "expected " + c.want, Rest: c.s[far:]}
}

// octet is the byte at pos, percent-decoded, and the position after it.
// Reading ends (-1) at the end of the text and at a "%" that encodes nothing.
func octet(s string, pos int) (byte, int) {
	if pos >= len(s) {
		return 0, -1
	}
	if s[pos] != '%' {
		return s[pos], pos + 1
	}
	if pos+2 < len(s) {
		hi, lo := unhex(s[pos+1]), unhex(s[pos+2])
		if hi >= 0 && lo >= 0 {
			return byte(hi<<4 | lo), pos + 3
		}
	}
	return 0, -1
}

func unhex(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b >= 'a' && b <= 'f':
		return int(b-'a') + 10
	case b >= 'A' && b <= 'F':
		return int(b-'A') + 10
	}
	return -1
}

// char matches the character b, plain or percent-encoded.
func char(s string, pos int, b byte) int {
	if o, next := octet(s, pos); next >= 0 && o == b {
		return next
	}
	return -1
}

// plain matches the character b, not percent-encoded.
func plain(s string, pos int, b byte) int {
	if pos < len(s) && s[pos] == b {
		return pos + 1
	}
	return -1
}

// word matches an exact word.
func word(s string, pos int, w string) int {
	if pos <= len(s) && strings.HasPrefix(s[pos:], w) {
		return pos + len(w)
	}
	return -1
}

// wordFold matches a word of ASCII letters in any case.
func wordFold(s string, pos int, w string) int {
	if pos+len(w) <= len(s) && strings.EqualFold(s[pos:pos+len(w)], w) {
		return pos + len(w)
	}
	return -1
}

// digits matches at least least digits, and no more than most.
func digits(s string, pos, least, most int) int {
	n := 0
	for pos < len(s) && n < most && isDigit(s[pos]) {
		pos++
		n++
	}
	if n < least {
		return -1
	}
	return pos
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
func isAlpha(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
func isUnreserved(b byte) bool {
	return isAlpha(b) || isDigit(b) || b == '-' || b == '.' || b == '_' || b == '~'
}

// isPchar reports whether the byte may stand plainly in a path segment
// (RFC 3986, 3.3). Bytes outside ASCII pass: IRIs have them.
func isPchar(b byte) bool {
	return isUnreserved(b) || b >= 0x80 || strings.IndexByte("!$&'()*+,;=:@", b) >= 0
}

// runeAt is the character at pos, percent-decoded, and the position after
// it, or -1.
func runeAt(s string, pos int) (rune, int) {
	b, next := octet(s, pos)
	if next < 0 {
		return 0, -1
	}
	if b < utf8.RuneSelf {
		return rune(b), next
	}
	var buf [utf8.UTFMax]byte
	buf[0] = b
	for n := 1; n < utf8.UTFMax; n++ {
		if b, next2 := octet(s, next); next2 >= 0 && b&0xC0 == 0x80 {
			buf[n] = b
			next = next2
		} else {
			break
		}
		if r, size := utf8.DecodeRune(buf[:n+1]); r != utf8.RuneError && size == n+1 {
			return r, next
		}
	}
	return 0, -1
}

func identifierStart(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '_' || isAlpha(byte(r))
	}
	return unicode.In(r, unicode.L, unicode.Nl)
}

func identifierPart(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '_' || isAlpha(byte(r)) || isDigit(byte(r))
	}
	return unicode.In(r, unicode.L, unicode.Nl, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf)
}

// identifier matches an odataIdentifier: at most 128 characters, letters and
// underscores first, beyond ASCII as CSDL defines a SimpleIdentifier.
func identifier(s string, pos int) int {
	r, next := runeAt(s, pos)
	if next < 0 || !identifierStart(r) {
		return -1
	}
	for n := 1; n < maxIdentifier; n++ {
		r, after := runeAt(s, next)
		if after < 0 || !identifierPart(r) {
			return next
		}
		next = after
	}
	return next
}

// qualifiedName matches identifiers with dots between them, and counts them.
func qualifiedName(s string, pos int) (end, parts int) {
	end = identifier(s, pos)
	if end < 0 {
		return -1, 0
	}
	parts = 1
	for end < len(s) && s[end] == '.' {
		next := identifier(s, end+1)
		if next < 0 {
			break
		}
		end = next
		parts++
	}
	return end, parts
}

// decode percent-decodes what can be decoded and keeps the rest.
func decode(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if o, next := octet(s, i); next >= 0 {
			b.WriteByte(o)
			i = next
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// normalise decodes what RFC 3986, 6.2.2.2, calls equivalent (encoded
// unreserved characters), as the ABNF asks before it is applied, and the
// characters of also. The second result maps offsets back; nil means that
// they are the same.
func normalise(s, also string) (string, []int) {
	equivalent := func(i int) (byte, bool) {
		o, next := octet(s, i)
		return o, next == i+3 && (isUnreserved(o) || strings.IndexByte(also, o) >= 0)
	}
	first := -1
	for i := strings.IndexByte(s, '%'); i >= 0 && i < len(s); i++ {
		if _, ok := equivalent(i); ok {
			first = i
			break
		}
	}
	if first < 0 {
		return s, nil
	}
	var b strings.Builder
	offsets := make([]int, 0, len(s)+1)
	for i := 0; i < len(s); {
		offsets = append(offsets, i)
		if o, ok := equivalent(i); ok {
			b.WriteByte(o)
			i += 3
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String(), append(offsets, len(s))
}

// inQuery are the characters of a query option that mean the same plain and
// encoded, because a service splits the query at "&" and decodes each option
// before it reads it (URL Conventions 2). Quotes, and what tells the words of
// $search apart, are left to the rules.
const inQuery = "/$=?:@,!*[]{}"
