package csdl

import (
	"bytes"
)

// maxAttributes bounds the attributes of a tag and the prefixes in force, so
// that no look-up among them is slow. CSDL has at most a dozen.
const maxAttributes = 256

// startTag reads a start tag or an empty-element tag.
func (s *scanner) startTag() token {
	d := s.data
	s.start = s.pos
	nameStart := s.pos + 1
	nameEnd := s.name(nameStart)
	if nameEnd < 0 {
		return tokenBad
	}
	if len(s.stack) == 0 && s.rooted {
		return s.malformed(s.start, "there is a second root element, %s", d[nameStart:nameEnd])
	}
	if len(s.stack) >= s.limit {
		return s.fail(s.start, TooBig, "elements nest deeper than %d", s.limit)
	}
	s.attrs = s.attrs[:0]
	prefixed := false
	i := nameEnd
	for {
		before := i
		for i < len(d) && isBlank(d[i]) {
			i++
		}
		if i == len(d) {
			return s.malformed(i, "the text ends inside the tag of %s", d[nameStart:nameEnd])
		}
		if d[i] == '>' {
			i++
			s.empty = false
			break
		}
		if d[i] == '/' {
			if i+1 == len(d) || d[i+1] != '>' {
				return s.malformed(i, "/ without > in the tag of %s", d[nameStart:nameEnd])
			}
			i += 2
			s.empty = true
			break
		}
		if i == before {
			return s.malformed(i, "%q in the tag of %s: a blank must stand before an attribute", d[i], d[nameStart:nameEnd])
		}
		a, end := s.attribute(i)
		if end < 0 {
			return tokenBad
		}
		prefixed = prefixed || bytes.IndexByte(a.name, ':') > 0 || string(a.name) == "xmlns"
		if len(s.attrs) == maxAttributes {
			return s.fail(i, TooBig, "more than %d attributes in one tag", maxAttributes)
		}
		s.attrs = append(s.attrs, a)
		i = end
	}
	if !s.distinct() {
		return tokenBad
	}
	s.pos = i
	s.rooted = true
	return s.open(nameStart, nameEnd, prefixed)
}

// attribute reads name="value" at offset i, and returns where it ends.
func (s *scanner) attribute(i int) (a attribute, end int) {
	d := s.data
	from := i
	i = s.name(from)
	if i < 0 {
		return a, -1
	}
	a.name = d[from:i]
	a.local = a.name
	for i < len(d) && isBlank(d[i]) {
		i++
	}
	if i == len(d) || d[i] != '=' {
		s.malformed(i, "attribute %s has no value", a.name)
		return a, -1
	}
	for i++; i < len(d) && isBlank(d[i]); i++ {
	}
	if i == len(d) || d[i] != '"' && d[i] != '\'' {
		s.malformed(i, "the value of attribute %s is not quoted", a.name)
		return a, -1
	}
	quote := d[i]
	i++
	k := bytes.IndexByte(d[i:], quote)
	if k < 0 {
		s.malformed(i-1, "the value of attribute %s is not closed", a.name)
		return a, -1
	}
	a.start, a.end, a.plain = i, i+k, true
	for j, c := range d[i : i+k] {
		if c > '<' || c == ' ' {
			continue
		}
		switch c {
		case '<':
			s.malformed(i+j, "< stands in the value of attribute %s", a.name)
			return a, -1
		case '&':
			if _, n := s.reference(i + j); n == 0 {
				return a, -1
			}
			a.plain = false
		case '\n', '\r', '\t':
			a.plain = false
		}
	}
	return a, i + k + 1
}

// distinct refuses an attribute that a tag has twice.
func (s *scanner) distinct() bool {
	for i := range s.attrs {
		for j := range i {
			if len(s.attrs[i].name) == len(s.attrs[j].name) && string(s.attrs[i].name) == string(s.attrs[j].name) {
				return s.twice(i)
			}
		}
	}
	return true
}

func (s *scanner) twice(i int) bool {
	a := &s.attrs[i]
	s.malformed(a.start, "attribute %s stands twice in one tag", a.name)
	return false
}

func (s *scanner) endTag() token {
	d := s.data
	from := s.pos + 2
	end := s.name(from)
	if end < 0 {
		return tokenBad
	}
	i := end
	for i < len(d) && isBlank(d[i]) {
		i++
	}
	if i == len(d) || d[i] != '>' {
		return s.malformed(i, "the end tag of %s is not closed", d[from:end])
	}
	if len(s.stack) == 0 {
		return s.malformed(s.pos, "end tag of %s without its start tag", d[from:end])
	}
	f := &s.stack[len(s.stack)-1]
	if string(d[f.nameStart:f.nameEnd]) != string(d[from:end]) {
		at := s.pos
		line, _ := s.lines.at(f.offset)
		return s.malformed(at, "element %s of line %d is closed by the end tag of %s",
			d[f.nameStart:f.nameEnd], line, d[from:end])
	}
	s.pos = i + 1
	s.pop()
	return tokenEnd
}

// declarationOrComment reads what begins with <!.
func (s *scanner) declarationOrComment(rest []byte) (t token, report bool) {
	switch {
	case bytes.HasPrefix(rest, []byte("!--")):
		body := s.pos + 4
		k := bytes.Index(s.data[body:], []byte("--"))
		if k < 0 {
			return s.malformed(s.pos, "a comment is not closed"), true
		}
		if end := body + k + 2; end == len(s.data) || s.data[end] != '>' {
			return s.malformed(body+k, "-- stands in a comment"), true
		}
		s.pos = body + k + 3
		return 0, false
	case bytes.HasPrefix(rest, []byte("![CDATA[")):
		body := s.pos + 9
		k := bytes.Index(s.data[body:], []byte("]]>"))
		if k < 0 {
			return s.malformed(s.pos, "a CDATA section is not closed"), true
		}
		if len(s.stack) == 0 {
			return s.outside(s.pos), true
		}
		s.pos = body + k + 3
		s.text, s.raw = s.data[body:body+k], true
		return tokenText, true
	case bytes.HasPrefix(rest, []byte("!DOCTYPE")):
		return s.fail(s.pos, HasDTD, "a document type declaration (<!DOCTYPE) is refused: CSDL has none, and it can make entities; an HTML page begins like this too"), true
	}
	return s.malformed(s.pos, "<! begins neither a comment nor a CDATA section"), true
}

// instruction passes over a processing instruction.
func (s *scanner) instruction() bool {
	from := s.pos + 2
	end := s.name(from)
	if end < 0 {
		return false
	}
	if string(s.data[from:end]) == "xml" {
		s.malformed(s.pos, "an XML declaration stands after the beginning of the text")
		return false
	}
	k := bytes.Index(s.data[end:], []byte("?>"))
	if k < 0 {
		s.malformed(s.pos, "a processing instruction is not closed")
		return false
	}
	if k > 0 && !isBlank(s.data[end]) {
		s.malformed(end, "the target of a processing instruction does not end with a blank")
		return false
	}
	s.pos = end + k + 2
	return true
}
