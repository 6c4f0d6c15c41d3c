package uri

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// resourceResolver walks the segments of a resource path with a model, and
// comes back to other readings where one fails.
type resourceResolver struct {
	r     *Resource
	m     *edm.Model
	steps int
	err   *ResolveError
}

// cursor is where a walk has come to.
type cursor struct {
	Target
	binding string // the path behind the set or singleton, without casts
}

// next gives a copy whose lists can grow on their own, with another segment
// in its template.
func (c cursor) next(template string) cursor {
	c.Keys = c.Keys[:len(c.Keys):len(c.Keys)]
	c.Issues = c.Issues[:len(c.Issues):len(c.Issues)]
	c.Template += template
	c.Actions, c.Functions, c.Import, c.Arguments, c.BindingType = nil, nil, nil, nil, edm.TypeRef{}
	return c
}

func (c *cursor) issue(i Issue) { c.Issues = append(c.Issues, i) }

func (w *resourceResolver) fail(problem Problem, seg *segment, message string, hint func() string) *Target {
	return w.failAt(problem, seg.start, decode(seg.text), message, hint)
}

// failAt keeps the failure that came furthest; of equals the first.
func (w *resourceResolver) failAt(problem Problem, offset int, text, message string, hint func() string) *Target {
	if at := w.r.at(offset); w.err == nil || at > w.err.Offset {
		w.err = &ResolveError{Segment: text, Offset: at, Problem: problem, Message: message, hint: hint}
	}
	return nil
}

// near is the hint at the candidate that is nearest to a name.
func near(name string, candidates func(yield func(string) bool)) func() string {
	return func() string { return nearest(name, candidates) }
}

// start reads the first segment.
func (w *resourceResolver) start() *Target {
	if len(w.r.segs) == 0 {
		return &Target{Kind: TargetServiceRoot, Template: "/"}
	}
	seg := &w.r.segs[0]
	if seg.dollar() {
		return w.dollarStart(seg)
	}
	if seg.placeholder() {
		return w.opaque(0, cursor{})
	}
	if t := w.named(seg, seg.name, nil); t != nil || w.err != nil {
		return t
	}
	for _, name := range w.folded(seg.name) {
		issue := &Issue{Kind: NameCase, Offset: w.r.at(seg.start), Text: seg.name, Message: "names are case-sensitive", Hint: name}
		if t := w.named(seg, name, issue); t != nil {
			return t
		}
	}
	return w.failAt(UnknownSource, seg.start, nameOf(seg), "no entity set, singleton or import has this name",
		near(nameOf(seg), w.sources))
}

func nameOf(seg *segment) string {
	if seg.name != "" {
		return seg.name
	}
	return decode(seg.text)
}

// named reads the first segment as what has that name.
func (w *resourceResolver) named(seg *segment, name string, issue *Issue) *Target {
	at := cursor{Target: Target{Template: "/" + name}}
	if issue != nil {
		at.issue(*issue)
	}
	if set := w.m.EntitySet(name); set != nil && seg.tail == seg.end {
		at.EntitySet, at.NavigationSource, at.Type = set, set.Name, edm.TypeRef{Name: set.EntityType, Collection: true}
		at.DeclaredType, at.Kind = at.Type, TargetEntitySet
		return w.keyGroup(0, at)
	}
	if one := w.m.Singleton(name); one != nil && seg.bare() {
		at.Singleton, at.NavigationSource, at.Type = one, one.Name, edm.TypeRef{Name: one.Type}
		at.DeclaredType, at.Kind = at.Type, TargetEntity
		return w.follow(1, at)
	}
	if i := w.m.FunctionImport(name); i != nil {
		return w.functionImport(seg, i, at)
	}
	if i := w.m.ActionImport(name); i != nil && seg.bare() {
		at.Import = i
		for _, a := range w.m.Actions(i.Operation) {
			if !a.IsBound {
				at.Actions = append(at.Actions, a)
			}
		}
		return w.action(0, at)
	}
	return nil
}

// folded lists the names of sources that differ in case alone.
func (w *resourceResolver) folded(name string) (out []string) {
	w.sources(func(s string) bool {
		if s != name && strings.EqualFold(s, name) {
			out = append(out, s)
		}
		return true
	})
	return out
}

// sources runs over everything that a path can begin with.
func (w *resourceResolver) sources(yield func(string) bool) {
	more := true
	sourceNames(w.m)(func(s string) bool {
		more = yield(s)
		return more
	})
	for _, s := range w.m.Schemas {
		if s.EntityContainer == nil || !more {
			continue
		}
		for _, i := range s.EntityContainer.FunctionImports {
			if more = more && yield(i.Name); !more {
				return
			}
		}
		for _, i := range s.EntityContainer.ActionImports {
			if more = more && yield(i.Name); !more {
				return
			}
		}
	}
}

