package uri

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// maxSteps bounds how many readings of a path are tried.
const maxSteps = 10000

// contextResolver walks the segments of a context with a model. Where two
// readings are open it takes one and comes back for the other; of the
// failures it keeps the one that came furthest.
type contextResolver struct {
	c        *Context
	m        *edm.Model
	computed []string
	steps    int
	err      *ResolveError
}

// place is where a walk has come to.
type place struct {
	typ, declared edm.TypeRef
	set           *edm.EntitySet
	singleton     *edm.Singleton
	source        string
	contained     bool
	property      *edm.Property
	navigation    *edm.NavigationProperty
	dynamic       bool
	foreign       bool // below a type of a document that is not at hand: anything
	atSingleton   bool // nothing but a cast followed the singleton
	keyed         bool // a key has just chosen one entity
	keys          []*Key
	issues        []Issue
}

// unknown reports whether the type here is of a document that is not at
// hand: then nothing can be said of what follows.
func (r *contextResolver) unknown(at place) bool {
	return at.dynamic || r.m.Type(at.typ.Name) == nil
}

// entity reports whether entities are here: by their type, or because sets,
// singletons and navigation properties have nothing else.
func (r *contextResolver) entity(at place) bool {
	if r.unknown(at) {
		return at.property == nil && !at.dynamic || at.foreign
	}
	return r.m.EntityType(at.typ.Name) != nil
}

// with gives a copy whose lists can grow on their own.
func (p place) with() place {
	p.keys = p.keys[:len(p.keys):len(p.keys)]
	p.issues = p.issues[:len(p.issues):len(p.issues)]
	return p
}

func (r *contextResolver) resolve() (*Promise, error) {
	var p *Promise
	switch r.c.form {
	case formNone:
		return &Promise{Shape: ServiceDocument}, nil
	case formReference:
		return &Promise{Shape: Reference}, nil
	case formReferences:
		return &Promise{Shape: ReferenceCollection}, nil
	case formDelta:
		return &Promise{Shape: DeltaCollection}, nil
	default:
		p = r.source()
	}
	if p == nil {
		return nil, r.err
	}
	return p, nil
}

// fail keeps the failure that came furthest; of equals the first.
func (r *contextResolver) fail(problem Problem, offset int, segment, message string, hint func() string) *Promise {
	at := r.c.at(offset)
	if r.err == nil || at > r.err.Offset {
		r.err = &ResolveError{Segment: segment, Offset: at, Problem: problem, Message: message, hint: hint}
	}
	return nil
}

// source reads the first segment: a set, a singleton or a type.
func (r *contextResolver) source() *Promise {
	seg := &r.c.segs[0]
	if seg.parts > 1 {
		return r.typed(seg.name, false, seg, seg.groups)
	}
	if name := collectionOf(r.c.frag, seg); name != "" {
		if strings.Contains(name, ".") {
			return r.typed(name, true, seg, seg.groups[1:])
		}
		if r.m.EntitySet("Collection") == nil {
			return r.untyped(name, true, seg, seg.groups[1:])
		}
	}
	if set := r.m.EntitySet(seg.name); set != nil {
		at := place{set: set, source: set.Name, typ: edm.TypeRef{Name: set.EntityType, Collection: true}}
		at.declared = at.typ
		if p := r.groups(0, at); p != nil {
			return p
		}
	}
	if one := r.m.Singleton(seg.name); one != nil {
		at := place{singleton: one, source: one.Name, typ: edm.TypeRef{Name: one.Type}, atSingleton: true}
		at.declared = at.typ
		return r.groups(0, at)
	}
	if r.m.EntitySet(seg.name) == nil && len(r.c.segs) == 1 {
		return r.untyped(seg.name, false, seg, seg.groups)
	}
	return r.fail(UnknownSource, seg.start, seg.name, "no entity set or singleton has this name", near(seg.name, sourceNames(r.m)))
}

// typed reads a context that names a type.
func (r *contextResolver) typed(name string, collection bool, seg *segment, groups []group) *Promise {
	start := seg.start
	if collection {
		start = seg.nameEnd + 1
	}
	full := r.m.Resolve(name)
	if r.m.Type(full) == nil {
		r.unknownType(name, start)
		return nil
	}
	p := &Promise{Type: edm.TypeRef{Name: full, Collection: collection}}
	p.DeclaredType = p.Type
	switch {
	case collection && full == "Edm.EntityType":
		p.Shape = AllEntities
	case collection && full == "Edm.ComplexType":
		p.Shape = CrossJoin
	default:
		p.Shape = shapeOf(r.m, p.Type)
	}
	return r.typedEnd(p, groups)
}

func (r *contextResolver) unknownType(name string, offset int) {
	r.fail(UnknownType, offset, name, "no type has this name", func() string { return nearType(r.m, name) })
	if dot := strings.LastIndexByte(name, '.'); dot > 0 && !r.m.HasNamespace(name[:dot]) && r.m.Included(name[:dot]) {
		r.err.Foreign = true
	}
}

