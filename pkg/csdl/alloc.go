package csdl

// maxInterned is the longest string worth looking up: names repeat,
// descriptions do not.
const maxInterned = 64

// interner makes strings of bytes, each name once.
type interner map[string]string

func (n interner) of(b []byte) string {
	if len(b) > maxInterned {
		return string(b)
	}
	if s, ok := n[string(b)]; ok {
		return s
	}
	s := string(b)
	n[s] = s
	return s
}

// slab allocates values of one type in chunks. They live as long as any of
// their chunk does: as long as the model.
type slab[T any] struct{ free []T }

func (s *slab[T]) new() *T {
	if len(s.free) == 0 {
		s.free = make([]T, 64)
	}
	p := &s.free[0]
	s.free = s.free[1:]
	return p
}
