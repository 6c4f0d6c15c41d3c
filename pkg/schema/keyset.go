package schema

import "slices"

// KeySet gathers hashes of keys, eight bytes a key, to tell at the end
// whether one came twice. They are kept apart by their first byte: what is
// sorted then fits a processor's cache.
type KeySet struct {
	parts [256][]uint64
	used  int
}

// mostKeys bounds the set: of further keys it says nothing.
const mostKeys = 4 << 20

// Add enters a hash.
func (s *KeySet) Add(h uint64) {
	if s.used < mostKeys {
		s.used++
		p := &s.parts[h>>56]
		*p = append(*p, h)
	}
}

// Full reports whether there were more keys than the set takes.
func (s *KeySet) Full() bool { return s.used == mostKeys }

// Twice reports whether a hash was entered twice.
func (s *KeySet) Twice() bool { return slices.ContainsFunc(s.parts[:], twice) }
