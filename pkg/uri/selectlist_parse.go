package uri

// selectList matches a selectList (ABNF section 3).
func (c *scanner) selectList(pos, depth int) *SelectList {
	s := c.s
	open := char(s, pos, '(')
	if open < 0 {
		c.expect(pos, "(")
		return nil
	}
	if depth > maxDepth {
		c.expect(pos, "a list that is nested less deeply")
		return nil
	}
	list := &SelectList{Start: pos}
	if closed := char(s, open, ')'); closed >= 0 {
		list.End = closed
		return list
	}
	for at := open; ; {
		item := c.selectItem(at, depth)
		if item == nil {
			return nil
		}
		list.Items = append(list.Items, item)
		if closed := char(s, item.End, ')'); closed >= 0 {
			list.End = closed
			return list
		}
		comma := char(s, item.End, ',')
		if comma < 0 {
			c.expect(item.End, ") or ,")
			return nil
		}
		at = comma
	}
}

// selectItem matches a selectListItem.
func (c *scanner) selectItem(pos, depth int) *SelectItem {
	s := c.s
	if end := char(s, pos, '*'); end >= 0 {
		return &SelectItem{Kind: ItemStar, Text: s[pos:end], Start: pos, End: end}
	}
	item := &SelectItem{Start: pos}
	for at := pos; ; {
		end := c.selectSegment(item, at)
		if end < 0 {
			return nil
		}
		if slash := plain(s, end, '/'); slash >= 0 && item.Kind != ItemOperations {
			at = slash
			continue
		}
		return c.selectItemEnd(item, end, depth)
	}
}

// selectSegment appends what stands at pos to the item's path.
func (c *scanner) selectSegment(item *SelectItem, pos int) int {
	s := c.s
	if at := char(s, pos, '@'); at >= 0 {
		return c.annotationSegment(item, pos, at)
	}
	end, parts := qualifiedName(s, pos)
	if end < 0 {
		c.expect(pos, "a name")
		return -1
	}
	if parts < maxDepth && len(item.Path) == 0 && plain(s, end, '.') >= 0 {
		if star := char(s, end+1, '*'); star >= 0 {
			item.Kind = ItemOperations
			item.Path = append(item.Path, SelectSegment{Name: decode(s[pos:end]), Start: pos, End: end})
			return star
		}
	}
	cast := parts > 1
	if n := len(item.Path); cast && n > 0 && item.Path[n-1].Cast && n > 1 {
		c.expect(pos, "a property after the cast")
		return -1
	}
	item.Path = append(item.Path, SelectSegment{Name: decode(s[pos:end]), Cast: cast, Start: pos, End: end})
	if len(item.Path) > maxDepth {
		c.expect(pos, "a shorter path")
		return -1
	}
	return end
}

// annotationSegment matches an annotationInFragment: its qualifier follows a
// plain "#".
func (c *scanner) annotationSegment(item *SelectItem, pos, at int) int {
	s := c.s
	if n := len(item.Path); n > 1 || n == 1 && !item.Path[0].Cast {
		c.expect(pos, "a property, not an annotation")
		return -1
	}
	end, _ := qualifiedName(s, at)
	if end < 0 {
		c.expect(at, "a term")
		return -1
	}
	name := decode(s[at:end])
	if hash := plain(s, end, '#'); hash >= 0 {
		q := identifier(s, hash)
		if q < 0 {
			c.expect(hash, "a qualifier")
			return -1
		}
		name += "#" + decode(s[hash:q])
		end = q
	}
	item.Kind = ItemAnnotation
	item.Path = append(item.Path, SelectSegment{Name: "@" + name, Start: pos, End: end})
	return end
}

// selectItemEnd reads what may follow the path: "+", a nested list, the
// parameter names of a function.
func (c *scanner) selectItemEnd(item *SelectItem, end, depth int) *SelectItem {
	s := c.s
	item.End = end
	if item.Kind == ItemOperations {
		item.Text = s[item.Start:end]
		return item
	}
	if n := len(item.Path); item.Path[n-1].Cast && item.Kind == ItemProperty && (n == 1 || item.Path[n-2].Cast) {
		// A qualified name at the beginning or after a cast that ends the
		// item is an operation.
		item.Kind = ItemOperation
		item.Path[n-1].Cast = false
	}
	switch {
	case item.Kind == ItemOperation:
		if char(s, end, '(') >= 0 {
			if item.End = c.parameterNames(item, end); item.End < 0 {
				return nil
			}
		}
	default:
		if plus := plain(s, end, '+'); plus >= 0 {
			item.Recursive = true
			item.End = plus
		}
		if char(s, item.End, '(') >= 0 {
			nested := c.selectList(item.End, depth+1)
			if nested == nil {
				return nil
			}
			item.Nested = nested
			item.End = nested.End
		}
	}
	item.Text = s[item.Start:item.End]
	return item
}

// parameterNames matches the names that tell function overloads apart.
func (c *scanner) parameterNames(item *SelectItem, pos int) int {
	s := c.s
	at := char(s, pos, '(')
	for {
		end := identifier(s, at)
		if end < 0 {
			c.expect(at, "a parameter name")
			return -1
		}
		item.Parameters = append(item.Parameters, decode(s[at:end]))
		if closed := char(s, end, ')'); closed >= 0 {
			return closed
		}
		if at = char(s, end, ','); at < 0 {
			c.expect(end, ") or ,")
			return -1
		}
	}
}
