package uri

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// follow reads what comes behind the cursor, from segment i on. Names of the
// model come first, then bound operations, then keys: a name that is both is
// the name (URL Conventions 4.3.6, 4.4).
func (w *resourceResolver) follow(i int, at cursor) *Target {
	if w.steps--; w.steps < 0 {
		return nil
	}
	if i == len(w.r.segs) {
		return &at.Target
	}
	seg := &w.r.segs[i]
	switch {
	case seg.dollar():
		return w.suffix(i, at)
	case at.Kind == TargetOpaque, !at.Type.Collection && !at.Type.IsZero() && w.m.Type(at.Type.Name) == nil:
		return w.opaque(i, at)
	case len(at.Actions) > 0:
		return w.fail(Misplaced, seg, "nothing follows the call of an action", nil)
	}
	if t := w.colons(i, at); t != nil {
		return t
	}
	for _, read := range []func(int, cursor) *Target{w.member, w.cast, w.operation, w.unqualified, w.keys, w.ordinal, w.wild, w.memberFold, w.unqualifiedFold, w.dynamic} {
		if t := read(i, at); t != nil {
			return t
		}
	}
	return w.unknown(i, at)
}

// unknown says what was missing.
func (w *resourceResolver) unknown(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	if w.err != nil && w.r.at(seg.start) < w.err.Offset && len(seg.groups) == 0 {
		return nil // another reading came further
	}
	t, on := w.m.Structured(at.Type.Name), at.Type
	switch {
	case seg.parts > 1 && w.m.Structured(seg.name) == nil:
		ns, _ := splitQualified(seg.name)
		w.fail(UnknownOperation, seg, "no type or bound operation has this name", func() string { return w.qualifiedHint(seg.name, on) })
		if w.err != nil && w.err.Offset == w.r.at(seg.start) {
			w.err.Foreign = !w.m.HasNamespace(ns) && w.m.Included(ns)
		}
		return nil
	case t == nil:
		return w.fail(Misplaced, seg, "nothing follows a value of "+at.Type.String(), nil)
	case !at.Type.Collection && len(seg.groups) > 0 && (w.m.Property(t, seg.name) != nil || w.m.NavigationProperty(t, seg.name) != nil):
		return w.failAt(Misplaced, seg.groups[0].start, seg.text[seg.groups[0].start-seg.start:], "no key can stand behind "+seg.name, nil)
	case at.Type.Collection:
		return w.fail(UnknownSegment, seg, "neither a key, a cast nor a bound operation of "+at.Type.String(), near(nameOf(seg), w.boundNames(on)))
	}
	if hint := w.derivedHint(seg.name, at.Type.Name); hint != "" {
		return w.fail(UnknownSegment, seg, at.Type.Name+" has no such member, but a type that derives from it has: a cast is missing", known(hint))
	}
	return w.fail(UnknownSegment, seg, at.Type.Name+" has no such property, navigation property or bound operation",
		near(nameOf(seg), func(yield func(string) bool) {
			more := true
			memberNames(w.m, t)(func(s string) bool { more = yield(s); return more })
			if more {
				w.boundNames(on)(yield)
			}
		}))
}

// derivedHint finds a member or bound operation of that name on a derived
// type, and names both.
func (w *resourceResolver) derivedHint(name, typeName string) string {
	operations := w.operationsNamed(name, false)
	for d := range w.m.AllDerived(typeName) {
		q := d.QualifiedName()
		if w.m.Property(d, name) != nil || w.m.NavigationProperty(d, name) != nil {
			return q + "/" + name
		}
		for _, o := range operations {
			if w.bindsAny(o, edm.TypeRef{Name: q}) {
				return q + "/" + o
			}
		}
	}
	return ""
}

func (w *resourceResolver) qualifiedHint(name string, on edm.TypeRef) string {
	return nearest(name, func(yield func(string) bool) {
		more := true
		w.boundOperations(on, func(q string) bool { more = yield(q); return more })
		if more {
			typeNames(w.m)(yield)
		}
	})
}

