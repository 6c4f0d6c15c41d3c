package uri

import "strings"

// Search is a node of a $search expression (URL Conventions 5.1.7): a word
// or phrase, or an operator over others.
type Search struct {
	Span
	Op       string    // AND, OR, NOT; empty: Term
	Term     string    // a word, or a phrase without its quotes
	Phrase   bool      // the term stood in double quotes
	Operands []*Search // of Op, in order
}

// search reads the value of $search. Older services read what stands in
// single quotes as they like: that is one term (searchExpr-incomplete).
func (p *parser) search(o *Option, pos int) int {
	pos = blanks(p.s, pos)
	if open := char(p.s, pos, '\''); open >= 0 {
		for at := open; at < len(p.s); {
			b, next := octet(p.s, at)
			if next < 0 {
				break
			}
			if b == '\'' {
				if again := char(p.s, next, '\''); again >= 0 {
					at = again
					continue
				}
				o.Search = &Search{Term: decode(p.s[open:at]), Span: p.span(pos, next)}
				return next
			}
			at = next
		}
		p.expect(len(p.s), "a closing quote")
		return -1
	}
	var end int
	o.Search, end = p.searchOr(pos)
	return end
}

// searchOr matches terms with OR between them, which binds more loosely than
// AND.
func (p *parser) searchOr(pos int) (*Search, int) {
	if !p.enter(pos) {
		return nil, -1
	}
	defer func() { p.depth-- }()
	left, end := p.searchAnd(pos)
	for end >= 0 {
		at := p.searchOperator(end, "OR")
		if at < 0 {
			break
		}
		right, stop := p.searchAnd(at)
		if stop < 0 {
			return nil, -1
		}
		left = joinSearch("OR", left, right)
		end = stop
	}
	return left, end
}

// searchAnd matches terms with AND between them, or nothing but blanks.
func (p *parser) searchAnd(pos int) (*Search, int) {
	left, end := p.searchTerm(pos)
	for end >= 0 {
		at := p.searchOperator(end, "AND")
		if at < 0 {
			if p.searchOperator(end, "OR") >= 0 {
				break
			}
			if at = blanks(p.s, end); at == end || at == len(p.s) || char(p.s, at, ')') >= 0 {
				break
			}
		}
		right, stop := p.searchTerm(at)
		if stop < 0 {
			return nil, -1
		}
		left = joinSearch("AND", left, right)
		end = stop
	}
	return left, end
}

func joinSearch(op string, left, right *Search) *Search {
	if left.Op == op {
		left.Operands = append(left.Operands, right)
		left.End = right.End
		return left
	}
	return &Search{Op: op, Operands: []*Search{left, right}, Span: Span{left.Start, right.End}}
}

// searchOperator matches an operator with the blanks around it, if a term
// follows; at the end of the expression AND and OR are words.
func (p *parser) searchOperator(pos int, op string) int {
	at := blanks(p.s, pos)
	if at == pos {
		return -1
	}
	end := word(p.s, at, op)
	if end < 0 {
		return -1
	}
	after := blanks(p.s, end)
	if after == end || after == len(p.s) {
		return -1
	}
	return after
}

// searchTerm matches NOT, parentheses, a phrase or a word.
func (p *parser) searchTerm(pos int) (*Search, int) {
	if !p.enter(pos) {
		return nil, -1
	}
	defer func() { p.depth-- }()
	if open := char(p.s, pos, '('); open >= 0 {
		inner, end := p.searchOr(blanks(p.s, open))
		if end < 0 {
			return nil, -1
		}
		end = blanks(p.s, end)
		closed := char(p.s, end, ')')
		if closed < 0 {
			p.expect(end, ")")
			return nil, -1
		}
		return inner, closed
	}
	if end := word(p.s, pos, "NOT"); end >= 0 {
		if after := blanks(p.s, end); after > end && after < len(p.s) {
			if inner, stop := p.searchTerm(after); stop >= 0 {
				return &Search{Op: "NOT", Operands: []*Search{inner}, Span: p.span(pos, stop)}, stop
			}
			return nil, -1
		}
	}
	if open := char(p.s, pos, '"'); open >= 0 {
		return p.phrase(pos, open)
	}
	return p.searchWord(pos)
}

func (p *parser) phrase(pos, open int) (*Search, int) {
	for at := open; at < len(p.s); {
		b, next := octet(p.s, at)
		if next < 0 {
			break
		}
		if b == '"' && at > open {
			return &Search{Term: decode(p.s[open:at]), Phrase: true, Span: p.span(pos, next)}, next
		}
		if b == '\\' { // services read JSON's escapes in phrases
			if _, after := octet(p.s, next); after >= 0 {
				next = after
			}
		}
		at = next
	}
	p.expect(len(p.s), "a closing double quote")
	return nil, -1
}

// searchWord matches a word: no blanks, parentheses, double quotes, and no
// semicolon unless it is encoded.
func (p *parser) searchWord(pos int) (*Search, int) {
	at := pos
	for at < len(p.s) {
		b, next := octet(p.s, at)
		if next < 0 {
			break
		}
		if strings.IndexByte(" \t()\"", b) >= 0 || next == at+1 && strings.IndexByte(";#&", b) >= 0 {
			break
		}
		if b == '\'' && at == pos {
			break
		}
		at = next
	}
	if at == pos {
		p.expect(pos, "a word or a phrase")
		return nil, -1
	}
	p.expect(at, "a blank")
	return &Search{Term: decode(p.s[pos:at]), Span: p.span(pos, at)}, at
}
