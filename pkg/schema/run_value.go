package schema

import (
	"bytes"
	"math"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/edm"
)

// value judges the value at i, where a byte stands.
func (r *Run) value(b []byte, i int, p *valueProgram, null bool) (end int, v Verdict) {
	c := b[i]
	if c == 'n' {
		end, v = scanWord(b, i, "null")
		if v == Accepted && !null {
			v = Unsure
		}
		r.keyed = false
		return end, v
	}
	if p.seen {
		return i, Unsure
	}
	switch p.op {
	case opString:
		if c != '"' {
			return i, Unsure
		}
		end, t, v := scanString(b, i+1)
		if v != Accepted {
			return end, v
		}
		if p.most >= 0 || p.text != nil {
			s := b[i+1 : end]
			if t.escaped {
				s = r.decoded(s)
			}
			if p.most >= 0 && len(s) > p.most && utf8.RuneCount(s) > p.most || p.text != nil && !p.text(s) {
				return end, Unsure
			}
		}
		return end + 1, Accepted
	case opInteger:
		return scanInteger(b, i, p)
	case opEnum:
		if i+1 == len(b) {
			return i, More
		}
		for _, m := range p.few { // quoted: the second byte tells most apart
			if j := i + len(m); m[1] == b[i+1] && j < len(b) && string(b[i:j]) == m {
				return j, Accepted
			}
		}
	case opBoolean:
		word := "true"
		switch c {
		case 't':
		case 'f':
			word = "false"
		default:
			return i, Unsure
		}
		return scanWord(b, i, word)
	case opObject:
		if c != '{' {
			return i, Unsure
		}
		return r.object(b, i, p.sub.program(r.of))
	case opNumber, opDecimal:
		return r.number(b, i, p)
	case opAnyObject:
		if c != '{' {
			return i, Unsure
		}
		return r.any(b, i, true)
	case opAny:
		return r.any(b, i, true)
	case opScalar:
		return r.any(b, i, false)
	case opSeen:
		return i, Unsure
	}
	if c != '"' {
		return i, Unsure
	}
	end, t, v := scanString(b, i+1)
	if v != Accepted {
		return end, v
	}
	s := b[i+1 : end]
	if t.escaped {
		s = r.decoded(s)
	}
	if !p.form(s) {
		return end, Unsure
	}
	return end + 1, Accepted
}

// scanInteger judges a number of an integer type. What is written with a fraction
// or an exponent is not accepted.
func scanInteger(b []byte, i int, p *valueProgram) (end int, v Verdict) {
	start, negative := i, b[i] == '-'
	if negative {
		i++
	}
	var n uint64
	digits := i
	for i < len(b) && b[i]-'0' < 10 {
		n = n*10 + uint64(b[i]-'0')
		i++
	}
	if i == len(b) {
		return i, More
	}
	if i-digits > 18 || i == digits || b[digits] == '0' && i-digits > 1 || b[i] == '.' || b[i]|0x20 == 'e' {
		return wide(b, start, p)
	}
	value := int64(n)
	if negative {
		value = -value
	}
	if value < p.low || value > p.high {
		return i, Unsure
	}
	return i, Accepted
}

// wide judges an integer that may need all of 64 bits, or is none.
func wide(b []byte, i int, p *valueProgram) (end int, v Verdict) {
	if c := b[i]; c != '-' && c-'0' > 9 {
		return i, Unsure
	}
	end, n, v := scanNumber(b, i)
	if v != Accepted {
		return end, v
	}
	if !n.whole || p.low != math.MinInt64 || !isInt64(b[i:end]) {
		return end, Unsure
	}
	return end, Accepted
}

// isInt64 reports whether digits, perhaps after a minus sign, are an Int64.
func isInt64(s []byte) bool {
	most := "9223372036854775807"
	if len(s) > 0 && s[0] == '-' {
		s, most = s[1:], "9223372036854775808"
	}
	if len(s) == 0 || len(s) > 1 && s[0] == '0' {
		return false
	}
	for _, c := range s {
		if c-'0' > 9 {
			return false
		}
	}
	return len(s) < len(most) || len(s) == len(most) && string(s) <= most
}

// mostDigits is how long a number may be that no finite type calls infinite.
const mostDigits = 30

func (r *Run) number(b []byte, i int, p *valueProgram) (end int, v Verdict) {
	if c := b[i]; c != '-' && c-'0' > 9 {
		return i, Unsure // of strings: INF, NaN
	}
	end, n, v := scanNumber(b, i)
	if v != Accepted {
		return end, v
	}
	if n.exponent || end-i > mostDigits || p.op == opDecimal && p.facets != nil && !fitsDecimal(b[i:end], p.facets) {
		return end, Unsure
	}
	return end, Accepted
}

// fitsDecimal reports whether a number without exponent is within the facets
// of a decimal.
func fitsDecimal(s []byte, f *edm.Facets) bool {
	n, l := edm.LexDecimal(string(s))
	return l.Valid() && f.DecimalFault(n) == ""
}

