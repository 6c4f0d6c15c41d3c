package schema

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// Run runs programs over texts. It remembers what it has met: in which order
// members come, which annotations stand, what its caller wanted to see the
// first of. It is for one goroutine, the programs of one [Programs], and one
// body: in steady state nothing is allocated.
type Run struct {
	of     *Programs
	locals []*local // by the program's id

	seen   []uint64 // a bit for each member of the objects that are open
	hashes []uint64 // of the keys of the items of collections that are open
	names  []span   // of the members of untyped objects that are open
	depth  int
	buf    []byte // of the string that is decoded

	firsts  []first // that the value at hand would be the first to show
	missing []lack  // combinations that it would be the first to lack

	read, again int // bytes of items, and those read again for a type that came late

	keyed bool   // the object that was read last has its whole key
	key   uint64 // its hash
	seed  maphash.Seed
	parts []uint64 // of the keys of the objects that are open, hashed
}

type span struct{ start, end int }

type first struct {
	in   *local
	slot int // -1: the type itself
}

type lack struct {
	in   *local
	mask []uint64
}

// local is what a run has met of a program's objects.
type local struct {
	*Program
	next    []coming // by the slot before, counted from 1: the one that followed last
	extras  []extra  // annotations, in the order in which they came
	byName  map[string]int
	shown   []uint64 // slots of which the caller has seen the first
	typed   bool     // he has seen the first of the type
	lacking [][]uint64
	words   int    // of a set of slots
	needs   uint64 // of the first slots, those that are required or expected
}

// coming is the member that is to come: its slot, and its name as it stands.
type coming struct {
	slot   int
	quoted string
}

// extra is an annotation that was met.
type extra struct {
	quoted string
	form   Form
	owner  int    // the slot that it annotates; -1: the object
	alias  bool   // another spelling of one that was met: "@id" and "@odata.id"
	object string // "": not the object's own; else "type" or another term
}

// maxExtras bounds the annotations that are remembered of one type; maxLacks
// the combinations of missing properties.
const (
	maxExtras = 4000
	maxLacks  = 64
)

// NewRun is a run that has met nothing yet.
func NewRun() *Run { return &Run{seed: maphash.MakeSeed()} }

// Value judges the value that text is, by a program: an object, with nothing
// before or behind it.
func (r *Run) Value(p *Program, text []byte) Verdict {
	if len(text) == 0 || text[0] != '{' {
		return Unsure
	}
	end, v := r.item(text, 0, p, 0)
	if v == Accepted && end != len(text) {
		return Unsure
	}
	return v
}

// item judges the value at i, which is to be an object, and settles what its
// caller has seen the first of. Outer is how deep it stands.
func (r *Run) item(b []byte, i int, p *Program, outer int) (end int, v Verdict) {
	if b[i] != '{' {
		return i, Unsure
	}
	r.reset(outer)
	r.of = p.of
	end, v = r.object(b, i, p)
	r.read += max(0, end-i)
	if v != Accepted || len(r.firsts)+len(r.missing) == 0 {
		return end, v
	}
	// He sees this one, and not those like it.
	for _, f := range r.firsts {
		if f.slot < 0 {
			f.in.typed = true
		} else {
			f.in.shown[f.slot>>6] |= 1 << (f.slot & 63)
		}
	}
	for _, m := range r.missing {
		if len(m.in.lacking) < maxLacks {
			m.in.lacking = append(m.in.lacking, m.mask)
		}
	}
	return end, Unsure
}

func (r *Run) reset(outer int) {
	r.seen, r.hashes, r.names, r.parts = r.seen[:0], r.hashes[:0], r.names[:0], r.parts[:0]
	r.firsts, r.missing = r.firsts[:0], r.missing[:0]
	r.depth = outer
}

func (r *Run) local(p *Program) *local {
	for p.id >= len(r.locals) {
		r.locals = append(r.locals, nil)
	}
	l := r.locals[p.id]
	if l == nil {
		l = &local{Program: p, byName: map[string]int{}, words: len(p.required)}
		l.shown = make([]uint64, l.words)
		l.needs = l.required[0] | l.expected[0]
		l.next = make([]coming, len(p.slots)+1)
		for i := range l.next {
			l.next[i] = coming{i, l.quoted(i)}
		}
		r.locals[p.id] = l
	}
	return l
}

// lengths are those of a run's stacks where an object begins.
type lengths struct{ seen, hashes, names, parts, firsts, missing int }

func (r *Run) lengths() lengths {
	return lengths{len(r.seen), len(r.hashes), len(r.names), len(r.parts), len(r.firsts), len(r.missing)}
}

