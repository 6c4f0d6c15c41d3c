package csdl

import "bytes"

// space is the namespace that a name is in.
type space uint8

const (
	spaceNone  space = iota
	spaceEDM         // http://docs.oasis-open.org/odata/ns/edm
	spaceEDMX        // http://docs.oasis-open.org/odata/ns/edmx
	spaceOld         // OData V1 to V3
	spaceOther       // any other
	spaceUndeclared
)

// binding is a prefix that is in force.
type binding struct {
	prefix []byte
	space  space
}

const (
	edmNamespace  = "http://docs.oasis-open.org/odata/ns/edm"
	edmxNamespace = "http://docs.oasis-open.org/odata/ns/edmx"
)

// namespaceOf classifies a namespace name. Those of CSDL 1.0 to 3.0 and of
// EDMX 1.0 stand under schemas.microsoft.com/ado (CSDL 4.01, section 2.2).
func namespaceOf(name []byte) space {
	switch string(name) {
	case "":
		return spaceNone
	case edmNamespace:
		return spaceEDM
	case edmxNamespace:
		return spaceEDMX
	}
	if rest, ok := bytes.CutPrefix(name, []byte("http://schemas.microsoft.com/ado/")); ok &&
		(bytes.HasSuffix(rest, []byte("/edm")) || bytes.HasSuffix(rest, []byte("/edmx"))) {
		return spaceOld
	}
	return spaceOther
}

// open enters the element of the start tag that was read.
func (s *scanner) open(nameStart, nameEnd int, prefixed bool) token {
	f := frame{nameStart: nameStart, nameEnd: nameEnd, offset: s.start, bindings: len(s.bindings)}
	if len(s.stack) > 0 {
		f.fallback = s.stack[len(s.stack)-1].fallback
	}
	if prefixed {
		for i := range s.attrs {
			a := &s.attrs[i]
			if string(a.name) == "xmlns" {
				a.space = spaceOther
				f.fallback = namespaceOf(s.value(a))
			} else if prefix, ok := bytes.CutPrefix(a.name, []byte("xmlns:")); ok {
				if len(s.bindings) == maxAttributes {
					return s.fail(a.start, TooBig, "more than %d namespace prefixes in force", maxAttributes)
				}
				a.space = spaceOther
				s.bindings = append(s.bindings, binding{prefix, namespaceOf(s.value(a))})
			}
		}
	}
	name := s.data[nameStart:nameEnd]
	s.local, f.space = name, f.fallback
	if i := bytes.IndexByte(name, ':'); i > 0 {
		s.local, f.space = name[i+1:], s.bound(name[:i])
	}
	s.space = f.space
	s.stack = append(s.stack, f)
	if prefixed && !s.bindAttributes() {
		return tokenBad
	}
	return tokenStart
}

// bindAttributes finds the namespaces of prefixed attributes, and refuses
// one name said twice through two prefixes.
func (s *scanner) bindAttributes() bool {
	for i := range s.attrs {
		a := &s.attrs[i]
		k := bytes.IndexByte(a.name, ':')
		if k <= 0 || a.space != spaceNone {
			continue
		}
		a.local, a.space = a.name[k+1:], s.bound(a.name[:k])
		if a.space != spaceEDM && a.space != spaceEDMX {
			continue
		}
		for j := range i {
			if s.attrs[j].space == a.space && string(s.attrs[j].local) == string(a.local) {
				return s.twice(i)
			}
		}
	}
	return true
}

func (s *scanner) bound(prefix []byte) space {
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if string(s.bindings[i].prefix) == string(prefix) {
			return s.bindings[i].space
		}
	}
	if string(prefix) == "xml" {
		return spaceOther
	}
	return spaceUndeclared
}
