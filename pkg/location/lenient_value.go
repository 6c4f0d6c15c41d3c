package location

import (
	"strings"
	"unicode/utf8"
)

// value reads the value that begins at pos.
func (p *lenient) value(depth int) *Value {
	if p.pos == len(p.s) {
		p.fail(p.pos, "unexpected end of input: a value is missing")
		return nil
	}
	start := p.pos
	switch c := p.s[start]; {
	case c == '{' && p.placeholder() == 0:
		return p.object(depth+1, start)
	case c == '[':
		return p.array(depth + 1)
	case p.opener(start) != none:
		text := p.str(false)
		v := p.arena.value(String, start, p.pos)
		v.Text = text
		return v
	}
	if end := p.dots(start); end > start {
		p.pos = max(end, p.words(end))
		p.slip(SlipEllipsis, start, p.pos, nil, "an ellipsis in place of a value")
		return p.wordValue(start, p.pos)
	}
	return p.unquoted()
}

// placeholder is the end of a {placeholder} at pos, or 0: words in braces,
// on one line, without the marks of JSON.
func (p *lenient) placeholder() int {
	const longest = 100
	s := p.s[p.pos:]
	for i := 1; i < len(s) && i < longest; i++ {
		switch c := s[i]; {
		case c == '}':
			if word := strings.TrimSpace(s[1:i]); word == "" || p.dots(p.pos+1+strings.Index(s[1:], word)) > p.pos+1 {
				return 0
			}
			return p.pos + i + 1
		case c < ' ' || strings.IndexByte("\"',;:{[]\\/*", c) >= 0:
			return 0
		}
	}
	return 0
}

// unquoted reads a literal, a number, or words in place of a value.
func (p *lenient) unquoted() *Value {
	start := p.pos
	end := p.wordEnd(start)
	if end == start {
		p.fail(start, "a value was expected, not %s", describe(p.s, start))
		return nil
	}
	token := p.s[start:end]
	for i := start; i < end; i++ {
		if p.blank(i) > 0 {
			token = p.s[start:i]
			break
		}
	}
	if v := p.literal(token); v != nil {
		return v
	}
	if v := p.looseNumber(token); v != nil {
		return v
	}
	p.pos = end
	if text := p.s[start:end]; strings.HasSuffix(text, `"`) && strings.Count(text, `"`) == 1 {
		p.slip(SlipMissingQuote, start, end, mend(start, start, `"`), "a string without its opening quotation mark")
		v := p.arena.value(String, start, end)
		v.Text, _ = p.decode(start, end-1)
		return v
	}
	p.slip(SlipUnquotedValue, start, end, nil, "%.60q stands in place of a value", p.s[start:end])
	return p.wordValue(start, end)
}

func (p *lenient) wordValue(start, end int) *Value {
	v := p.arena.value(String, start, end)
	v.Text = strings.ToValidUTF8(p.s[start:end], "\uFFFD")
	return v
}

// wordEnd is the end of the words that begin at i: up to a comma, a closing
// bracket, a string, a comment or the line end; brackets in them count.
func (p *lenient) wordEnd(i int) int {
	nested, end := 0, i
	for j := i; j < len(p.s); j++ {
		c := p.s[j]
		switch {
		case c == '\n' || c == '\r':
			return end
		case c == '{' || c == '[' || c == '(' || c == '<':
			nested++
		case c == '}' || c == ']' || c == ')' || c == '>':
			if nested == 0 && (c == '}' || c == ']') {
				return end
			}
			nested = max(0, nested-1)
		case (c == ',' || c == ';' || c >= utf8.RuneSelf && p.commaAt(j) > 0) && nested == 0:
			return end
		case c == '/' && (strings.HasPrefix(p.s[j:], "/*") || strings.HasPrefix(p.s[j:], "//") && (j == i || p.s[j-1] != ':')):
			return end
		}
		if n := p.blank(j); n > 0 {
			if rest := p.s[j+n:]; rest != "" && nested == 0 &&
				(rest[0] == '"' || rest[0] == '#') {
				return end
			}
			j += n - 1
			continue
		}
		end = j + 1
	}
	return end
}

// literals are the spellings of other languages, in lower case.
var literals = map[string]struct {
	kind    Kind
	text    string
	certain bool
}{
	"true": {True, "true", true}, "false": {False, "false", true}, "null": {Null, "null", true},
	"none": {Null, "null", true}, "nil": {Null, "null", true}, "$null": {Null, "null", true},
	"$true": {True, "true", true}, "$false": {False, "false", true}, "undefined": {Null, "null", false},
}

func (p *lenient) literal(token string) *Value {
	if len(token) > len("undefined") {
		return nil
	}
	l, ok := literals[strings.ToLower(token)]
	if !ok {
		return nil
	}
	start := p.pos
	p.pos += len(token)
	if token != l.text {
		var fix *Edit
		if l.certain {
			fix = mend(start, p.pos, l.text)
		}
		p.slip(SlipLiteral, start, p.pos, fix, "%s: JSON writes %s", token, l.text)
	}
	return p.arena.value(l.kind, start, p.pos)
}

// looseNumber reads a number, also one with a plus sign, leading zeros, or
// no digit on one side of its point.
func (p *lenient) looseNumber(token string) *Value {
	if c := token[0]; !isDigit(c) && c != '-' && c != '+' && c != '.' {
		return nil
	}
	text := normalNumber(token)
	if end, fault := scanNumber(text, 0); fault != "" || end != len(text) {
		return nil
	}
	start := p.pos
	p.pos += len(token)
	if text != token {
		var fix *Edit
		if digits := strings.TrimLeft(token, "+-"); len(digits) < 2 || digits[0] != '0' || !isDigit(digits[1]) {
			fix = mend(start, p.pos, text)
		}
		p.slip(SlipNumber, start, p.pos, fix, "%.40s: JSON writes %.40s", token, text)
	}
	v := p.arena.value(Number, start, p.pos)
	v.Text = text
	return v
}

// normalNumber writes a number as JSON does.
func normalNumber(s string) string {
	sign := ""
	switch {
	case strings.HasPrefix(s, "-"):
		sign, s = "-", s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	if s == "" || !isDigit(s[0]) && (s[0] != '.' || len(s) < 2 || !isDigit(s[1])) {
		return "" // no number begins so
	}
	for len(s) > 1 && s[0] == '0' && isDigit(s[1]) {
		s = s[1:]
	}
	if s[0] == '.' {
		s = "0" + s
	}
	if i := strings.IndexByte(s, '.'); i >= 0 && (i+1 == len(s) || s[i+1]|0x20 == 'e') {
		s = s[:i] + s[i+1:]
	}
	return sign + s
}

// comma is the length of the comma at pos, or of what stands for one; 0
// where there is none.
func (p *lenient) comma() int { return p.commaAt(p.pos) }

func (p *lenient) commaAt(i int) int {
	if i == len(p.s) {
		return 0
	}
	switch c := p.s[i]; {
	case c == ',' || c == ';':
		return 1
	case c >= utf8.RuneSelf:
		for _, mark := range [...]string{"，", "、", "；"} {
			if strings.HasPrefix(p.s[i:], mark) {
				return len(mark)
			}
		}
	}
	return 0
}

// colon is the length of the colon at i, or of what stands for one; 0
// where there is none.
func (p *lenient) colon(i int) int {
	for _, mark := range [...]string{":", "=>", "=", "："} {
		if strings.HasPrefix(p.s[i:], mark) {
			return len(mark)
		}
	}
	return 0
}
