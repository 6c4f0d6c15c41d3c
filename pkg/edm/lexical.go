package edm

import (
	"fmt"
	"strings"
)

// Lexical is the verdict on the written form of a primitive value (CSDL
// 4.01, section 4.4; OData ABNF, section 7, the rules named …Value): valid,
// valid but odd, or invalid. The zero Lexical is valid.
//
//	_, lex := edm.LexDateTimeOffset("2024-02-30T10:00:00Z")
//	if lex.Invalid() {
//		fmt.Println(lex) // at 8: that month has 29 days, not 30
//	}
//
// No function here allocates on a valid form, or on an odd one.
type Lexical struct {
	Odd   Oddity // what is odd about a form that is not invalid
	At    int    // offset of the fault
	fault fault
}

// Invalid reports whether the form is none of the type's.
func (l Lexical) Invalid() bool { return l.fault.text != "" }

// Valid reports whether the form is the type's, and nothing about it odd.
func (l Lexical) Valid() bool { return l.fault.text == "" && l.Odd == 0 }

// Reason says what is wrong or odd, in words; empty for a valid form.
func (l Lexical) Reason() string {
	if !l.Invalid() {
		return l.Odd.String()
	}
	args := []any{l.fault.args[0], l.fault.args[1]}
	return fmt.Sprintf(l.fault.text, args[:strings.Count(l.fault.text, "%")]...)
}

func (l Lexical) String() string {
	switch {
	case l.Invalid():
		return fmt.Sprintf("at %d: %s", l.At, l.Reason())
	case l.Odd != 0:
		return "odd: " + l.Reason()
	}
	return "valid"
}

// fault is a message, formatted only when someone reads it.
type fault struct {
	text string
	args [2]int
}

func invalid(at int, text string) Lexical { return Lexical{At: at, fault: fault{text: text}} }

func invalidf(at int, text string, a, b int) Lexical {
	return Lexical{At: at, fault: fault{text: text, args: [2]int{a, b}}}
}

// Oddity is what may be odd about a form that a reader can take: a set, one
// bit for each. Profiles weigh them.
type Oddity uint16

// The oddities.
const (
	// OddSecond60 is a leap second: the ABNF parses it, CSDL 4.01 section
	// 4.4 says that there are none.
	OddSecond60 Oddity = 1 << iota
	// OddCase is a lower-case letter where OData writes T, Z, P, D, H, M
	// or S: literals of the ABNF are case-insensitive.
	OddCase
	// OddEmptyDuration is a duration without components after P or T: the
	// ABNF parses P, PT and P1DT, XML Schema's dayTimeDuration does not.
	OddEmptyDuration
	// OddYears is years or months in a duration: ISO 8601 has them, a
	// dayTimeDuration does not.
	OddYears
	// OddWeeks is weeks in a duration, likewise.
	OddWeeks
	// OddBase64 is binary in the alphabet of base64, with + or /, in place
	// of base64url.
	OddBase64
	// OddUnpadded is base64 without its padding, which only base64url may
	// leave out (RFC 4648, section 3.2).
	OddUnpadded
	// OddBlanks is blanks around the commas of an enumeration value.
	OddBlanks
	// OddNumericMember is a number in an enumeration value: it may stand
	// only where no name would do (JSON Format 4.01, section 7.1).
	OddNumericMember
	// OddFraction is an integer that is written with a fraction: 1.0.
	OddFraction
	// OddExponent is an integer that is written with an exponent: 1e2.
	OddExponent
	// OddOverflow is a number beyond the range of Double or Single.
	OddOverflow
)

var oddities = [...]string{
	"second 60: OData has no leap seconds",
	"a lower-case letter where OData writes a capital one",
	"a duration without components after P or T",
	"years or months, which a duration does not have",
	"weeks, which a duration does not have",
	"base64 where base64url is due: + and / are - and _",
	"base64 without its padding",
	"blanks around a comma",
	"a number in place of a member's name",
	"a whole number, written with a fraction",
	"a whole number, written with an exponent",
	"beyond the range of the type: it is read as infinite",
}

// Has reports whether o has all of the oddities given.
func (o Oddity) Has(other Oddity) bool { return o&other == other }

// String lists the oddities in words.
func (o Oddity) String() string {
	var parts []string
	for i, text := range oddities {
		if o&(1<<i) != 0 {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "; ")
}

// Lex is the verdict on s as the form of a value of that primitive type, by
// the ABNF rule for it: what stands between the quotation marks of a JSON
// string, the text of a JSON number under a numeric type, or the body of a
// raw value. Types whose values have no such form (Edm.String, streams,
// geography and geometry, abstract types) take any.
func (t *PrimitiveType) Lex(s string) Lexical {
	var l Lexical
	switch t.Name {
	case "Binary":
		_, l = LexBinary(s)
	case "Boolean":
		if s != "true" && s != "false" {
			l = invalid(0, "neither true nor false")
		}
	case "Byte", "SByte", "Int16", "Int32", "Int64":
		_, l = LexInteger(t.Name, s)
	case "Date":
		_, l = LexDate(s)
	case "DateTimeOffset":
		_, l = LexDateTimeOffset(s)
	case "Decimal":
		_, l = LexDecimal(s)
	case "Double":
		l = LexDouble(s)
	case "Single":
		l = LexSingle(s)
	case "Duration":
		_, l = LexDuration(s)
	case "Guid":
		l = LexGuid(s)
	case "TimeOfDay":
		_, l = LexTimeOfDay(s)
	}
	return l
}
