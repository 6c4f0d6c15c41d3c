package schema

import (
	"bytes"
	"errors"
	"io"
)

// ErrNotPage is that a text is not what [Run.Page] reads, or no JSON: it has
// to be read whole to say what it is.
var ErrNotPage = errors.New("schema: the text is no object with the array value")

// Member is a member of a page as it stands, from its name to the end of its
// value; of the items, to the bracket that opens them.
type Member struct {
	Name           string
	At             Place // of the name
	Text           []byte
	NameEnd, Value int // offsets in Text: behind the name, and where the value begins
}

// Place is an offset in a text, and the line and column that it has, both
// counted from 1.
type Place struct {
	Offset       int64
	Line, Column int
}

// Item is an item of a page that was not accepted.
type Item struct {
	Index  int
	At     Place
	Length int
}

// Page is what a page of a collection was found to be.
type Page struct {
	Close   int64 // offset behind the closing one
	End     int64 // offset behind the closing brace
	Items   int   // how many
	Refused []Item
	// Keys are those of the accepted items, hashed: see [Run.Key].
	Keys *KeySet
}

const (
	windowSize = 256 << 10
	// mostMember bounds a member beside the items, and mostItem an item.
	mostMember = 1 << 20
	mostItem   = 64 << 20
)

// Page reads an object that holds a collection in its member value, and judges
// the items by a program. Of the text no more than a window is in memory at a
// time, and an item whole.
//
// Member is called for each member in order, and begin for the program of the
// items where they come; nil ends the reading. The error is [ErrNotPage], or
// the reader's.
func (r *Run) Page(in io.Reader, member func(Member), begin func() *Program) (*Page, error) {
	return r.page(&window{in: in, b: make([]byte, 0, windowSize), line: 1}, member, begin)
}

// PageText is Page of a text that is in memory.
func (r *Run) PageText(text []byte, member func(Member), begin func() *Program) (*Page, error) {
	return r.page(&window{b: text, eof: true, line: 1}, member, begin)
}

func (r *Run) page(w *window, member func(Member), begin func() *Program) (*Page, error) {
	var page *Page
	if err := w.expect('{'); err != nil {
		return nil, err
	}
	for first := true; ; first = false {
		c, err := w.peek()
		switch {
		case err != nil:
			return nil, err
		case c == '}' && (first || page != nil):
			w.i++
			end := w.off + int64(w.i)
			if page == nil || !w.ended() {
				return nil, w.fault()
			}
			page.End = end
			return page, nil
		case c != '"':
			return nil, ErrNotPage
		}
		m, items, err := w.member()
		if err != nil {
			return nil, err
		}
		member(m)
		if items {
			program := begin()
			if page != nil || program == nil {
				return nil, ErrNotPage
			}
			if page, err = r.items(w, program); err != nil {
				return nil, err
			}
		}
		if c, err = w.peek(); err != nil {
			return nil, err
		}
		if c == ',' {
			w.i++
			if c, err = w.peek(); err != nil || c != '"' {
				return nil, w.fault()
			}
			continue
		}
		if c != '}' || page == nil {
			return nil, ErrNotPage
		}
	}
}

// items reads the array that begins at the window's place.
func (r *Run) items(w *window, program *Program) (*Page, error) {
	page := &Page{Keys: &KeySet{}}
	w.i++
	c, err := w.peek()
	if err != nil {
		return nil, err
	}
	if c == ']' {
		w.i++
		page.Close = w.off + int64(w.i)
		return page, nil
	}
	for {
		end, v := r.item(w.b, w.i, program, 2)
		switch v {
		case Accepted:
			if r.keyed {
				page.Keys.Add(r.key)
			}
		case More:
			if w.eof {
				return nil, ErrNotPage
			}
			if err := w.fill(mostItem); err != nil {
				return nil, err
			}
			continue
		default:
			if end, v = skip(w.b, w.i, 2); v == More && !w.eof {
				if err := w.fill(mostItem); err != nil {
					return nil, err
				}
				continue
			}
			if v != Accepted {
				return nil, ErrNotPage
			}
			page.Refused = append(page.Refused, Item{Index: page.Items, At: w.place(w.i), Length: end - w.i})
		}
		page.Items++
		w.i = end
		if c, err = w.peek(); err != nil {
			return nil, err
		}
		switch c {
		case ',':
			w.i++
			if _, err = w.peek(); err != nil {
				return nil, err
			}
		case ']':
			w.i++
			page.Close = w.off + int64(w.i)
			return page, nil
		default:
			return nil, ErrNotPage
		}
	}
}

