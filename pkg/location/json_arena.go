package location

// arena hands out the values, members and items of one tree from chunks:
// one allocation for many.
type arena struct {
	values  []Value
	members []Member
	items   []*Value
	chunk   int
}

const maxChunk = 256

// expect sizes the first chunk for a text of so many bytes.
func (a *arena) expect(bytes int) { a.chunk = max(4, min(bytes/24, maxChunk)) }

func (a *arena) value(v Value) *Value {
	if len(a.values) == cap(a.values) {
		a.values = make([]Value, 0, a.chunk)
	}
	a.values = append(a.values, v)
	return &a.values[len(a.values)-1]
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
