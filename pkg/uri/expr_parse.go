package uri

// precedence of the operators (URL Conventions 5.1.1.14): the higher, the
// tighter. "in" and "has" are read with their operand.
var precedence = map[string]int{
	"or": 1, "and": 2, "eq": 3, "ne": 3, "lt": 4, "le": 4, "gt": 4, "ge": 4,
	"add": 5, "sub": 5, "mul": 6, "div": 6, "divby": 6, "mod": 6, "in": 7, "has": 7,
}

// operators in an order in which no word hides a longer one.
var operators = []string{"and", "or", "eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "divby", "div", "mod", "in", "has"}

// expr matches a commonExpr.
func (p *parser) expr(pos int) (Expr, int) { return p.binary(pos, 1) }

// binary matches operands with operators that bind at least as tightly as
// least.
func (p *parser) binary(pos, least int) (Expr, int) {
	if !p.enter(pos) {
		return nil, -1
	}
	defer func() { p.depth-- }()
	left, end := p.unary(pos)
	for n := 0; end >= 0; n++ {
		op, at, after := p.operator(end)
		if n == maxOperators {
			p.expect(end, "a shorter expression")
			return nil, -1
		}
		bind := precedence[op]
		if op == "" || bind < least {
			return left, end
		}
		var right Expr
		var stop int
		switch op {
		case "in":
			right, stop = p.inOperand(after)
		case "has":
			right, stop = p.unary(after)
		default:
			right, stop = p.binary(after, bind+1)
		}
		if stop < 0 {
			return nil, -1
		}
		left = &Binary{Op: op, Left: left, Right: right, OpSpan: p.span(at, at+len(op)), Span: Span{left.Where().Start, p.at(stop)}}
		end = stop
	}
	return left, end
}

// operator matches a binary operator with the blanks around it: its name,
// where it stands, and where its operand begins.
func (p *parser) operator(pos int) (op string, at, after int) {
	at = p.blank(pos)
	if at < 0 {
		return "", 0, 0
	}
	for _, w := range operators {
		if end := wordFold(p.s, at, w); end >= 0 {
			if !continues(p.s, end) {
				p.expect(end, "a blank and an operand")
			}
			if after = p.keyword(pos, w); after >= 0 {
				return w, at, after
			}
		}
	}
	p.expect(at, "an operator")
	return "", 0, 0
}

// unary matches not, -, and primary expressions.
func (p *parser) unary(pos int) (Expr, int) {
	if end := wordFold(p.s, pos, "not"); end >= 0 && !continues(p.s, end) {
		after := p.blank(end)
		if after < 0 && char(p.s, end, '(') >= 0 {
			after = end
			p.note(MissingBlank, pos, "not", "a blank belongs behind not")
		}
		if after >= 0 {
			operand, stop := p.operand(after)
			if stop < 0 {
				return nil, -1
			}
			return &Unary{Op: "not", Operand: operand, Span: p.span(pos, stop)}, stop
		}
	}
	if at := plain(p.s, pos, '-'); at >= 0 {
		if l := p.tryLiteral(pos); l != nil {
			return l, l.end(p)
		}
		operand, stop := p.operand(blanks(p.s, at))
		if stop < 0 {
			return nil, -1
		}
		return &Unary{Op: "-", Operand: operand, Span: p.span(pos, stop)}, stop
	}
	return p.primary(pos)
}

// operand is what a unary operator takes: a unary expression with its in and
// has.
func (p *parser) operand(pos int) (Expr, int) { return p.binary(pos, precedence["in"]) }

// inOperand matches the right side of in: a list of literals in parentheses,
// or an expression.
func (p *parser) inOperand(pos int) (Expr, int) {
	if open := char(p.s, pos, '('); open >= 0 {
		if list, end := p.list(pos, open); end >= 0 {
			return list, end
		}
	}
	return p.unary(pos)
}

func (p *parser) list(pos, open int) (Expr, int) {
	l := &List{}
	at := blanks(p.s, open)
	if closed := char(p.s, at, ')'); closed >= 0 {
		l.Span = p.span(pos, closed)
		return l, closed
	}
	for {
		item := p.tryLiteral(at)
		if item == nil {
			return nil, -1
		}
		l.Items = append(l.Items, item)
		end := blanks(p.s, item.end(p))
		if closed := char(p.s, end, ')'); closed >= 0 {
			l.Span = p.span(pos, closed)
			return l, closed
		}
		comma := char(p.s, end, ',')
		if comma < 0 {
			p.expect(end, ") or ,")
			return nil, -1
		}
		at = blanks(p.s, comma)
	}
}

// tryLiteral matches a literal that is followed by nothing that would prolong
// it, and moves it to the query's offsets.
func (p *parser) tryLiteral(pos int) *Value {
	l := p.literal(pos)
	if l == nil {
		return nil
	}
	v := &Value{Literal: l, Span: p.span(l.Start, l.End)}
	v.Literal.Start, v.Literal.End = v.Start, v.End
	return v
}

// end is where the literal ends in the parser's text.
func (v *Value) end(p *parser) int { return p.back(v.End) }

// back maps an offset in the query to one in the text.
func (p *parser) back(offset int) int {
	if p.offsets == nil {
		return offset - p.from
	}
	offset -= p.from
	low, high := 0, len(p.offsets)-1
	for low < high {
		mid := (low + high) / 2
		if p.offsets[mid] < offset {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// primary matches everything that is no operator.
func (p *parser) primary(pos int) (Expr, int) {
	s := p.s
	if at := blanks(s, pos); at > pos { // only before JSON does the ABNF have blanks here
		if char(s, at, '[') < 0 && char(s, at, '{') < 0 {
			p.expect(at, "no blank before the expression")
			return nil, -1
		}
		pos = at
	}
	switch {
	case char(s, pos, '(') >= 0:
		return p.paren(pos)
	case char(s, pos, '[') >= 0:
		return p.array(pos)
	case char(s, pos, '{') >= 0:
		return p.object(pos)
	case plain(s, pos, '$') >= 0, char(s, pos, '@') >= 0:
		return p.path(pos)
	case char(s, pos, '"') >= 0:
		p.expect(pos, "a string in single quotes, not in double ones")
		return nil, -1
	}
	if v := p.tryLiteral(pos); v != nil {
		end := v.end(p)
		if !p.prolonged(v, end) {
			return v, end
		}
	}
	if e, end, ok := p.function(pos); ok {
		return e, end
	}
	if identifier(s, pos) < 0 {
		p.expect(pos, "an expression")
		return nil, -1
	}
	return p.path(pos)
}

// prolonged reports whether a literal that is a word (null, true) is the
// beginning of a path.
func (p *parser) prolonged(v *Value, end int) bool {
	switch v.Literal.Kind {
	case NullLiteral, BooleanLiteral, DecimalLiteral:
		return end < len(p.s) && (p.s[end] == '/' || p.s[end] == '.' && isAlpha(p.s[p.back(v.Start)]))
	}
	return false
}

func (p *parser) paren(pos int) (Expr, int) {
	open := char(p.s, pos, '(')
	e, end := p.expr(blanks(p.s, open))
	if end < 0 {
		return nil, -1
	}
	end = blanks(p.s, end)
	closed := char(p.s, end, ')')
	if closed < 0 {
		p.expect(end, ")")
		return nil, -1
	}
	return e, closed
}
