package csdl

import "unicode"

// maxIdentifier is the longest a simple identifier may be, in characters
// (CSDL 4.01, section 15.2); a namespace has at most 511 (section 15.1).
const (
	maxIdentifier = 128
	maxNamespace  = 511
)

// isIdentifier reports whether s is a simple identifier: a letter, letter
// number or underscore, followed by those, digits, combining marks,
// connectors and format characters.
func isIdentifier(s string) bool {
	n := 0
	for i, r := range s {
		if n++; n > maxIdentifier {
			return false
		}
		switch {
		case r == '_', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		case r >= '0' && r <= '9':
			if i == 0 {
				return false
			}
		case r < 0x80:
			return false
		case unicode.IsLetter(r), unicode.Is(unicode.Nl, r):
		case i > 0 && unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf):
		default:
			return false
		}
	}
	return n > 0
}

// isNamespace reports whether s is a series of simple identifiers, joined
// by dots.
func isNamespace(s string) bool {
	if len([]rune(s)) > maxNamespace {
		return false
	}
	from := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == '.' {
			if !isIdentifier(s[from:i]) {
				return false
			}
			from = i + 1
		}
	}
	return true
}
