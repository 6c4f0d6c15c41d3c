package uri

// signAt matches SIGN: a plus sign, plain or encoded, or a minus sign.
func signAt(s string, pos int) int {
	if end := plain(s, pos, '-'); end >= 0 {
		return end
	}
	return char(s, pos, '+')
}

// guid matches 8-4-4-4-12 hexadecimal digits; far is how far it came.
func guid(s string, pos int) (end, far int) {
	for i := range 36 {
		at := pos + i
		if at >= len(s) {
			return -1, at
		}
		switch i {
		case 8, 13, 18, 23:
			if s[at] != '-' {
				return -1, at
			}
		default:
			if unhex(s[at]) < 0 {
				return -1, at
			}
		}
	}
	return pos + 36, pos + 36
}

// numberOrTime matches the longest of a date with a time, a date, a time of
// day and a number.
func (c *scanner) numberOrTime(pos int) *Literal {
	s := c.s
	if end := date(s, pos); end >= 0 {
		if t := wordFold(s, end, "T"); t >= 0 {
			if after := timeOfDay(s, t); after >= 0 {
				if zone := timeZone(s, after); zone >= 0 && !continues(s, zone) {
					return newLiteral(DateTimeOffsetLiteral, s, pos, zone)
				}
				c.expect(after, "Z or an offset like +01:00")
				return nil
			}
			c.expect(t, "a time like 12:30:00")
			return nil
		}
		if !continues(s, end) {
			return newLiteral(DateLiteral, s, pos, end)
		}
	}
	if end := timeOfDay(s, pos); end >= 0 && !continues(s, end) {
		return newLiteral(TimeOfDayLiteral, s, pos, end)
	}
	return c.number(pos)
}

// number matches a decimalLiteral.
func (c *scanner) number(pos int) *Literal {
	s, start := c.s, pos
	if end := signAt(s, pos); end >= 0 {
		if inf := word(s, end, "INF"); inf >= 0 && s[pos] == '-' && !continues(s, inf) {
			return newLiteral(DecimalLiteral, s, start, inf)
		}
		pos = end
	}
	end := digits(s, pos, 1, len(s))
	if end < 0 {
		c.expect(pos, "a digit")
		return nil
	}
	kind := IntegerLiteral
	if point := plain(s, end, '.'); point >= 0 {
		if frac := digits(s, point, 1, len(s)); frac >= 0 {
			end, kind = frac, DecimalLiteral
		}
	}
	if e := wordFold(s, end, "e"); e >= 0 {
		if sign := signAt(s, e); sign >= 0 {
			e = sign
		}
		if exp := digits(s, e, 1, len(s)); exp >= 0 {
			end, kind = exp, DecimalLiteral
		}
	}
	if continues(s, end) {
		c.expect(end, "the end of the number")
		return nil
	}
	return newLiteral(kind, s, start, end)
}

// date matches year-month-day.
func date(s string, pos int) int {
	pos = yearAt(s, pos)
	if pos < 0 {
		return -1
	}
	if pos = plain(s, pos, '-'); pos < 0 {
		return -1
	}
	if pos = twoDigits(s, pos, 1, 12); pos < 0 {
		return -1
	}
	if pos = plain(s, pos, '-'); pos < 0 {
		return -1
	}
	return twoDigits(s, pos, 1, 31)
}

// yearAt matches a year: four digits, or more without leading zeros, perhaps
// with a minus sign.
func yearAt(s string, pos int) int {
	if end := plain(s, pos, '-'); end >= 0 {
		pos = end
	}
	end := digits(s, pos, 4, len(s))
	if end < 0 || end-pos > 4 && s[pos] == '0' {
		return -1
	}
	return end
}

// twoDigits matches two digits whose number is within bounds.
func twoDigits(s string, pos, least, most int) int {
	if pos+2 > len(s) || !isDigit(s[pos]) || !isDigit(s[pos+1]) {
		return -1
	}
	if n := int(s[pos]-'0')*10 + int(s[pos+1]-'0'); n < least || n > most {
		return -1
	}
	return pos + 2
}

// timeOfDay matches hour:minute[:second[.fraction]].
func timeOfDay(s string, pos int) int {
	end := twoDigits(s, pos, 0, 23)
	if end < 0 {
		return -1
	}
	if end = char(s, end, ':'); end < 0 {
		return -1
	}
	if end = twoDigits(s, end, 0, 59); end < 0 {
		return -1
	}
	colon := char(s, end, ':')
	if colon < 0 {
		return end
	}
	second := twoDigits(s, colon, 0, 60)
	if second < 0 {
		return end
	}
	if point := plain(s, second, '.'); point >= 0 {
		if frac := digits(s, point, 1, 12); frac >= 0 {
			return frac
		}
	}
	return second
}

// timeZone matches Z or a signed hour:minute.
func timeZone(s string, pos int) int {
	if end := wordFold(s, pos, "Z"); end >= 0 {
		return end
	}
	pos = signAt(s, pos)
	if pos < 0 {
		return -1
	}
	if pos = twoDigits(s, pos, 0, 23); pos < 0 {
		return -1
	}
	if pos = char(s, pos, ':'); pos < 0 {
		return -1
	}
	return twoDigits(s, pos, 0, 59)
}

// durationValue is the length of the longest durationValue that v begins
// with, or -1.
func durationValue(v string) int {
	pos := 0
	if n := plain(v, pos, '-'); n >= 0 {
		pos = n
	}
	if pos = wordFold(v, pos, "P"); pos < 0 {
		return -1
	}
	if d := digits(v, pos, 1, len(v)); d >= 0 {
		if n := wordFold(v, d, "D"); n >= 0 {
			pos = n
		}
	}
	t := wordFold(v, pos, "T")
	if t < 0 {
		return pos
	}
	pos = t
	for _, unit := range []string{"H", "M"} {
		if d := digits(v, pos, 1, len(v)); d >= 0 {
			if n := wordFold(v, d, unit); n >= 0 {
				pos = n
			}
		}
	}
	if d := digits(v, pos, 1, len(v)); d >= 0 {
		if point := plain(v, d, '.'); point >= 0 {
			if frac := digits(v, point, 1, len(v)); frac >= 0 {
				d = frac
			}
		}
		if n := wordFold(v, d, "S"); n >= 0 {
			pos = n
		}
	}
	return pos
}
