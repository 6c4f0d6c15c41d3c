package edm

import "cmp"

// Date is a day of the proleptic Gregorian calendar. Year may be zero or
// negative, as in ISO 8601; its sign alone is right for years of more than
// ten digits.
type Date struct {
	Year       int64
	Month, Day int
	era        int // the year in its cycle of 400, which says its length
}

// yearLimit is the most that Year holds of a longer year.
const yearLimit = 9_999_999_999

// exact reports whether Year is the whole year.
func (d Date) exact() bool { return -yearLimit <= d.Year && d.Year <= yearLimit }

// TimeOfDay is the time of a day. Nanosecond has the first nine of the
// Digits fractional digits that were written, Picosecond the next three.
type TimeOfDay struct {
	Hour, Minute, Second   int
	Nanosecond, Picosecond int
	Digits                 int // 0 to 12
}

// DateTimeOffset is a date and time with its offset from UTC.
type DateTimeOffset struct {
	Date   Date
	Time   TimeOfDay
	Offset int // minutes east of UTC
}

// LexDate reads a dateValue: 2012-12-03.
func LexDate(s string) (Date, Lexical) {
	d, i, l := lexDate(s)
	if !l.Invalid() && i < len(s) {
		l = invalid(i, "a date ends after its day")
	}
	return d, l
}

// LexTimeOfDay reads a timeOfDayValue: 07:59:59.999; seconds may be left out.
func LexTimeOfDay(s string) (TimeOfDay, Lexical) {
	t, i, l := lexTime(s, 0)
	if !l.Invalid() && i < len(s) {
		return t, invalid(i, "a time of day ends after its seconds")
	}
	return t, l
}

// LexDateTimeOffset reads a dateTimeOffsetValue: 2012-12-03T07:16:23Z. The
// seconds may be left out, the offset not.
func LexDateTimeOffset(s string) (DateTimeOffset, Lexical) {
	var v DateTimeOffset
	d, i, l := lexDate(s)
	if v.Date = d; l.Invalid() {
		return v, l
	}
	if i == len(s) {
		return v, invalid(i, "T and a time are missing after the date")
	}
	if s[i]|0x20 != 't' {
		return v, invalid(i, "T was expected between date and time")
	}
	odd := capital(s[i])
	t, i, l := lexTime(s, i+1)
	if v.Time = t; l.Invalid() {
		return v, l
	}
	odd |= l.Odd
	if i == len(s) {
		return v, invalid(i, "the offset is missing: Z, or a sign, hours and minutes")
	}
	switch c := s[i]; {
	case c|0x20 == 'z':
		odd |= capital(c)
		i++
	case c == '+' || c == '-':
		hour, ok := twoDigits(s, i+1)
		minute, ok2 := twoDigits(s, i+4)
		if !ok || !ok2 || s[i+3] != ':' {
			return v, invalid(i, "an offset is a sign, two digits, a colon and two digits")
		}
		if hour > 23 {
			return v, invalid(i+1, "an offset has at most 23 hours")
		}
		if minute > 59 {
			return v, invalid(i+4, "an offset has at most 59 minutes")
		}
		if v.Offset = hour*60 + minute; c == '-' {
			v.Offset = -v.Offset
		}
		i += 6
	default:
		return v, invalid(i, "Z, or a sign and an offset, was expected")
	}
	if i < len(s) {
		return v, invalid(i, "a DateTimeOffset ends after its offset")
	}
	return v, Lexical{Odd: odd}
}

// lexDate reads the date that s begins with, and where it ends.
func lexDate(s string) (d Date, i int, l Lexical) {
	negative := i < len(s) && s[i] == '-'
	if negative {
		i++
	}
	start := i
	for i < len(s) && isDigit(s[i]) {
		d.era = (d.era*10 + int(s[i]-'0')) % 400
		if d.Year <= yearLimit {
			d.Year = d.Year*10 + int64(s[i]-'0')
		}
		i++
	}
	switch n := i - start; {
	case n < 4:
		return d, i, invalid(start, "a year has four digits or more")
	case n > 4 && s[start] == '0':
		return d, i, invalid(start, "a year of more than four digits does not begin with 0")
	}
	if negative {
		d.Year, d.era = -d.Year, (400-d.era)%400
	}
	month, ok := twoDigits(s, i+1)
	if !ok || s[i] != '-' {
		return d, i, invalid(i, "a hyphen and two digits for the month were expected")
	}
	day, ok := twoDigits(s, i+4)
	if !ok || s[i+3] != '-' {
		return d, i, invalid(i+3, "a hyphen and two digits for the day were expected")
	}
	d.Month, d.Day = month, day
	if month < 1 || month > 12 {
		return d, i, invalidf(i+1, "there is no month %d", month, 0)
	}
	if day < 1 || day > 31 {
		return d, i, invalidf(i+4, "there is no day %d", day, 0)
	}
	if n := daysIn(month, d.era); day > n {
		return d, i, invalidf(i+4, "that month has %d days, not %d", n, day)
	}
	return d, i + 6, Lexical{}
}

