package schema

import "encoding/binary"

// The forms here are those that nearly all values have: what they accept is
// valid, and nothing about it odd. The rest pkg/edm has to say.

func digit(c byte) bool { return c-'0' < 10 }

// eight reports whether eight bytes are what a form writes: digits where it
// has a zero, and itself elsewhere. Its addend is that of [addend].
func eight(s []byte, form, add uint64) bool {
	x := binary.LittleEndian.Uint64(s) ^ form
	return (x|(x+add))&highs == 0
}

// addend carries what is no digit, or not the byte of the form, into the
// highest bit of its byte.
func addend(form string) (word, add uint64) {
	for i := range 8 {
		c := uint64(form[i])
		word |= c << (8 * i)
		if c == '0' {
			add |= (0x7F - 9) << (8 * i)
		} else {
			add |= 0x7F << (8 * i)
		}
	}
	return word, add
}

var (
	yearMonth, yearMonthAdd = addend("0000-00-")
	monthDay, monthDayAdd   = addend("00-00-00")
	dayTime, dayTimeAdd     = addend("00T00:00")
	timeZ, timeZAdd         = addend("0:00:00Z")
	timeDot, timeDotAdd     = addend("0:00:00.")
)

// isDate reports whether a text is a date of a year with four digits.
func isDate(s []byte) bool {
	return len(s) == 10 && eight(s, yearMonth, yearMonthAdd) && eight(s[2:], monthDay, monthDayAdd) && isDay(s)
}

// isDay reports whether a month has that day, in every year.
func isDay(s []byte) bool {
	month, day := two(s, 5), two(s, 8)
	return 1 <= month && month <= 12 && 1 <= day && day <= int(days[month])
}

// days are those that the months have in every year; the 29th of February
// pkg/edm has to say.
var days = [13]uint8{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func two(s []byte, i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }

// isPlainDateTime reports whether a text is a date, a time with seconds, and
// Z.
func isPlainDateTime(s []byte) bool {
	n := len(s)
	if n < 20 || !eight(s, yearMonth, yearMonthAdd) || !eight(s[8:], dayTime, dayTimeAdd) || !isDay(s) ||
		two(s, 11) > 23 || two(s, 14) > 59 {
		return false
	}
	if n == 20 {
		return eight(s[12:], timeZ, timeZAdd) && two(s, 17) <= 59
	}
	if n < 22 || n > 33 || s[n-1] != 'Z' || !eight(s[12:], timeDot, timeDotAdd) || two(s, 17) > 59 {
		return false
	}
	for _, c := range s[20 : n-1] {
		if !digit(c) {
			return false
		}
	}
	return true
}

// hexDigits marks the bytes that are hexadecimal digits in their highest bits.
// A byte beyond ASCII is not marked, and may mark the next one wrongly.
func hexDigits(s []byte) uint64 {
	w := binary.LittleEndian.Uint64(s)
	l := w | 0x20*ones
	numeral := (w + (0x80-'0')*ones) &^ (w + (0x7F-'9')*ones)
	letter := (l + (0x80-'a')*ones) &^ (l + (0x7F-'f')*ones)
	return (numeral | letter) &^ w & highs
}

// isGuid reports whether a text is a GUID. Each of its bytes is looked at.
func isGuid(s []byte) bool {
	return len(s) == 36 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-' &&
		hexDigits(s)&hexDigits(s[24:])&hexDigits(s[28:]) == highs &&
		hexDigits(s[8:])|0x80|0x80<<40 == highs && hexDigits(s[16:])|0x80<<16|0x80<<56 == highs
}

// urlBytes are the unreserved and most of the reserved characters of RFC
// 3986, section 2.
var urlBytes = func() (set [256]bool) {
	for c := range 256 {
		set[c] = digit(byte(c)) || byte(c)|0x20-'a' < 26
	}
	for _, c := range "-._~/?@!$&'()*+,;=:" {
		set[c] = true
	}
	return set
}()

// isPlainURL reports whether a text is a URL reference of plain characters:
// an absolute one of http or https, or a relative one without a colon in its
// path.
func isPlainURL(s []byte) bool {
	path := s
	for _, scheme := range [...]string{"https://", "http://"} {
		if len(s) > len(scheme) && string(s[:len(scheme)]) == scheme {
			path = s[len(scheme):]
			for len(path) > 0 && (digit(path[0]) || path[0]|0x20-'a' < 26 || path[0] == '.' || path[0] == '-') {
				path = path[1:]
			}
			if len(path) == len(s)-len(scheme) || len(path) > 0 && path[0] != '/' {
				return false
			}
			return areURLBytes(path)
		}
	}
	if len(s) == 0 || s[0] == '/' && len(s) > 1 && s[1] == '/' {
		return false
	}
	for _, c := range path {
		if c == '/' || c == '(' {
			break
		}
		if c == ':' {
			return false
		}
	}
	return areURLBytes(path)
}

func areURLBytes(s []byte) bool {
	for i, c := range s {
		if urlBytes[c] {
			continue
		}
		if c != '%' || i+2 >= len(s) || !isHexDigit(s[i+1]) || !isHexDigit(s[i+2]) {
			return false
		}
	}
	return true
}

func isHexDigit(c byte) bool { return digit(c) || c|0x20-'a' < 6 }

// isPlainTag reports whether a string, as it stands in JSON, is an entity tag
// (RFC 9110, section 8.8.3).
func isPlainTag(s []byte) bool {
	if len(s) > 2 && s[0] == 'W' && s[1] == '/' {
		s = s[2:]
	}
	n := len(s)
	if n < 4 || s[0] != '\\' || s[1] != '"' || s[n-2] != '\\' || s[n-1] != '"' {
		return false
	}
	for _, c := range s[2 : n-2] {
		if c <= ' ' || c == '"' || c == '\\' || c > '~' {
			return false
		}
	}
	return true
}
