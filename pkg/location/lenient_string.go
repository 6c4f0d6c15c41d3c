package location

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// quotes is the kind of quotation marks that a string stands in.
type quotes uint8

const (
	none quotes = iota
	double
	single
	grave
	escaped // \"
	curlyDouble
	curlySingle
)

// mark is the kind and the length of the quotation mark at i.
func (p *lenient) mark(i int) (quotes, int) {
	if i >= len(p.s) {
		return none, 0
	}
	switch c := p.s[i]; {
	case c == '"':
		return double, 1
	case c == '\'':
		return single, 1
	case c == '`':
		return grave, 1
	case c == '\\' && strings.HasPrefix(p.s[i:], `\"`):
		return escaped, 2
	case c >= utf8.RuneSelf:
		switch r, n := utf8.DecodeRuneInString(p.s[i:]); r {
		case '“', '”', '„', '‟', '＂':
			return curlyDouble, n
		case '‘', '’', '‚', '‛':
			return curlySingle, n
		}
	}
	return none, 0
}

// opener is the kind of quotation mark that begins at i, or none.
func (p *lenient) opener(i int) quotes {
	q, _ := p.mark(i)
	return q
}

// closes is the length of the mark at i where it closes a string of that
// kind, or 0.
func (p *lenient) closes(q quotes, i int) int {
	k, n := p.mark(i)
	if k == q || q == curlyDouble && k == double || q == curlySingle && k == single {
		return n
	}
	return 0
}

// str reads the string that begins at pos. Which of the marks that follow
// closes it is told by what comes after them.
func (p *lenient) str(name bool) string {
	open := p.pos
	q, n := p.mark(open)
	from := open + n
	first, last, lineEnd := -1, -1, -1 // the marks that hardly close it, and the first line end
scan:
	for j := from; j < len(p.s); {
		if n := p.closes(q, j); n > 0 {
			if p.plausible(j+n, name) {
				if first >= 0 {
					p.slip(SlipUnescapedQuote, first, first+n, nil, "a quotation mark within a string: it must be escaped")
				}
				return p.finish(q, open, from, j, n)
			}
			if lineEnd >= 0 {
				break // it opens the next string: this one was not closed
			}
			if first < 0 {
				first, last = j, j
			}
			if p.budget -= j - last; name || p.budget < 0 {
				break
			}
			last = j
			j += n
			continue
		}
		switch p.s[j] {
		case '\\':
			j++
		case '\n':
			if first >= 0 {
				break scan
			}
			if lineEnd < 0 {
				lineEnd = j
			}
		}
		j++
	}
	return p.unclosed(q, open, from, first, name)
}

// unclosed ends a string that no mark closes for certain.
func (p *lenient) unclosed(q quotes, open, from, first int, name bool) string {
	limit := first
	if limit < 0 {
		limit = p.lineEnd(from)
	}
	if q == double || q == single {
		for j := from; j < limit; j++ {
			k, n := p.mark(j)
			if (k == curlyDouble || k == curlySingle) && p.plausible(j+n, name) {
				return p.finish(k, open, from, j, n)
			}
		}
	}
	if name {
		if end := p.identColon(from); end > 0 && end < limit {
			p.slip(SlipMissingQuote, open, end, mend(end, end, `"`), "a name without its closing quotation mark")
			p.pos = end
			text, _ := p.decode(from, end)
			return text
		}
	}
	if first >= 0 {
		_, n := p.mark(first)
		return p.finish(q, open, from, first, n)
	}
	end := from + len(strings.TrimRight(p.s[from:limit], " \t\r"))
	if end > from && p.s[end-1] == ',' {
		end--
	}
	p.pos = end
	p.slip(SlipMissingQuote, open, end, nil, "the string that begins here is not closed on its line")
	text, _ := p.decode(from, end)
	return text
}

// plausible reports whether a string can end at i: whether what JSON has
// after a name or a value comes next.
func (p *lenient) plausible(i int, name bool) bool {
	j := p.skipBlanks(i)
	if name {
		for j < len(p.s) && (p.s[j] == '\n' || p.s[j] == '\r') {
			j = p.skipBlanks(j + 1)
		}
		return j < len(p.s) && p.colon(j) > 0
	}
	if j == len(p.s) {
		return true
	}
	switch c := p.s[j]; {
	case c == '\n' || c == '\r' || c == '}' || c == ']' || c == ';' || c == '|':
		return true
	case c == ',':
		return p.afterComma(p.skipBlanks(j + 1))
	case c == '/' || c == '#' || c == '<':
		return strings.HasPrefix(p.s[j:], "//") || strings.HasPrefix(p.s[j:], "/*") || strings.HasPrefix(p.s[j:], "<!--") || c == '#' && j > i
	case c == '"' || c == '\'' || c == '\\':
		return j > i && p.opener(j) != none
	case c == '.' || c >= utf8.RuneSelf:
		return p.commaAt(j) > 0 || p.dots(j) > j || p.opener(j) == curlyDouble
	}
	return false
}

