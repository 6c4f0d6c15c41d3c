package schema

import "math/bits"

// KeySet gathers hashes of keys, eight bytes a key, to tell at the end
// whether one came twice. They are kept apart by their first byte: the table
// of one part then fits a processor's cache.
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
func (s *KeySet) Twice() bool {
	var table []uint64 // half full at most, of one part after the other
	for _, part := range s.parts {
		if len(part) < 2 {
			continue
		}
		size := 1 << bits.Len(uint(2*len(part)))
		if size > len(table) {
			table = make([]uint64, size)
		}
		t, mask := table[:size], uint64(size-1)
		clear(t)
		for _, h := range part {
			h |= 1 // 0 is a place that is free; the bit tells nothing apart
			for i := h >> 1 & mask; ; i = (i + 1) & mask {
				if t[i] == h {
					return true
				}
				if t[i] == 0 {
					t[i] = h
					break
				}
			}
		}
	}
	return false
}
