package uri

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// array matches a JSON array whose items may be expressions (ABNF section 5).
func (p *parser) array(pos int) (Expr, int) {
	a := &Array{}
	at := blanks(p.s, char(p.s, pos, '['))
	if closed := char(p.s, at, ']'); closed >= 0 {
		a.Span = p.span(pos, closed)
		return a, closed
	}
	for {
		item, end := p.jsonValue(at)
		if end < 0 {
			return nil, -1
		}
		a.Items = append(a.Items, item)
		end = blanks(p.s, end)
		if closed := char(p.s, end, ']'); closed >= 0 {
			a.Span = p.span(pos, closed)
			return a, closed
		}
		comma := char(p.s, end, ',')
		if comma < 0 {
			p.expect(end, "] or ,")
			return nil, -1
		}
		at = blanks(p.s, comma)
	}
}

// object matches a JSON object whose values may be expressions.
func (p *parser) object(pos int) (Expr, int) {
	o := &Object{}
	at := blanks(p.s, char(p.s, pos, '{'))
	if closed := char(p.s, at, '}'); closed >= 0 {
		o.Span = p.span(pos, closed)
		return o, closed
	}
	for {
		name, end := p.jsonString(at)
		if end < 0 {
			return nil, -1
		}
		end = blanks(p.s, end)
		colon := char(p.s, end, ':')
		if colon < 0 {
			p.expect(end, ":")
			return nil, -1
		}
		value, stop := p.jsonValue(blanks(p.s, colon))
		if stop < 0 {
			return nil, -1
		}
		o.Members = append(o.Members, &NamedExpr{Name: name.Literal.Value, Value: value, Span: p.span(at, stop)})
		stop = blanks(p.s, stop)
		if closed := char(p.s, stop, '}'); closed >= 0 {
			o.Span = p.span(pos, closed)
			return o, closed
		}
		comma := char(p.s, stop, ',')
		if comma < 0 {
			p.expect(stop, "} or ,")
			return nil, -1
		}
		at = blanks(p.s, comma)
	}
}

// jsonValue matches an item of an array or a member's value (ABNF rule
// valueInUrl): a string in double quotes, which stands nowhere else, or an
// expression.
func (p *parser) jsonValue(pos int) (Expr, int) {
	if char(p.s, pos, '"') < 0 {
		return p.expr(pos)
	}
	v, end := p.jsonString(pos)
	if end < 0 {
		return nil, -1
	}
	return v, end
}

// jsonString matches a string in double quotes, with JSON's escapes.
func (p *parser) jsonString(pos int) (*Value, int) {
	at := char(p.s, pos, '"')
	if at < 0 {
		p.expect(pos, "a string in double quotes")
		return nil, -1
	}
	var value strings.Builder
	for {
		b, next := octet(p.s, at)
		switch {
		case next < 0:
			p.expect(at, "a closing double quote")
			return nil, -1
		case b == '"':
			l := &Literal{Kind: StringLiteral, Text: p.s[pos:next], Value: value.String(), Start: p.at(pos), End: p.at(next)}
			return &Value{Literal: l, JSON: true, Span: p.span(pos, next)}, next
		case b == '\\':
			if next = p.escape(&value, next); next < 0 {
				return nil, -1
			}
		default:
			value.WriteByte(b)
		}
		at = next
	}
}

// escape reads what follows a backslash.
func (p *parser) escape(value *strings.Builder, pos int) int {
	b, next := octet(p.s, pos)
	if next < 0 {
		p.expect(pos, "an escape")
		return -1
	}
	if b == 'u' {
		r, after := p.unicodeEscape(next)
		if after < 0 {
			p.expect(next, "four hexadecimal digits")
			return -1
		}
		if utf16.IsSurrogate(r) {
			if back := char(p.s, after, '\\'); back >= 0 && plain(p.s, back, 'u') >= 0 {
				if low, end := p.unicodeEscape(back + 1); end >= 0 {
					r, after = utf16.DecodeRune(r, low), end
				}
			}
		}
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
		}
		value.WriteRune(r)
		return after
	}
	i := strings.IndexByte(`"\/bfnrt`, b)
	if i < 0 {
		p.expect(pos, "an escape of JSON")
		return -1
	}
	value.WriteByte("\"\\/\b\f\n\r\t"[i])
	return next
}

func (p *parser) unicodeEscape(pos int) (rune, int) {
	if pos+4 > len(p.s) {
		return 0, -1
	}
	var r rune
	for i := range 4 {
		d := unhex(p.s[pos+i])
		if d < 0 {
			return 0, -1
		}
		r = r<<4 | rune(d)
	}
	return r, pos + 4
}