// colons reads the paths between colons by which Graph addresses an entity
// inside another of the same kind: root:/folder/file:/children. The segment
// before the colon must be a name or a key.
func (w *resourceResolver) colons(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	if !strings.HasSuffix(seg.text, ":") || len(seg.text) < 2 || w.steps < 0 {
		return nil
	}
	before := *seg
	before.text, before.end = seg.text[:len(seg.text)-1], seg.end-1
	before.tail = min(seg.tail, before.end)
	saved := w.r.segs
	last := len(saved) - 1
	for j := i + 1; j <= last; j++ {
		if strings.HasSuffix(saved[j].text, ":") {
			last = j
			break
		}
	}
	head := &resourceResolver{r: &Resource{Raw: w.r.Raw, offsets: w.r.offsets, from: w.r.from, segs: append(saved[:i:i], before)}, m: w.m, steps: w.steps}
	t := head.follow(i, at)
	w.steps = head.steps
	if t == nil || t.Kind != TargetEntity {
		return nil
	}
	next := cursor{Target: *t}.next(":/{}:")
	next.Opaque, next.Contained, next.NavigationProperty, next.Property = true, false, nil, nil
	return w.follow(last+1, next)
}

// member reads segment i as a property or navigation property.
func (w *resourceResolver) member(i int, at cursor) *Target {
	return w.memberNamed(i, at, w.r.segs[i].name, nil)
}

func (w *resourceResolver) memberNamed(i int, at cursor, name string, issue *Issue) *Target {
	seg := &w.r.segs[i]
	t := w.m.Structured(at.Type.Name)
	if t == nil || at.Type.Collection || seg.parts != 1 || seg.tail != seg.end {
		return nil
	}
	next := at.next("/" + name)
	if issue != nil {
		next.issue(*issue)
	}
	if p := w.m.Property(t, name); p != nil && len(seg.groups) == 0 {
		next.Property, next.NavigationProperty = p, nil
		next.Type, next.DeclaredType = p.Type, p.Type
		next.binding = join(at.binding, name)
		if at.Contained || next.NavigationSource != "" {
			next.NavigationSource = join(at.NavigationSource, name)
		}
		next.Contained = false
		w.settle(&next)
		return w.follow(i+1, next)
	}
	if n := w.m.NavigationProperty(t, name); n != nil {
		w.navigate(&next, n)
		return w.keyGroup(i, next)
	}
	return nil
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}

// navigate moves the cursor along a navigation property, and looks up where
// its targets are.
func (w *resourceResolver) navigate(at *cursor, n *edm.NavigationProperty) {
	path := join(at.binding, n.Name)
	at.Property, at.NavigationProperty = nil, n
	at.Type, at.DeclaredType = n.Type, n.Type
	if n.ContainsTarget.IsTrue() && at.NavigationSource != "" {
		at.NavigationSource, at.binding, at.Contained = join(at.NavigationSource, n.Name), path, true
		w.settle(at)
		return
	}
	set, one, source := bound(w.m, bindingsOf(&at.Target), path)
	switch {
	case source != "":
		at.EntitySet, at.Singleton, at.NavigationSource, at.binding, at.Contained = set, one, source, "", false
		if _, rest, nested := strings.Cut(source, "/"); nested {
			at.binding = rest
		}
	default:
		at.EntitySet, at.Singleton, at.NavigationSource, at.binding = nil, nil, "", ""
		at.Contained = n.ContainsTarget.IsTrue()
	}
	w.settle(at)
}

// cast reads segment i as a type. Unqualified, it must derive from the type
// that is cast.
func (w *resourceResolver) cast(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	if seg.parts == 0 || seg.tail != seg.end || w.m.Structured(at.Type.Name) == nil {
		return nil
	}
	full := w.m.Resolve(seg.name)
	next := at.next("/" + full)
	if seg.parts == 1 {
		full = ""
		for d := range w.m.AllDerived(at.Type.Name) {
			if d.Structure().Name == seg.name {
				full = d.QualifiedName()
				break
			}
		}
		if full == "" {
			return nil
		}
		next.Template = at.Template + "/" + full
		next.issue(Issue{Kind: UnqualifiedType, Offset: w.r.at(seg.start), Text: seg.name, Message: "a type's name needs its namespace", Hint: full})
	}
	t := w.m.Structured(full)
	if t == nil {
		return nil
	}
	if !w.m.IsA(full, at.Type.Name) && w.m.Complete(t) {
		if len(w.m.Actions(full))+len(w.m.Functions(full)) > 0 {
			return nil
		}
		return w.fail(UnrelatedCast, seg, "the type does not derive from "+at.Type.Name, nil)
	}
	next.DeclaredType = at.Type
	next.Type.Name = full
	return w.keyGroup(i, next)
}

