package exchange

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/location"
)

// yamlContent is the content of a YAML scalar with the places of its
// characters. The parser says what the content is; this reads the source
// again for the places alone, and where the two differ (a folding that is not
// followed here) all of it is at its beginning.
func (d *document) yamlContent(v *location.Value) *location.Text {
	if d.tags[v] == "!!binary" {
		data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(v.Text), ""))
		if err == nil {
			return inserted(d.text, v.Start, data)
		}
	}
	s := scalarSource{data: d.text.Data, b: d.text.Build(), limit: len(v.Text)}
	switch c := d.text.Data[min(v.Start, len(d.text.Data)):]; {
	case len(c) == 0 || v.Text == "":
	case bytes.HasPrefix(c, []byte(v.Text)) && c[0] != '"' && c[0] != '\'' && c[0] != '|' && c[0] != '>':
		return d.text.Part(v.Start, v.Start+len(v.Text))
	case c[0] == '"':
		s.doubleQuoted(v.Start + 1)
	case c[0] == '\'':
		s.singleQuoted(v.Start + 1)
	case c[0] == '|':
		s.literal(v.Start)
	}
	if t := s.b.Text(); len(t.Data) > 0 && string(t.Data) == v.Text {
		return t
	}
	return inserted(d.text, v.Start, []byte(v.Text))
}

// inserted is a text all of which is at one place.
func inserted(t *location.Text, at int, data []byte) *location.Text {
	if len(data) == 0 {
		return t.Part(at, at)
	}
	b := t.Build()
	b.Insert(at, data...)
	return b.Text()
}

// scalarSource reads the source of a scalar, until it has limit bytes.
type scalarSource struct {
	data  []byte
	b     *location.Builder
	limit int
}

// doubleQuoted reads from after the quotation mark (YAML 1.2.2, 7.3.1).
func (s *scalarSource) doubleQuoted(i int) {
	from := i
	for i < len(s.data) && s.b.Len()+i-from <= s.limit {
		switch s.data[i] {
		case '"':
			s.b.Copy(from, i)
			return
		case '\\':
			s.b.Copy(from, i)
			i = s.escape(i)
			from = i
		case '\n', '\r':
			i = s.fold(from, i)
			from = i
		default:
			i++
		}
	}
}

// singleQuoted reads from after the apostrophe (YAML 1.2.2, 7.3.2).
func (s *scalarSource) singleQuoted(i int) {
	from := i
	for i < len(s.data) && s.b.Len()+i-from <= s.limit {
		switch s.data[i] {
		case '\'':
			if i+1 >= len(s.data) || s.data[i+1] != '\'' {
				s.b.Copy(from, i)
				return
			}
			s.b.Copy(from, i+1)
			i += 2
			from = i
		case '\n', '\r':
			i = s.fold(from, i)
			from = i
		default:
			i++
		}
	}
}

// fold ends a line at i: the blanks around the break go, one break is a
// blank, further ones stay (6.5). It returns where the next line's text is.
func (s *scalarSource) fold(from, i int) int {
	end := i
	for end > from && isBlank(s.data[end-1]) {
		end--
	}
	s.b.Copy(from, end)
	breaks := 0
	at := i
	for i < len(s.data) {
		if n := yamlBreak(s.data[i:]); n > 0 {
			if breaks++; breaks > 1 {
				s.b.Insert(i, '\n')
			}
			i += n
		} else if isBlank(s.data[i]) {
			i++
		} else {
			break
		}
	}
	if breaks == 1 {
		s.b.Insert(at, ' ')
	}
	return i
}

var yamlEscapes = map[byte]string{
	'0': "\x00", 'a': "\a", 'b': "\b", 't': "\t", '\t': "\t", 'n': "\n", 'v': "\v", 'f': "\f", 'r': "\r", 'e': "\x1b",
	' ': " ", '"': "\"", '/': "/", '\'': "'", '\\': "\\", 'N': "\u0085", '_': "\u00a0", 'L': "\u2028", 'P': "\u2029",
}

// escape reads the escape at i and returns the offset after it (5.7).
func (s *scalarSource) escape(i int) int {
	if i+1 >= len(s.data) {
		return len(s.data)
	}
	c := s.data[i+1]
	if n := yamlBreak(s.data[i+1:]); n > 0 { // the line goes on, blanks before the break kept
		return s.continueLine(i + 1 + n)
	}
	if plain, ok := yamlEscapes[c]; ok {
		s.b.Insert(i, []byte(plain)...)
		return i + 2
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
	if digits == 0 || i+2+digits > len(s.data) {
		return len(s.data)
	}
	r, err := strconv.ParseUint(string(s.data[i+2:i+2+digits]), 16, 32)
	if err != nil {
		return len(s.data)
	}
	s.b.Insert(i, utf8.AppendRune(nil, rune(r))...)
	return i + 2 + digits
}

// continueLine passes over the indentation after an escaped line break;
// empty lines stay.
func (s *scalarSource) continueLine(i int) int {
	for i < len(s.data) {
		if n := yamlBreak(s.data[i:]); n > 0 {
			s.b.Insert(i, '\n')
			i += n
		} else if isBlank(s.data[i]) {
			i++
		} else {
			break
		}
	}
	return i
}

// literal reads a block scalar from its indicator on (8.1.2).
func (s *scalarSource) literal(i int) {
	header, i := lineAt(s.data, i)
	indent := -1
	for _, c := range header[1:] {
		if c >= '1' && c <= '9' { // relative to the parent: found from the text
			indent = 0
		} else if c == '#' {
			break
		}
	}
	if indent == 0 {
		return // rare: the content then is at its beginning
	}
	for i < len(s.data) && s.b.Len() < s.limit {
		line, next := lineAt(s.data, i)
		blanks := len(line) - len(bytes.TrimLeft(line, " "))
		if indent < 0 && blanks < len(line) {
			indent = blanks
		}
		start := min(i+max(indent, 0), i+len(line))
		s.b.Copy(start, i+len(line))
		if s.b.Len() < s.limit {
			s.b.Insert(i+len(line), '\n')
		}
		i = next
	}
}
