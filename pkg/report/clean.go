package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean is a text from outside made safe to show on one line: control
// characters, which could drive a terminal, those that reorder text, and
// bytes that are no UTF-8 are written as escapes.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		b.WriteString(visible(r, s[:n]))
		s = s[n:]
	}
	return b.String()
}

func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return strings.IndexFunc(s, unsafeRune) < 0 && utf8.ValidString(s)
		}
	}
	return true
}

// visible is a rune as shown; raw are its bytes.
func visible(r rune, raw string) string {
	switch {
	case r == utf8.RuneError && len(raw) == 1:
		return fmt.Sprintf(`\x%02x`, raw[0])
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return " "
	case unsafeRune(r):
		return fmt.Sprintf(`\u%04x`, r)
	}
	return raw
}

// unsafeRune reports controls, line separators and the characters that turn
// the direction of writing.
func unsafeRune(r rune) bool {
	switch {
	case unicode.IsControl(r), r == 0x2028, r == 0x2029, r == 0xfeff:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
		return true
	}
	return false
}

// clip is s cut to at most max bytes, at a character, with an ellipsis where
// it was cut.
func clip(s string, max int) string {
	if len(s) <= max {
		return s
	}
	const dots = "…"
	cut := max - len(dots)
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + dots
}