// keys reads segments from i on as the values of a key.
func (w *resourceResolver) keys(i int, at cursor) *Target {
	if at.Kind != TargetEntitySet || w.steps < 0 {
		return nil
	}
	if seg := &w.r.segs[i]; len(seg.groups) > 0 && seg.groups[0].call && seg.tail == seg.end {
		return nil // a call of what is not bound here
	}
	n := 1
	if t := w.m.EntityType(at.Type.Name); t != nil {
		n = max(1, len(w.m.Key(t)))
	}
	if w.r.segs[i].placeholder() && (i+n > len(w.r.segs) || !w.r.segs[min(i+n, len(w.r.segs))-1].placeholder()) {
		n = 1 // one placeholder for the whole key
	}
	if i+n > len(w.r.segs) {
		return nil
	}
	key := &Key{AsSegment: true, Start: w.r.segs[i].start, End: w.r.segs[i+n-1].end}
	for _, s := range w.r.segs[i : i+n] {
		if !s.literal && !s.wild || s.dollar() || s.wild && (strings.Contains(s.text, "}$") || strings.Contains(s.text, ">$")) {
			return nil
		}
		key.Values = append(key.Values, segmentKeyValue(s))
	}
	next := at.next("({})")
	w.choose(&next, key)
	return w.follow(i+n, next)
}

// ordinal reads segment i as an index into a collection of values.
func (w *resourceResolver) ordinal(i int, at cursor) *Target {
	if !at.Type.Collection || at.Kind != TargetComplexCollection && at.Kind != TargetPrimitiveCollection {
		return nil
	}
	text := w.r.segs[i].text
	if end := digits(text, max(0, plain(text, 0, '-')), 1, len(text)); end != len(text) && !w.r.segs[i].placeholder() {
		return nil
	}
	next := at.next("/{}")
	next.Type.Collection = false
	w.settle(&next)
	return w.follow(i+1, next)
}

// wild lets a placeholder stand for any member.
func (w *resourceResolver) wild(i int, at cursor) *Target {
	if !w.r.segs[i].placeholder() || at.Type.Collection {
		return nil
	}
	return w.opaque(i, at)
}

// memberFold reads a name that differs from a member's in case alone.
func (w *resourceResolver) memberFold(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	t := w.m.Structured(at.Type.Name)
	if t == nil || at.Type.Collection || seg.parts != 1 {
		return nil
	}
	for _, name := range w.m.PropertyFold(t, seg.name) {
		issue := &Issue{Kind: NameCase, Offset: w.r.at(seg.start), Text: seg.name, Message: "names are case-sensitive", Hint: name}
		if found := w.memberNamed(i, at, name, issue); found != nil {
			return found
		}
	}
	return nil
}

// dynamic reads a name that an open type, or a type whose base is not known,
// leaves open.
func (w *resourceResolver) dynamic(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	t := w.m.Structured(at.Type.Name)
	if t == nil || at.Type.Collection || seg.parts != 1 || !seg.bare() || !w.m.IsOpen(t) && w.m.Complete(t) {
		return nil
	}
	if w.m.Property(t, seg.name) != nil || w.m.NavigationProperty(t, seg.name) != nil {
		return nil // it is declared, and what follows it was wrong
	}
	for _, q := range w.operationsNamed(seg.name, false) {
		if w.bindsAny(q, at.Type) {
			return nil
		}
	}
	return w.opaque(i+1, at.next("/"+seg.name))
}