// afterComma reports whether what begins at i can follow a comma.
func (p *lenient) afterComma(i int) bool {
	if i == len(p.s) || p.valueStart(i) || p.dots(i) > i || p.identColon(i) > 0 {
		return true
	}
	c := p.s[i]
	return strings.IndexByte("\r\n}],#<", c) >= 0 || strings.HasPrefix(p.s[i:], "//") || strings.HasPrefix(p.s[i:], "/*")
}

// skipBlanks is the offset of the next byte that is no blank, on this line.
func (p *lenient) skipBlanks(i int) int {
	for i < len(p.s) {
		n := p.blank(i)
		if n == 0 || p.s[i] == '\r' {
			break
		}
		i += n
	}
	return i
}

// quotedName reports whether a quoted string and a colon stand at i, on one
// line.
func (p *lenient) quotedName(i int) bool {
	q, n := p.mark(i)
	if q == none {
		return false
	}
	for j := i + n; j < len(p.s) && p.s[j] != '\n'; j++ {
		if n := p.closes(q, j); n > 0 {
			j = p.skipBlanks(j + n)
			return j < len(p.s) && p.colon(j) > 0
		}
		if p.s[j] == '\\' {
			j++
		}
	}
	return false
}

// finish ends the string whose content stands from from to to, before a mark
// of n bytes.
func (p *lenient) finish(q quotes, open, from, to, n int) string {
	p.pos = to + n
	if q == double {
		text, _ := p.decode(from, to)
		return text
	}
	// One edit mends the whole string, those within it would overlap.
	at := len(p.slips)
	text, certain := p.decode(from, to)
	if q == escaped {
		inner := lenient{parser: parser{t: NewText("", nil), s: text}}
		text, _ = inner.decode(0, len(text))
	}
	for i := at; i < len(p.slips); i++ {
		p.slips[i].Fix = nil
	}
	var fix *Edit
	if certain {
		fix = mend(open, p.pos, quoteJSON(text))
	}
	p.slip(SlipQuotes, open, p.pos, fix, "a string in %s quotation marks", quotesName[q])
	return text
}

var quotesName = map[quotes]string{
	single: "single", grave: "grave", escaped: "escaped", curlyDouble: "typographic", curlySingle: "typographic",
}

// decode is the content of a string, and whether it is certain.
func (p *lenient) decode(from, to int) (text string, certain bool) {
	s := p.s[from:to]
	i := 0
	for i < len(s) && s[i] >= ' ' && s[i] != '\\' && s[i] < utf8.RuneSelf {
		i++
	}
	if i == len(s) {
		return s, true
	}
	var b strings.Builder
	b.WriteString(s[:i])
	certain = true
	for i < len(s) {
		c := s[i]
		switch {
		case c == '\\':
			r, n, fault := escape(s[i:])
			if fault != "" {
				n = p.badEscape(&b, from+i, s[i:], n, fault)
				certain = false
			} else {
				b.WriteRune(r)
			}
			i += n
		case c < ' ':
			n := control(s[i:])
			p.rawControl(from+i, s[i:i+n])
			certain = certain && !strings.ContainsAny(s[i:i+n], "\r\n")
			b.WriteString(s[i : i+n])
			i += n
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				p.slip(SlipUTF8, from+i, from+i+1, nil, "invalid UTF-8: the byte 0x%02X", c)
				certain = false
			}
			b.WriteRune(r)
			i += n
		}
	}
	return b.String(), certain
}

// badEscape decodes an escape at fault: a quotation mark loses its
// backslash, half of a surrogate pair is U+FFFD, all else keeps it.
func (p *lenient) badEscape(b *strings.Builder, at int, s string, n int, fault string) int {
	var fix *Edit
	switch {
	case len(s) > 1 && (s[1] == '\'' || s[1] == '`'):
		b.WriteByte(s[1])
		fix = mend(at, at+2, s[1:2])
	case n == 6:
		b.WriteRune(utf8.RuneError)
	default:
		b.WriteByte('\\')
		n = 1
	}
	p.slip(SlipEscape, at, at+n, fix, "%s", fault)
	return n
}

// control is the length of the run of control characters that s begins with.
func control(s string) int {
	n := 0
	for n < len(s) && s[n] < ' ' {
		n++
	}
	return n
}

func (p *lenient) rawControl(at int, run string) {
	if strings.ContainsAny(run, "\r\n") {
		p.slip(SlipControl, at, at+len(run), nil, "a line end in a string")
		return
	}
	quoted := quoteJSON(run)
	p.slip(SlipControl, at, at+len(run), mend(at, at+len(run), quoted[1:len(quoted)-1]), "a control character in a string: %s", describe(run, 0))
}

// quoteJSON is s as a JSON string.
func quoteJSON(s string) string {
	b := make([]byte, 0, len(s)+2)
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c < ' ':
			b = fmt.Appendf(b, `\u%04X`, c)
		default:
			b = append(b, c)
		}
	}
	return string(append(b, '"'))
}
