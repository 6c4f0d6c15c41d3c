package schema

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Verdict is what the streaming validator says of a value.
type Verdict uint8

const (
	// Accepted values are JSON, without duplicate names, and satisfy the
	// schema and the frame that their program was made for.
	Accepted Verdict = iota
	// Unsure is every value that is not accepted and may be JSON: the JSON
	// Schema has the word.
	Unsure
	// Broken texts are no JSON.
	Broken
	// More is the verdict on a text that ends before the value does.
	More
)

func (v Verdict) String() string {
	return [...]string{"accepted", "unsure", "broken", "more"}[v]
}

// maxNesting is how deep objects and arrays may stand in each other; what is
// deeper is not accepted.
const maxNesting = 500

// The bytes of a word, and what is done to all eight at once.
const (
	ones    = 0x0101010101010101
	highs   = 0x8080808080808080
	quotes  = '"' * ones
	slashes = '\\' * ones
	blanks8 = ' ' * ones
)

// skipSpace is the offset of the first byte from i on that is no white space.
func skipSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t') {
		i++
	}
	return i
}

// text is a string as it stands: what was seen on the way decides whether it
// has to be decoded.
type text struct {
	escaped bool // a reverse solidus stands in it
	high    bool // a byte beyond ASCII stands in it
}

// scanString finds the end of the string whose content begins at i: the
// offset of the closing quotation mark. RFC 8259, section 7; UTF-8 is judged
// where a byte beyond ASCII was seen, and lone surrogates are refused.
func scanString(b []byte, i int) (end int, t text, v Verdict) {
	start, high := i, uint64(0)
	for {
		for i+8 <= len(b) {
			w := binary.LittleEndian.Uint64(b[i:])
			q, s := w^quotes, w^slashes
			// The lowest byte that is marked is one: borrows go upward.
			special := ((q-ones)&^q | (s-ones)&^s | (w-blanks8)&^w) & highs
			if special != 0 {
				high |= w & (special&-special - 1) // of the bytes below it
				i += bits.TrailingZeros64(special) >> 3
				break
			}
			high |= w
			i += 8
		}
		if i >= len(b) {
			return i, t, More
		}
		switch c := b[i]; {
		case c == '"':
			if high&highs != 0 {
				if t.high = true; !utf8.Valid(b[start:i]) {
					return i, t, Broken
				}
			}
			return i, t, Accepted
		case c == '\\':
			t.escaped = true
			n := escapeLength(b, i)
			switch {
			case n == 0:
				return i, t, More
			case n < 0:
				return i, t, Broken
			}
			i += n
		case c < ' ':
			return i, t, Broken
		default: // of the last bytes
			high |= uint64(c)
			i++
		}
	}
}

// escapeLength is the length of the escape sequence at i, the second half of a
// surrogate pair included; 0 where the text ends in it, -1 where it is none.
func escapeLength(b []byte, i int) int {
	if i+1 >= len(b) {
		return 0
	}
	switch b[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
	default:
		return -1
	}
	r, n := hex4(b, i+2)
	if n < 4 {
		return endsAt(b, i+2+n)
	}
	if r < 0xD800 || r > 0xDFFF {
		return 6
	}
	if r > 0xDBFF {
		return -1
	}
	for k, c := range []byte{'\\', 'u'} {
		switch {
		case i+6+k >= len(b):
			return 0
		case b[i+6+k] != c:
			return -1
		}
	}
	low, n := hex4(b, i+8)
	switch {
	case n < 4:
		return endsAt(b, i+8+n)
	case low < 0xDC00 || low > 0xDFFF:
		return -1
	}
	return 12
}

// endsAt says of a digit that is missing at i whether the text ends there.
func endsAt(b []byte, i int) int {
	if i >= len(b) {
		return 0
	}
	return -1
}

// hex4 reads up to four hexadecimal digits.
func hex4(b []byte, i int) (r rune, n int) {
	for ; n < 4 && i+n < len(b); n++ {
		c := b[i+n]
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return r, n
		}
		r = r<<4 | rune(c)
	}
	return r, n
}

// decodeString appends the decoded form of a string that scanString accepted.
func decodeString(into, s []byte) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c != '\\' {
			into = append(into, c)
			i++
			continue
		}
		switch c = s[i+1]; c {
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		case 'n':
			c = '\n'
		case 'r':
			c = '\r'
		case 't':
			c = '\t'
		case 'u':
			r, _ := hex4(s, i+2)
			i += 6
			if r >= 0xD800 && r <= 0xDBFF {
				low, _ := hex4(s, i+2)
				r = (r-0xD800)<<10 + (low - 0xDC00) + 0x10000
				i += 6
			}
			into = utf8.AppendRune(into, r)
			continue
		}
		into = append(into, c)
		i += 2
	}
	return into
}

// numeral is what a JSON number looks like.
type numeral struct {
	whole bool // neither fraction nor exponent
	// exponent: e or E stands in it.
	exponent bool
}

// scanNumber finds the end of the number that begins at i (RFC 8259, section
// 6). A number that the text ends in may go on.
func scanNumber(b []byte, i int) (end int, n numeral, v Verdict) {
	n.whole = true
	if b[i] == '-' {
		i++
	}
	start := i
	if i, v = scanDigits(b, i); v != Accepted {
		return i, n, v
	}
	if b[start] == '0' && i > start+1 {
		return i, n, Broken
	}
	if b[i] == '.' {
		n.whole = false
		if i, v = scanDigits(b, i+1); v != Accepted {
			return i, n, v
		}
	}
	if b[i]|0x20 == 'e' {
		n.whole, n.exponent = false, true
		i++
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		if i, v = scanDigits(b, i); v != Accepted {
			return i, n, v
		}
	}
	return i, n, Accepted
}

// scanDigits finds the end of the digits that begin at i, of which there is
// one at least.
func scanDigits(b []byte, i int) (end int, v Verdict) {
	start := i
	for i < len(b) && digit(b[i]) {
		i++
	}
	switch {
	case i == len(b):
		return i, More
	case i == start:
		return i, Broken
	}
	return i, Accepted
}

// afterValue passes the comma behind a value of an object or array, to what
// comes next, or the bracket that ends it.
func afterValue(b []byte, i int, closing byte) (end int, ended bool, v Verdict) {
	switch i = skipSpace(b, i); {
	case i == len(b):
		return i, false, More
	case b[i] == ',':
		return skipSpace(b, i+1), false, Accepted
	case b[i] == closing:
		return i + 1, true, Accepted
	}
	return i, false, Broken
}

// scanWord finds the end of true, false or null.
func scanWord(b []byte, i int, word string) (end int, v Verdict) {
	for k := range len(word) {
		switch {
		case i+k == len(b):
			return i + k, More
		case b[i+k] != word[k]:
			return i + k, Broken
		}
	}
	return i + len(word), Accepted
}

// scanScalar finds the end of a value that is no object and no array.
func scanScalar(b []byte, i int) (end int, v Verdict) {
	switch c := b[i]; {
	case c == '"':
		end, _, v = scanString(b, i+1)
		return end + 1, v
	case c == 'n':
		return scanWord(b, i, "null")
	case c == 't':
		return scanWord(b, i, "true")
	case c == 'f':
		return scanWord(b, i, "false")
	case c == '-' || c-'0' < 10:
		end, _, v = scanNumber(b, i)
		return end, v
	}
	return i, Broken
}
