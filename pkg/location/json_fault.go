package location

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// step notes one step of the pointer to the fault, innermost first.
func (p *parser) step(token string) {
	p.path = append(p.path, strings.TrimPrefix(string(Pointer("").Child(token)), "/"))
}

// stepBack notes the last member that was good, if there is one.
func (p *parser) stepBack(base int) {
	if n := len(p.members); n > base {
		p.step(p.members[n-1].Name)
	}
}

// failEnd says that the input ends inside the object or array at start.
func (p *parser) failEnd(start int, what string) {
	p.fail(p.pos, "unexpected end of input: the %s that begins at line %d is not closed", what, p.t.Position(start).Line)
}

func (p *parser) failName(start, base int) {
	switch {
	case p.pos == len(p.s):
		p.failEnd(start, "object")
	case p.s[p.pos] == '}':
		p.fail(p.pos, "a member was expected after the comma, not %s", describe(p.s, p.pos))
	case len(p.members) > base:
		p.fail(p.pos, "a member name in quotation marks was expected after the comma, not %s", describe(p.s, p.pos))
	default:
		p.fail(p.pos, "a member name in quotation marks or } was expected, not %s", describe(p.s, p.pos))
	}
}

func (p *parser) failColon(start int, name string) {
	if p.pos == len(p.s) {
		p.failEnd(start, "object")
		return
	}
	p.fail(p.pos, "a colon was expected after the name %.60q, not %s", name, describe(p.s, p.pos))
}

func (p *parser) failSeparator(start int, what string, closing byte) {
	if p.pos == len(p.s) {
		p.failEnd(start, what)
		return
	}
	p.fail(p.pos, "a comma or %c was expected, not %s (the %s begins at line %d)",
		closing, describe(p.s, p.pos), what, p.t.Position(start).Line)
}

// describe names the character at offset i for a message.
func describe(s string, i int) string {
	if i >= len(s) {
		return "the end of the input"
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	switch {
	case r == utf8.RuneError && n == 1:
		return fmt.Sprintf("the byte 0x%02X", s[i])
	case r == '\uFEFF':
		return "a byte order mark (U+FEFF)"
	case r == '\n' || r == '\r':
		return "the end of the line"
	case r == '\u00A0':
		return "a no-break space (U+00A0)"
	case r > ' ' && r < 0x7F:
		return "the character " + string(r)
	case unicode.IsPrint(r):
		return fmt.Sprintf("the character %c (%U)", r, r)
	}
	return fmt.Sprintf("%U", r)
}
