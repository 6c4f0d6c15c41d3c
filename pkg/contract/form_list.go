package contract

import (
	"maps"
	"reflect"
	"slices"

	"github.com/concord-odata/concord/pkg/edm"
)

// kinds are the types of elements that are held by pointers.
type kinds struct {
	schemas         kind[edm.Schema]
	entityTypes     kind[edm.EntityType]
	complexTypes    kind[edm.ComplexType]
	enumTypes       kind[edm.EnumType]
	enumMembers     kind[edm.EnumMember]
	typeDefinitions kind[edm.TypeDefinition]
	properties      kind[edm.Property]
	navigations     kind[edm.NavigationProperty]
	annotations     kind[edm.Annotation]
	expressions     kind[edm.Expression]
	targets         kind[edm.Annotations]
	terms           kind[edm.Term]
	actions         kind[edm.Action]
	functions       kind[edm.Function]
	parameters      kind[edm.Parameter]
	returnTypes     kind[edm.ReturnType]
	containers      kind[edm.EntityContainer]
	sets            kind[edm.EntitySet]
	singletons      kind[edm.Singleton]
	imports         kind[edm.OperationImport]
	operations      kind[Operation]

	keys         kind[edm.PropertyRef]
	constraints  kind[edm.ReferentialConstraint]
	members      kind[edm.PropertyValue]
	bindings     kind[edm.NavigationPropertyBinding]
	propertyWord kind[PropertyWords]
}

// kind is what the coder keeps of one type of elements: those that were
// written, or read, and room for those to come.
type kind[T any] struct {
	done    uint64         // how many are complete
	written map[*T]element // these
	shared  []*T           // those read that are named again
	order   []uint64       // their places among those that are complete
	free    []T
	slots   []*T
	// how many of them were made last
	chunk, slotChunk int
}

// The room for elements is made for many at once, more of them each time.
const (
	firstChunk = 16
	lastChunk  = 1024
)

// grow is room for n more values, and for others after them.
func grow[T any](c *coder, chunk *int, n int) []T {
	*chunk = min(max(2**chunk, firstChunk), lastChunk)
	n = max(n, *chunk)
	if c.room -= n * int(reflect.TypeFor[T]().Size()); c.room < 0 {
		c.fail()
		return nil
	}
	return make([]T, n)
}

func take[T any](c *coder, free *[]T, chunk *int, n int) []T {
	if n > len(*free) {
		if *free = grow[T](c, chunk, n); c.broken {
			return nil
		}
	}
	s := (*free)[:n:n]
	*free = (*free)[n:]
	return s
}

// What stands before an element that is held by a pointer. What is above
// names an element that is complete, by its place among these: so none can
// hold itself.
const (
	codeNone   = iota
	codeAlone  // it follows, and is not named again
	codeShared // it follows, and is
	codeNamed
)

// one codes an element that is held by a pointer.
func one[T any](c *coder, k *kind[T], p **T, code func(*coder, *T)) {
	if !c.reading {
		writeOne(c, k, *p, code)
		return
	}
	switch id := c.uint(); id {
	case codeNone:
	case codeAlone, codeShared:
		s := take(c, &k.free, &k.chunk, 1)
		if c.depth++; s == nil || c.depth > maxFormDepth {
			c.fail()
			return
		}
		*p = &s[0]
		code(c, *p)
		c.depth--
		if id == codeShared {
			k.shared, k.order = append(k.shared, *p), append(k.order, k.done)
		}
		k.done++
	default:
		at, known := slices.BinarySearch(k.order, id-codeNamed)
		if !known {
			c.fail()
			return
		}
		*p = k.shared[at]
	}
}

// element is one that was written.
type element struct {
	at    int    // of what stands before it
	place uint64 // among those that are complete, from 1
}

func writeOne[T any](c *coder, k *kind[T], p *T, code func(*coder, *T)) {
	if p == nil {
		c.put(codeNone)
		return
	}
	if e := k.written[p]; e.place > 0 {
		c.out[e.at] = codeShared
		c.put(e.place - 1 + codeNamed)
		return
	}
	if c.depth++; c.depth > maxFormDepth {
		c.fail()
		return
	}
	at := len(c.out)
	c.put(codeAlone)
	code(c, p)
	c.depth--
	k.done++
	if k.written == nil {
		k.written = map[*T]element{}
	}
	k.written[p] = element{at, k.done}
}

// length codes the length of a list: 0 is no list, which an empty one is not.
func (c *coder) length(n int, there bool) (int, bool) {
	if !c.reading {
		c.put(uint64(n) + 1 - bit(!there, 0))
		return n, there
	}
	v := c.uint()
	if v == 0 {
		return 0, false
	}
	if v-1 > uint64(c.left()) { // an element has a byte at least
		c.fail()
		return 0, false
	}
	return int(v - 1), true
}

// size codes whether there is a list, and how long it is; where it is read, it
// is given room.
func size[T any](c *coder, l *[]T, free *[]T, chunk *int) {
	n, there := c.length(len(*l), *l != nil)
	switch {
	case !c.reading || !there:
	case n == 0:
		*l = []T{}
	default:
		*l = take(c, free, chunk, n)
	}
}

// list codes a list of elements that are held by pointers.
func list[T any](c *coder, k *kind[T], l *[]*T, code func(*coder, *T)) {
	size(c, l, &k.slots, &k.slotChunk)
	for i := range *l {
		one(c, k, &(*l)[i], code)
		if (*l)[i] == nil { // no list has holes
			c.fail()
			return
		}
	}
}

// values codes a list of elements that stand in it themselves.
func values[T any](c *coder, k *kind[T], l *[]T, code func(*coder, *T)) {
	size(c, l, &k.free, &k.chunk)
	for i := range *l {
		code(c, &(*l)[i])
	}
}

// table codes a map in the order of its names.
func table[V any](c *coder, m *map[string]V, code func(*coder, *V)) {
	n, there := c.length(len(*m), *m != nil)
	if !c.reading {
		for _, name := range slices.Sorted(maps.Keys(*m)) {
			v := (*m)[name]
			c.text(&name)
			code(c, &v)
		}
		return
	}
	if !there {
		return
	}
	if c.room -= 64 * n; c.room < 0 {
		c.fail()
		return
	}
	*m = make(map[string]V, n)
	for range n {
		var name string
		var v V
		c.text(&name)
		code(c, &v)
		(*m)[name] = v
	}
}