// lexTime reads the time that begins at i, and where it ends.
func lexTime(s string, i int) (t TimeOfDay, end int, l Lexical) {
	hour, ok := twoDigits(s, i)
	if !ok {
		return t, i, invalid(i, "two digits for the hour were expected")
	}
	if hour > 23 {
		return t, i, invalidf(i, "there is no hour %d", hour, 0)
	}
	minute, ok := twoDigits(s, i+3)
	if !ok || s[i+2] != ':' {
		return t, i, invalid(min(i+2, len(s)), "a colon and two digits for the minute were expected")
	}
	if minute > 59 {
		return t, i, invalidf(i+3, "there is no minute %d", minute, 0)
	}
	t.Hour, t.Minute = hour, minute
	if i += 5; i == len(s) || s[i] != ':' {
		return t, i, Lexical{}
	}
	second, ok := twoDigits(s, i+1)
	if !ok {
		return t, i, invalid(i+1, "two digits for the second were expected")
	}
	if second > 60 {
		return t, i, invalidf(i+1, "there is no second %d", second, 0)
	}
	if t.Second = second; second == 60 {
		l.Odd = OddSecond60
	}
	if i += 3; i == len(s) || s[i] != '.' {
		return t, i, l
	}
	i++
	start := i
	nano, pico := 100_000_000, 100
	for ; i < len(s) && isDigit(s[i]); i++ {
		digit := int(s[i] - '0')
		t.Nanosecond += digit * nano
		if nano == 0 {
			t.Picosecond += digit * pico
			pico /= 10
		}
		nano /= 10
	}
	switch t.Digits = i - start; {
	case t.Digits == 0:
		return t, i, invalid(i, "digits were expected after the decimal point")
	case t.Digits > 12:
		return t, i, invalidf(start, "%d fractional digits: at most 12 may stand", t.Digits, 0)
	}
	return t, i, l
}

// Compare orders by the instant, whatever the offset: negative where v is
// before w. Second 60 is the next minute's second 0. Of two years that are
// longer than ten digits it knows no more than that they may differ; use
// [EqualDateTimeOffset].
func (v DateTimeOffset) Compare(w DateTimeOffset) int {
	return cmp.Or(cmp.Compare(v.seconds(), w.seconds()),
		cmp.Compare(v.Time.Nanosecond, w.Time.Nanosecond), cmp.Compare(v.Time.Picosecond, w.Time.Picosecond))
}

// EqualDateTimeOffset reports whether two dateTimeOffsetValues name the same
// instant: 2012-12-03T07:16Z is 2012-12-03T08:16:00.0+01:00. Forms that are
// invalid are equal only to themselves.
func EqualDateTimeOffset(a, b string) bool {
	if a == b {
		return true
	}
	v, lv := LexDateTimeOffset(a)
	w, lw := LexDateTimeOffset(b)
	return !lv.Invalid() && !lw.Invalid() && v.Date.exact() && w.Date.exact() && v.Compare(w) == 0
}

// seconds counts from the beginning of year 0, in UTC.
func (v DateTimeOffset) seconds() int64 {
	return (v.Date.days()*24+int64(v.Time.Hour))*3600 + int64(v.Time.Minute-v.Offset)*60 + int64(v.Time.Second)
}

// days counts from 1 March of year 0 on.
func (d Date) days() int64 {
	y, m := d.Year, int64(d.Month)
	if m <= 2 {
		y, m = y-1, m+12
	}
	era := y / 400
	if y%400 < 0 {
		era--
	}
	of := y - era*400
	return era*146097 + of*365 + of/4 - of/100 + (153*(m-3)+2)/5 + int64(d.Day)
}

// daysIn is the length of a month, in a year known by its place in the cycle
// of 400 years.
func daysIn(month, era int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if era%4 == 0 && (era%100 != 0 || era == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// capital is the oddity of a letter that is not one.
func capital(c byte) Oddity {
	if c >= 'a' {
		return OddCase
	}
	return 0
}

func isDigit(c byte) bool { return c-'0' < 10 }

// twoDigits reads two digits at i.
func twoDigits(s string, i int) (int, bool) {
	if i < 0 || i+2 > len(s) || !isDigit(s[i]) || !isDigit(s[i+1]) {
		return 0, false
	}
	return int(s[i]-'0')*10 + int(s[i+1]-'0'), true
}
