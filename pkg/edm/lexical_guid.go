package edm

// LexGuid reads a guidValue: 8-4-4-4-12 hexadecimal digits, in any case.
func LexGuid(s string) Lexical {
	for i := range len(s) {
		c := s[i]
		switch hyphen := i == 8 || i == 13 || i == 18 || i == 23; {
		case i == 36:
			return invalid(i, "a Guid has 36 characters")
		case i == 0 && (c == '{' || c == '('):
			return invalid(i, "a Guid has no brackets")
		case hyphen && c != '-':
			return invalid(i, "a hyphen was expected")
		case !hyphen && !isHex(c):
			return invalid(i, "a hexadecimal digit was expected")
		}
	}
	if len(s) < 36 {
		return invalid(len(s), "a Guid has 36 characters")
	}
	return Lexical{}
}

func isHex(c byte) bool { return isDigit(c) || (c|0x20)-'a' < 6 }
