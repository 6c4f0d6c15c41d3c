package uri

import "strings"

// Transformation is one step of $apply (OData Extension for Data Aggregation
// 4.0, section 3).
type Transformation struct {
	Span
	Name       string              // aggregate, groupby, filter, compute, …
	Filter     Expr                // of filter
	Compute    []ComputeItem       // of compute
	Aggregates []Aggregate         // of aggregate
	GroupBy    []Expr              // the paths of groupby, those of rollup included
	Then       []*Transformation   // the transformations inside groupby
	Concat     [][]*Transformation // of concat
	OrderBy    []OrderItem         // of orderby
	Search     *Search             // of search
	Args       []Expr              // of topcount and its kin, top, skip, and functions of the service
}

// Aggregate is one item of aggregate.
type Aggregate struct {
	Expr   Expr   // a path, an expression, or $count as a path
	Method string // sum, min, max, average, countdistinct, or a qualified name; empty: a custom aggregate or $count
	Alias  string
	Span
}

func (t *Transformation) aliases() (names []string) {
	for _, c := range t.Compute {
		names = append(names, c.Alias)
	}
	for _, a := range t.Aggregates {
		if a.Alias != "" {
			names = append(names, a.Alias)
		}
	}
	for _, inner := range t.Then {
		names = append(names, inner.aliases()...)
	}
	for _, sequence := range t.Concat {
		for _, inner := range sequence {
			names = append(names, inner.aliases()...)
		}
	}
	return names
}

// apply matches transformations with slashes between them.
func (p *parser) apply(out *[]*Transformation, pos int) int {
	for {
		t, end := p.transformation(pos)
		if end < 0 {
			return -1
		}
		*out = append(*out, t)
		slash := plain(p.s, end, '/')
		if slash < 0 {
			return end
		}
		pos = slash
	}
}

func (p *parser) transformation(pos int) (*Transformation, int) {
	if !p.enter(pos) {
		return nil, -1
	}
	defer func() { p.depth-- }()
	end, _ := qualifiedName(p.s, pos)
	if end < 0 {
		p.expect(pos, "a transformation")
		return nil, -1
	}
	t := &Transformation{Name: decode(p.s[pos:end])}
	if open := char(p.s, end, '('); open >= 0 {
		if strings.Contains(t.Name, ".") { // a function of the service
			args, stop := p.namedArguments(end)
			if stop < 0 {
				return nil, -1
			}
			for _, a := range args {
				t.Args = append(t.Args, a.Value)
			}
			t.Span = p.span(pos, stop)
			return t, stop
		}
		end = p.transformationBody(t, blanks(p.s, open))
		if end < 0 {
			return nil, -1
		}
		end = blanks(p.s, end)
		closed := char(p.s, end, ')')
		if closed < 0 {
			p.expect(end, ")")
			return nil, -1
		}
		end = closed
	} else if strings.ToLower(t.Name) != "identity" {
		p.expect(end, "(")
		return nil, -1
	}
	t.Span = p.span(pos, end)
	return t, end
}

// transformationBody reads what stands in the parentheses.
func (p *parser) transformationBody(t *Transformation, at int) int {
	var end int
	switch t.Name {
	case "filter":
		t.Filter, end = p.expr(at)
		return end
	case "compute":
		return p.compute(&t.Compute, at)
	case "aggregate":
		return p.aggregates(t, at)
	case "groupby":
		return p.groupBy(t, at)
	case "concat":
		return p.concat(t, at)
	case "orderby":
		o := &Option{}
		end = p.orderBy(o, at)
		t.OrderBy = o.OrderBy
		return end
	case "search":
		o := &Option{}
		end = p.search(o, at)
		t.Search = o.Search
		return end
	case "expand", "nest", "join", "outerjoin", "ancestors", "descendants", "traverse", "addnested":
		return p.balancedEnd(at)
	}
	for {
		e, stop := p.expr(at)
		if stop < 0 {
			return -1
		}
		t.Args = append(t.Args, e)
		comma := char(p.s, blanks(p.s, stop), ',')
		if comma < 0 {
			return stop
		}
		at = blanks(p.s, comma)
	}
}

