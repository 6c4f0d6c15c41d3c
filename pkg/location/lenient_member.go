package location

import "strings"

// member reads a name, a colon and a value.
func (p *lenient) member(depth int, sep *separation) bool {
	nameStart := p.pos
	if p.opener(nameStart) == none && p.unquotedName(nameStart) == 0 {
		p.fail(nameStart, "a member name was expected, not %s", describe(p.s, nameStart))
		return false
	}
	p.needComma(sep, p.quotedName(nameStart))
	name := p.name()
	nameEnd := p.pos
	if !p.passColon(nameEnd) || !p.valueFollows(nameEnd) {
		p.slip(SlipMissingValue, nameStart, nameEnd, nil, "the name %.60q has no value", name)
		*sep = separation{last: p.pos}
		return true
	}
	v := p.value(depth)
	if v == nil {
		p.step(name)
		return false
	}
	p.members = append(p.members, Member{Name: name, NameStart: nameStart, NameEnd: nameEnd, Value: v})
	*sep = separation{last: p.pos}
	p.strayText(true)
	return true
}

// name reads the name that begins at pos.
func (p *lenient) name() string {
	start := p.pos
	if p.opener(start) != none {
		name := p.str(true)
		if strings.ContainsAny(p.s[start:p.pos], "\r\n") {
			name = strings.TrimSpace(name)
		}
		return name
	}
	end := p.unquotedName(start)
	p.pos = end
	if p.s[end-1] == '"' {
		p.slip(SlipMissingQuote, start, end, mend(start, start, `"`), "a name without its opening quotation mark")
		name, _ := p.decode(start, end-1)
		return name
	}
	name := strings.ToValidUTF8(p.s[start:end], "\uFFFD")
	p.slip(SlipUnquotedName, start, end, mend(start, end, quoteJSON(name)), "the name %.60s has no quotation marks", name)
	return name
}

// unquotedName is the end of the name without quotation marks that begins at
// i and has its colon on the same line; 0 where there is none.
func (p *lenient) unquotedName(i int) int {
	const longest = 200
	s, end := p.s, i
	for j := i; j < len(s) && j < i+longest; j++ {
		if n := p.blank(j); n > 0 {
			j += n - 1
			continue
		}
		switch c := s[j]; {
		case c == '\n' || c == ',' || c == ';' || c == '[' || c == ']' || c == '\'' || c == '(':
			return 0
		case (c == '{' || c == '}') && !strings.Contains(s[i:j+1], "{"):
			return 0
		case p.colon(j) > 0:
			if end == i || strings.Count(s[i:end], "{") != strings.Count(s[i:end], "}") {
				return 0
			}
			return end
		case end > i && s[end-1] == '"':
			return 0 // a quotation mark that does not end the name
		}
		end = j + 1
	}
	return 0
}

// passColon passes the colon after a name, or notes that it is missing; it
// is false where no value can follow.
func (p *lenient) passColon(nameEnd int) bool {
	slips := len(p.slips)
	p.between()
	n := p.colon(p.pos)
	if n == 0 {
		if p.pos == len(p.s) || strings.Contains(p.s[nameEnd:p.pos], "\n") || !p.valueStart(p.pos) {
			p.pos, p.slips = nameEnd, p.slips[:slips] // to be passed again
			return false
		}
		p.slip(SlipMissingColon, nameEnd, nameEnd, mend(nameEnd, nameEnd, ":"), "a colon is missing after the name")
		return true
	}
	for first := true; n > 0; first = false {
		start := p.pos
		p.pos += n
		switch mark := p.s[start:p.pos]; {
		case !first:
			p.slip(SlipPunctuation, start, p.pos, mend(start, p.pos, ""), "a colon too many")
		case mark != ":":
			p.slip(SlipPunctuation, start, p.pos, mend(start, p.pos, ":"), "%s in place of a colon", mark)
		}
		p.beforeValue()
		n = p.colon(p.pos)
	}
	return true
}

// valueFollows reports whether pos can begin the value of the name that ends
// at nameEnd: on a later line the next member may stand there instead.
func (p *lenient) valueFollows(nameEnd int) bool {
	if p.pos == len(p.s) || p.comma() > 0 || p.s[p.pos] == '}' || p.s[p.pos] == ']' {
		return false
	}
	return !strings.Contains(p.s[nameEnd:p.pos], "\n") || !p.quotedName(p.pos)
}

// valueStart reports whether an unmistakable value begins at i.
func (p *lenient) valueStart(i int) bool {
	c := p.s[i]
	if c == '{' || c == '[' || isDigit(c) || c == '-' || p.opener(i) != none {
		return true
	}
	for _, w := range [...]string{"true", "false", "null"} {
		if strings.HasPrefix(p.s[i:], w) {
			return true
		}
	}
	return false
}

// strayText passes words after a value on its line: "a" | "b", 1 (read-only).
func (p *lenient) strayText(member bool) {
	for p.pos < len(p.s) {
		c := p.s[p.pos]
		switch {
		case c == ' ' || c == '\t':
			p.pos++
			continue
		case c == '\n' || c == '\r' || c == '}' || c == ']' || c == '#' || p.comma() > 0,
			p.opener(p.pos) != none, p.dots(p.pos) > p.pos,
			strings.HasPrefix(p.s[p.pos:], "//"), strings.HasPrefix(p.s[p.pos:], "/*"), strings.HasPrefix(p.s[p.pos:], "<!--"),
			member && p.identColon(p.pos) > 0, !member && p.valueStart(p.pos), c == '{' || c == '[':
			return
		case (c < ' ' || c >= 0x7F) && p.oddBlanks():
			continue
		}
		break
	}
	if p.pos == len(p.s) {
		return
	}
	start, end := p.pos, p.pos+1
	for j := end; j < len(p.s); j++ {
		c := p.s[j]
		if c == ',' || c == ';' || c == '}' || c == ']' || c == '\n' ||
			p.s[j-1] == ' ' && (c == '#' || p.opener(j) != none && (!member || p.quotedName(j)) || strings.HasPrefix(p.s[j:], "//") || strings.HasPrefix(p.s[j:], "/*")) {
			break
		}
		if n := p.blank(j); n > 0 {
			j += n - 1
		} else {
			end = j + 1
		}
	}
	p.pos = end
	p.slip(SlipStrayText, start, end, nil, "%.60q after a value", p.s[start:end])
}

// strayLine passes a line of words where a member is due.
func (p *lenient) strayLine() bool {
	start := p.pos
	if p.opener(start) != none || p.unquotedName(start) > 0 {
		return false
	}
	end := p.words(start)
	if end == start {
		return false
	}
	p.pos = end
	p.slip(SlipStrayText, start, end, nil, "%.60q where a member is due", p.s[start:end])
	return true
}

// identColon is the end of the identifier at i that a colon follows, or 0.
func (p *lenient) identColon(i int) int {
	const longest = 200
	end := i
	for end < len(p.s) && end < i+longest && (isWordByte(p.s[end]) || p.s[end] == '.' || p.s[end] == '@' || p.s[end] == '$') {
		end++
	}
	j := end
	for j < len(p.s) && p.s[j] == ' ' {
		j++
	}
	if end == i || j == len(p.s) || p.colon(j) == 0 {
		return 0
	}
	return end
}
