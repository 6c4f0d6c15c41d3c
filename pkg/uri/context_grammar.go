package uri

import "strings"

// The rule "context" of the ABNF, with names unconstrained, is a regular
// language over the segments of the fragment. It is run as an automaton that
// keeps all its states, so that no reading is lost before a model chooses.
type stateSet uint16

const (
	// atName: after a set, singleton, property or navigation property.
	atName stateSet = 1 << iota
	// atCast: after a cast that follows a name.
	atCast
	// atKey: after a key; a path must go on.
	atKey
	// atKeyCast: after a cast that follows a key.
	atKeyCast
	// atKeySegment: after a key written as a segment; more may follow.
	atKeySegment
	// atDollarKey: the same, where the key begins with "$" and so looks like
	// a suffix that is not known.
	atDollarKey
	// atList: after the select list of a set, singleton or property.
	atList
	// atKeyList: after a select list behind a key: the delta of one entity.
	atKeyList
	// atType: after a type's name and its select list.
	atType
	// atEntity: after $entity.
	atEntity
	// atEnd: nothing may follow.
	atEnd
)

// onPath are the states that a property or navigation property may follow.
const onPath = atName | atCast | atKey | atKeyCast | atKeySegment | atDollarKey

const accepting = atName | atCast | atList | atType | atEntity | atEnd

// parseFragment reads the fragment and keeps its segments.
func (c *Context) parseFragment() error {
	switch c.Fragment {
	case "$ref":
		c.form = formReference
		return nil
	case "Collection($ref)":
		c.form = formReferences
		return nil
	case "$delta":
		c.form = formDelta
		return nil
	}
	c.frag, c.offsets = normalise(c.Fragment, "")
	c.segs = segments(c.frag, reading{lists: true})
	if len(c.segs) > maxSegments {
		return c.fail(c.segs[maxSegments].start, "a path with fewer segments")
	}
	state := c.first(&c.segs[0])
	if state == 0 {
		return c.refuse(&c.segs[0], "a set, a singleton or a type")
	}
	before := state
	for i := 1; i < len(c.segs); i++ {
		seg := &c.segs[i]
		next := step(state, seg)
		if next == 0 {
			return c.refuse(seg, follows(state))
		}
		before, state = state, next
	}
	if state&accepting != 0 {
		return nil
	}
	last := &c.segs[len(c.segs)-1]
	if state&(atKeySegment|atDollarKey) != 0 {
		return c.refuse(last, follows(before))
	}
	return c.fail(len(c.frag), "/ and a property or navigation property: a context does not end in a key")
}

// first gives the states after the first segment.
func (c *Context) first(seg *segment) stateSet {
	var state stateSet
	if seg.tail != seg.end {
		return 0
	}
	if seg.parts == 1 {
		state |= named(seg, atName, atKey)
	}
	if seg.parts > 1 && (len(seg.groups) == 0 || len(seg.groups) == 1 && seg.groups[0].list != nil) {
		state |= atType
	}
	if collectionOf(c.frag, seg) != "" && (len(seg.groups) == 1 || len(seg.groups) == 2 && seg.groups[1].list != nil) {
		state |= atType
	}
	return state
}

// collectionOf is the name in Collection(name), if the segment is one.
func collectionOf(s string, seg *segment) string {
	if seg.name != "Collection" || len(seg.groups) == 0 {
		return ""
	}
	g := seg.groups[0]
	open := char(s, g.start, '(')
	end, _ := qualifiedName(s, open)
	if end < 0 || char(s, end, ')') != g.end {
		return ""
	}
	return decode(s[open:end])
}

// named gives the states after a segment that is a name with groups.
func named(seg *segment, plain, keyed stateSet) stateSet {
	var state stateSet
	switch len(seg.groups) {
	case 0:
		return plain
	case 1:
		if seg.groups[0].key != nil {
			state |= keyed
		}
		if seg.groups[0].list != nil {
			state |= atList
			if keyed == 0 {
				state = atKeyList
			}
		}
	case 2:
		if keyed != 0 && seg.groups[0].key != nil && seg.groups[1].list != nil {
			state |= atKeyList
		}
	}
	return state
}

// step gives the states after a segment that follows a slash.
func step(state stateSet, seg *segment) stateSet {
	var next stateSet
	if seg.identifier() && state&onPath != 0 {
		next |= named(seg, atName, atKey)
	}
	if seg.qualified() {
		if state&atName != 0 {
			next |= named(seg, atCast, atKey)
		}
		if state&(atKey|atKeySegment|atDollarKey) != 0 {
			next |= named(seg, atKeyCast, 0)
		}
	}
	if seg.literal && state&(atName|atCast|atKeySegment|atDollarKey) != 0 {
		if seg.dollar() {
			next |= atDollarKey
		} else {
			next |= atKeySegment
		}
	}
	switch seg.text {
	case "$entity":
		if state&(atName|atCast|atList) != 0 {
			next |= atEntity
		}
	case "$delta":
		if state&^(atEnd|atDollarKey) != 0 {
			next |= atEnd
		}
	case "$deletedEntity", "$link", "$deletedLink":
		if state&(atName|atCast) != 0 {
			next |= atEnd
		}
	}
	return next
}

// follows says what may stand after the states.
func follows(state stateSet) string {
	var words []string
	if state&onPath != 0 {
		words = append(words, "a property or navigation property")
	}
	if state&(atName|atKey|atKeySegment|atDollarKey) != 0 {
		words = append(words, "a qualified type")
	}
	if state&(atName|atCast|atList) != 0 {
		words = append(words, "$entity")
	}
	if state&^(atEnd|atDollarKey) != 0 {
		words = append(words, "$delta")
	}
	if len(words) == 0 {
		return "the end"
	}
	return strings.Join(words, ", ")
}

// refuse makes the error for a segment that cannot stand where it does: at
// the furthest point that one of its readings came to.
func (c *Context) refuse(seg *segment, want string) error {
	at := seg.start
	switch {
	case seg.text == "":
		want = "no empty segment but " + want
	case seg.dollar():
	case seg.tail != seg.end && seg.nameEnd > seg.start:
		at, want = seg.tail, "no "+clip(c.frag[seg.tail:seg.end])+" behind a name"
		if seg.tail < len(c.frag) && char(c.frag, seg.tail, '(') >= 0 {
			want = "a closing parenthesis"
			at = len(c.frag)
		}
		if len(seg.groups) == 0 && at == seg.tail {
			break
		}
		fallthrough
	default:
		for _, g := range seg.groups {
			if g.key == nil && g.list == nil {
				if at < g.far || seg.tail == seg.end {
					at, want = g.far, g.want
				}
				break
			}
		}
	}
	return c.fail(at, want)
}

func (c *Context) fail(offset int, want string) error {
	at := c.at(offset)
	return &SyntaxError{Offset: at, Message: "expected " + want, Rest: c.Raw[at:]}
}
