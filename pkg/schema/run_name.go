package schema

import (
	"bytes"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// name reads a member's name that was not the expected one, and finds its
// slot; an annotation that was not met before is given one.
func (r *Run) name(b []byte, i int, l *local) (at, end int, v Verdict) {
	if i == len(b) {
		return 0, i, More
	}
	if b[i] != '"' {
		return 0, i, Broken
	}
	end, t, v := scanString(b, i+1)
	if v != Accepted {
		return 0, end, v
	}
	name := b[i+1 : end]
	if end = skipSpace(b, end+1); end >= len(b) {
		return 0, end, More
	}
	if b[end] != ':' {
		return 0, end, Broken
	}
	if end++; end == len(b) {
		return 0, end, More
	}
	if t.escaped {
		name = r.decoded(name)
	}
	if at, ok := l.names.find(name); ok {
		return at, end, Accepted
	}
	if at, ok := l.index[string(name)]; ok {
		return at, end, Accepted
	}
	if at, ok := l.byName[string(name)]; ok {
		if l.extras[at-len(l.slots)].alias {
			return at, end, Unsure
		}
		return at, end, Accepted
	}
	return r.extra(l, string(name), end)
}

// extra gives an annotation a slot. A member that is none is not declared: it
// is for the schema to say what that means.
func (r *Run) extra(l *local, name string, end int) (at, after int, v Verdict) {
	sign := strings.IndexAny(name, "@#")
	if sign < 0 || len(l.extras) == maxExtras || name == "" {
		return 0, end, Unsure
	}
	e := extra{quoted: quote(name), form: FormSchema, owner: -1}
	target, term := name[:sign], name[sign:]
	if target != "" {
		e.owner = -2
		if slot, ok := l.index[target]; ok {
			e.owner = slot
		}
	} else if name[0] == '@' {
		e.object = strings.TrimPrefix(name[1:], "odata.")
	}
	if l.frame != nil {
		switch {
		case term[0] == '#' || e.owner == -2 || l.advice.Annotation == nil:
			e.form = FormSeen
		default:
			e.form = l.advice.Annotation(target, term[1:])
		}
		other := strings.Replace(name, "@", "@odata.", 1)
		if strings.Contains(name, "@odata.") {
			other = strings.Replace(name, "@odata.", "@", 1)
		}
		if _, met := l.byName[other]; met {
			e.alias = true
		}
	}
	at = len(l.slots) + len(l.extras)
	l.extras = append(l.extras, e)
	l.byName[name] = at
	l.next = append(l.next, coming{slot: at + 1})
	if e.alias || e.form == FormSeen {
		return at, end, Unsure
	}
	return at, end, Accepted
}

// annotation judges the value of an annotation.
func (r *Run) annotation(b []byte, i int, l *local, e *extra) (end int, v Verdict) {
	switch e.form {
	case FormSchema:
		return r.any(b, i, true)
	case FormAny:
		return r.any(b, i, false)
	case FormCount:
		if b[i]-'0' > 9 {
			return i, Unsure
		}
		end, n, v := scanNumber(b, i)
		if v == Accepted && (!n.whole || end-i > 18) {
			v = Unsure
		}
		return end, v
	case FormText, FormURL, FormTag, FormType:
	default:
		return i, Unsure
	}
	if b[i] != '"' {
		return i, Unsure
	}
	end, t, v := scanString(b, i+1)
	if v != Accepted {
		return end, v
	}
	s := b[i+1 : end]
	end++
	ok := false
	switch e.form {
	case FormText:
		ok = len(s) > 0
	case FormURL:
		ok = !t.escaped && !t.high && isPlainURL(s)
	case FormTag:
		ok = !t.high && isPlainTag(s)
	case FormType:
		ok = !t.escaped && e.owner >= 0 && string(s) == l.slots[e.owner].value.typeName
	}
	if !ok {
		return end, Unsure
	}
	return end, Accepted
}

// typed judges the type annotation of an object whose program stands: it
// names the program's type.
func (r *Run) typed(b []byte, i int, l *local) (end int, v Verdict) {
	if b[i] != '"' {
		return i, Unsure
	}
	end, _, v = scanString(b, i+1)
	switch {
	case v != Accepted:
		return end, v
	case !bytes.Equal(b[i+1:end], l.Program.name) || l.typ.Structure().Abstract:
		return end, Unsure
	}
	return end + 1, Accepted
}

// mostAgain bounds what is read again, beside four times what was read.
const mostAgain = 1 << 20

// dispatch judges an object by the type that its annotation names, wherever
// in it that stands: it is read again from its beginning.
func (r *Run) dispatch(b []byte, start, at int, p *Program, before lengths) (end int, v Verdict) {
	r.cut(before)
	r.depth--
	// Objects in objects, each of a late type, would be read again and again.
	if r.again += at - start; r.again > mostAgain+4*r.read {
		return at, Unsure
	}
	name, end, v := r.typeIn(b, start)
	if v != Accepted {
		return end, v
	}
	d := p.derivedType(name)
	if d == nil {
		return start, Unsure
	}
	return r.objectOf(b, start, d, false)
}

// typeIn is the text of the type annotation of the object at i.
func (r *Run) typeIn(b []byte, i int) (name []byte, end int, v Verdict) {
	i = skipSpace(b, i+1)
	for i < len(b) && b[i] == '"' {
		end, _, v := scanString(b, i+1)
		if v != Accepted {
			return nil, end, v
		}
		isType := false
		switch string(b[i+1 : end]) {
		case "@odata.type", "@type":
			isType = true
		}
		if i = skipSpace(b, end+1); i < len(b) && b[i] != ':' {
			return nil, i, Broken
		}
		if i = skipSpace(b, i+1); i >= len(b) {
			return nil, i, More
		}
		if isType {
			if b[i] != '"' {
				return nil, i, Unsure
			}
			end, _, v := scanString(b, i+1)
			return b[i+1 : min(end, len(b))], end, v
		}
		if i, v = r.any(b, i, true); v != Accepted {
			return nil, i, v
		}
		if i = skipSpace(b, i); i < len(b) && b[i] != ',' {
			return nil, i, Unsure // it says none
		}
		i = skipSpace(b, i+1)
	}
	if i >= len(b) {
		return nil, i, More
	}
	return nil, i, Broken
}

// derivedType is the program of a type that derives from the program's, by the
// text of a type annotation; nil where it is none.
func (p *Program) derivedType(name []byte) *Program {
	if d, ok := p.byType.Load(string(name)); ok {
		return d.(*Program)
	}
	if len(name) < 2 || name[0] != '#' {
		return nil
	}
	m := p.of.gen.model
	qualified := string(name[1:])
	t := m.Structured(qualified)
	if t == nil || t.QualifiedName() != qualified || m.Ambiguous(qualified) || t.Structure().Abstract || !m.IsA(qualified, p.typ.QualifiedName()) {
		return nil
	}
	if p.frame == nil {
		if _, complex := t.(*edm.ComplexType); !complex || !p.of.gen.reaches(p.typ, t) {
			return nil
		}
	}
	d := p.of.of(t, p.frame, true)
	p.byType.Store(string(name), d)
	return d
}
