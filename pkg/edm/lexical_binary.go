package edm

// BinaryForm is the encoding of a binary value.
type BinaryForm uint8

// The encodings.
const (
	// BinaryNeither is text that is not a binary value.
	BinaryNeither BinaryForm = iota
	// BinaryEither is text without a character that base64 and base64url
	// write differently.
	BinaryEither
	// BinaryBase64URL is base64url (RFC 4648, section 5), as OData asks.
	BinaryBase64URL
	// BinaryBase64 is base64 (RFC 4648, section 4).
	BinaryBase64
)

// Binary is what a binary value's text says of it.
type Binary struct {
	Form   BinaryForm
	Octets int // of the value that it encodes
}

// LexBinary reads a binaryValue: base64url, its padding optional, its last
// character canonical. Plain base64, which many services write, is odd.
func LexBinary(s string) (Binary, Lexical) {
	b := Binary{Form: BinaryEither}
	n := len(s)
	for n > 0 && len(s)-n < 2 && s[n-1] == '=' {
		n--
	}
	var last byte
	for i := range n {
		sextet, form := sextet(s[i])
		if form == BinaryNeither {
			return Binary{}, invalid(i, notBase64(s[i]))
		}
		if form != BinaryEither {
			if b.Form != BinaryEither && b.Form != form {
				return Binary{}, invalid(i, "characters of base64 and of base64url in one value")
			}
			b.Form = form
		}
		last = sextet
	}
	b.Octets = n / 4 * 3
	wanted := 0 // of the padding
	switch n % 4 {
	case 1:
		return Binary{}, invalid(n-1, "one character too many, or characters are missing at the end")
	case 2:
		b.Octets++
		if wanted = 2; last&0x0F != 0 {
			return Binary{}, invalid(n-1, "the last character has bits that encode nothing")
		}
	case 3:
		b.Octets += 2
		if wanted = 1; last&0x03 != 0 {
			return Binary{}, invalid(n-1, "the last character has bits that encode nothing")
		}
	}
	padding := len(s) - n
	if padding > 0 && padding != wanted {
		return Binary{}, invalidf(n, "the padding is %d characters, not %d", wanted, padding)
	}
	var odd Oddity
	if b.Form == BinaryBase64 {
		if odd = OddBase64; padding != wanted {
			odd |= OddUnpadded
		}
	}
	return b, Lexical{Odd: odd}
}

// sextet is the value of a character, and whose it is.
func sextet(c byte) (byte, BinaryForm) {
	switch {
	case 'A' <= c && c <= 'Z':
		return c - 'A', BinaryEither
	case 'a' <= c && c <= 'z':
		return c - 'a' + 26, BinaryEither
	case isDigit(c):
		return c - '0' + 52, BinaryEither
	case c == '-':
		return 62, BinaryBase64URL
	case c == '_':
		return 63, BinaryBase64URL
	case c == '+':
		return 62, BinaryBase64
	case c == '/':
		return 63, BinaryBase64
	}
	return 0, BinaryNeither
}

func notBase64(c byte) string {
	switch c {
	case '=':
		return "padding stands at the end only"
	case ' ', '\t', '\r', '\n':
		return "a blank or line end within a binary value"
	}
	return "a character that neither base64url nor base64 has"
}