// window is the part of a text that is in memory.
type window struct {
	in  io.Reader // nil: all of it is
	b   []byte
	i   int   // where reading has come to
	off int64 // of b in the text
	eof bool
	err error

	line      int   // of the first byte of b
	lineStart int64 // offset of that line
	placed    int   // up to where in b lines were counted
	lines     int   // how many line ends stand before placed
	lastLine  int64 // offset of the line that placed is in
}

// fill drops what stands before the window's place, and reads on. What must
// stay in memory is bounded by most.
func (w *window) fill(most int) error {
	if w.eof {
		return ErrNotPage
	}
	if w.i > 0 {
		p := w.place(w.i)
		w.line, w.lineStart = p.Line, p.Offset-int64(p.Column-1)
		n := copy(w.b[:cap(w.b)], w.b[w.i:])
		w.b, w.off, w.i = w.b[:n], w.off+int64(w.i), 0
		w.placed, w.lines, w.lastLine = 0, 0, w.lineStart
	}
	if len(w.b) == cap(w.b) {
		if len(w.b) >= most {
			return ErrNotPage
		}
		w.b = append(make([]byte, 0, 2*cap(w.b)+1), w.b...)
	}
	for range 100 {
		n, err := w.in.Read(w.b[len(w.b):cap(w.b)])
		w.b = w.b[:len(w.b)+n]
		switch {
		case err == io.EOF:
			w.eof = true
			return nil
		case err != nil:
			return err
		case n > 0:
			return nil
		}
	}
	return io.ErrNoProgress
}

// place is where a byte of the window stands in the text.
func (w *window) place(i int) Place {
	if w.placed == 0 {
		w.lines, w.lastLine = 0, w.lineStart
	}
	if n := bytes.Count(w.b[w.placed:i], newline); n > 0 {
		w.lines += n
		w.lastLine = w.off + int64(w.placed+bytes.LastIndexByte(w.b[w.placed:i], '\n')) + 1
	}
	w.placed = i
	at := w.off + int64(i)
	return Place{Offset: at, Line: w.line + w.lines, Column: int(at-w.lastLine) + 1}
}

var newline = []byte{'\n'}

// peek is the next byte that is no white space.
func (w *window) peek() (byte, error) {
	for {
		if w.i = skipSpace(w.b, w.i); w.i < len(w.b) {
			return w.b[w.i], nil
		}
		if err := w.fill(mostMember); err != nil {
			return 0, err
		}
	}
}

// ended reports whether nothing but white space follows.
func (w *window) ended() bool {
	for {
		if w.i = skipSpace(w.b, w.i); w.i < len(w.b) {
			return false
		}
		if w.eof {
			return true
		}
		if w.err = w.fill(mostMember); w.err != nil {
			return false
		}
	}
}

// fault is why reading ends: the reader's error, or that the text is no page.
func (w *window) fault() error {
	if w.err != nil {
		return w.err
	}
	return ErrNotPage
}

func (w *window) expect(c byte) error {
	got, err := w.peek()
	if err != nil {
		return err
	}
	if got != c {
		return ErrNotPage
	}
	w.i++
	return nil
}

// member reads the member that begins at the window's place: whole, or to the
// bracket of the items.
func (w *window) member() (m Member, items bool, err error) {
	for {
		name, value, end, items, v := memberAt(w.b, w.i)
		switch {
		case v == Accepted:
			m = Member{At: w.place(w.i), Text: bytes.Clone(w.b[w.i:end]), NameEnd: name - w.i, Value: value - w.i}
			m.Name = string(decodeString(nil, m.Text[1:m.NameEnd-1]))
			w.i = value
			if !items {
				w.i = end
			}
			return m, items, nil
		case v != More:
			return m, false, ErrNotPage
		}
		if err := w.fill(mostMember); err != nil {
			return m, false, err
		}
	}
}

// memberAt finds the parts of the member that begins at i.
func memberAt(b []byte, i int) (name, value, end int, items bool, v Verdict) {
	start := i
	if i, _, v = scanString(b, i+1); v != Accepted {
		return
	}
	name = i + 1
	if i = skipSpace(b, name); i < len(b) && b[i] != ':' {
		return name, 0, 0, false, Broken
	}
	value = skipSpace(b, min(i+1, len(b)))
	if value == len(b) {
		return name, value, 0, false, More
	}
	if b[value] == '[' && string(b[start:name]) == `"value"` {
		return name, value, value + 1, true, Accepted
	}
	end, v = skip(b, value, 1)
	return name, value, end, false, v
}
