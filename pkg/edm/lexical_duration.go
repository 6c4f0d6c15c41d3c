package edm

import (
	"math/bits"
)

// Duration is a span of days, hours, minutes and seconds. Seconds has the
// days, hours and minutes in it; Digits counts the fractional digits that
// were written. A span of years or months has no length in seconds, and
// leaves Seconds zero.
type Duration struct {
	Negative   bool
	Seconds    uint64
	Nanosecond int
	Digits     int
	inexact    bool // more than Seconds or Nanosecond can hold
}

// durationPart is a component of a duration.
type durationPart struct {
	letter byte
	time   bool // after T
	unit   uint64
	odd    Oddity
}

var durationParts = [...]durationPart{
	{'Y', false, 0, OddYears}, {'M', false, 0, OddYears}, {'W', false, 7 * 86400, OddWeeks}, {'D', false, 86400, 0},
	{'H', true, 3600, 0}, {'M', true, 60, 0}, {'S', true, 1, 0},
}

// LexDuration reads a durationValue: P12DT23H59M59.999999999999S. Years,
// months and weeks, which ISO 8601 has beside them, are odd.
func LexDuration(s string) (Duration, Lexical) {
	var d Duration
	var odd Oddity
	i := 0
	if i < len(s) && s[i] == '-' {
		d.Negative = true
		i++
	}
	if i == len(s) || s[i]|0x20 != 'p' {
		if i < len(s) && s[i] == '+' {
			return d, invalid(i, "a duration has no plus sign")
		}
		return d, invalid(i, "a duration begins with P")
	}
	odd |= capital(s[i])
	i++
	next, inTime, empty := 0, false, true
	for i < len(s) {
		if s[i]|0x20 == 't' && !inTime {
			odd |= capital(s[i])
			inTime, empty = true, true
			i++
			continue
		}
		start := i
		n, fits := uint64(0), true
		for i < len(s) && isDigit(s[i]) {
			n, fits = shiftIn(n, s[i], fits)
			i++
		}
		if i == start {
			return d, invalid(i, "a number was expected")
		}
		whole := i
		if i < len(s) && s[i] == '.' {
			i = d.fraction(s, i+1)
			if i == whole+1 {
				return d, invalid(i, "digits were expected after the decimal point")
			}
		}
		if i == len(s) {
			return d, invalid(i, "a letter is missing after the number")
		}
		part := 0
		for part = next; part < len(durationParts); part++ {
			if p := durationParts[part]; p.time == inTime && p.letter|0x20 == s[i]|0x20 {
				break
			}
		}
		if part == len(durationParts) {
			return d, invalid(i, misplaced(s[i], inTime))
		}
		p := durationParts[part]
		if whole < i && p.letter != 'S' {
			return d, invalid(whole, "only seconds have a fraction")
		}
		next, empty = part+1, false
		odd |= p.odd | capital(s[i])
		d.add(n, p.unit, fits)
		i++
	}
	if empty {
		odd |= OddEmptyDuration
	}
	if odd.Has(OddYears) {
		d.Seconds, d.inexact = 0, true
	}
	return d, Lexical{Odd: odd}
}

func misplaced(letter byte, inTime bool) string {
	switch letter | 0x20 {
	case 'h', 's':
		if !inTime {
			return "hours, minutes and seconds stand after T"
		}
	case 'y', 'w', 'd':
		if inTime {
			return "days stand before T"
		}
	case 'm':
	default:
		return "D, or after T one of H, M and S, was expected"
	}
	return "the parts of a duration stand in order, each once"
}

// fraction reads the digits after a decimal point, and where they end.
func (d *Duration) fraction(s string, i int) int {
	unit := 100_000_000
	for ; i < len(s) && isDigit(s[i]); i++ {
		digit := int(s[i] - '0')
		d.Nanosecond += digit * unit
		if unit == 0 && digit > 0 {
			d.inexact = true
		}
		unit /= 10
		d.Digits++
	}
	return i
}

func (d *Duration) add(n, unit uint64, fits bool) {
	high, low := bits.Mul64(n, unit)
	sum, carry := bits.Add64(d.Seconds, low, 0)
	if d.Seconds = sum; high > 0 || carry > 0 || !fits {
		d.inexact = true
	}
}

// shiftIn appends a decimal digit to n; fits is false once it does not fit.
func shiftIn(n uint64, digit byte, fits bool) (uint64, bool) {
	high, low := bits.Mul64(n, 10)
	sum, carry := bits.Add64(low, uint64(digit-'0'), 0)
	return sum, fits && high == 0 && carry == 0
}

// EqualDuration reports whether two durationValues are equally long: PT60M is
// PT1H. Forms that are invalid, and years, are equal only to themselves.
func EqualDuration(a, b string) bool {
	if a == b {
		return true
	}
	d, ld := LexDuration(a)
	e, le := LexDuration(b)
	if ld.Invalid() || le.Invalid() || d.inexact || e.inexact {
		return false
	}
	zero := d.Seconds == 0 && d.Nanosecond == 0
	return d.Seconds == e.Seconds && d.Nanosecond == e.Nanosecond && (d.Negative == e.Negative || zero)
}
