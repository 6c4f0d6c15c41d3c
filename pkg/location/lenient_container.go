package location

import "strings"

// separation is what stands between the last member or item and the place
// where the next one may begin.
type separation struct {
	last  int // end of the last member or item; 0 before the first and after an ellipsis
	comma int // offset of the comma after it, with its length; 0 and 0 where there is none
	n     int
	loose bool // after an ellipsis, where a comma says nothing
}

// object reads the object that begins at pos, or whose members do where its
// opening bracket is missing.
func (p *lenient) object(depth, start int) *Value {
	if depth > p.depth {
		p.fail(p.pos, "nested more than %d deep", p.depth)
		return nil
	}
	if p.s[p.pos] == '{' {
		p.pos++
	}
	p.objects++
	return p.membersOf(depth, start, len(p.members))
}

// membersOf reads members to the end of their object. Those that it has
// already stand on the stack from base on.
func (p *lenient) membersOf(depth, start, base int) *Value {
	var sep separation
	if n := len(p.members); n > base {
		sep.last = p.members[n-1].Value.End
	}
	for {
		done, ok := p.untilNext(&sep, '}', "object", start)
		if !ok {
			return nil
		}
		if done {
			break
		}
		if !p.member(depth, &sep) {
			return nil
		}
	}
	p.objects--
	v := p.arena.value(Object, start, p.pos)
	v.Members = p.arena.copyMembers(p.members[base:])
	p.members = p.members[:base]
	return v
}

// array reads the array that begins at pos.
func (p *lenient) array(depth int) *Value {
	start := p.pos
	if depth > p.depth {
		p.fail(p.pos, "nested more than %d deep", p.depth)
		return nil
	}
	p.pos++
	p.arrays++
	base := len(p.items)
	var sep separation
	for {
		done, ok := p.untilNext(&sep, ']', "array", start)
		if !ok {
			return nil
		}
		if done {
			break
		}
		p.needComma(&sep, strings.IndexByte("\"{[0123456789-", p.s[p.pos]) >= 0)
		at := len(p.items) - base
		v := p.item(depth)
		if v == nil {
			p.step(itoa(at))
			return nil
		}
		p.items = append(p.items, v)
		sep = separation{last: p.pos}
		p.strayText(false)
	}
	p.arrays--
	v := p.arena.value(Array, start, p.pos)
	v.Items = p.arena.copyItems(p.items[base:])
	p.items = p.items[:base]
	return v
}

// item reads an item, also an object without brackets among the items.
func (p *lenient) item(depth int) *Value {
	if p.quotedName(p.pos) {
		p.slip(SlipMissingBracket, p.pos, p.pos, nil, "members of an object stand in an array without {")
		return p.object(depth+1, p.pos)
	}
	return p.value(depth)
}

// untilNext passes what stands before the next member or item, and tells
// whether the end came instead.
func (p *lenient) untilNext(sep *separation, closing byte, what string, start int) (done, ok bool) {
	for {
		p.between()
		if p.pos == len(p.s) {
			p.slip(SlipMissingBracket, p.pos, p.pos, nil, "the %s that begins at line %d is not closed", what, p.line(start))
			return true, true
		}
		c := p.s[p.pos]
		switch {
		case c == closing:
			p.trailingComma(sep)
			p.pos++
			return true, true
		case c == '}' || c == ']':
			if !p.isStray(c) {
				p.trailingComma(sep)
				p.slip(SlipMissingBracket, p.pos, p.pos, nil, "a %c where the %s that begins at line %d is still open", c, what, p.line(start))
				return true, true
			}
			p.slip(SlipStrayBracket, p.pos, p.pos+1, nil, "a %c that closes nothing", c)
			p.pos++
		case p.comma() > 0:
			p.takeComma(sep)
		case (closing == '}' || c != '[') && p.ellipsis():
			*sep = separation{loose: true}
		case closing == '}' && p.strayLine():
		default:
			return false, true
		}
	}
}

// takeComma passes a comma, or what stands for one.
func (p *lenient) takeComma(sep *separation) {
	start, n := p.pos, p.comma()
	p.pos += n
	switch {
	case sep.loose:
	case sep.last == 0 || sep.n > 0:
		p.slip(SlipDoubledComma, start, p.pos, mend(start, p.pos, ""), "a comma with nothing before it")
		return
	default:
		sep.comma, sep.n = start, n
	}
	if mark := p.s[start:p.pos]; mark != "," {
		p.slip(SlipPunctuation, start, p.pos, mend(start, p.pos, ","), "%s in place of a comma", mark)
	}
}

func (p *lenient) trailingComma(sep *separation) {
	if sep.n == 0 {
		return
	}
	if n := len(p.slips); n > 0 && p.slips[n-1].Kind == SlipPunctuation && p.slips[n-1].Start == sep.comma {
		p.slips = p.slips[:n-1] // it is removed, not replaced
	}
	p.slip(SlipTrailingComma, sep.comma, sep.comma+sep.n, mend(sep.comma, sep.comma+sep.n, ""),
		"a comma before the closing %c", p.s[p.pos])
}

// needComma notes that a member or item begins without a comma before it.
func (p *lenient) needComma(sep *separation, certain bool) {
	if sep.last == 0 || sep.n > 0 {
		return
	}
	var fix *Edit
	if certain {
		fix = mend(sep.last, sep.last, ",")
	}
	p.slip(SlipMissingComma, sep.last, sep.last, fix, "a comma is missing before %s", describe(p.s, p.pos))
}

// isStray tells of a closing bracket that does not fit whether it closes
// nothing at all: more of its kind follow than are open.
func (p *lenient) isStray(closing byte) bool {
	open, opening := p.objects, byte('{')
	if closing == ']' {
		open, opening = p.arrays, '['
	}
	if open == 0 || p.budget <= 0 {
		return open == 0
	}
	p.budget -= len(p.s) - p.pos
	quoted := false
	for i := p.pos; i < len(p.s) && open >= 0; i++ {
		switch c := p.s[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case c == '\n':
			quoted = false
		case quoted:
		case c == opening:
			open++
		case c == closing:
			open--
		}
	}
	return open < 0
}
