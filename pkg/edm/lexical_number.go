package edm

import "strconv"

// Number is a decimal number, exactly as written: its digits are counted, not
// converted, so that no exponent costs anything.
type Number struct {
	Negative bool
	// Zero says that all digits are zeros.
	Zero bool
	// Significant counts the digits from the first to the last that is
	// not zero; zeros at either end say nothing.
	Significant int
	// Exponent is the power of ten of the last digit that is not zero:
	// −2 for 3.14, 3 for 42000. It is bounded by ±ExponentLimit.
	Exponent int

	fraction, exponent bool // as written
}

// ExponentLimit bounds [Number.Exponent].
const ExponentLimit = 1_000_000_000

// Whole reports whether the value has no fraction: 1.0 and 1e2 have none.
func (n Number) Whole() bool { return n.Zero || n.Exponent >= 0 }

// IntegerDigits counts the digits left of the decimal point, a lone 0 not.
func (n Number) IntegerDigits() int { return max(0, n.Significant+n.Exponent) }

// FractionDigits counts the digits right of the decimal point, zeros at the
// end not.
func (n Number) FractionDigits() int {
	if n.Zero {
		return 0
	}
	return max(0, -n.Exponent)
}

// ParseNumber reads a number in the form of a JSON number, or with the plus
// sign and the leading zeros that the ABNF rule decimalValue has beside it.
func ParseNumber(s string) (Number, Lexical) {
	n, _, l := parseNumber(s)
	return n, l
}

// span is where the digits of a number stand.
type span struct{ first, last int } // the first and the last that are not zero

func parseNumber(s string) (n Number, digits span, l Lexical) {
	i := 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		n.Negative = s[i] == '-'
		i++
	}
	start := i
	digits = span{-1, -1}
	for ; i < len(s) && isDigit(s[i]); i++ {
		digits.see(s[i], i)
	}
	point := i
	if i == start {
		return n, digits, invalid(i, "a digit was expected")
	}
	if i < len(s) && s[i] == '.' {
		n.fraction = true
		for i++; i < len(s) && isDigit(s[i]); i++ {
			digits.see(s[i], i)
		}
		if i == point+1 {
			return n, digits, invalid(i, "a digit was expected after the decimal point")
		}
	}
	exponent := 0
	if i < len(s) && s[i]|0x20 == 'e' {
		n.exponent = true
		var ok bool
		if exponent, i, ok = parseExponent(s, i+1); !ok {
			return n, digits, invalid(i, "a digit was expected in the exponent")
		}
	}
	if i < len(s) {
		return n, digits, invalid(i, "a character that numbers do not have there")
	}
	if digits.first < 0 {
		n.Zero = true
		return n, digits, l
	}
	n.Significant = digits.last - digits.first + 1
	if digits.first < point && point < digits.last {
		n.Significant-- // the point is no digit
	}
	place := point - 1 - digits.last // of the last digit, without exponent
	if digits.last > point {
		place++
	}
	n.Exponent = max(-ExponentLimit, min(exponent+place, ExponentLimit))
	return n, digits, l
}

func (d *span) see(digit byte, i int) {
	if digit == '0' {
		return
	}
	if d.first < 0 {
		d.first = i
	}
	d.last = i
}

// parseExponent reads the exponent that begins at i, and where it ends.
func parseExponent(s string, i int) (exponent, end int, ok bool) {
	negative := false
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		negative = s[i] == '-'
		i++
	}
	start := i
	for ; i < len(s) && isDigit(s[i]); i++ {
		exponent = min(exponent*10+int(s[i]-'0'), 2*ExponentLimit)
	}
	if negative {
		exponent = -exponent
	}
	return exponent, i, i > start
}

// integerRange is the range of an integer type, and the most digits of its
// ABNF rule.
type integerRange struct {
	min, max int64
	digits   int
}

var (
	byteRange  = integerRange{0, 255, 3}
	sbyteRange = integerRange{-128, 127, 3}
	int16Range = integerRange{-32768, 32767, 5}
	int32Range = integerRange{-2147483648, 2147483647, 10}
	int64Range = integerRange{-9223372036854775808, 9223372036854775807, 19}
)

