package location

// arena hands out the values, members and items of one tree from chunks:
// one allocation for many.
type arena struct {
	values  []Value
	used    int // of values
	members []Member
	items   []*Value
	chunk   int
}

const maxChunk = 256

// expect sizes the first chunk for a text of so many bytes.
func (a *arena) expect(bytes int) { a.chunk = max(4, min(bytes/24, maxChunk)) }

// value is the next free value: the caller sets what is not zero.
func (a *arena) value(k Kind, start, end int) *Value {
	if a.used == len(a.values) {
		a.values, a.used = make([]Value, a.chunk), 0
	}
	v := &a.values[a.used]
	a.used++
	v.Kind, v.Start, v.End = k, start, end
	return v
}

func (a *arena) copyMembers(m []Member) []Member {
	if cap(a.members)-len(a.members) < len(m) {
		a.members = make([]Member, 0, max(len(m), a.chunk))
	}
	n := len(a.members)
	a.members = append(a.members, m...)
	return a.members[n:len(a.members):len(a.members)]
}

func (a *arena) copyItems(v []*Value) []*Value {
	if cap(a.items)-len(a.items) < len(v) {
		a.items = make([]*Value, 0, max(len(v), a.chunk))
	}
	n := len(a.items)
	a.items = append(a.items, v...)
	return a.items[n:len(a.items):len(a.items)]
}
