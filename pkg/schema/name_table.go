package schema

import (
	"encoding/binary"
	"math/bits"
)

// nameTable finds slots by their names faster than a map does, of names as
// JSON texts have them: a few bytes tell them apart. What does not find its
// place near where its hash points is not in it.
type nameTable struct {
	at    []uint16 // slots, counted from 1
	names []string
	shift uint8
}

// mostProbes are the places that a name may be at.
const mostProbes = 4

func newNameTable(slots []slot) nameTable {
	// A quarter is filled at most.
	size := bits.Len(uint(4*len(slots) + mostProbes))
	t := nameTable{at: make([]uint16, 1<<size+mostProbes), names: make([]string, len(slots)), shift: uint8(64 - size)}
	for i, s := range slots {
		if s.quoted == "" {
			continue
		}
		name := s.quoted[1 : len(s.quoted)-2]
		t.names[i] = name
		h := t.hash([]byte(name))
		for k := range uint64(mostProbes) {
			if t.at[h+k] == 0 {
				t.at[h+k] = uint16(i + 1)
				break
			}
		}
	}
	return t
}

// hash is a place in the table, by the length and the first and last bytes.
func (t *nameTable) hash(name []byte) uint64 {
	n := len(name)
	x := uint64(n)
	switch {
	case n >= 8:
		x += binary.LittleEndian.Uint64(name) + bits.RotateLeft64(binary.LittleEndian.Uint64(name[n-8:]), 23)
	case n >= 4:
		x += uint64(binary.LittleEndian.Uint32(name)) | uint64(binary.LittleEndian.Uint32(name[n-4:]))<<32
	default:
		for _, c := range name {
			x = x<<8 + uint64(c)
		}
	}
	return x * 0x9E3779B97F4A7C15 >> t.shift
}

// find is the slot of that name; false where the table does not know it.
func (t *nameTable) find(name []byte) (slot int, ok bool) {
	h := t.hash(name)
	for k := range uint64(mostProbes) {
		at := int(t.at[h+k]) - 1
		if at < 0 {
			return 0, false
		}
		if t.names[at] == string(name) {
			return at, true
		}
	}
	return 0, false
}
