package csdl

import (
	"bytes"
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// declaration reads the XML declaration: version 1.0, UTF-8.
func (s *scanner) declaration() {
	from := s.pos + 5
	k := bytes.Index(s.data[from:], []byte("?>"))
	if k < 0 {
		s.malformed(s.pos, "the XML declaration is not closed")
		return
	}
	i, end := from, from+k
	for step := 0; ; step++ {
		before := i
		for i < end && isBlank(s.data[i]) {
			i++
		}
		if i == end {
			if step == 0 {
				s.malformed(s.pos, "the XML declaration has no version")
			}
			break
		}
		a, next := s.attribute(i)
		if next < 0 {
			return
		}
		name, value := string(a.name), string(s.data[a.start:a.end])
		if i == before || next > end || !declares(name, step) {
			s.malformed(i, "the XML declaration is not of the form version, encoding, standalone")
			return
		}
		switch {
		case name == "version" && value != "1.0":
			s.malformed(a.start, "XML version %q: only 1.0 is read", value)
			return
		case name == "encoding" && !strings.EqualFold(value, "utf-8"):
			s.fail(a.start, BadEncoding, "encoding %q: save it as UTF-8", value)
			return
		}
		i = next
	}
	s.pos = end + 2
}

func declares(name string, step int) bool {
	switch name {
	case "version":
		return step == 0
	case "encoding":
		return step == 1
	case "standalone":
		return step == 1 || step == 2
	}
	return false
}

// reference reads the entity or character reference at offset i: the
// character, and how many bytes it takes; zero bytes where it is none.
func (s *scanner) reference(i int) (r rune, n int) {
	d := s.data[i:]
	if len(d) > 64 {
		d = d[:64]
	}
	semicolon := bytes.IndexByte(d, ';')
	if semicolon < 0 {
		s.malformed(i, "& begins no reference: write &amp;")
		return 0, 0
	}
	name := d[1:semicolon]
	if len(name) > 1 && name[0] == '#' {
		if r, ok := characterNumber(name[1:]); ok {
			return r, semicolon + 1
		}
		s.malformed(i, "&%s; is no character", name)
		return 0, 0
	}
	switch string(name) {
	case "amp":
		r = '&'
	case "lt":
		r = '<'
	case "gt":
		r = '>'
	case "quot":
		r = '"'
	case "apos":
		r = '\''
	default:
		s.malformed(i, "&%s; is none of &amp; &lt; &gt; &quot; &apos; and no character reference", name)
		return 0, 0
	}
	return r, semicolon + 1
}

func characterNumber(digits []byte) (rune, bool) {
	base := 10
	if digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	if len(digits) == 0 {
		return 0, false
	}
	n := 0
	for _, c := range digits {
		v := 99
		switch {
		case c >= '0' && c <= '9':
			v = int(c - '0')
		case c >= 'a' && c <= 'f':
			v = int(c-'a') + 10
		case c >= 'A' && c <= 'F':
			v = int(c-'A') + 10
		}
		if v >= base {
			return 0, false
		}
		if n = n*base + v; n > utf8.MaxRune {
			return 0, false
		}
	}
	r := rune(n)
	return r, r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r < 0xD800 || r >= 0xE000 && r < 0xFFFE || r >= 0x10000
}

// value is an attribute's value, decoded and normalized (XML 1.0, section
// 3.3.3). It is good until the next call.
func (s *scanner) value(a *attribute) []byte {
	raw := s.data[a.start:a.end]
	if a.plain {
		return raw
	}
	s.buf = s.buf[:0]
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; c {
		case '&':
			r, n := s.reference(a.start + i)
			s.buf = utf8.AppendRune(s.buf, r)
			i += n - 1
		case '\r':
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
			s.buf = append(s.buf, ' ')
		case '\n', '\t':
			s.buf = append(s.buf, ' ')
		default:
			s.buf = append(s.buf, c)
		}
	}
	return s.buf
}

// appendText appends the text that the scanner stands on, decoded.
func (s *scanner) appendText(to []byte) []byte {
	from := s.pos - len(s.text) // of text that is not raw: it ends where the scanner is
	for i := 0; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '&' && !s.raw:
			r, n := s.reference(from + i)
			to = utf8.AppendRune(to, r)
			i += n - 1
		case c == '\r':
			if i+1 < len(s.text) && s.text[i+1] == '\n' {
				i++
			}
			to = append(to, '\n')
		default:
			to = append(to, c)
		}
	}
	return to
}

// nameBytes are the ASCII bytes of names; 2 begins one.
var nameBytes = func() (t [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = 2, 2
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = 1
	}
	t['_'], t[':'], t['-'], t['.'] = 2, 2, 1, 1
	for c := utf8.RuneSelf; c < 256; c++ {
		t[c] = 3
	}
	return t
}()

// name reads the name at offset i and returns where it ends, or -1.
func (s *scanner) name(i int) int {
	d := s.data
	from, other, colons := i, false, 0
	for i < len(d) && nameBytes[d[i]] != 0 {
		other = other || d[i] >= utf8.RuneSelf
		if d[i] == ':' {
			colons++
		}
		i++
	}
	name := d[from:i]
	switch {
	case i == from || nameBytes[name[0]] == 1:
		s.malformed(from, "a name is missing")
		return -1
	case colons > 1 || colons == 1 && (name[0] == ':' || name[len(name)-1] == ':'):
		s.malformed(from, "%q is no name", name)
		return -1
	case other && !isXMLName(name):
		s.malformed(from, "%q is no name", name)
		return -1
	}
	return i
}

// isXMLName judges a name with characters beyond ASCII, which no name of
// CSDL has: encoding/xml knows the tables.
func isXMLName(name []byte) bool {
	dec := xml.NewDecoder(strings.NewReader("<" + string(name) + "/>"))
	_, err := dec.RawToken()
	return err == nil
}

// lineCounter turns offsets into lines and columns. Offsets mostly grow, and
// so it counts from where it was.
type lineCounter struct {
	data  []byte
	from  int // offset of the line's first byte
	line  int
	until int // newlines before this offset are counted
}

func (c *lineCounter) at(offset int) (line, column int) {
	for offset < c.from {
		c.line--
		c.from = bytes.LastIndexByte(c.data[:c.from-1], '\n') + 1
		c.until = c.from
	}
	for c.until < offset {
		k := bytes.IndexByte(c.data[c.until:offset], '\n')
		if k < 0 {
			c.until = offset
			break
		}
		c.until += k + 1
		c.from = c.until
		c.line++
	}
	return c.line, offset - c.from + 1
}
