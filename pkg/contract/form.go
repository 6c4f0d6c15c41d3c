package contract

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/concord-odata/concord/pkg/edm"
)

// The compiled form of a contract is a table of strings, and after it the
// elements one after the other, integers as varints. One description of each
// struct serves both directions (form_model.go): what is written cannot be
// read in another order.
//
// An element that several hold (the properties that a merged model shares
// with the CSDL's) is written once, and is one again when it is read.

// errForm is that a form is damaged, or was made to do damage.
var errForm = errors.New("the compiled form is damaged")

// maxFormDepth bounds elements within elements: annotations and expressions
// nest as deep as a CSDL document may.
const maxFormDepth = 1024

// coder writes elements, or reads them.
type coder struct {
	reading bool
	broken  bool // what is read is damaged; from then on all is zero
	depth   int

	out     []byte            // written
	ids     map[string]uint64 // of the strings
	strings []string          // written, by id; the first is ""
	texts   string            // read: all strings
	ends    []uint32          // in these, of each string, by id
	used    int               // of these, the last one that was read
	in      string            // read, up to at
	at      int
	room    int // bytes that may still be allocated

	place edm.Place // the one before

	kinds kinds
}

func newWriter() *coder {
	return &coder{ids: map[string]uint64{"": 0}, strings: []string{""}}
}

// form is what was written.
func (c *coder) form() []byte {
	head := binary.AppendUvarint(nil, uint64(len(c.strings)-1))
	size := 0
	for _, s := range c.strings[1:] {
		head = binary.AppendUvarint(head, uint64(len(s)))
		size += len(s)
	}
	all := make([]byte, 0, len(head)+size+len(c.out))
	all = append(all, head...)
	for _, s := range c.strings {
		all = append(all, s...)
	}
	return append(all, c.out...)
}

// maxGrowth is how many bytes of elements a byte of the form may stand for.
const maxGrowth = 96

// newReader reads the table of strings, which all are parts of the form.
func newReader(form string) *coder {
	c := &coder{reading: true, in: form, room: maxGrowth*len(form) + 1<<16}
	n := c.count()
	c.room -= 4 * n
	if c.broken || c.room < 0 {
		c.fail()
		return c
	}
	c.ends = make([]uint32, n+1)
	end := uint64(0)
	for i := range n {
		end += min(c.uint(), math.MaxInt32)
		c.ends[i+1] = uint32(end)
	}
	if c.broken || end > uint64(c.left()) {
		c.fail()
		return c
	}
	c.texts = c.in[c.at:][:end]
	c.at += int(end)
	return c
}

// fail ends the reading: every number is zero from here on, and every list
// empty.
func (c *coder) fail() { c.broken, c.at, c.ends = true, len(c.in), nil }

// left is the number of bytes still to be read.
func (c *coder) left() int { return len(c.in) - c.at }

// err is what became of the reading: all of the form must have been read.
func (c *coder) err() error {
	if c.broken || c.left() > 0 {
		return errForm
	}
	return nil
}

func (c *coder) put(v uint64) { c.out = binary.AppendUvarint(c.out, v) }

func (c *coder) uint() uint64 {
	if in, at := c.in, c.at; at+1 < len(in) { // most are of one byte or two
		low := in[at]
		if low < 0x80 {
			c.at = at + 1
			return uint64(low)
		}
		if high := in[at+1]; high < 0x80 {
			c.at = at + 2
			return uint64(low&0x7f) | uint64(high)<<7
		}
	}
	return c.longUint()
}

func (c *coder) longUint() uint64 {
	var v uint64
	for shift := uint(0); shift < 64 && c.at < len(c.in); shift += 7 {
		b := c.in[c.at]
		c.at++
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	c.fail()
	return 0
}

// count is the number of elements that follow, each of a byte at least.
func (c *coder) count() int {
	n := c.uint()
	if n > uint64(c.left()) {
		c.fail()
		return 0
	}
	return int(n)
}

// text codes a string: 0 is the next one of the table that was not used yet,
// what is above names one that was.
func (c *coder) text(s *string) {
	if c.reading {
		id := c.uint()
		if id == 0 {
			c.used++
			id = uint64(c.used)
		} else {
			id--
		}
		if id > uint64(c.used) || id >= uint64(len(c.ends)) {
			c.fail()
			return
		}
		if id > 0 {
			*s = c.texts[c.ends[id-1]:c.ends[id]]
		}
		return
	}
	id, known := c.ids[*s]
	if !known {
		c.ids[*s] = uint64(len(c.strings))
		c.strings = append(c.strings, *s)
		c.put(0)
		return
	}
	c.put(id + 1)
}

// number codes an integer, small ones of either sign in few bytes.
func (c *coder) number(i *int) {
	v := int64(*i)
	c.number64(&v)
	*i = int(v)
}

func (c *coder) number64(i *int64) {
	if c.reading {
		v := c.uint()
		*i = int64(v>>1) ^ -int64(v&1)
		return
	}
	c.put(uint64(*i)<<1 ^ uint64(*i>>63))
}

// mask codes small facts that stand together.
func (c *coder) mask(m uint64) uint64 {
	if c.reading {
		return c.uint()
	}
	c.put(m)
	return m
}

func bit(b bool, at uint) uint64 {
	if b {
		return 1 << at
	}
	return 0
}

// tristate takes the state at a place of a mask; the fourth one is none.
func (c *coder) tristate(m uint64, at uint, t *edm.Tristate) {
	v := edm.Tristate(m >> at & 3)
	if v > edm.False {
		c.fail()
		v = edm.Unsaid
	}
	*t = v
}

func (c *coder) bool(b *bool) { *b = c.mask(bit(*b, 0))&1 != 0 }

// Of a place, what differs from the one before it is coded.
const (
	sameFile   = 1 << 0
	sameColumn = 1 << 1
)

// where codes a place; 0 is none.
func (c *coder) where(p *edm.Place) {
	if !c.reading {
		c.writePlace(p)
		return
	}
	v := c.uint()
	if v == 0 {
		return
	}
	v--
	if v&sameFile == 0 {
		c.text(&c.place.File)
	}
	if v&sameColumn == 0 {
		c.place.Column = int(c.uint())
	}
	c.place.Line += int(int64(v>>3) ^ -int64(v>>2&1))
	*p = c.place
}

func (c *coder) writePlace(p *edm.Place) {
	if *p == (edm.Place{}) {
		c.put(0)
		return
	}
	d := int64(p.Line) - int64(c.place.Line)
	z := uint64(d)<<1 ^ uint64(d>>63)
	other, column := p.File != c.place.File, p.Column != c.place.Column
	c.put(z<<2 + bit(!other, 0) + bit(!column, 1) + 1)
	if other {
		c.text(&p.File)
	}
	if column {
		c.put(uint64(p.Column))
	}
	c.place = *p
}