// untyped reads a name that is no set and no singleton as a type without its
// namespace.
func (r *contextResolver) untyped(name string, collection bool, seg *segment, groups []group) *Promise {
	found := typesNamed(r.m, name)
	primitive := edm.Primitive("Edm."+name) != nil
	if primitive {
		found = append(found, "Edm."+name)
	}
	start := seg.start
	if collection {
		start = seg.nameEnd + 1
	}
	if len(found) == 0 {
		hint := near(name, sourceNames(r.m))
		what := "no entity set, singleton or type has this name"
		if collection {
			hint, what = func() string { return nearType(r.m, name) }, "no type has this name"
		}
		return r.fail(UnknownSource, start, name, what, hint)
	}
	p := &Promise{Type: edm.TypeRef{Name: found[0], Collection: collection}, Unqualified: true, Candidates: found}
	p.DeclaredType = p.Type
	p.Shape = shapeOf(r.m, p.Type)
	p.Issues = append(p.Issues, Issue{Kind: UnqualifiedType, Offset: r.c.at(start), Text: name,
		Message: "a type's name needs its namespace", Hint: strings.Join(found, ", ")})
	return r.typedEnd(p, groups)
}

// typedEnd reads the select list and suffix behind a type.
func (r *contextResolver) typedEnd(p *Promise, groups []group) *Promise {
	if len(groups) == 1 {
		if p.Select = r.list(groups[0].list, p.Type.Name, &p.Issues); p.Select == nil {
			return nil
		}
	}
	if len(r.c.segs) > 1 {
		if last := &r.c.segs[1]; decode(last.text) != "$delta" { // the rest is read as a path from a set of that name
			return r.fail(Misplaced, last.start, decode(last.text), "no such suffix follows a type", nil)
		}
		p.Shape = delta(p.Type.Collection)
	}
	return p
}

func delta(collection bool) Shape {
	if collection {
		return DeltaCollection
	}
	return DeltaEntity
}

// shapeOf is the shape of a value of that type.
func shapeOf(m *edm.Model, t edm.TypeRef) Shape {
	shapes := [2]Shape{Primitive, PrimitiveCollection}
	switch {
	case t.Name == "Edm.Untyped":
		shapes = [2]Shape{UnknownShape, UnknownShape}
	case t.Name == "Edm.EntityType" || m.EntityType(t.Name) != nil:
		shapes = [2]Shape{Entity, EntityCollection}
	case t.Name == "Edm.ComplexType" || m.ComplexType(t.Name) != nil:
		shapes = [2]Shape{Complex, ComplexCollection}
	case m.Type(t.Name) == nil: // of a document that is not at hand
		shapes = [2]Shape{UnknownShape, UnknownShape}
	}
	if t.Collection {
		return shapes[1]
	}
	return shapes[0]
}

// groups reads the parentheses behind the name of segment i: as a key, as a
// select list, or as both in this order.
func (r *contextResolver) groups(i int, at place) *Promise {
	if r.steps--; r.steps < 0 {
		return r.fail(Misplaced, r.c.segs[i].start, r.c.segs[i].text, "the path has too many readings", nil)
	}
	seg := &r.c.segs[i]
	if len(seg.groups) == 0 {
		return r.follow(i+1, at)
	}
	g := &seg.groups[0]
	if g.key != nil && (at.typ.Collection && r.entity(at) || at.foreign) {
		keyed := at.with()
		r.choose(&keyed, g.key)
		var p *Promise
		if len(seg.groups) == 1 {
			p = r.follow(i+1, keyed)
		} else {
			p = r.finish(i+1, keyed, seg.groups[1].list)
		}
		if p != nil {
			return p
		}
	}
	if len(seg.groups) == 1 && g.list != nil {
		return r.finish(i+1, at, g.list)
	}
	return r.fail(Misplaced, g.start, r.c.frag[g.start:g.end], "no key can stand here: this is no collection of entities", nil)
}

// follow reads what comes after the place, from segment i on.
func (r *contextResolver) follow(i int, at place) *Promise {
	if r.steps--; r.steps < 0 {
		return nil
	}
	if i == len(r.c.segs) {
		if at.keyed {
			last := &r.c.segs[i-1]
			return r.fail(Misplaced, last.start, last.text, "a context does not end in a key: a property or containment navigation property follows", nil)
		}
		return r.promise(i, at, nil)
	}
	seg := &r.c.segs[i]
	if seg.dollar() {
		if p := r.promise(i, at, nil); p != nil {
			return p
		}
	}
	if seg.qualified() {
		if p := r.cast(i, at); p != nil {
			return p
		}
	}
	if at.typ.Collection {
		return r.keySegments(i, at)
	}
	if seg.identifier() {
		return r.member(i, at)
	}
	return r.fail(Misplaced, seg.start, decode(seg.text), "neither a property nor a suffix of a context", nil)
}

// finish reads a select list, and the suffix behind it.
func (r *contextResolver) finish(i int, at place, list *SelectList) *Promise {
	return r.promise(i, at, list)
}
