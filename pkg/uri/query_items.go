package uri

import "strings"

// items reads the list of $select or $expand.
func (p *parser) items(o *Option, pos int) int {
	for {
		item, end := p.item(o.Kind, pos)
		if end < 0 {
			return -1
		}
		o.Items = append(o.Items, item)
		comma := char(p.s, end, ',')
		if comma < 0 {
			return end
		}
		pos = p.tolerated(comma)
	}
}

// item matches a selectItem or expandItem.
func (p *parser) item(kind OptionKind, pos int) (*QueryItem, int) {
	if !p.enter(pos) {
		return nil, -1
	}
	defer func() { p.depth-- }()
	item := &QueryItem{}
	if end := word(p.s, pos, "$value"); end >= 0 && kind == ExpandOption {
		item.Stream = true
		item.Span, item.Text = p.span(pos, end), p.s[pos:end]
		return item, end
	}
	end := p.itemPath(item, kind, pos)
	if end < 0 {
		return nil, -1
	}
	if kind == ExpandOption {
		end = p.expandEnd(item, end)
	} else {
		end = p.selectEnd(item, end)
	}
	if end < 0 {
		return nil, -1
	}
	item.Span, item.Text = p.span(pos, end), p.s[pos:end]
	return item, end
}

// itemPath matches the path of an item: casts, names, an annotation, and
// perhaps a star at its end.
func (p *parser) itemPath(item *QueryItem, kind OptionKind, pos int) int {
	for at := pos; ; {
		end := p.itemSegment(item, kind, at)
		if end < 0 {
			return -1
		}
		slash := plain(p.s, end, '/')
		if slash < 0 || item.Kind == ItemStar || item.Kind == ItemOperations || plain(p.s, slash, '$') >= 0 {
			if kind == ExpandOption && item.Kind == ItemProperty && item.Path[len(item.Path)-1].Cast && len(item.Path) == 1 {
				p.expect(end, "/ and a navigation property")
				return -1
			}
			return end
		}
		if len(item.Path) > maxDepth {
			p.expect(slash, "a shorter path")
			return -1
		}
		at = slash
	}
}

func (p *parser) itemSegment(item *QueryItem, kind OptionKind, pos int) int {
	if end := char(p.s, pos, '*'); end >= 0 && (kind == ExpandOption || len(item.Path) == 0) {
		item.Kind = ItemStar
		item.Path = append(item.Path, SelectSegment{Name: "*", Start: p.at(pos), End: p.at(end)})
		return end
	}
	if at := char(p.s, pos, '@'); at >= 0 {
		path := &Path{}
		end := p.annotation(path, pos, at)
		if end >= 0 {
			item.Kind = ItemAnnotation
			item.Path = append(item.Path, SelectSegment{Name: path.Steps[0].Name, Start: p.at(pos), End: p.at(end)})
		}
		return end
	}
	end, parts := qualifiedName(p.s, pos)
	if end < 0 {
		p.expect(pos, "a name")
		return -1
	}
	if dot := plain(p.s, end, '.'); dot >= 0 && kind == SelectOption && len(item.Path) == 0 {
		if star := char(p.s, dot, '*'); star >= 0 {
			item.Kind = ItemOperations
			item.Path = append(item.Path, SelectSegment{Name: decode(p.s[pos:end]), Start: p.at(pos), End: p.at(end)})
			return star
		}
	}
	item.Path = append(item.Path, SelectSegment{Name: decode(p.s[pos:end]), Cast: parts > 1, Start: p.at(pos), End: p.at(end)})
	return end
}

// selectEnd reads what may follow the path of a selected item: the
// parameters of a function, or options.
func (p *parser) selectEnd(item *QueryItem, end int) int {
	last := &item.Path[len(item.Path)-1]
	if n := len(item.Path); last.Cast && item.Kind == ItemProperty && (n == 1 || item.Path[n-2].Cast) {
		item.Kind = ItemOperation
		last.Cast = false
	}
	open := char(p.s, end, '(')
	if open < 0 || item.Kind == ItemStar || item.Kind == ItemOperations {
		return end
	}
	if name := identifier(p.s, open); name >= 0 && (char(p.s, name, ',') >= 0 || char(p.s, name, ')') >= 0) {
		if item.Kind == ItemAnnotation {
			p.expect(open, "an option")
			return -1
		}
		item.Kind = ItemOperation
		names := &SelectItem{}
		stop := p.parameterNames(names, end)
		item.Parameters = names.Parameters
		return stop
	}
	if item.Kind == ItemOperation {
		p.expect(open, "a parameter name")
		return -1
	}
	item.Options, end = p.nestedOptions(end, inSelect)
	return end
}

// expandEnd reads /$ref, /$count and options.
func (p *parser) expandEnd(item *QueryItem, end int) int {
	where := inExpand
	star := item.Kind == ItemStar
	if after := word(p.s, end, "/$ref"); after >= 0 {
		item.Ref, where, end = true, inRef, after
		if star {
			return end
		}
	} else if after := word(p.s, end, "/$count"); after >= 0 && !star {
		item.Count, where, end = true, inCount, after
	}
	if char(p.s, end, '(') < 0 {
		return end
	}
	if star {
		where = levelOf(LevelsOption)
	}
	item.Options, end = p.nestedOptions(end, where)
	return end
}

// nestedOptions matches options in parentheses, with semicolons between.
func (p *parser) nestedOptions(pos int, where level) ([]*Option, int) {
	at := char(p.s, pos, '(')
	var out []*Option
	for {
		o, end := p.option(at, where)
		if end < 0 {
			return nil, -1
		}
		if strings.HasPrefix(o.Name, "$") || o.Kind == AliasOption {
			out = append(out, o)
		}
		if closed := char(p.s, end, ')'); closed >= 0 {
			return out, closed
		}
		semi := char(p.s, end, ';')
		if semi < 0 {
			p.expect(end, ") or ;")
			return nil, -1
		}
		at = p.toleratedOption(semi)
	}
}

// toleratedOption skips blanks behind a semicolon.
func (p *parser) toleratedOption(pos int) int {
	end := blanks(p.s, pos)
	if end > pos {
		p.note(ExtraBlank, pos, p.s[pos:end], "the ABNF has no blank behind this semicolon")
	}
	return end
}
