package edm

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// LexEnum reads an enumValue: names of members or signed integers, separated
// by commas. Whether the members exist, and whether more than one may stand
// (IsFlags), is for the type to say.
func LexEnum(s string) Lexical {
	var odd Oddity
	if s == "" {
		return invalid(0, "an enumeration value has at least one member")
	}
	for i := 0; ; {
		end := i + comma(s[i:])
		part := s[i:end]
		trimmed := strings.Trim(part, " \t")
		if len(trimmed) < len(part) {
			if i == 0 && end == len(s) || trimmed == "" {
				return invalid(i, "a blank where a member is due")
			}
			odd |= OddBlanks
		}
		o, l := lexEnumMember(trimmed, i)
		if l.Invalid() {
			return l
		}
		odd |= o
		if end == len(s) {
			return Lexical{Odd: odd}
		}
		i = end + 1
	}
}

// comma is the offset of the next comma, or the length.
func comma(s string) int {
	if i := strings.IndexByte(s, ','); i >= 0 {
		return i
	}
	return len(s)
}

func lexEnumMember(s string, at int) (Oddity, Lexical) {
	if s == "" {
		return 0, invalid(at, "a member is missing beside the comma")
	}
	if isDigit(s[0]) || s[0] == '+' || s[0] == '-' {
		if _, l := LexInteger("Int64", s); !l.Valid() {
			return 0, invalid(at, "neither the name of a member nor a whole number of 64 bits")
		}
		return OddNumericMember, Lexical{}
	}
	if i := notIdentifier(s); i < len(s) {
		if s[i] == '\'' {
			return 0, invalid(at+i, "the form with a type's name and quotation marks belongs to URLs")
		}
		return 0, invalid(at+i, "a character that names do not have")
	}
	return 0, Lexical{}
}

// notIdentifier is the offset of the first character of s that an OData
// identifier (CSDL 4.01, section 15.2) does not have there, or its length.
func notIdentifier(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c != '_' && (c|0x20)-'a' >= 26 && (i == 0 || !isDigit(c)) {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.In(r, unicode.L, unicode.Nl) && (i == 0 || !unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf)) {
			return i
		}
		i += n
	}
	return len(s)
}

// EnumMembers yields the members that an enumeration value names, without
// blanks around them: names and numbers, in order.
func EnumMembers(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			end := comma(s)
			if !yield(strings.Trim(s[:end], " \t")) || end == len(s) {
				return
			}
			s = s[end+1:]
		}
	}
}
