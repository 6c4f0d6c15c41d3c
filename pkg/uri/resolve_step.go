package uri

import (
	"github.com/concord-odata/concord/pkg/edm"
)

// cast reads segment i as a type that the walk is cast to.
func (r *contextResolver) cast(i int, at place) *Promise {
	seg := &r.c.segs[i]
	full := r.m.Resolve(seg.name)
	t := r.m.Structured(full)
	if t == nil {
		r.unknownType(seg.name, seg.start)
		return nil
	}
	if !r.unknown(at) && !r.m.IsA(full, at.typ.Name) && r.m.Complete(t) {
		return r.fail(UnrelatedCast, seg.start, seg.name, "the type does not derive from "+at.typ.Name, nil)
	}
	next := at.with()
	next.declared = at.typ
	next.typ.Name = full
	next.keyed = false
	if at.keyed {
		// A cast behind a key is on the way to a member of the derived type.
		if i+1 == len(r.c.segs) && len(seg.groups) == 0 {
			return r.fail(Misplaced, seg.start, seg.name, "a context does not end in a key and a cast: a cast stands before the key", nil)
		}
		next.keyed = true
	}
	return r.groups(i, next)
}

// keySegments reads the segments from i on as the values of a key.
func (r *contextResolver) keySegments(i int, at place) *Promise {
	seg := &r.c.segs[i]
	if !r.entity(at) {
		return r.fail(Misplaced, seg.start, decode(seg.text), "nothing but a suffix follows a collection of values", nil)
	}
	n := 1
	if t := r.m.EntityType(at.typ.Name); t != nil {
		n = max(1, len(r.m.Key(t)))
	}
	if i+n >= len(r.c.segs) {
		return r.fail(Misplaced, seg.start, decode(seg.text), "neither a type nor a suffix that can follow a collection of "+at.typ.Name, func() string { return r.castHint(seg, at) })
	}
	key := &Key{AsSegment: true, Start: seg.start, End: r.c.segs[i+n-1].end}
	for _, s := range r.c.segs[i : i+n] {
		if !s.literal || s.dollar() {
			return r.fail(Misplaced, s.start, decode(s.text), "neither a key, a type nor a suffix", func() string { return r.castHint(seg, at) })
		}
		key.Values = append(key.Values, segmentKeyValue(s))
	}
	next := at.with()
	r.choose(&next, key)
	next.issues = append(next.issues, Issue{Kind: KeyAsSegment, Offset: r.c.at(seg.start), Text: r.c.frag[key.Start:key.End],
		Message: "a context URL writes keys in parentheses, whatever the service's other URLs do (Protocol 10)"})
	return r.follow(i+n, next)
}

// castHint is the qualified name of a derived type or a member that the
// segment may have been meant to be.
func (r *contextResolver) castHint(seg *segment, at place) string {
	return nearest(decode(seg.text), func(yield func(string) bool) {
		for _, s := range []string{"$entity", "$delta", "$deletedEntity", "$link", "$deletedLink"} {
			if !yield(s) {
				return
			}
		}
		for d := range r.m.AllDerived(at.typ.Name) {
			if !yield(d.QualifiedName()) {
				return
			}
		}
	})
}

// member reads segment i as a property or navigation property.
func (r *contextResolver) member(i int, at place) *Promise {
	seg := &r.c.segs[i]
	next := at.with()
	next.keyed, next.atSingleton = false, false
	next.property, next.navigation = nil, nil
	if r.unknown(at) {
		next.foreign = !at.dynamic || at.foreign
		next.dynamic, next.typ, next.declared, next.contained = true, edm.TypeRef{}, edm.TypeRef{}, false
		return r.groups(i, next)
	}
	t := r.m.Structured(at.typ.Name)
	if t == nil {
		return r.fail(Misplaced, seg.start, seg.name, "nothing follows a value of "+at.typ.Name, nil)
	}
	if p := r.m.Property(t, seg.name); p != nil {
		next.property, next.typ, next.declared, next.contained = p, p.Type, p.Type, false
		next.source = at.source + "/" + seg.name
		return r.groups(i, next)
	}
	if n := r.m.NavigationProperty(t, seg.name); n != nil {
		if !contains(r.m, n) {
			return r.fail(NotContained, seg.start, seg.name,
				"the navigation property does not contain its targets: their context is that of their own entity set (Protocol 10.2)", nil)
		}
		next.navigation, next.typ, next.declared, next.contained = n, n.Type, n.Type, true
		next.source = at.source + "/" + seg.name
		return r.groups(i, next)
	}
	if r.m.IsOpen(t) || !r.m.Complete(t) {
		next.dynamic, next.typ, next.declared, next.contained = true, edm.TypeRef{}, edm.TypeRef{}, false
		next.source = at.source + "/" + seg.name
		if p := r.groups(i, next); p != nil {
			return p
		}
		// What failed behind the name failed because nothing is known of it.
		r.err = nil
	}
	return r.fail(UnknownSegment, seg.start, seg.name, at.typ.Name+" has no such property or navigation property", near(seg.name, memberNames(r.m, t)))
}

