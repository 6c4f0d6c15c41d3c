package location

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// between passes blanks and comments.
func (p *lenient) between() { p.pass(false) }

// beforeValue passes blanks and comments where a value comes next: there a #
// before a letter begins a type name, not a comment.
func (p *lenient) beforeValue() { p.pass(true) }

func (p *lenient) pass(value bool) {
	for p.pos < len(p.s) {
		switch c := p.s[p.pos]; {
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			p.pos++
		case p.comment(value):
		case c < ' ' || c >= 0x7F:
			if !p.oddBlanks() {
				return
			}
		default:
			return
		}
	}
}

// comment passes the comment that begins at pos, if one does.
func (p *lenient) comment(value bool) bool {
	start, rest := p.pos, p.s[p.pos:]
	end := 0
	switch {
	case strings.HasPrefix(rest, "//"), rest[0] == '#' && (!value || len(rest) < 2 || !isWordByte(rest[1])):
		end = p.lineEnd(start)
	case strings.HasPrefix(rest, "/*"):
		end = p.closing(start, "*/")
	case strings.HasPrefix(rest, "<!--"):
		end = p.closing(start, "-->")
	default:
		return false
	}
	p.pos = end
	p.slip(SlipComment, start, start+len(strings.TrimRight(p.s[start:end], " \t\r")), nil, "a comment: JSON has none")
	return true
}

// closing is the end of the comment that begins at start, or of its line
// where it is not closed.
func (p *lenient) closing(start int, mark string) int {
	if p.budget > 0 {
		if i := strings.Index(p.s[start+2:], mark); i >= 0 {
			return start + 2 + i + len(mark)
		}
		p.budget -= len(p.s) - start
	}
	return p.lineEnd(start)
}

// lineEnd is the offset of the line end at or after i.
func (p *lenient) lineEnd(i int) int {
	if n := strings.IndexByte(p.s[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(p.s)
}

// oddBlanks passes a run of blanks and invisible characters that JSON does
// not know, with the plain blanks between them.
func (p *lenient) oddBlanks() bool {
	start, end, blank := p.pos, p.pos, false
	var plain strings.Builder
	for i := start; i < len(p.s); {
		r, n := utf8.DecodeRuneInString(p.s[i:])
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' {
			i += n
			continue
		}
		isBlank := isOddBlank(r)
		if !isBlank && !isInvisible(r) {
			break
		}
		plain.WriteString(p.s[end:i])
		if isBlank {
			blank = true
			plain.WriteByte(' ')
		}
		i += n
		end = i
	}
	if end == start {
		return false
	}
	p.pos = end
	if blank {
		p.slip(SlipBlank, start, end, mend(start, end, plain.String()), "%s: JSON knows space, tab and line end only", describe(p.s, start))
	} else {
		p.slip(SlipInvisible, start, end, mend(start, end, plain.String()), "%s between values", describe(p.s, start))
	}
	return true
}

func isOddBlank(r rune) bool {
	return r == '\v' || r == '\f' || r > ' ' && (unicode.IsSpace(r) || r == '\u2028' || r == '\u2029')
}

// blank is the length of the blank at i within a line, JSON's or not; 0 where
// there is none.
func (p *lenient) blank(i int) int {
	switch c := p.s[i]; {
	case c == ' ' || c == '\t' || c == '\r':
		return 1
	case c >= utf8.RuneSelf:
		if r, n := utf8.DecodeRuneInString(p.s[i:]); isOddBlank(r) {
			return n
		}
	}
	return 0
}

func isInvisible(r rune) bool {
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		return false
	case r == '\uFEFF', r == '\u00AD', r == '\u2060', '\u200B' <= r && r <= '\u200F', '\u202A' <= r && r <= '\u202E':
		return true
	}
	return r < ' ' || 0x7F <= r && r < 0xA0 && r != '\u0085'
}

// ellipsis passes the ellipsis that begins at pos, with its words; also one
// that stands in brackets of its own where a member is due.
func (p *lenient) ellipsis() bool {
	start := p.pos
	i := start
	closing := byte(0)
	if i < len(p.s) {
		switch p.s[i] {
		case '[':
			closing = ']'
		case '(':
			closing = ')'
		case '<':
			closing = '>'
		}
	}
	if closing != 0 {
		i++
	}
	end := p.dots(i)
	if end == i {
		return false
	}
	if closing != 0 {
		for end < len(p.s) && p.s[end] == ' ' {
			end++
		}
		if end == len(p.s) || p.s[end] != closing {
			return false
		}
		end++
	}
	p.pos = end
	if words := p.words(end); words > end {
		p.pos = words
	}
	p.slip(SlipEllipsis, start, p.pos, nil, "an ellipsis: something is left out here")
	return true
}

// dots is the end of the dots that begin at i.
func (p *lenient) dots(i int) int {
	end := i
	for {
		switch {
		case strings.HasPrefix(p.s[end:], "…"):
			end += len("…")
		case strings.HasPrefix(p.s[end:], ".."), end > i && strings.HasPrefix(p.s[end:], "."):
			end++
			for end < len(p.s) && p.s[end] == '.' {
				end++
			}
		case end > i && strings.HasPrefix(p.s[end:], " .."):
			end++
		default:
			return end
		}
	}
}

// words is the end of the words without marks that follow on the same line,
// up to a comma, a bracket or the line end; i where something else is there.
func (p *lenient) words(i int) int {
	end := i
	for j := i; j < len(p.s); j++ {
		if n := p.blank(j); n > 0 {
			j += n - 1
			continue
		}
		switch c := p.s[j]; {
		case c == ',' || c == ']' || c == '}' || c == '\n':
			return end
		case c == '"' || c == '{' || c == '[' || c == ':' || c == '/' && strings.HasPrefix(p.s[j:], "//"):
			return i
		default:
			end = j + 1
		}
	}
	return end
}
