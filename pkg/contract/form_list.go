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
	numbers         kind[int]

	keys         kind[edm.PropertyRef]
	constraints  kind[edm.ReferentialConstraint]
	members      kind[edm.PropertyValue]
	bindings     kind[edm.NavigationPropertyBinding]
	propertyWord kind[PropertyWords]
}

// kind is what the coder keeps of one type of elements: those that were
// written, or read, and room for those to come.
type kind[T any] struct {
	ids   map[*T]uint64
	seen  []*T
	free  []T
	slots []*T
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

// one codes an element that is held by a pointer: 0 is none, 1 an element
// that follows, and what is above names one that is complete. So no element
// can hold itself.
func one[T any](c *coder, k *kind[T], p **T, code func(*coder, *T)) {
	if !c.reading {
		writeOne(c, k, *p, code)
		return
	}
	switch id := c.uint(); {
	case id == 0:
	case id == 1:
		s := take(c, &k.free, &k.chunk, 1)
		if c.depth++; s == nil || c.depth > maxFormDepth {
			c.fail()
			return
		}
		*p = &s[0]
		code(c, *p)
		c.depth--
		k.seen = append(k.seen, *p)
	case id-2 < uint64(len(k.seen)):
		*p = k.seen[id-2]
	default:
		c.fail()
	}
}

func writeOne[T any](c *coder, k *kind[T], p *T, code func(*coder, *T)) {
	if p == nil {
		c.put(0)
		return
	}
	if id, known := k.ids[p]; known {
		c.put(id + 2)
		return
	}
	if c.depth++; c.depth > maxFormDepth {
		c.fail()
		return
	}
	c.put(1)
	code(c, p)
	c.depth--
	if k.ids == nil {
		k.ids = map[*T]uint64{}
	}
	k.ids[p] = uint64(len(k.ids))
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

// list codes a list of elements that are held by pointers.
func list[T any](c *coder, k *kind[T], l *[]*T, code func(*coder, *T)) {
	n, there := c.length(len(*l), *l != nil)
	if c.reading {
		switch {
		case !there:
			return
		case n == 0:
			*l = []*T{}
			return
		}
		*l = take(c, &k.slots, &k.slotChunk, n)
	}
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
	n, there := c.length(len(*l), *l != nil)
	if c.reading {
		switch {
		case !there:
			return
		case n == 0:
			*l = []T{}
			return
		}
		*l = take(c, &k.free, &k.chunk, n)
	}
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