// contains reports whether a navigation property may contain its targets.
// CSDL that says nothing says no; documentation that says nothing does not.
func contains(m *edm.Model, n *edm.NavigationProperty) bool {
	return n.ContainsTarget.IsTrue() || n.ContainsTarget == edm.Unsaid && m.Version == ""
}

// promise ends the walk at the place: a select list, a suffix from segment i
// on, or nothing.
func (r *contextResolver) promise(i int, at place, list *SelectList) *Promise {
	p := &Promise{Type: at.typ, DeclaredType: at.declared, EntitySet: at.set, Singleton: at.singleton, NavigationSource: at.source,
		Contained: at.contained, Property: at.property, NavigationProperty: at.navigation, Dynamic: at.dynamic,
		Keys: at.keys, Issues: at.issues}
	p.Shape = shapeOf(r.m, at.typ)
	switch {
	case at.dynamic:
		p.Shape = UnknownShape
	case r.entity(at) && at.typ.Collection:
		p.Shape = EntityCollection
	case r.entity(at):
		p.Shape = Entity
	}
	if list != nil {
		if p.Select = r.list(list, at.typ.Name, &p.Issues); p.Select == nil {
			return nil
		}
	}
	suffix := ""
	if i < len(r.c.segs) {
		suffix = r.c.segs[i].text
		if !r.suffix(p, i, at) {
			return nil
		}
	}
	if at.keyed && suffix != "$delta" {
		return r.fail(Misplaced, r.c.segs[i-1].start, r.c.segs[i-1].text, "a context does not end in a key", nil)
	}
	return p
}

// suffix applies the suffixes from segment i on.
func (r *contextResolver) suffix(p *Promise, i int, at place) bool {
	seg := &r.c.segs[i]
	entity := r.entity(at)
	refuse := func(problem Problem, message string) bool {
		r.fail(problem, seg.start, seg.text, message, nil)
		return false
	}
	switch seg.text {
	case "$entity":
		switch {
		case at.atSingleton:
			return refuse(EntityAfterSingleton, "a singleton's context has no suffix (Protocol 10.4)")
		case at.keyed:
			return refuse(Misplaced, "$entity does not follow a key, which "+r.c.segs[i-1].text+" is here")
		case !entity:
			return refuse(Misplaced, "$entity follows an entity set or a containment navigation property")
		}
		p.Shape, p.Type.Collection = Entity, false
		if i+1 < len(r.c.segs) {
			p.Shape = DeltaEntity
		}
	case "$delta":
		if at.dynamic && !at.foreign || !entity && r.m.Structured(at.typ.Name) == nil && !at.typ.Collection {
			return refuse(Misplaced, "$delta follows a collection, an entity or a complex value")
		}
		p.Shape = delta(at.typ.Collection)
	case "$deletedEntity", "$link", "$deletedLink":
		if !entity || !at.typ.Collection && !at.foreign {
			return refuse(Misplaced, seg.text+" follows an entity set or a contained collection")
		}
		p.Type.Collection = false
		p.Shape = map[string]Shape{"$deletedEntity": DeletedEntity, "$link": Link, "$deletedLink": DeletedLink}[seg.text]
	default:
		return refuse(Misplaced, "no suffix of a context")
	}
	return true
}
