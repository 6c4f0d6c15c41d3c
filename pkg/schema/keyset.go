package schema

// KeySet is a set of hashes of keys, without a map's memory: eight bytes a
// key, in a table at most three quarters full.
type KeySet struct {
	table []uint64 // 0: free
	used  int
}

// mostKeys bounds the set: of further keys it says nothing.
const mostKeys = 4 << 20

// Add enters a hash. It is false where the hash is there already.
func (s *KeySet) Add(h uint64) bool {
	if h == 0 {
		h = 1
	}
	if 4*s.used >= 3*len(s.table) {
		s.grow()
	}
	mask := uint64(len(s.table) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		switch s.table[i] {
		case h:
			return false
		case 0:
			if s.used < mostKeys {
				s.table[i] = h
				s.used++
			}
			return true
		}
	}
}

// Full reports whether there were more keys than the set takes.
func (s *KeySet) Full() bool { return s.used == mostKeys }

func (s *KeySet) grow() {
	old := s.table
	s.table = make([]uint64, max(1024, 2*len(old)))
	mask := uint64(len(s.table) - 1)
	for _, h := range old {
		if h == 0 {
			continue
		}
		i := h & mask
		for s.table[i] != 0 {
			i = (i + 1) & mask
		}
		s.table[i] = h
	}
}
