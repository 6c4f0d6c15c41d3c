package schema

// The forms here are those that nearly all values have: what they accept is
// valid, and nothing about it odd. The rest pkg/edm has to say.

func digit(c byte) bool { return c-'0' < 10 }

// isDate reports whether a text is a date of a year with four digits.
func isDate(s []byte) bool {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	for _, i := range [...]int{0, 1, 2, 3, 5, 6, 8, 9} {
		if !digit(s[i]) {
			return false
		}
	}
	month, day := two(s, 5), two(s, 8)
	return 1 <= month && month <= 12 && 1 <= day && day <= 28 // the ends of months are pkg/edm's
}

func two(s []byte, i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }

// isPlainDateTime reports whether a text is a date, a time with seconds, and
// Z.
func isPlainDateTime(s []byte) bool {
	n := len(s)
	if n < 20 || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s[n-1] != 'Z' || !isDate(s[:10]) {
		return false
	}
	for _, i := range [...]int{11, 12, 14, 15, 17, 18} {
		if !digit(s[i]) {
			return false
		}
	}
	if two(s, 11) > 23 || two(s, 14) > 59 || two(s, 17) > 59 {
		return false
	}
	if n == 20 {
		return true
	}
	if s[19] != '.' || n < 22 || n > 33 {
		return false
	}
	for _, c := range s[20 : n-1] {
		if !digit(c) {
			return false
		}
	}
	return true
}

// isGuid reports whether a text is a GUID.
func isGuid(s []byte) bool {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return false
	}
	for _, part := range [...][2]int{{0, 8}, {9, 13}, {14, 18}, {19, 23}, {24, 36}} {
		for _, c := range s[part[0]:part[1]] {
			if !digit(c) && c|0x20-'a' > 5 {
				return false
			}
		}
	}
	return true
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
