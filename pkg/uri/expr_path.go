package uri

import "strings"

// path matches a member path, from its first step on.
func (p *parser) path(pos int) (Expr, int) {
	path := &Path{}
	end := p.firstStep(path, pos)
	for end >= 0 {
		slash := plain(p.s, end, '/')
		if slash < 0 {
			break
		}
		if len(path.Steps) > maxDepth*4 {
			p.expect(end, "a shorter path")
			return nil, -1
		}
		end = p.nextStep(path, slash)
	}
	if end < 0 {
		return nil, -1
	}
	if last := path.Steps[len(path.Steps)-1]; last.Kind == StepCast && len(path.Steps) == 1 {
		p.expect(end, "( or /")
		return nil, -1
	}
	if first := path.Steps[0]; first.Kind == StepRoot && len(path.Steps) == 1 {
		p.expect(end, "/ and an entity set or singleton")
		return nil, -1
	}
	path.Span = p.span(pos, end)
	return path, end
}

func (p *parser) push(path *Path, kind StepKind, name string, start, end int) *Step {
	s := &Step{Kind: kind, Name: name, Span: p.span(start, end)}
	path.Steps = append(path.Steps, s)
	return s
}

// firstStep matches $it, $this, $root, an alias, an annotation or a name.
func (p *parser) firstStep(path *Path, pos int) int {
	for name, kind := range map[string]StepKind{"$it": StepIt, "$this": StepThis, "$root": StepRoot} {
		if end := word(p.s, pos, name); end >= 0 && !continues(p.s, end) {
			p.push(path, kind, name, pos, end)
			return end
		}
	}
	if at := char(p.s, pos, '@'); at >= 0 {
		end, parts := qualifiedName(p.s, at)
		if end < 0 {
			p.expect(at, "an alias or a term")
			return -1
		}
		if parts == 1 && char(p.s, end, '#') < 0 {
			p.push(path, StepAlias, decode(p.s[at:end]), pos, end)
			return end
		}
		return p.annotation(path, pos, at)
	}
	if plain(p.s, pos, '$') >= 0 {
		p.expect(pos, "$it, $this or $root")
		return -1
	}
	return p.name(path, pos)
}

// nextStep matches a step behind a slash.
func (p *parser) nextStep(path *Path, pos int) int {
	if at := char(p.s, pos, '@'); at >= 0 {
		return p.annotation(path, pos, at)
	}
	if end := word(p.s, pos, "$count"); end >= 0 {
		return p.countStep(path, pos, end)
	}
	if end := word(p.s, pos, "$filter"); end >= 0 {
		return p.filterStep(path, pos, end)
	}
	for _, k := range []struct {
		word string
		kind StepKind
	}{{"any", StepAny}, {"all", StepAll}} {
		if end := wordFold(p.s, pos, k.word); end >= 0 && char(p.s, end, '(') >= 0 {
			return p.lambda(path, k.kind, pos, char(p.s, end, '('))
		}
	}
	if identifier(p.s, pos) < 0 {
		p.expect(pos, "a property, a type, a function, $count, any or all")
		return -1
	}
	return p.name(path, pos)
}

// annotation matches an annotationInQuery; its qualifier follows an encoded
// "#".
func (p *parser) annotation(path *Path, pos, at int) int {
	end, _ := qualifiedName(p.s, at)
	if end < 0 {
		p.expect(at, "a term")
		return -1
	}
	name := decode(p.s[at:end])
	if hash := char(p.s, end, '#'); hash >= 0 {
		q := identifier(p.s, hash)
		if q < 0 {
			p.expect(hash, "a qualifier")
			return -1
		}
		name += "#" + decode(p.s[hash:q])
		end = q
	}
	p.push(path, StepAnnotation, "@"+name, pos, end)
	return end
}

// name matches a property, a type, a call, or a name with a key.
func (p *parser) name(path *Path, pos int) int {
	end, parts := qualifiedName(p.s, pos)
	if end < 0 {
		p.expect(pos, "a name")
		return -1
	}
	kind := StepName
	if parts > 1 {
		kind = StepCast
	}
	s := p.push(path, kind, decode(p.s[pos:end]), pos, end)
	s.Qualified = parts > 1
	for n := 0; char(p.s, end, '(') >= 0 && n < 2; n++ {
		stop := p.parentheses(s, end)
		if stop < 0 {
			return -1
		}
		s.End = p.at(stop)
		end = stop
	}
	return end
}

