package csdl

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/edm"
)

// token is what the scanner stands on.
type token uint8

const (
	tokenBad   token = iota // scanner.err says why
	tokenStart              // a start tag, or an empty-element tag: its end follows
	tokenEnd
	tokenText // characters that are not all blank, or any where keepBlank is set
	tokenEOF
)

// scanner reads XML 1.0 with namespaces from bytes: well-formed or not, as
// encoding/xml judges in strict mode and stricter where the recommendation
// is (attributes said twice, text outside the root). There is no DTD and so
// no entity but the five predefined ones. Nothing is copied: names and
// values are parts of the data.
type scanner struct {
	file  string
	data  []byte
	pos   int
	limit int // of depth
	err   *ReadError
	lines lineCounter

	stack    []frame // the open elements
	bindings []binding
	rooted   bool // the root element was seen

	// The start tag that the scanner stands on.
	start int // offset of '<'
	space space
	local []byte
	attrs []attribute
	empty bool // an empty-element tag whose end is still to come

	// The text that the scanner stands on.
	text      []byte
	raw       bool // of a CDATA section
	keepBlank bool

	buf []byte // of decode
}

// frame is an open element.
type frame struct {
	nameStart, nameEnd int
	offset             int // of '<'
	bindings           int // how many were in force outside it
	space              space
	fallback           space // the default namespace inside it
}

// attribute is an attribute of the start tag. Values are decoded on demand.
type attribute struct {
	name       []byte
	space      space
	local      []byte
	start, end int  // of the value, inside the quotes
	plain      bool // nothing in the value needs decoding
}

func newScanner(file string, data []byte, lim Limits) *scanner {
	return &scanner{
		file: file, data: data, limit: lim.depth(),
		lines: lineCounter{data: data, line: 1},
		attrs: make([]attribute, 0, 16), stack: make([]frame, 0, 32),
	}
}

// place is where an offset of the data is.
func (s *scanner) place(offset int) edm.Place {
	line, column := s.lines.at(offset)
	return edm.Place{File: s.file, Line: line, Column: column}
}

func (s *scanner) fail(offset int, reason Reason, format string, args ...any) token {
	if s.err == nil {
		s.err = &ReadError{Reason: reason, Place: s.place(offset), Message: fmt.Sprintf(format, args...)}
	}
	return tokenBad
}

func (s *scanner) malformed(offset int, format string, args ...any) token {
	return s.fail(offset, NotWellFormed, "not well-formed XML: "+format, args...)
}

// begin judges what stands before the markup: the encoding, every
// character, the XML declaration.
func (s *scanner) begin() bool {
	d := s.data
	switch {
	case bytes.HasPrefix(d, []byte{0xFE, 0xFF}), bytes.HasPrefix(d, []byte{0xFF, 0xFE}),
		len(d) > 1 && (d[0] == 0) != (d[1] == 0):
		s.fail(0, BadEncoding, "encoded in UTF-16 or UTF-32: save it as UTF-8")
		return false
	case bytes.HasPrefix(d, []byte("\uFEFF")):
		s.pos = 3
	}
	if at, what := badCharacter(d); at >= 0 {
		reason := NotWellFormed
		if what == notUTF8 {
			reason = BadEncoding
		}
		s.fail(at, reason, "%s", what)
		return false
	}
	if bytes.HasPrefix(d[s.pos:], []byte("<?xml")) && len(d) > s.pos+5 && isBlank(d[s.pos+5]) {
		s.declaration()
	}
	return s.err == nil
}

// next goes to the next token.
func (s *scanner) next() token {
	if s.err != nil {
		return tokenBad
	}
	if s.empty {
		s.empty = false
		s.pop()
		return tokenEnd
	}
	for s.pos < len(s.data) {
		if s.data[s.pos] != '<' {
			if t, report := s.characters(); report {
				return t
			}
			continue
		}
		rest := s.data[s.pos+1:]
		switch {
		case len(rest) == 0:
			return s.malformed(s.pos, "the text ends inside a tag")
		case rest[0] == '/':
			return s.endTag()
		case rest[0] == '?':
			if !s.instruction() {
				return tokenBad
			}
		case rest[0] == '!':
			if t, report := s.declarationOrComment(rest); report {
				return t
			}
		default:
			return s.startTag()
		}
	}
	return s.eof()
}

func (s *scanner) eof() token {
	switch {
	case len(s.stack) > 0:
		f := s.stack[len(s.stack)-1]
		line, _ := s.lines.at(f.offset)
		return s.malformed(len(s.data), "the text ends, and element %s of line %d is not closed",
			s.data[f.nameStart:f.nameEnd], line)
	case !s.rooted:
		return s.malformed(len(s.data), "there is no root element")
	}
	return tokenEOF
}

// characters reads text up to the next tag. Blank text is passed over.
func (s *scanner) characters() (t token, report bool) {
	d, i := s.data, s.pos
	for i < len(d) && isBlank(d[i]) {
		i++
	}
	blank := i == len(d) || d[i] == '<'
	if !blank {
		if k := bytes.IndexByte(d[i:], '<'); k >= 0 {
			i += k
		} else {
			i = len(d)
		}
	}
	from := s.pos
	s.pos = i
	if blank && !s.keepBlank {
		return 0, false
	}
	text := d[from:i]
	if k := bytes.Index(text, []byte("]]>")); k >= 0 {
		return s.malformed(from+k, "]]> stands outside a CDATA section"), true
	}
	for k, c := range text {
		if c == '&' {
			if _, n := s.reference(from + k); n == 0 {
				return tokenBad, true
			}
		}
	}
	if len(s.stack) == 0 {
		if blank {
			return 0, false
		}
		return s.outside(from), true
	}
	s.text, s.raw = text, false
	return tokenText, true
}

func (s *scanner) outside(offset int) token {
	for offset < len(s.data) && isBlank(s.data[offset]) {
		offset++
	}
	if !s.rooted {
		return s.malformed(offset, "there is text before the root element")
	}
	return s.malformed(offset, "there is text after the root element")
}

// finish passes over what is left of the open elements down to that depth.
func (s *scanner) finish(depth int) {
	for len(s.stack) > depth && s.err == nil {
		s.next()
	}
}

func (s *scanner) pop() {
	top := len(s.stack) - 1
	s.bindings = s.bindings[:s.stack[top].bindings]
	s.stack = s.stack[:top]
}

const notUTF8 = "not UTF-8: save it as UTF-8"

// badCharacter finds the first byte that no XML 1.0 text may have.
func badCharacter(d []byte) (offset int, what string) {
	ascii := true
	for i, c := range d {
		if c < 0x20 && !isBlank(c) {
			return i, fmt.Sprintf("not well-formed XML: control character U+%04X", c)
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	if ascii {
		return -1, ""
	}
	if !utf8.Valid(d) {
		for i := 0; i < len(d); {
			r, n := utf8.DecodeRune(d[i:])
			if r == utf8.RuneError && n == 1 {
				return i, notUTF8
			}
			i += n
		}
	}
	for _, last := range []string{"\uFFFE", "\uFFFF"} {
		if i := bytes.Index(d, []byte(last)); i >= 0 {
			return i, "not well-formed XML: no character, but U+FFFE or U+FFFF"
		}
	}
	return -1, ""
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