// form reports whether a text is one that its type writes, without anything
// odd, and within its facets.
func (p *valueProgram) form(s []byte) bool {
	switch p.op {
	case opEnum:
		return p.member(s)
	case opDate:
		return isDate(s) || odd(edm.LexDate(string(s)))
	case opDateTimeOffset:
		if p.facets == nil || p.facets.Precision == nil {
			if isPlainDateTime(s) {
				return true
			}
			return odd(edm.LexDateTimeOffset(string(s)))
		}
		t, l := edm.LexDateTimeOffset(string(s))
		return l.Valid() && t.Time.SignificantDigits() <= *p.facets.Precision
	case opTimeOfDay:
		t, l := edm.LexTimeOfDay(string(s))
		return l.Valid() && (p.facets == nil || p.facets.Precision == nil || t.SignificantDigits() <= *p.facets.Precision)
	case opDuration:
		d, l := edm.LexDuration(string(s))
		return l.Valid() && (p.facets == nil || p.facets.FractionFault(edm.TimeOfDay{Nanosecond: d.Nanosecond}.SignificantDigits()) == "")
	case opGuid:
		return isGuid(s)
	case opBinary:
		d, l := edm.LexBinary(string(s))
		return l.Valid() && (p.facets == nil || p.facets.MaxLength == nil || d.Octets <= *p.facets.MaxLength)
	case opInt64Text:
		return isInt64(s)
	case opDecimalText:
		for _, c := range s {
			if c|0x20 == 'e' {
				return false
			}
		}
		n, l := edm.LexDecimal(string(s))
		return len(s) <= mostDigits && l.Valid() && (p.facets == nil || p.facets.DecimalFault(n) == "")
	}
	return false
}

// odd drops what was read of a form, and reports whether nothing is odd.
func odd[T any](_ T, l edm.Lexical) bool { return l.Valid() }

// member reports whether a text names a member, or of flags several, by its
// name.
func (p *valueProgram) member(s []byte) bool {
	if p.members[string(s)] {
		return true
	}
	if !p.flags {
		return false
	}
	start, many := 0, 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != ',' {
			continue
		}
		if many++; !p.members[string(s[start:i])] {
			return false
		}
		start = i + 1
	}
	return many > 1
}

// any judges a value of which nothing is said: JSON, no name twice in an
// object. Without objects, it accepts scalars, and arrays of them.
func (r *Run) any(b []byte, i int, objects bool) (end int, v Verdict) {
	if i == len(b) {
		return i, More
	}
	switch {
	case b[i] == '[':
		return r.anyArray(b, i, objects)
	case b[i] == '{' && objects:
		return r.anyObject(b, i)
	case b[i] == '{':
		return i, Unsure
	}
	return scanScalar(b, i)
}

func (r *Run) anyArray(b []byte, i int, objects bool) (end int, v Verdict) {
	if r.depth++; r.depth > maxNesting {
		return i, Unsure
	}
	if i = skipSpace(b, i+1); i < len(b) && b[i] == ']' {
		r.depth--
		return i + 1, Accepted
	}
	for {
		if i, v = r.any(b, i, objects); v != Accepted {
			return i, v
		}
		var ended bool
		if i, ended, v = afterValue(b, i, ']'); ended || v != Accepted {
			r.depth--
			return i, v
		}
	}
}

// mostNames bounds the members of an untyped object that are compared with
// each other.
const mostNames = 64

func (r *Run) anyObject(b []byte, i int) (end int, v Verdict) {
	if r.depth++; r.depth > maxNesting {
		return i, Unsure
	}
	base := len(r.names)
	if i = skipSpace(b, i+1); i < len(b) && b[i] == '}' {
		r.depth--
		return i + 1, Accepted
	}
	for {
		if i == len(b) {
			return i, More
		}
		if b[i] != '"' {
			return i, Broken
		}
		end, t, v := scanString(b, i+1)
		if v != Accepted {
			return end, v
		}
		if t.escaped || len(r.names)-base == mostNames || r.repeats(b, base, i+1, end) {
			return end, Unsure
		}
		r.names = append(r.names, span{i + 1, end})
		switch i = skipSpace(b, end+1); {
		case i == len(b):
			return i, More
		case b[i] != ':':
			return i, Broken
		}
		if i, v = r.any(b, skipSpace(b, i+1), true); v != Accepted {
			return i, v
		}
		var ended bool
		if i, ended, v = afterValue(b, i, '}'); ended || v != Accepted {
			r.names, r.depth = r.names[:base], r.depth-1
			return i, v
		}
	}
}

// repeats reports whether a name stands twice in an untyped object, or control
// information under both of its names.
func (r *Run) repeats(b []byte, base, start, end int) bool {
	name := b[start:end]
	for _, n := range r.names[base:] {
		if other := b[n.start:n.end]; bytes.Equal(other, name) || len(name) > 0 && len(other) > 0 && name[0] == '@' && other[0] == '@' && bytes.Equal(short(name), short(other)) {
			return true
		}
	}
	return false
}

// short is the name of control information as 4.01 writes it.
func short(name []byte) []byte { return bytes.TrimPrefix(name[1:], []byte("odata.")) }

// skip finds the end of a value, whatever it is: it asks for JSON alone, and
// lets names stand twice.
func skip(b []byte, i, depth int) (end int, v Verdict) {
	if i == len(b) {
		return i, More
	}
	if b[i] != '{' && b[i] != '[' {
		return scanScalar(b, i)
	}
	if depth > maxNesting {
		return i, Broken
	}
	object, closing := b[i] == '{', b[i]+2
	if i = skipSpace(b, i+1); i < len(b) && b[i] == closing {
		return i + 1, Accepted
	}
	for {
		if object {
			if i < len(b) && b[i] != '"' {
				return i, Broken
			}
			if i == len(b) {
				return i, More
			}
			if i, _, v = scanString(b, i+1); v != Accepted {
				return i, v
			}
			if i = skipSpace(b, i+1); i < len(b) && b[i] != ':' {
				return i, Broken
			}
			i = skipSpace(b, min(i+1, len(b)))
		}
		if i, v = skip(b, i, depth+1); v != Accepted {
			return i, v
		}
		var ended bool
		if i, ended, v = afterValue(b, i, closing); ended || v != Accepted {
			return i, v
		}
	}
}