// balancedEnd finds the parenthesis that closes what began before pos.
func (p *parser) balancedEnd(pos int) int {
	depth, quoted := 0, false
	for pos < len(p.s) {
		b, next := octet(p.s, pos)
		if next < 0 {
			break
		}
		switch {
		case b == '\'':
			quoted = !quoted
		case quoted:
		case b == '(':
			depth++
		case b == ')':
			if depth == 0 {
				return pos
			}
			depth--
		}
		pos = next
	}
	p.expect(len(p.s), ")")
	return -1
}

// aggregates matches the items of aggregate.
func (p *parser) aggregates(t *Transformation, pos int) int {
	for {
		a, end := p.aggregate(pos)
		if end < 0 {
			return -1
		}
		t.Aggregates = append(t.Aggregates, a)
		comma := char(p.s, blanks(p.s, end), ',')
		if comma < 0 {
			return end
		}
		pos = blanks(p.s, comma)
	}
}

func (p *parser) aggregate(pos int) (Aggregate, int) {
	var a Aggregate
	if !p.enter(pos) {
		return a, -1
	}
	defer func() { p.depth-- }()
	end := word(p.s, pos, "$count")
	if end >= 0 {
		step := &Step{Kind: StepCount, Name: "$count", Span: p.span(pos, end)}
		a.Expr = &Path{Steps: []*Step{step}, Span: step.Span}
	} else if a.Expr, end = p.expr(pos); end < 0 {
		return a, -1
	}
	if with := p.keyword(end, "with"); with >= 0 {
		stop, _ := qualifiedName(p.s, with)
		if stop < 0 {
			p.expect(with, "an aggregation method")
			return a, -1
		}
		a.Method, end = decode(p.s[with:stop]), stop
	}
	for {
		from := p.keyword(end, "from")
		if from < 0 {
			break
		}
		_, stop := p.aggregate(from)
		if stop < 0 {
			return a, -1
		}
		end = stop
	}
	if as := p.keyword(end, "as"); as >= 0 {
		stop := identifier(p.s, as)
		if stop < 0 {
			p.expect(as, "a name")
			return a, -1
		}
		a.Alias, end = decode(p.s[as:stop]), stop
	} else if a.Method != "" {
		p.expect(end, "as")
		return a, -1
	}
	a.Span = p.span(pos, end)
	return a, end
}

// groupBy matches ((paths),transformations).
func (p *parser) groupBy(t *Transformation, pos int) int {
	open := char(p.s, pos, '(')
	if open < 0 {
		p.expect(pos, "(")
		return -1
	}
	end := p.groupPaths(t, blanks(p.s, open))
	if end < 0 {
		return -1
	}
	comma := char(p.s, blanks(p.s, end), ',')
	if comma < 0 {
		return end
	}
	return p.apply(&t.Then, blanks(p.s, comma))
}

// groupPaths matches the paths up to the closing parenthesis.
func (p *parser) groupPaths(t *Transformation, at int) int {
	for {
		var end int
		if rollup := word(p.s, at, "rollup"); rollup >= 0 && char(p.s, rollup, '(') >= 0 {
			if !p.enter(at) {
				return -1
			}
			end = p.groupPaths(t, blanks(p.s, char(p.s, rollup, '(')))
			p.depth--
		} else if all := word(p.s, at, "$all"); all >= 0 {
			end = all
		} else {
			var e Expr
			if e, end = p.path(at); end >= 0 {
				t.GroupBy = append(t.GroupBy, e)
			}
		}
		if end < 0 {
			return -1
		}
		end = blanks(p.s, end)
		if closed := char(p.s, end, ')'); closed >= 0 {
			return closed
		}
		comma := char(p.s, end, ',')
		if comma < 0 {
			p.expect(end, ") or ,")
			return -1
		}
		at = blanks(p.s, comma)
	}
}

// concat matches sequences of transformations with commas between them.
func (p *parser) concat(t *Transformation, pos int) int {
	for {
		var sequence []*Transformation
		end := p.apply(&sequence, pos)
		if end < 0 {
			return -1
		}
		t.Concat = append(t.Concat, sequence)
		comma := char(p.s, blanks(p.s, end), ',')
		if comma < 0 {
			return end
		}
		pos = blanks(p.s, comma)
	}
}