func rangeOf(name string) (integerRange, bool) {
	switch name {
	case "Byte", "Edm.Byte":
		return byteRange, true
	case "SByte", "Edm.SByte":
		return sbyteRange, true
	case "Int16", "Edm.Int16":
		return int16Range, true
	case "Int32", "Edm.Int32":
		return int32Range, true
	case "Int64", "Edm.Int64":
		return int64Range, true
	}
	return integerRange{}, false
}

// LexInteger reads a value of the integer type of that name (Byte, SByte,
// Int16, Int32, Int64, with or without "Edm."): a byteValue and so on, or a
// JSON number. A whole number with a fraction or an exponent is odd.
func LexInteger(typeName, s string) (int64, Lexical) {
	r, ok := rangeOf(typeName)
	if !ok {
		return 0, invalid(0, "no integer type")
	}
	n, digits, l := parseNumber(s)
	if l.Invalid() {
		return 0, l
	}
	var odd Oddity
	switch {
	case !n.Whole():
		return 0, invalid(0, "a number with a fraction where a whole one is due")
	case n.exponent:
		odd = OddExponent
	case n.fraction:
		odd = OddFraction
	}
	sign := 0
	if s[0] == '-' || s[0] == '+' {
		sign = 1
	}
	if r.min == 0 && s[0] == '+' {
		return 0, invalid(0, "Edm.Byte has no sign")
	}
	if odd == 0 && len(s)-sign > r.digits {
		return 0, invalidf(0, "more than %d digits: out of range", r.digits, 0)
	}
	v, fits := wholeValue(s, n, digits)
	if !fits || v < r.min || v > r.max {
		return 0, invalid(0, "out of the range of the type")
	}
	return v, Lexical{Odd: odd}
}

// wholeValue is the value of a whole number, if 64 bits hold it.
func wholeValue(s string, n Number, digits span) (int64, bool) {
	if n.Zero {
		return 0, true
	}
	if n.IntegerDigits() > 19 {
		return 0, false
	}
	var v uint64
	fits := true
	for i := digits.first; i <= digits.last; i++ {
		if s[i] != '.' {
			v, fits = shiftIn(v, s[i], fits)
		}
	}
	for range n.Exponent {
		v, fits = shiftIn(v, '0', fits)
	}
	switch {
	case !fits || v > 1<<63 || v == 1<<63 && !n.Negative:
		return 0, false
	case n.Negative:
		return -int64(v), true
	}
	return int64(v), true
}

// LexDecimal reads a decimalValue without the special values, which only a
// Decimal of floating scale has ([IsSpecialNumber]).
func LexDecimal(s string) (Number, Lexical) {
	n, l := ParseNumber(s)
	if l.Invalid() && IsSpecialNumber(s) {
		l = invalid(0, "only a Decimal of floating scale has this value")
	}
	return n, l
}

// LexDouble reads a doubleValue: a number, INF, -INF or NaN.
func LexDouble(s string) Lexical { return lexFloat(s, 64, 308) }

// LexSingle reads a singleValue: a number, INF, -INF or NaN.
func LexSingle(s string) Lexical { return lexFloat(s, 32, 38) }

func lexFloat(s string, bits, maxExponent int) Lexical {
	if IsSpecialNumber(s) {
		return Lexical{}
	}
	n, l := ParseNumber(s)
	switch {
	case l.Invalid():
		switch s {
		case "Infinity", "-Infinity", "+Infinity", "inf", "-inf", "Inf", "-Inf", "+INF", "nan", "NAN", "Nan", "1.#INF", "-1.#INF", "1.#QNAN":
			return invalid(0, "the special values are spelled INF, -INF and NaN")
		}
	case n.IntegerDigits() > maxExponent+1:
		l.Odd = OddOverflow
	case n.IntegerDigits() == maxExponent+1:
		if _, err := strconv.ParseFloat(s, bits); err != nil {
			l.Odd = OddOverflow
		}
	}
	return l
}

// IsSpecialNumber reports whether s is INF, -INF or NaN, so spelled.
func IsSpecialNumber(s string) bool { return s == "INF" || s == "-INF" || s == "NaN" }
