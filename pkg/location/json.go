package location

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	defaultDepth = 512
	maxDepth     = 100_000 // what the readers' own recursion bears
)

func (l Limits) depth() int {
	if l.Depth <= 0 {
		return defaultDepth
	}
	return min(l.Depth, maxDepth)
}

// ReadJSON reads t as one JSON text by RFC 8259, in UTF-8 and without byte
// order mark. Member names that stand twice are kept, in order. The error is
// a [*SyntaxError].
//
// Lone surrogates in escapes are refused, as I-JSON (RFC 7493, section 2.1)
// asks: no decoded string could hold them. Nesting deeper than lim.Depth is
// refused too.
func ReadJSON(t *Text, lim Limits) (*Value, error) {
	v, err := readStrict(t, lim.depth())
	if err != nil {
		return nil, err
	}
	return v, nil
}

func readStrict(t *Text, depth int) (*Value, *SyntaxError) {
	p := parser{t: t, s: string(t.Data), depth: depth}
	p.bad = invalidUTF8(p.s)
	p.arena.expect(len(p.s))
	p.blanks()
	v := p.whole()
	if v != nil {
		p.blanks()
		if p.pos < len(p.s) {
			p.fail(p.pos, "bytes after the end of the value: %s", describe(p.s, p.pos))
			v = nil
		}
	}
	if v == nil {
		return nil, p.syntaxError()
	}
	return v, nil
}

// whole reads the value that the text is.
func (p *parser) whole() *Value {
	switch {
	case p.pos == len(p.s):
		p.fail(p.pos, "unexpected end of input: the text is empty")
	case strings.HasPrefix(p.s, "\uFEFF"):
		p.fail(0, "the text begins with a byte order mark (U+FEFF), which JSON must not have")
	case strings.HasPrefix(p.s, "\xFF\xFE") || strings.HasPrefix(p.s, "\xFE\xFF"):
		p.fail(0, "the text begins with the byte order mark of UTF-16: JSON is UTF-8")
	case p.bad == 0 && len(p.s) > 0:
		p.fail(0, "invalid UTF-8: %s", describe(p.s, 0))
	default:
		return p.value(0)
	}
	return nil
}

// parser reads strict JSON by recursive descent, bounded in depth. A method
// that fails has set err and returns nil; the callers add their steps to the
// path on the way back.
type parser struct {
	t     *Text
	s     string
	pos   int
	depth int
	bad   int // offset of the first byte that is not UTF-8, or len(s)
	arena arena

	members []Member // of the objects that are open
	items   []*Value // of the arrays that are open
	buf     []byte   // of the string being decoded

	err  *SyntaxError
	path []string // innermost first
}

func (p *parser) fail(offset int, format string, args ...any) {
	if p.bad < len(p.s) && p.bad <= offset && p.bad > 0 {
		// What stands before the fault is no UTF-8: that is the fault.
		offset, format, args = p.bad, "invalid UTF-8: %s", []any{describe(p.s, p.bad)}
	}
	p.err = &SyntaxError{Offset: offset, Message: fmt.Sprintf(format, args...)}
}

func (p *parser) syntaxError() *SyntaxError {
	var b strings.Builder
	for i := len(p.path) - 1; i >= 0; i-- {
		b.WriteByte('/')
		b.WriteString(p.path[i])
	}
	p.err.Pointer = Pointer(b.String())
	p.err.Position = p.t.Position(p.err.Offset)
	return p.err
}

func (p *parser) blanks() {
	i := p.pos
	for i < len(p.s) && (p.s[i] == ' ' || p.s[i] == '\n' || p.s[i] == '\r' || p.s[i] == '\t') {
		i++
	}
	p.pos = i
}

// value reads the value that begins at pos.
func (p *parser) value(depth int) *Value {
	if p.pos == len(p.s) {
		p.fail(p.pos, "unexpected end of input: a value is missing")
		return nil
	}
	switch c := p.s[p.pos]; c {
	case '{':
		return p.object(depth + 1)
	case '[':
		return p.array(depth + 1)
	case '"':
		start := p.pos
		text, ok := p.str()
		if !ok {
			return nil
		}
		v := p.arena.value(String, start, p.pos)
		v.Text = text
		return v
	case 't':
		return p.word("true", True)
	case 'f':
		return p.word("false", False)
	case 'n':
		return p.word("null", Null)
	default:
		if c == '-' || '0' <= c && c <= '9' {
			return p.number()
		}
		p.fail(p.pos, "a value was expected, not %s", describe(p.s, p.pos))
		return nil
	}
}

func (p *parser) word(w string, k Kind) *Value {
	start := p.pos
	if !strings.HasPrefix(p.s[start:], w) {
		end := start
		for end < len(p.s) && isWordByte(p.s[end]) {
			end++
		}
		if end == len(p.s) && strings.HasPrefix(w, p.s[start:]) {
			p.fail(end, "unexpected end of input in %s", w)
		} else {
			p.fail(start, "a value was expected, not the word %.40q", p.s[start:end])
		}
		return nil
	}
	p.pos += len(w)
	return p.arena.value(k, start, p.pos)
}