func (r *Run) cut(to lengths) {
	r.seen, r.hashes, r.names, r.parts = r.seen[:to.seen], r.hashes[:to.hashes], r.names[:to.names], r.parts[:to.parts]
	r.firsts, r.missing = r.firsts[:to.firsts], r.missing[:to.missing]
}

// object judges the object whose brace is at i.
func (r *Run) object(b []byte, i int, p *Program) (end int, v Verdict) {
	return r.objectOf(b, i, p, p.derived && (p.frame != nil || p.nested))
}

// objectOf judges an object; dispatch: the type annotation that stands in it
// chooses the program.
func (r *Run) objectOf(b []byte, i int, p *Program, dispatch bool) (end int, v Verdict) {
	start := i
	l := r.local(p)
	if r.depth++; r.depth > maxNesting || p.advice.See {
		return i, Unsure
	}
	if p.advice.SeeFirst && !l.typed {
		r.firsts = append(r.firsts, first{l, -1})
	}
	var before lengths
	if dispatch {
		before = r.lengths()
	}
	// A bit for each member: of the first 64 in a register.
	low, base := uint64(0), len(r.seen)
	for range l.words - 1 {
		r.seen = append(r.seen, 0)
	}
	parts := len(r.parts)
	for range l.keys {
		r.parts = append(r.parts, 0)
	}
	properties := false
	keys := 0
	last := 0
	i = skipSpace(b, i+1)
	if i < len(b) && b[i] == '}' {
		i++
		goto closed
	}
	for {
		// The name: the one that followed last time, or any other.
		next := &l.next[last]
		at := next.slot
		j := i + len(next.quoted)
		if j == i || j >= len(b) || string(b[i:j]) != next.quoted {
			if at, j, v = r.name(b, i, l); v != Accepted {
				if v == Unsure && dispatch {
					return r.dispatch(b, start, j, p, before)
				}
				return j, v
			}
			l.next[last] = coming{at, l.quoted(at)}
		}
		if at < 64 {
			bit := uint64(1) << at
			if low&bit != 0 {
				return j, Unsure
			}
			low |= bit
		} else if !r.mark(base, at) {
			return j, Unsure
		}
		last = at + 1
		if b[j] <= ' ' {
			if j = skipSpace(b, j); j == len(b) {
				return j, More
			}
		}
		if at < len(l.slots) {
			s := &l.slots[at]
			properties = true
			if s.first && l.shown[at>>6]&(1<<(at&63)) == 0 {
				r.firsts = append(r.firsts, first{l, at})
			}
			if s.value.collection {
				i, v = r.array(b, j, &s.value)
			} else {
				i, v = r.value(b, j, &s.value, s.value.null)
			}
			if v != Accepted {
				return i, v
			}
			if s.key > 0 {
				if r.keyPart(b[j:i], s, &r.parts[parts+s.key-1]) {
					keys++
				}
			}
		} else {
			e := &l.extras[at-len(l.slots)]
			if e.object == "type" && (p.frame != nil || p.nested) {
				if i, v = r.typed(b, j, l); v == Unsure && dispatch {
					return r.dispatch(b, start, i, p, before)
				}
			} else {
				i, v = r.annotation(b, j, l, e)
			}
			if v != Accepted {
				return i, v
			}
		}
		if i < len(b) && b[i] <= ' ' {
			i = skipSpace(b, i)
		}
		if i == len(b) {
			return i, More
		}
		if b[i] == ',' {
			i++
			if i < len(b) && b[i] <= ' ' {
				i = skipSpace(b, i)
			}
			if i == len(b) {
				return i, More
			}
			continue
		}
		if b[i] != '}' {
			return i, Broken
		}
		i++
		break
	}
closed:
	r.depth--
	r.seen = r.seen[:base]
	if low&l.needs != l.needs || l.words > 1 {
		if !r.whole(l, low, r.seen[base:base+l.words-1]) {
			return i, Unsure
		}
	}
	if l.advice.Entity && !properties {
		return i, Unsure
	}
	if r.keyed = len(l.keys) > 0 && keys == len(l.keys); r.keyed {
		r.key = r.parts[parts]
		for k := 1; k < keys; k++ {
			r.key = joined(r.key, r.parts[parts+k], k)
		}
	}
	r.parts = r.parts[:parts]
	return i, Accepted
}

// mark enters a member beyond the first 64; false where it was there.
func (r *Run) mark(base, at int) bool {
	w := base + at>>6 - 1
	for w >= len(r.seen) {
		r.seen = append(r.seen, 0)
	}
	bit := uint64(1) << (at & 63)
	if r.seen[w]&bit != 0 {
		return false
	}
	r.seen[w] |= bit
	return true
}

