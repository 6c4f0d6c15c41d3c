package uri

import "strings"

// LiteralKind says by which rule of the ABNF, section 7, a literal was read.
type LiteralKind uint8

// The kinds of literals. Integers are one kind, because 5 is a byte, an
// Int64 and a decimal alike; [Literal.Fits] asks for the type.
const (
	NullLiteral LiteralKind = iota
	BooleanLiteral
	GuidLiteral
	DateTimeOffsetLiteral
	DateLiteral
	TimeOfDayLiteral
	IntegerLiteral
	DecimalLiteral // with a point or an exponent, or NaN, INF, -INF
	StringLiteral  // also an unprefixed duration or enumeration value
	DurationLiteral
	EnumLiteral
	BinaryLiteral
	GeographyLiteral
	GeometryLiteral
)

var literalNames = [...]string{"null", "boolean", "guid", "date and time", "date", "time of day", "integer", "decimal number",
	"string", "duration", "enumeration value", "binary", "geography", "geometry"}

func (k LiteralKind) String() string {
	if int(k) < len(literalNames) {
		return literalNames[k]
	}
	return "literal"
}

// Literal is a primitive literal of a URL.
type Literal struct {
	Kind LiteralKind
	Text string // as written
	// Value is the value in the lexical form of its type: percent-decoded,
	// without quotes and prefix, doubled quotes made single.
	Value      string
	Type       string // the qualified name before an enumeration value
	Start, End int
}

// literal matches a primitiveLiteral at pos. What follows must not prolong
// it; the caller sees to that by what it expects next.
func (c *scanner) literal(pos int) *Literal {
	s := c.s
	if pos >= len(s) {
		c.expect(pos, "a literal")
		return nil
	}
	if end := char(s, pos, '\''); end >= 0 {
		return c.quoted(pos, end, StringLiteral, "")
	}
	if end, far := guid(s, pos); end >= 0 && !continues(s, end) {
		return newLiteral(GuidLiteral, s, pos, end)
	} else if far > pos+8 {
		c.expect(far, "a GUID's 8, 4, 4, 4 and 12 digits")
	}
	if isDigit(s[pos]) || signAt(s, pos) >= 0 {
		if l := c.numberOrTime(pos); l != nil {
			return l
		}
	}
	return c.wordLiteral(pos)
}

// continues reports whether an identifier could go on at pos.
func continues(s string, pos int) bool {
	r, next := runeAt(s, pos)
	return next >= 0 && identifierPart(r)
}

func newLiteral(kind LiteralKind, s string, start, end int) *Literal {
	return &Literal{Kind: kind, Text: s[start:end], Value: decode(s[start:end]), Start: start, End: end}
}

// wordLiteral matches null, true, false, INF, NaN and the literals with a
// word before their quotes.
func (c *scanner) wordLiteral(pos int) *Literal {
	s := c.s
	end, parts := qualifiedName(s, pos)
	if end < 0 {
		c.expect(pos, "a literal")
		return nil
	}
	name := s[pos:end]
	open := char(s, end, '\'')
	switch {
	case open >= 0 && parts > 1:
		return c.quoted(pos, open, EnumLiteral, decode(name))
	case open >= 0:
		for _, p := range []struct {
			word string
			kind LiteralKind
		}{{"duration", DurationLiteral}, {"binary", BinaryLiteral}, {"geography", GeographyLiteral}, {"geometry", GeometryLiteral}} {
			if strings.EqualFold(name, p.word) {
				return c.quoted(pos, open, p.kind, "")
			}
		}
		// The ABNF wants a namespace; a short name reads as one all the
		// same where nothing else could.
		c.expect(pos, "a qualified enumeration type before the quote")
		return nil
	case name == "null":
		return newLiteral(NullLiteral, s, pos, end)
	case strings.EqualFold(name, "true"), strings.EqualFold(name, "false"):
		l := newLiteral(BooleanLiteral, s, pos, end)
		l.Value = strings.ToLower(l.Value)
		return l
	case name == "INF", name == "NaN":
		return newLiteral(DecimalLiteral, s, pos, end)
	}
	c.expect(pos, "a literal")
	return nil
}

// quoted matches up to the closing quote; open is the position after the
// opening one. Two quotes stand for one.
func (c *scanner) quoted(start, open int, kind LiteralKind, typeName string) *Literal {
	s := c.s
	var value strings.Builder
	for pos := open; ; {
		b, next := octet(s, pos)
		if next < 0 {
			if pos < len(s) {
				c.expect(pos, "two hexadecimal digits after %")
			} else {
				c.expect(pos, "a closing quote")
			}
			return nil
		}
		if b != '\'' {
			value.WriteByte(b)
			pos = next
			continue
		}
		if again := char(s, next, '\''); again >= 0 {
			value.WriteByte('\'')
			pos = again
			continue
		}
		l := &Literal{Kind: kind, Text: s[start:next], Value: value.String(), Type: typeName, Start: start, End: next}
		if at, want := l.content(); want != "" {
			c.expect(contentOffset(s, open, at), want)
			return nil
		}
		return l
	}
}

// contentOffset finds the n-th octet behind an opening quote.
func contentOffset(s string, pos, n int) int {
	for ; n > 0; n-- {
		_, next := octet(s, pos)
		if next < 0 {
			return pos
		}
		pos = next
	}
	return pos
}

// content checks what stands between the quotes by the literal's own rule;
// want is empty where it is right, and at counts octets of the content.
func (l *Literal) content() (at int, want string) {
	switch l.Kind {
	case DurationLiteral:
		if n := durationValue(l.Value); n < len(l.Value) || n < 0 {
			return max(n, 0), "a duration like P1DT2H"
		}
	case BinaryLiteral:
		if n := binaryValue(l.Value); n < len(l.Value) {
			return n, "base64url"
		}
	case EnumLiteral:
		if n := enumValue(l.Value); n < len(l.Value) || n == 0 {
			return n, "enumeration members or numbers, with commas"
		}
	case GeographyLiteral, GeometryLiteral:
		if n, ok := geoValue(l.Value); !ok {
			return n, "a spatial value like SRID=4326;Point(1 2)"
		}
	}
	return 0, ""
}

// enumValue is the length of the longest enumValue that v begins with.
func enumValue(v string) int {
	good := 0
	for pos := 0; ; {
		end := identifier(v, pos)
		if end < 0 {
			digitsFrom := pos
			if pos < len(v) && (v[pos] == '-' || v[pos] == '+') {
				digitsFrom++
			}
			end = digits(v, digitsFrom, 1, 19)
		}
		if end < 0 {
			return good
		}
		good = end
		if end == len(v) || v[end] != ',' {
			return good
		}
		pos = end + 1
	}
}

// binaryValue is the length of the longest base64url text that v begins
// with.
func binaryValue(v string) int {
	pos := 0
	for pos < len(v) && (isAlpha(v[pos]) || isDigit(v[pos]) || v[pos] == '-' || v[pos] == '_') {
		pos++
	}
	rest := v[pos:]
	switch pos % 4 {
	case 0:
		if rest == "" {
			return pos
		}
	case 2:
		if strings.IndexByte("AQgw", v[pos-1]) < 0 {
			return pos - 1
		}
		if rest == "" || rest == "==" {
			return len(v)
		}
	case 3:
		if strings.IndexByte("AEIMQUYcgkosw048", v[pos-1]) < 0 {
			return pos - 1
		}
		if rest == "" || rest == "=" {
			return len(v)
		}
	}
	if rest == "" {
		return pos - pos%4
	}
	return pos
}