func (p *parser) object(depth int) *Value {
	start := p.pos
	if !p.enter(depth) {
		return nil
	}
	base := len(p.members)
	p.blanks()
	if p.pos < len(p.s) && p.s[p.pos] == '}' {
		p.pos++
		return p.arena.value(Object, start, p.pos)
	}
	for {
		if p.pos == len(p.s) || p.s[p.pos] != '"' {
			p.failName(start, base)
			p.stepBack(base)
			return nil
		}
		nameStart := p.pos
		name, ok := p.str()
		if !ok {
			p.stepBack(base)
			return nil
		}
		nameEnd := p.pos
		p.blanks()
		if p.pos == len(p.s) || p.s[p.pos] != ':' {
			p.failColon(start, name)
			p.stepBack(base)
			return nil
		}
		p.pos++
		p.blanks()
		if p.pos == len(p.s) {
			p.failEnd(start, "object")
			p.step(name)
			return nil
		}
		v := p.value(depth)
		if v == nil {
			p.step(name)
			return nil
		}
		p.members = append(p.members, Member{Name: name, NameStart: nameStart, NameEnd: nameEnd, Value: v})
		p.blanks()
		if p.pos < len(p.s) {
			switch p.s[p.pos] {
			case ',':
				p.pos++
				p.blanks()
				continue
			case '}':
				p.pos++
				v := p.arena.value(Object, start, p.pos)
				v.Members = p.arena.copyMembers(p.members[base:])
				p.members = p.members[:base]
				return v
			}
		}
		p.failSeparator(start, "object", '}')
		p.step(name)
		return nil
	}
}

func (p *parser) array(depth int) *Value {
	start := p.pos
	if !p.enter(depth) {
		return nil
	}
	base := len(p.items)
	p.blanks()
	if p.pos < len(p.s) && p.s[p.pos] == ']' {
		p.pos++
		return p.arena.value(Array, start, p.pos)
	}
	for {
		if p.pos == len(p.s) || p.s[p.pos] == ']' {
			if p.pos == len(p.s) {
				p.failEnd(start, "array")
			} else {
				p.fail(p.pos, "a value was expected after the comma, not %s", describe(p.s, p.pos))
			}
			if n := len(p.items) - base; n > 0 {
				p.step(itoa(n - 1))
			}
			p.items = p.items[:base]
			return nil
		}
		at := len(p.items)
		v := p.value(depth)
		if v == nil {
			p.step(itoa(at - base))
			p.items = p.items[:base]
			return nil
		}
		p.items = append(p.items, v)
		p.blanks()
		if p.pos < len(p.s) {
			switch p.s[p.pos] {
			case ',':
				p.pos++
				p.blanks()
				continue
			case ']':
				p.pos++
				v := p.arena.value(Array, start, p.pos)
				v.Items = p.arena.copyItems(p.items[base:])
				p.items = p.items[:base]
				return v
			}
		}
		p.failSeparator(start, "array", ']')
		p.step(itoa(len(p.items) - base - 1))
		return nil
	}
}

// enter passes the opening bracket.
func (p *parser) enter(depth int) bool {
	if depth > p.depth {
		p.fail(p.pos, "nested more than %d deep", p.depth)
		return false
	}
	p.pos++
	return true
}

// number reads a number (RFC 8259, section 6).
func (p *parser) number() *Value {
	s, start := p.s, p.pos
	end, fault := scanNumber(s, start)
	if fault != "" {
		p.fail(end, "%s", fault)
		return nil
	}
	p.pos = end
	v := p.arena.value(Number, start, end)
	v.Text = s[start:end]
	return v
}

// scanNumber is the end of the JSON number that begins at i, or the place
// and the kind of its fault.
func scanNumber(s string, i int) (end int, fault string) {
	if i < len(s) && s[i] == '-' {
		i++
	}
	switch {
	case i < len(s) && s[i] == '0':
		i++
		if i < len(s) && isDigit(s[i]) {
			return i, "a number must not begin with 0 before other digits"
		}
	case i < len(s) && isDigit(s[i]):
		for i++; i < len(s) && isDigit(s[i]); i++ {
		}
	default:
		return i, missingDigit(s, i, "after the minus sign")
	}
	if i < len(s) && s[i] == '.' {
		i++
		if i == len(s) || !isDigit(s[i]) {
			return i, missingDigit(s, i, "after the decimal point")
		}
		for i++; i < len(s) && isDigit(s[i]); i++ {
		}
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if i == len(s) || !isDigit(s[i]) {
			return i, missingDigit(s, i, "in the exponent")
		}
		for i++; i < len(s) && isDigit(s[i]); i++ {
		}
	}
	return i, ""
}

func missingDigit(s string, i int, where string) string {
	if i == len(s) {
		return "unexpected end of input: a digit is missing " + where
	}
	return "a digit was expected " + where + ", not " + describe(s, i)
}

func isDigit(c byte) bool { return c-'0' < 10 }

func isWordByte(c byte) bool {
	return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '-' || c >= utf8.RuneSelf
}