// whole reports whether an object has the members that it must have, and of
// those that are expected so many that its caller need not see it.
func (r *Run) whole(l *local, low uint64, high []uint64) bool {
	lacking := false
	for w, need := range l.required {
		seen := low
		if w > 0 {
			seen = high[w-1]
		}
		if seen&need != need {
			return false
		}
		lacking = lacking || l.expected[w]&^seen != 0
	}
	return !lacking || r.lacks(l, low, high)
}

// quoted is a member's name as it stands.
func (l *local) quoted(at int) string {
	if at < len(l.slots) {
		return l.slots[at].quoted
	}
	if at -= len(l.slots); at < len(l.extras) {
		return l.extras[at].quoted
	}
	return ""
}

// lacks reports whether the combination of expected properties that is
// missing is one of which the caller has seen an object, or, of the first,
// that it is remembered for him.
func (r *Run) lacks(l *local, low uint64, high []uint64) bool {
	missing := func(w int) uint64 {
		if w == 0 {
			return l.expected[0] &^ low
		}
		return l.expected[w] &^ high[w-1]
	}
	for _, known := range l.lacking {
		same := true
		for w := range known {
			same = same && known[w] == missing(w)
		}
		if same {
			return true
		}
	}
	if len(l.lacking) == maxLacks {
		return false
	}
	mask := make([]uint64, l.words)
	for w := range mask {
		mask[w] = missing(w)
	}
	r.missing = append(r.missing, lack{l, mask})
	return true
}

// array judges a collection of values.
func (r *Run) array(b []byte, i int, p *valueProgram) (end int, v Verdict) {
	if p.seen || b[i] != '[' {
		return i, Unsure // null, too, is no collection
	}
	if r.depth++; r.depth > maxNesting {
		return i, Unsure
	}
	base := len(r.hashes)
	if i = skipSpace(b, i+1); i < len(b) && b[i] == ']' {
		r.depth--
		return i + 1, Accepted
	}
	for {
		if i == len(b) {
			return i, More
		}
		if p.op == opObject && b[i] == '{' {
			i, v = r.object(b, i, p.sub.program(r.of))
		} else {
			i, v = r.value(b, i, p, p.null)
		}
		if v != Accepted {
			return i, v
		}
		if p.op == opObject && r.keyed {
			r.hashes = append(r.hashes, r.key)
		}
		if i < len(b) && b[i] <= ' ' {
			i = skipSpace(b, i)
		}
		switch {
		case i == len(b):
			return i, More
		case b[i] == ',':
			i = skipSpace(b, i+1)
		case b[i] == ']':
			r.depth--
			if twice(r.hashes[base:]) {
				return i, Unsure
			}
			r.hashes = r.hashes[:base]
			return i + 1, Accepted
		default:
			return i, Broken
		}
	}
}

// twice reports whether a hash stands twice; it sorts them.
func twice(hashes []uint64) bool {
	if len(hashes) < 2 {
		return false
	}
	slices.Sort(hashes)
	for i := 1; i < len(hashes); i++ {
		if hashes[i] == hashes[i-1] {
			return true
		}
	}
	return false
}

// keyPart hashes a part of the key; false where it is no value by which a key
// is told.
func (r *Run) keyPart(b []byte, s *slot, hash *uint64) bool {
	switch b[0] {
	case '"':
		b = r.decoded(b[1 : len(b)-1])
	case '{', '[', 'n':
		return false
	}
	if s.guid {
		r.buf = append(r.buf[:0], b...)
		b = lower(r.buf)
	}
	*hash = maphash.Bytes(r.seed, b)
	return true
}

func lower(b []byte) []byte {
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return b
}

// Key hashes a key by its parts, as a run does that of an object: what its
// caller read himself is compared with what it has read.
func (r *Run) Key(parts ...string) uint64 {
	key := maphash.String(r.seed, parts[0])
	for k := 1; k < len(parts); k++ {
		key = joined(key, maphash.String(r.seed, parts[k]), k)
	}
	return key
}

// joined is the hash of a key with one part more, the one after k others.
func joined(key, part uint64, k int) uint64 { return (key^part)*0x9E3779B97F4A7C15 + uint64(k) }

// decoded is the text of a string, for as long as nothing else is decoded.
func (r *Run) decoded(s []byte) []byte {
	if bytes.IndexByte(s, '\\') < 0 {
		return s
	}
	r.buf = decodeString(r.buf[:0], s)
	return r.buf
}
