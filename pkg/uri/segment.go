package uri

import "strings"

// segment is what stands between two slashes of a path, with everything that
// it can be read as. Which reading holds is for grammar and model to say.
type segment struct {
	text       string // as written
	start, end int    // into the scanned text
	name       string // the identifier or qualified name that it begins with, decoded
	nameEnd    int    // where that name ends; start: there is none
	parts      int    // of the name: 1 an identifier, more a qualified name
	groups     []group
	tail       int  // where what follows name and groups begins; end: nothing does
	literal    bool // every character is a pchar: it can be a key
	wild       bool // a placeholder of a path template stands in it
}

// group is a pair of parentheses behind a name.
type group struct {
	start, end int // with the parentheses
	key        *Key
	list       *SelectList
	args       []Argument
	call       bool // args can be read: these are the parameters of a function
	far        int  // where reading it failed, if neither is there
	want       string
}

// reading says how the groups of a segment are to be read: as select lists
// beside keys, or as parameters; and whether placeholders may stand for
// values.
type reading struct{ templates, lists, calls bool }

// segments splits a path at its slashes, those inside quotes inside
// parentheses excepted. The text begins without a slash.
func segments(s string, how reading) []segment {
	var out []segment
	balanced := newBalance(s)
	for pos := 0; ; {
		seg := readSegment(s, pos, balanced, how)
		out = append(out, seg)
		if seg.end >= len(s) {
			return out
		}
		pos = seg.end + 1
	}
}

// balance knows for each opening parenthesis where it closes, quotes
// respected. It scans the text once.
type balance struct {
	s      string
	failed int // an opening parenthesis from here on does not close
}

func newBalance(s string) *balance { return &balance{s: s, failed: len(s)} }

// close is the position after the parenthesis that closes the one at pos, or
// -1.
func (b *balance) close(pos int) int {
	if pos >= b.failed {
		return -1
	}
	depth, quoted := 0, false
	for i := pos; i < len(b.s); {
		o, next := octet(b.s, i)
		if next < 0 {
			o, next = b.s[i], i+1
		}
		switch {
		case o == '\'':
			quoted = !quoted
		case quoted:
		case o == '(':
			depth++
		case o == ')':
			if depth--; depth == 0 {
				return next
			}
		}
		i = next
	}
	b.failed = pos
	return -1
}

// readSegment reads the segment that begins at pos.
func readSegment(s string, pos int, b *balance, how reading) segment {
	seg := segment{start: pos, nameEnd: pos, literal: true}
	at := pos
	if end, parts := qualifiedName(s, pos); end >= 0 {
		seg.name, seg.nameEnd, seg.parts = decode(s[pos:end]), end, parts
		at = end
		for char(s, at, '(') >= 0 {
			end := b.close(at)
			if end < 0 {
				break
			}
			seg.groups = append(seg.groups, readGroup(s, at, end, how))
			at = end
		}
	}
	if how.calls {
		for _, word := range []string{"$filter", "$crossjoin"} {
			if open := pos + len(word); strings.HasPrefix(s[pos:], word) && char(s, open, '(') >= 0 {
				if end := b.close(open); end >= 0 {
					at = end
				}
			}
		}
	}
	seg.tail = at
	seg.readEnd(s, at, how.templates)
	return seg
}

// readEnd finds the end of the segment and says whether all of it, from its
// start on, could be a key.
func (seg *segment) readEnd(s string, at int, templates bool) {
	for i := seg.start; ; {
		if templates {
			if end := placeholder(s, i); end >= 0 {
				seg.wild = true
				i = end
				continue
			}
		}
		if i >= len(s) || i >= at && s[i] == '/' {
			seg.end, seg.text = i, s[seg.start:i]
			return
		}
		if s[i] == '%' && !encoded(s, i) || s[i] != '%' && !isPchar(s[i]) {
			seg.literal = false
		}
		i++
	}
}

func encoded(s string, pos int) bool {
	_, next := octet(s, pos)
	return next == pos+3
}

// readGroup reads the parentheses from pos to end as a key and as a list.
func readGroup(s string, pos, end int, how reading) group {
	g := group{start: pos, end: end}
	c := scanner{s: s[:end]}
	if key := c.keyPredicate(pos, how.templates); key != nil && key.End == end {
		g.key = key
	}
	if how.lists {
		if list := c.selectList(pos, 0); list != nil && list.End == end {
			g.list = list
		}
	}
	if how.calls {
		if args, closed := c.arguments(pos, how.templates); closed == end {
			g.args, g.call = args, true
		}
	}
	g.far, g.want = c.far, c.want
	return g
}

// placeholder reports whether the whole segment is a placeholder.
func (seg *segment) placeholder() bool { return seg.wild && placeholder(seg.text, 0) == len(seg.text) }

func (seg *segment) identifier() bool { return seg.parts == 1 && seg.tail == seg.end }
func (seg *segment) qualified() bool  { return seg.parts > 1 && seg.tail == seg.end }
func (seg *segment) dollar() bool     { return strings.HasPrefix(seg.text, "$") }

// bare reports whether nothing follows the name.
func (seg *segment) bare() bool { return len(seg.groups) == 0 && seg.tail == seg.end }
