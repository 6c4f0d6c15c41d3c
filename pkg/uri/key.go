package uri

// keyPredicate matches a simple or compound key in parentheses (ABNF rules
// simpleKey and compoundKey). Placeholders, as path templates write them
// ({id}), are read where templates are allowed.
func (c *scanner) keyPredicate(pos int, templates bool) *Key {
	s := c.s
	open := char(s, pos, '(')
	if open < 0 {
		c.expect(pos, "(")
		return nil
	}
	key := &Key{Start: pos}
	for at := open; ; {
		v, end := c.keyValue(at, templates)
		if end < 0 {
			return nil
		}
		if v.Name == "" && len(key.Values) > 0 || len(key.Values) > 0 && key.Values[0].Name == "" {
			c.expect(at, "a name for each value of a compound key")
			return nil
		}
		key.Values = append(key.Values, v)
		if closed := char(s, end, ')'); closed >= 0 {
			key.End = closed
			return key
		}
		comma := char(s, end, ',')
		if comma < 0 {
			c.expect(end, ") or ,")
			return nil
		}
		at = comma
	}
}

// keyValue matches one value, with its name if it has one.
func (c *scanner) keyValue(pos int, templates bool) (KeyValue, int) {
	s := c.s
	v := KeyValue{Start: pos}
	at := pos
	if end := identifier(s, pos); end >= 0 {
		if eq := plain(s, end, '='); eq >= 0 {
			v.Name = decode(s[pos:end])
			at = eq
		}
	}
	var end int
	switch {
	case char(s, at, '@') >= 0:
		name := char(s, at, '@')
		if end = identifier(s, name); end < 0 {
			c.expect(name, "the name of a parameter alias")
			return v, -1
		}
		v.Alias = decode(s[name:end])
	case templates && placeholder(s, at) >= 0:
		end = placeholder(s, at)
		v.Placeholder = true
	default:
		l := c.literal(at)
		if l == nil {
			return v, -1
		}
		switch l.Kind {
		case NullLiteral, BinaryLiteral, GeographyLiteral, GeometryLiteral:
			c.expect(at, "a literal that a key may have")
			return v, -1
		}
		v.Literal, end = l, l.End
		if templates && l.Kind == StringLiteral && placeholder(s, at+len(quoteOf(s, at))) >= 0 {
			v.Placeholder = true
		}
	}
	v.Text, v.End = s[at:end], end
	return v, end
}

// quoteOf is the opening quote at pos as it is written.
func quoteOf(s string, pos int) string {
	if end := char(s, pos, '\''); end >= 0 {
		return s[pos:end]
	}
	return ""
}

// placeholder matches {…} or <…>, without braces, slashes and quotes inside,
// as documentation writes what a caller fills in.
func placeholder(s string, pos int) int {
	closing := byte('}')
	open := char(s, pos, '{')
	if open < 0 {
		if open = plain(s, pos, '<'); open < 0 {
			return -1
		}
		closing = '>'
	}
	for i := open; i < len(s); i++ {
		switch s[i] {
		case closing:
			return i + 1
		case '{', '<', '/', '\'':
			return -1
		case '%':
			if end := char(s, i, closing); end >= 0 {
				return end
			}
		}
	}
	return -1
}

// holds reports whether a placeholder stands anywhere in the text.
func holds(s string) bool {
	for i := range len(s) {
		if (s[i] == '{' || s[i] == '<') && placeholder(s, i) >= 0 {
			return true
		}
	}
	return false
}
