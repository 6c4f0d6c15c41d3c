package location

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
)

// stretch is a part of a file that is in memory.
type stretch struct {
	start        int
	line, column int // of its first byte
	data         []byte
}

// NewSparse is the text of a file of which only stretches are in memory. It has
// no Data; offsets, lines and columns are those of the file.
func NewSparse(name string) *Text { return &Text{Name: name, sparse: true} }

// Keep enters a stretch of a sparse text, which begins at that offset, line
// and column.
func (t *Text) Keep(offset, line, column int, data []byte) {
	i, _ := slices.BinarySearchFunc(t.kept, offset, func(s stretch, at int) int { return cmp.Compare(s.start, at) })
	t.kept = slices.Insert(t.kept, i, stretch{offset, line, column, data})
}

// Forget drops the stretch that begins at that offset.
func (t *Text) Forget(offset int) {
	if i, found := slices.BinarySearchFunc(t.kept, offset, func(s stretch, at int) int { return cmp.Compare(s.start, at) }); found {
		t.kept = slices.Delete(t.kept, i, i+1)
	}
}

// stretchAt is the last stretch that begins at the offset or before it.
func (t *Text) stretchAt(offset int) (stretch, bool) {
	i := sort.Search(len(t.kept), func(i int) bool { return t.kept[i].start > offset }) - 1
	if i < 0 {
		return stretch{}, false
	}
	return t.kept[i], true
}

// place is the line and column of an offset in the stretch; behind its end,
// those of the end.
func (s stretch) place(offset int) (line, column int) {
	before := s.data[:min(max(0, offset-s.start), len(s.data))]
	n := bytes.Count(before, []byte{'\n'})
	if n == 0 {
		return s.line, s.column + len(before)
	}
	return s.line + n, len(before) - bytes.LastIndexByte(before, '\n')
}

// Excerpt is the text of the line that an offset is in, and the column of its
// first byte: 1, but where a sparse text holds a part of the line alone.
func (t *Text) Excerpt(offset int) (line string, column int) {
	file, off := t.Outer(offset)
	if !file.sparse {
		return file.Line(file.Position(off).Line), 1
	}
	s, ok := file.stretchAt(off)
	if !ok || off > s.start+len(s.data) {
		return "", 1
	}
	at := off - s.start
	start, end := bytes.LastIndexByte(s.data[:at], '\n')+1, len(s.data)
	if n := bytes.IndexByte(s.data[at:], '\n'); n >= 0 {
		end = at + n
	}
	if column = 1; start == 0 {
		column = s.column
	}
	// A stretch may be long, and many may ask for it.
	if lo := at - longLine; lo > start {
		column, start = column+lo-start, lo
	}
	end = min(end, at+longLine)
	return string(bytes.TrimRight(s.data[start:end], "\r")), column
}

// Slice is the text from start to end; ok is false where that is not in
// memory.
func (t *Text) Slice(start, end int) (data []byte, ok bool) {
	if !t.sparse {
		if start < 0 || start > end || end > len(t.Data) {
			return nil, false
		}
		return t.Data[start:end], true
	}
	s, ok := t.stretchAt(start)
	if !ok || start > end || end > s.start+len(s.data) {
		return nil, false
	}
	return s.data[start-s.start : end-s.start], true
}

// ReadPart reads the JSON value that the text from start to end is, as ReadJSON
// does. Its offsets are those of t.
func ReadPart(t *Text, start, end int, lim Limits) (*Value, error) {
	data, ok := t.Slice(start, end)
	if !ok {
		return nil, &SyntaxError{Offset: start, Message: "the text from there on is not in memory"}
	}
	v, err := readStrict(NewText(t.Name, data), lim.depth())
	if err != nil {
		err.Offset += start
		err.Position = t.Position(err.Offset)
		return nil, err
	}
	v.shift(start)
	return v, nil
}

// shift moves a value to where its text stands in another.
func (v *Value) shift(by int) {
	v.Start += by
	v.End += by
	for i := range v.Members {
		v.Members[i].NameStart += by
		v.Members[i].NameEnd += by
		v.Members[i].Value.shift(by)
	}
	for _, it := range v.Items {
		it.shift(by)
	}
}
