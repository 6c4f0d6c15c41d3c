package location

import (
	"cmp"
	"fmt"
	"slices"
)

// Apply makes the edits in data and returns the result; data stays as it is.
// Edits may touch each other, and come in any order: of those at one place,
// what is inserted goes before what is replaced. Edits that overlap, or lie
// outside of data, are refused.
func Apply(data []byte, edits []Edit) ([]byte, error) {
	if len(edits) == 0 {
		return slices.Clone(data), nil
	}
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	out := make([]byte, 0, len(data)+64)
	at := 0
	for i, e := range edits {
		if e.Start < 0 || e.End < e.Start || e.End > len(data) {
			return nil, fmt.Errorf("location: edit of bytes %d to %d lies outside of a text of %d bytes", e.Start, e.End, len(data))
		}
		if e.Start < at {
			return nil, fmt.Errorf("location: edit of bytes %d to %d overlaps the one of bytes %d to %d",
				e.Start, e.End, edits[i-1].Start, edits[i-1].End)
		}
		out = append(append(out, data[at:e.Start]...), e.New...)
		at = e.End
	}
	return append(out, data[at:]...), nil
}
