package uri

// ParseExpression reads one expression as it stands in a query, percent-
// encoding included (ABNF rule commonExpr). The error is a *[SyntaxError].
func ParseExpression(s string) (Expr, error) {
	text, offsets := normalise(s, inQuery)
	p := &parser{scanner: scanner{s: text}, offsets: offsets}
	e, end := p.expr(0)
	if end == len(text) && end > 0 {
		return e, nil
	}
	if end >= 0 {
		p.expect(end, "the end of the expression")
	}
	return nil, p.error(s)
}

// ParseLiteral reads one primitive literal of a URL (ABNF rule
// primitiveLiteral). The error is a *[SyntaxError].
func ParseLiteral(s string) (*Literal, error) {
	text, offsets := normalise(s, inQuery)
	p := &parser{scanner: scanner{s: text}, offsets: offsets}
	l := p.literal(0)
	if l != nil && l.End == len(text) {
		l.Start, l.End, l.Text = 0, len(s), s
		return l, nil
	}
	if l != nil {
		p.expect(l.End, "the end of the literal")
	}
	return nil, p.error(s)
}

// error is the failure of the parser, with offsets into the text that it was
// given.
func (p *parser) error(s string) *SyntaxError {
	failure := p.failure()
	failure.Offset = p.at(failure.Offset)
	failure.Rest = s[failure.Offset:]
	return failure
}
