package location

import (
	"bytes"
	"sort"
	"sync"
)

// Position is a place in a file. Line and Column count from 1, Column in
// bytes; zero is unknown.
type Position struct {
	File   string
	Line   int
	Column int
}

// Known reports whether the position names a line.
func (p Position) Known() bool { return p.Line > 0 }

// Text is a text with a place: a file, or a part of another text, possibly
// with characters removed or decoded on the way (indentation of a fence,
// escapes of a JSON string). Offsets into it are bytes from 0.
type Text struct {
	Name string // the file, as it was named by the user
	Data []byte

	outer *Text
	segs  []segment // by start; nil for a file

	sparse bool // of a file, only what is kept is in memory
	kept   []stretch

	once  sync.Once
	lines []int // offsets of line starts, for a file

	mu    sync.Mutex
	texts map[int]string // of long lines that were asked for, shared by all who ask again
}

// longLine is the length of a line from which on its text is kept: a body
// without line breaks is one line, of which there may be many findings.
const longLine = 1024

// segment maps data from start on to the outer text from at on, one to one;
// a segment that is not verbatim maps to the single offset at.
type segment struct {
	start    int
	at       int
	verbatim bool
}

// NewText is the text of a whole file.
func NewText(name string, data []byte) *Text { return &Text{Name: name, Data: data} }

// Part is the text from start to end, verbatim.
func (t *Text) Part(start, end int) *Text {
	return &Text{Name: t.Name, Data: t.Data[start:end:end], outer: t, segs: []segment{{0, start, true}}}
}

// Builder puts a text together from parts of another.
type Builder struct {
	outer *Text
	buf   []byte
	segs  []segment
}

// Build begins a text inside t.
func (t *Text) Build() *Builder { return &Builder{outer: t} }

// Copy appends the outer text from start to end, verbatim.
func (b *Builder) Copy(start, end int) {
	if start == end {
		return
	}
	if n := len(b.segs); n == 0 || !b.segs[n-1].verbatim || b.segs[n-1].at+len(b.buf)-b.segs[n-1].start != start {
		b.segs = append(b.segs, segment{len(b.buf), start, true})
	}
	b.buf = append(b.buf, b.outer.Data[start:end]...)
}

// Insert appends bytes that stand in the outer text at offset at in another
// form (an escape, a joined line).
func (b *Builder) Insert(at int, data ...byte) {
	b.segs = append(b.segs, segment{len(b.buf), at, false})
	b.buf = append(b.buf, data...)
}

// Len is the number of bytes so far.
func (b *Builder) Len() int { return len(b.buf) }

// Text is the text put together.
func (b *Builder) Text() *Text {
	return &Text{Name: b.outer.Name, Data: b.buf, outer: b.outer, segs: b.segs}
}

// Outer is the file's text that t stands in, and the offset there.
func (t *Text) Outer(offset int) (*Text, int) {
	for t.outer != nil {
		i := sort.Search(len(t.segs), func(i int) bool { return t.segs[i].start > offset }) - 1
		switch {
		case i < 0:
			offset = 0
		case t.segs[i].verbatim:
			offset = t.segs[i].at + offset - t.segs[i].start
		default:
			offset = t.segs[i].at
		}
		t = t.outer
	}
	return t, offset
}

// Position is the place in the file of an offset into t.
func (t *Text) Position(offset int) Position {
	file, off := t.Outer(offset)
	if file.sparse {
		p := Position{File: file.Name, Line: 1, Column: 1}
		if s, ok := file.stretchAt(off); ok {
			p.Line, p.Column = s.place(off)
		}
		return p
	}
	off = max(0, min(off, len(file.Data)))
	file.once.Do(file.index)
	line := sort.SearchInts(file.lines, off+1) // lines[line-1] <= off
	return Position{File: file.Name, Line: line, Column: off - file.lines[line-1] + 1}
}

// Line is the text of that line of the file, without its end.
func (t *Text) Line(n int) string {
	file, _ := t.Outer(0)
	file.once.Do(file.index)
	if n < 1 || n > len(file.lines) {
		return ""
	}
	start, end := file.lines[n-1], len(file.Data)
	if n < len(file.lines) {
		end = file.lines[n]
	}
	line := bytes.TrimRight(file.Data[start:end], "\r\n")
	if len(line) < longLine {
		return string(line)
	}
	file.mu.Lock()
	defer file.mu.Unlock()
	text, kept := file.texts[n]
	if !kept {
		text = string(line)
		if file.texts == nil {
			file.texts = map[int]string{}
		}
		file.texts[n] = text
	}
	return text
}

func (t *Text) index() {
	t.lines = append(make([]int, 0, bytes.Count(t.Data, []byte{'\n'})+1), 0)
	for at := 0; ; {
		end := bytes.IndexByte(t.Data[at:], '\n')
		if end < 0 {
			return
		}
		at += end + 1
		t.lines = append(t.lines, at)
	}
}

// Offset is the offset in the file of a position in it, or -1.
func (t *Text) Offset(p Position) int {
	file, _ := t.Outer(0)
	file.once.Do(file.index)
	if p.Line < 1 || p.Line > len(file.lines) {
		return -1
	}
	if at := file.lines[p.Line-1] + max(p.Column-1, 0); at <= len(file.Data) {
		return at
	}
	return -1
}
