package location

import (
	"fmt"
	"slices"
	"strings"
)

// ReadLenient reads t as documentation writes JSON, and says where that is
// not JSON: a [Slip] for each departure, by place. A strict text gives the
// tree of [ReadJSON] and no slips.
//
// Words in place of a value ({id}, <value>, …) are read as a String, whose
// Start and End enclose the words; that it lacks quotation marks shows it
// apart from a string. An ellipsis in place of members or items leaves no
// value behind, only its slip.
//
// The error, a [*SyntaxError], means that the text has no sensible reading.
func ReadLenient(t *Text, lim Limits) (*Value, []Slip, error) {
	if v, err := readStrict(t, lim.depth()); err == nil {
		return v, nil, nil
	}
	return readLenient(t, lim.depth())
}

func readLenient(t *Text, depth int) (*Value, []Slip, error) {
	p := lenient{parser: parser{t: t, s: string(t.Data), depth: depth}}
	p.bad = len(p.s)
	p.arena.expect(len(p.s))
	p.budget = 16*len(p.s) + 1<<16
	v := p.text()
	if v == nil {
		return nil, nil, p.syntaxError()
	}
	slices.SortStableFunc(p.slips, func(a, b Slip) int { return a.Start - b.Start })
	return v, p.slips, nil
}

// lenient reads by recursive descent like [parser], and passes over slips.
type lenient struct {
	parser
	slips   []Slip
	objects int // open
	arrays  int // open
	budget  int // bytes that may still be looked ahead at
}

func (p *lenient) slip(k SlipKind, start, end int, fix *Edit, format string, args ...any) {
	p.slips = append(p.slips, Slip{Kind: k, Start: start, End: end, Message: fmt.Sprintf(format, args...), Fix: fix})
}

// mend is the edit that puts text in the place of the bytes from start to
// end.
func mend(start, end int, text string) *Edit { return &Edit{Start: start, End: end, New: text} }

func (p *lenient) line(offset int) int { return p.t.Position(offset).Line }

// text reads the whole text: one value, and what stands around it.
func (p *lenient) text() *Value {
	p.between()
	for p.ellipsis() {
		p.between()
	}
	v := p.first()
	if v == nil {
		return nil
	}
	if len(v.Members)+len(v.Items) == 0 {
		for _, s := range p.slips {
			if s.Kind == SlipStrayText || s.Kind == SlipMissingValue {
				p.fail(s.Start, "a member name or a value was expected, not %s", describe(p.s, s.Start))
				return nil
			}
		}
	}
	return p.rest(v)
}

// first reads the value that the text is about: an object, an array, or a
// scalar that is JSON by itself.
func (p *lenient) first() *Value {
	if p.pos == len(p.s) {
		p.fail(p.pos, "unexpected end of input: the text is empty")
		return nil
	}
	switch c := p.s[p.pos]; {
	case c == '{' && p.placeholder() == 0, c == '[':
		return p.value(0)
	case p.quotedName(p.pos):
		p.slip(SlipMissingBracket, p.pos, p.pos, nil, "the members of an object begin without {")
		return p.object(1, p.pos)
	}
	start := p.pos
	v := p.value(0)
	if v == nil {
		return nil
	}
	if v.Kind == String && p.opener(start) == none {
		p.fail(start, "a value was expected, not %s", describe(p.s, start))
		return nil
	}
	return v
}

// rest passes over what follows the value.
func (p *lenient) rest(v *Value) *Value {
	for {
		p.between()
		if p.pos == len(p.s) {
			return v
		}
		start := p.pos
		if p.ellipsis() {
			continue
		}
		if c := p.s[p.pos]; c == '}' || c == ']' {
			p.pos++
			p.slip(SlipStrayBracket, start, p.pos, mend(start, p.pos, ""), "a %c after the end of the value", c)
			continue
		}
		if n := p.comma(); n > 0 {
			at, slips := p.pos, len(p.slips)
			p.pos += n
			p.between()
			if v.Kind == Object && p.quotedName(p.pos) {
				p.pos, p.slips = at, p.slips[:slips]
			} else {
				p.slip(SlipTrailingComma, at, at+n, mend(at, at+n, ""), "%s after the end of the value", p.s[at:at+n])
				continue
			}
		}
		if v.Kind == Object && (p.comma() > 0 || p.quotedName(p.pos)) {
			if v = p.reopen(v); v == nil {
				return nil
			}
			continue
		}
		if v.Kind != Object && v.Kind != Array {
			p.fail(start, "bytes after the end of the value: %s", describe(p.s, start))
			return nil
		}
		// What seemed a comment after the value is part of what stands there.
		for n := len(p.slips); n > 0 && p.slips[n-1].Kind == SlipComment && p.slips[n-1].Start >= v.End; n-- {
			start = p.slips[n-1].Start
			p.slips = p.slips[:n-1]
		}
		end := len(strings.TrimRight(p.s, " \t\r\n"))
		p.slip(SlipTrailing, start, end, nil, "bytes after the end of the value that begins at line %d: %s", p.line(v.Start), describe(p.s, start))
		return v
	}
}

// reopen goes on with an object that was closed too early.
func (p *lenient) reopen(v *Value) *Value {
	p.slip(SlipStrayBracket, v.End-1, v.End, nil, "a } closes the object that begins at line %d, but more members follow", p.line(v.Start))
	base := len(p.members)
	p.members = append(p.members, v.Members...)
	p.objects++
	return p.membersOf(1, v.Start, base)
}