// parentheses reads what stands behind a name: the arguments of a function,
// or a key, or both at once where they can be either.
func (p *parser) parentheses(s *Step, pos int) int {
	key := p.keyPredicate(pos, false)
	if s.Kind == StepCall || s.Kind == StepKey {
		if key == nil || s.Kind == StepKey {
			p.expect(pos, "no second parenthesis")
			return -1
		}
		s.Key = p.moveKey(key)
		return key.End
	}
	args, end := p.namedArguments(pos)
	switch {
	case end >= 0:
		s.Kind, s.Arguments = StepCall, args
		if key != nil {
			s.Key = p.moveKey(key)
		}
		return end
	case key != nil:
		s.Kind, s.Key = StepKey, p.moveKey(key)
		return key.End
	}
	if near := nearFunction(s.Name); near != "" && !s.Qualified {
		p.want += ", since OData has no function " + s.Name + " (did you mean " + near + "?)"
	}
	return -1
}

func (p *parser) moveKey(k *Key) *Key {
	moved := *k
	moved.Start, moved.End = p.at(k.Start), p.at(k.End)
	moved.Values = append([]KeyValue(nil), k.Values...)
	for i := range moved.Values {
		moved.Values[i].Start, moved.Values[i].End = p.at(moved.Values[i].Start), p.at(moved.Values[i].End)
	}
	return &moved
}

// namedArguments matches functionExprParameters.
func (p *parser) namedArguments(pos int) ([]*NamedExpr, int) {
	at := blanks(p.s, char(p.s, pos, '('))
	if closed := char(p.s, at, ')'); closed >= 0 {
		return nil, closed
	}
	var args []*NamedExpr
	for {
		end := identifier(p.s, at)
		if end < 0 {
			p.expect(at, "a parameter name")
			return nil, -1
		}
		eq := plain(p.s, end, '=')
		if eq < 0 {
			p.expect(end, "=")
			return nil, -1
		}
		value, stop := p.expr(eq)
		if stop < 0 {
			return nil, -1
		}
		args = append(args, &NamedExpr{Name: decode(p.s[at:end]), Value: value, Span: p.span(at, stop)})
		stop = blanks(p.s, stop)
		if closed := char(p.s, stop, ')'); closed >= 0 {
			return args, closed
		}
		comma := char(p.s, stop, ',')
		if comma < 0 {
			p.expect(stop, ") or ,")
			return nil, -1
		}
		at = blanks(p.s, comma)
	}
}

// countStep matches $count, perhaps with options.
func (p *parser) countStep(path *Path, pos, end int) int {
	s := p.push(path, StepCount, "$count", pos, end)
	if char(p.s, end, '(') < 0 {
		return end
	}
	s.Options, end = p.nestedOptions(end, inCount)
	if end >= 0 {
		s.End = p.at(end)
	}
	return end
}

// filterStep matches $filter(…), perhaps with a key behind it.
func (p *parser) filterStep(path *Path, pos, end int) int {
	if char(p.s, end, '(') < 0 {
		p.expect(end, "(")
		return -1
	}
	predicate, end := p.paren(end)
	if end < 0 {
		return -1
	}
	s := p.push(path, StepFilter, "$filter", pos, end)
	s.Predicate = predicate
	if char(p.s, end, '(') >= 0 {
		key := p.keyPredicate(end, false)
		if key == nil {
			return -1
		}
		s.Key, s.End, end = p.moveKey(key), p.at(key.End), key.End
	}
	return end
}

// lambda matches the inside of any and all.
func (p *parser) lambda(path *Path, kind StepKind, pos, open int) int {
	s := p.push(path, kind, strings.ToLower(p.s[pos:pos+3]), pos, open)
	at := blanks(p.s, open)
	if closed := char(p.s, at, ')'); closed >= 0 && kind == StepAny {
		s.End = p.at(closed)
		return closed
	}
	end := identifier(p.s, at)
	if end < 0 {
		p.expect(at, "a variable")
		return -1
	}
	s.Variable = decode(p.s[at:end])
	colon := char(p.s, blanks(p.s, end), ':')
	if colon < 0 {
		p.expect(blanks(p.s, end), ":")
		return -1
	}
	if s.Predicate, end = p.expr(blanks(p.s, colon)); end < 0 {
		return -1
	}
	end = blanks(p.s, end)
	closed := char(p.s, end, ')')
	if closed < 0 {
		p.expect(end, ")")
		return -1
	}
	s.End = p.at(closed)
	return closed
}
