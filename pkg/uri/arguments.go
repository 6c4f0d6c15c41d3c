package uri

// Argument is a parameter of a function call in a path.
type Argument struct {
	Name        string
	Literal     *Literal // nil: an alias, a placeholder or Bare
	Alias       string   // @p, without the sign
	Placeholder bool     // {value}, in a path template
	Bare        bool     // text that is no literal: a string without quotes, mostly
	Text        string   // the value as written
	Start, End  int
}

// arguments matches functionParameters, and gives the position behind the
// closing parenthesis, or -1.
func (c *scanner) arguments(pos int, templates bool) ([]Argument, int) {
	s := c.s
	open := char(s, pos, '(')
	if open < 0 {
		return nil, -1
	}
	at := blanks(s, open)
	if closed := char(s, at, ')'); closed >= 0 {
		return nil, closed
	}
	var args []Argument
	for {
		a, end := c.argument(at, templates)
		if end < 0 {
			return nil, -1
		}
		args = append(args, a)
		end = blanks(s, end)
		if closed := char(s, end, ')'); closed >= 0 {
			return args, closed
		}
		comma := char(s, end, ',')
		if comma < 0 {
			c.expect(end, ") or ,")
			return nil, -1
		}
		at = blanks(s, comma)
	}
}

// argument matches name=value.
func (c *scanner) argument(pos int, templates bool) (Argument, int) {
	s := c.s
	a := Argument{Start: pos}
	end := identifier(s, pos)
	if end < 0 {
		c.expect(pos, "a parameter name")
		return a, -1
	}
	a.Name = decode(s[pos:end])
	at := plain(s, end, '=')
	if at < 0 {
		c.expect(end, "=")
		return a, -1
	}
	switch {
	case char(s, at, '@') >= 0:
		name := char(s, at, '@')
		if end = identifier(s, name); end < 0 {
			c.expect(name, "the name of a parameter alias")
			return a, -1
		}
		a.Alias = decode(s[name:end])
	case templates && placeholder(s, at) >= 0:
		a.Placeholder = true
		end = placeholder(s, at)
	default:
		if l := c.literal(at); l != nil {
			a.Literal, end = l, l.End
			a.Placeholder = templates && l.Kind == StringLiteral && placeholder(l.Value, 0) >= 0
		} else {
			a.Bare, end = true, bareEnd(s, at)
		}
	}
	if end < len(s) && !a.Bare && char(s, blanks(s, end), ',') < 0 && char(s, blanks(s, end), ')') < 0 {
		a.Literal, a.Bare, end = nil, true, bareEnd(s, at)
	}
	if a.Bare && templates && holds(s[at:end]) {
		a.Bare, a.Placeholder = false, true
	}
	a.Text, a.End = s[at:end], end
	if a.Text == "" {
		c.expect(at, "a value")
		return a, -1
	}
	return a, end
}

// bareEnd finds the comma or parenthesis that ends a value which is no
// literal.
func bareEnd(s string, pos int) int {
	depth := 0
	for pos < len(s) {
		b, next := octet(s, pos)
		if next < 0 {
			next = pos + 1
		}
		switch {
		case b == '(', b == '[', b == '{':
			depth++
		case depth == 0 && (b == ',' || b == ')'):
			return pos
		case b == ')', b == ']', b == '}':
			depth--
		}
		pos = next
	}
	return pos
}

// blanks skips BWS: blanks and tabs, plain or encoded.
func blanks(s string, pos int) int {
	for {
		b, next := octet(s, pos)
		if next < 0 || b != ' ' && b != '\t' {
			return pos
		}
		pos = next
	}
}