// dollarStart reads the resources whose names begin with a dollar sign.
func (w *resourceResolver) dollarStart(seg *segment) *Target {
	whole := map[string]TargetKind{"$metadata": TargetMetadata, "$batch": TargetBatch, "$all": TargetAll, "$entity": TargetEntityID}
	kind, ok := whole[seg.text]
	t := &Target{Kind: kind, Template: "/" + seg.text}
	switch {
	case ok && len(w.r.segs) == 1:
		return t
	case ok && (kind == TargetAll || kind == TargetEntityID) && len(w.r.segs) == 2:
		cast := &w.r.segs[1]
		if w.m.EntityType(cast.name) == nil || !cast.bare() {
			return w.fail(UnknownType, cast, "no entity type has this name", func() string { return nearType(w.m, nameOf(cast)) })
		}
		t.Type = edm.TypeRef{Name: w.m.Resolve(cast.name), Collection: kind == TargetAll}
		return t
	case strings.HasPrefix(seg.text, "$crossjoin(") && len(w.r.segs) == 1:
		return w.crossjoin(seg)
	}
	return w.fail(Misplaced, seg, "no resource has this name, or nothing may follow it", near(seg.text, func(yield func(string) bool) {
		for _, s := range []string{"$metadata", "$batch", "$all", "$entity"} {
			if !yield(s) {
				return
			}
		}
	}))
}

// crossjoin reads $crossjoin(A,B).
func (w *resourceResolver) crossjoin(seg *segment) *Target {
	t := &Target{Kind: TargetCrossJoin, Template: "/$crossjoin", Type: edm.TypeRef{Name: "Edm.ComplexType", Collection: true}}
	list, ok := strings.CutSuffix(strings.TrimPrefix(seg.text, "$crossjoin("), ")")
	if !ok {
		return w.fail(Misplaced, seg, "the list of entity sets is not closed", nil)
	}
	at := seg.start + len("$crossjoin(")
	for _, name := range strings.Split(list, ",") {
		set := w.m.EntitySet(name)
		if set == nil {
			return w.failAt(UnknownSource, at, name, "no entity set has this name", near(name, sourceNames(w.m)))
		}
		t.Sources = append(t.Sources, set)
		at += len(name) + 1
	}
	return t
}

// opaque ends a walk that the model cannot follow.
func (w *resourceResolver) opaque(i int, at cursor) *Target {
	t := at.Target
	t.Kind, t.Opaque = TargetOpaque, true
	t.Type, t.DeclaredType = edm.TypeRef{}, edm.TypeRef{}
	t.Property, t.NavigationProperty, t.EntitySet, t.Singleton, t.NavigationSource = nil, nil, nil, nil, ""
	for _, seg := range w.r.segs[i:] {
		t.Template += "/" + seg.text
	}
	return &t
}

// keyGroup reads the parentheses behind the name of a collection of
// entities.
func (w *resourceResolver) keyGroup(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	switch {
	case len(seg.groups) == 0:
		return w.follow(i+1, at)
	case len(seg.groups) == 1 && seg.groups[0].key != nil && at.Kind == TargetEntitySet:
		keyed := at.next("({})")
		w.choose(&keyed, seg.groups[0].key)
		return w.follow(i+1, keyed)
	case at.Type.Collection && seg.groups[0].start+2 == seg.groups[0].end:
		// Customers(): the empty parentheses of older services.
		return w.follow(i+1, at)
	}
	g := &seg.groups[0]
	return w.failAt(Misplaced, g.start, decode(seg.text[g.start-seg.start:]), "no key of "+at.Type.Name, nil)
}

// choose applies a key to a collection of entities.
func (w *resourceResolver) choose(at *cursor, key *Key) {
	at.Type.Collection, at.DeclaredType.Collection = false, false
	at.Kind = TargetEntity
	moved := *key
	moved.Values = append([]KeyValue(nil), key.Values...)
	for _, i := range checkKey(w.m, at.Type.Name, &moved) {
		i.Offset = w.r.at(i.Offset)
		at.issue(i)
	}
	moved.Start, moved.End = w.r.at(key.Start), w.r.at(key.End)
	for i := range moved.Values {
		moved.Values[i].Start, moved.Values[i].End = w.r.at(moved.Values[i].Start), w.r.at(moved.Values[i].End)
	}
	at.Keys = append(at.Keys, &moved)
}

// settle sets the kind by the type.
func (w *resourceResolver) settle(at *cursor) {
	switch shapeOf(w.m, at.Type) {
	case EntityCollection:
		at.Kind = TargetEntitySet
	case Entity:
		at.Kind = TargetEntity
	case ComplexCollection:
		at.Kind = TargetComplexCollection
	case Complex:
		at.Kind = TargetComplex
	case PrimitiveCollection:
		at.Kind = TargetPrimitiveCollection
	case Primitive:
		at.Kind = TargetPrimitive
		if at.Type.Name == "Edm.Stream" {
			at.Kind = TargetStream
		}
	default:
		at.Opaque = true
		switch { // of a document that is not at hand
		case at.NavigationProperty != nil && at.Type.Collection:
			at.Kind = TargetEntitySet
		case at.NavigationProperty != nil:
			at.Kind = TargetEntity
		default:
			at.Kind = TargetOpaque
		}
	}
}
